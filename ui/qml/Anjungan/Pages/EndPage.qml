import Anjungan.Kit
import Anjungan.View

StatementPage {
    id: page

    picture: "check"
    primaryIcon: "check"
    primaryShown: true
    primaryText: I18n.t["page.end.done"]
    onPrimary: page.visit.leave()
}
