import Anjungan.Kit
import Anjungan.View

ChoiceQuestion {
    picture: "person"
    heading: I18n.t["page.sex.heading"]
    hint: I18n.t["page.sex.hint"]
}
