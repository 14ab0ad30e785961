pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// The only page that is loaded at start: what this machine does, and one touch to begin in one's own language.
// It changes its colour and the order of its lines every minute, so that nothing burns into the panel.
KioskPage {
    id: page

    property int turn: 0
    readonly property var lines: [["card", "page.attract.bring_ktp"], ["check", "page.attract.guided"], ["shield", "page.attract.free"]]

    bandColor: [Theme.band, Theme.bandSecond, Theme.bandThird][page.turn]
    heading: I18n.t["page.attract.heading"]
    hint: I18n.t["page.attract.body"]
    keyboardLayout: ""
    picture: ["briefcase", "card", "briefcase"][page.turn]
    primaryShown: false

    Timer {
        interval: 60000
        repeat: true
        running: true
        onTriggered: page.turn = (page.turn + 1) % 3
    }

    Repeater {
        model: 3

        Row {
            id: line

            required property int index
            readonly property var words: page.lines[(line.index + page.turn) % 3]

            spacing: Theme.gap
            width: parent?.width ?? 0

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.primary
                name: line.words[0]
                size: Theme.mm(13)
            }

            Say {
                anchors.verticalCenter: parent.verticalCenter
                text: I18n.t[line.words[1]]
                width: parent.width - Theme.mm(13) - Theme.gap
            }
        }
    }

    NoteBox {
        size: "small"
        text: page.visit.simulated ? I18n.t["ui.simulated"] : ""
        tone: "warn"
        width: parent.width
    }

    Say {
        text: page.visit.status
        tone: "soft"
        size: "small"
        visible: text !== "" && !page.visit.statusIsFault
        width: parent.width
    }

    lower: Column {
        spacing: Theme.gap
        width: parent.width

        Say {
            font.bold: true
            text: I18n.t["page.attract.begin"]
            width: parent.width
        }

        Row {
            spacing: Theme.gap
            visible: !Theme.large
            width: parent.width

            Repeater {
                model: ["card", "rights"]

                Say {
                    required property string modelData

                    size: "small"
                    text: I18n.t["page.attract.doors." + modelData]
                    width: ((parent?.width ?? 0) - Theme.gap) / 2
                }
            }
        }

        Repeater {
            model: ["id", "jv", "en"]

            Row {
                id: doors

                required property string modelData
                readonly property real tall: Math.max(Theme.mm(30), card.implicitHeight, rights.implicitHeight)

                spacing: Theme.gap
                width: parent?.width ?? 0

                ActionButton {
                    id: card

                    height: doors.tall
                    icon: "next"
                    iconAfter: true
                    kind: doors.modelData === "id" ? "primary" : "strong"
                    text: I18n.t["ui.language." + doors.modelData]
                    width: (doors.width - doors.spacing) / 2
                    onActed: page.visit.start(doors.modelData)
                }

                ActionButton {
                    id: rights

                    height: doors.tall
                    icon: "next"
                    iconAfter: true
                    kind: "strong"
                    text: I18n.t["page.attract.rights." + doors.modelData]
                    width: (doors.width - doors.spacing) / 2
                    onActed: page.visit.rights.start(doors.modelData)
                }
            }
        }
    }
}
