pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// The checks as they came out; opened only by a technician's card.
KioskPage {
    id: page

    picture: "wrench"
    heading: page.visit.heading
    hint: page.visit.text
    keyboardLayout: ""
    primaryIcon: "cross"
    primaryText: I18n.t["page.technician.leave"]
    onPrimary: page.visit.leave()

    Repeater {
        model: page.visit.facts

        NoteBox {
            required property string title
            required property string detail
            required tone

            text: title + "\n" + detail
            width: parent?.width ?? 0
        }
    }
}
