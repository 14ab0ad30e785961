import Anjungan.Kit
import Anjungan.View

ChoiceQuestion {
    picture: "rings"
    heading: I18n.t["page.marital.heading"]
    hint: I18n.t["page.marital.hint"]
}
