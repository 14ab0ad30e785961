pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// Before the first personal field: who uses the data, what for, how long, and what people may ask.
KioskPage {
    id: page

    picture: "shield"
    heading: I18n.t["page.notice.heading"]
    hint: page.visit.applying.why
    keyboardLayout: ""
    primaryText: I18n.t["page.notice.understood"]
    onPrimary: page.visit.next()

    Column {
        spacing: Theme.gap * 1.5
        width: parent.width

        Repeater {
            model: [["briefcase", "page.notice.what"], ["shield", "page.notice.law"], ["person", "page.notice.who"], ["edit", "page.notice.rights"]]

            Row {
                id: line

                required property var modelData

                spacing: Theme.gap
                width: parent?.width ?? 0

                Icon {
                    color: Theme.contrast ? Theme.ink : Theme.primary
                    name: line.modelData[0]
                    size: Theme.mm(12)
                }

                Say {
                    text: I18n.t[line.modelData[1]]
                    width: parent.width - Theme.mm(12) - Theme.gap
                }
            }
        }
    }
}
