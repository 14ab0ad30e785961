import Anjungan.Kit
import Anjungan.View

ChoiceQuestion {
    picture: "briefcase"
    heading: I18n.t["page.purpose.heading"]
    hint: I18n.t["page.purpose.hint"]
}
