import Anjungan.Kit
import Anjungan.View

ChoiceQuestion {
    heading: I18n.t["page.domicile_same.heading"]
    hint: I18n.t["page.domicile_same.hint"]
}
