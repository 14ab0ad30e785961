import Anjungan.Kit
import Anjungan.View

TextQuestion {
    picture: "person"
    capitals: "all"
    heading: I18n.t["page.known_check.heading"]
    hint: I18n.t["page.known_check.hint"]
    keyboardLayout: visit.checkLocked ? "" : layout
    kind: "code"
    layout: "code"
    primaryShown: !visit.checkLocked
}
