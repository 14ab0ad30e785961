pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// The only page that is loaded at start: what this machine does, and one touch to begin in one's own language.
KioskPage {
    id: page

    property int turn: 0

    bare: true
    keyboardLayout: ""
    primaryShown: false

    Timer {
        interval: 60000
        repeat: true
        running: true
        onTriggered: page.turn = (page.turn + 1) % 3
    }

    Rectangle {
        anchors.left: parent?.left
        anchors.right: parent?.right
        color: Theme.contrast ? Theme.page : (page.turn === 0 ? Theme.primary : (page.turn === 1 ? "#1d4d3a" : "#4a3a63"))
        height: banner.height + Theme.mm(30)

        Column {
            id: banner

            anchors.left: parent.left
            anchors.leftMargin: Theme.margin
            anchors.right: parent.right
            anchors.rightMargin: Theme.margin
            spacing: Theme.gap
            y: Theme.mm(14 + page.turn * 2)

            Icon {
                color: Theme.contrast ? Theme.ink : Theme.primaryInk
                name: "briefcase"
                size: Theme.mm(26)
            }

            Say {
                color: Theme.contrast ? Theme.ink : Theme.primaryInk
                size: "display"
                text: I18n.t["page.attract.heading"]
                width: parent.width
            }

            Say {
                color: Theme.contrast ? Theme.ink : Theme.primaryInk
                text: I18n.t["page.attract.body"]
                width: parent.width
            }
        }
    }

    Column {
        leftPadding: Theme.margin
        rightPadding: Theme.margin
        spacing: Theme.gapLarge
        topPadding: Theme.gapLarge
        width: parent.width

        Repeater {
            model: [["card", "page.attract.bring_ktp"], ["clock", "page.attract.time"], ["shield", "page.attract.free"]]

            Row {
                id: fact

                required property var modelData

                spacing: Theme.gap
                width: parent.width - parent.leftPadding * 2

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.contrast ? Theme.ink : Theme.primary
                    name: fact.modelData[0]
                    size: Theme.mm(14)
                }

                Say {
                    anchors.verticalCenter: parent.verticalCenter
                    text: I18n.t[fact.modelData[1]]
                    width: parent.width - Theme.mm(14) - Theme.gap
                }
            }
        }
    }

    lower: Column {
        leftPadding: Theme.margin
        spacing: Theme.gap
        width: parent.width

        Say {
            font.bold: true
            text: I18n.t["page.attract.begin"]
            width: parent.width - Theme.margin * 2
        }

        Repeater {
            model: ["id", "jv", "en"]

            ActionButton {
                required property string modelData

                icon: "next"
                iconAfter: true
                kind: modelData === "id" ? "primary" : "plain"
                text: I18n.t["ui.language." + modelData]
                width: parent.width - Theme.margin * 2
                onActed: page.visit.start(modelData)
            }
        }
    }
}
