import Anjungan.Kit
import Anjungan.View

TextQuestion {
    picture: "calendar"
    capitals: "none"
    heading: I18n.t["page.birth_date.heading"]
    hint: I18n.t["page.birth_date.hint"]
    kind: "date"
    layout: "digits"
    placeholder: I18n.t["page.birth_date.placeholder"]
}
