import Anjungan.Kit
import Anjungan.View

ChoiceQuestion {
    picture: "home"
    heading: I18n.t["page.domicile_same.heading"]
    hint: I18n.t["page.domicile_same.hint"]
}
