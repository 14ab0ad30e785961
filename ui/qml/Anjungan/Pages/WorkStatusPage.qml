import Anjungan.Kit
import Anjungan.View

ChoiceQuestion {
    picture: "briefcase"
    heading: I18n.t["page.work_status.heading"]
    hint: I18n.t["page.work_status.hint"]
}
