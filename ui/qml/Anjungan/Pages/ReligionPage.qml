import Anjungan.Kit
import Anjungan.View

ChoiceQuestion {
    picture: "hands"
    heading: I18n.t["page.religion.heading"]
    hint: I18n.t["page.religion.hint"]
}
