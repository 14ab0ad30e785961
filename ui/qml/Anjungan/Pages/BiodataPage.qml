pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

KioskPage {
    id: page

    picture: "person"
    heading: I18n.t["page.biodata.heading"]
    hint: I18n.t["page.biodata.hint"]
    keyboardLayout: ""
    primaryText: I18n.t["page.biodata.right"]
    onPrimary: page.visit.next()

    Repeater {
        model: page.visit.warnings

        NoteBox {
            required property string title

            text: title
            tone: "warn"
            width: parent?.width ?? 0
        }
    }

    AnswerList {
        model: page.visit.answers
        width: parent.width
        onEdited: key => page.visit.edit(key)
    }
}
