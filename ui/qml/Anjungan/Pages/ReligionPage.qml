import Anjungan.Kit
import Anjungan.View

ChoiceQuestion {
    heading: I18n.t["page.religion.heading"]
    hint: I18n.t["page.religion.hint"]
}
