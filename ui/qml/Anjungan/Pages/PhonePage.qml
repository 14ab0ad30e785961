import Anjungan.Kit
import Anjungan.View

TextQuestion {
    picture: "phone"
    capitals: "none"
    heading: I18n.t["page.phone.heading"]
    hint: I18n.t["page.phone.hint"]
    kind: "phone"
    layout: "digits"
}
