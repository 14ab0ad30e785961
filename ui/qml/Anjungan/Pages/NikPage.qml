import Anjungan.Kit
import Anjungan.View

TextQuestion {
    picture: "card"
    capitals: "none"
    heading: I18n.t["page.nik.heading"]
    hint: I18n.t["page.nik.hint"]
    kind: "nik"
    layout: "digits"
    primaryText: visit.busy ? I18n.t["ui.searching"] : I18n.t["ui.next"]
}
