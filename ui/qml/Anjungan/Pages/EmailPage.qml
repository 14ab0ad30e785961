import Anjungan.Kit
import Anjungan.View

TextQuestion {
    picture: "mail"
    capitals: "none"
    heading: I18n.t["page.email.heading"]
    hint: I18n.t["page.email.hint"]
    kind: "text"
    layout: "email"
    secondaryText: I18n.t["page.email.skip"]
}
