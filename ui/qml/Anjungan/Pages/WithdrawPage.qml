import QtQuick
import Anjungan.Kit
import Anjungan.View

// Asks once more before an application is taken back.
KioskPage {
    id: page

    readonly property Applying applying: page.visit.applying

    backText: I18n.t["page.withdraw.no"]
    heading: I18n.t["page.withdraw.heading"]
    hint: I18n.t["page.withdraw.body"]
    keyboardLayout: ""
    picture: "warning"
    primaryIcon: "check"
    primaryText: I18n.t["page.withdraw.yes"]
    problem: page.visit.problem
    onPrimary: page.applying.withdraw()

    Say {
        font.bold: true
        size: "heading"
        text: page.applying.title
        width: parent.width
    }

    Say {
        text: page.applying.employer
        tone: "soft"
        width: parent.width
    }
}
