pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// The only page that is loaded at start: one's own language, and three doors. The first and biggest leads to work.
// It changes its colour every minute, so that nothing burns into the panel, and goes back to Indonesian when nobody goes on.
KioskPage {
    id: page

    property int turn: 0

    bandColor: [Theme.band, Theme.bandSecond, Theme.bandThird][page.turn]
    heading: I18n.t["page.attract.heading"]
    hint: I18n.t["page.attract.body"]
    keyboardLayout: ""
    picture: ["briefcase", "card", "shield"][page.turn]
    primaryShown: false

    Timer {
        interval: 60000
        repeat: true
        running: true
        onTriggered: page.turn = (page.turn + 1) % 3
    }

    Timer {
        id: forget

        interval: 120000
        running: page.visit.language !== "id"
        onTriggered: page.visit.speak("id")
    }

    NoteBox {
        size: "small"
        text: page.visit.simulated ? I18n.t["ui.simulated"] : ""
        tone: "warn"
        width: parent.width
    }

    lower: Column {
        spacing: Theme.gap
        width: parent.width

        Row {
            spacing: Theme.gapSmall * 1.5
            width: parent.width

            Repeater {
                model: ["id", "jv", "en"]

                Chip {
                    required property string modelData

                    Accessible.role: Accessible.RadioButton
                    chosen: page.visit.language === modelData
                    text: I18n.t["ui.language." + modelData]
                    width: ((parent?.width ?? 0) - Theme.gapSmall * 3) * (modelData === "id" ? 0.42 : 0.29)
                    onActed: {
                        forget.restart();
                        page.visit.speak(modelData);
                    }
                }
            }
        }

        DoorCard {
            detail: I18n.t["page.attract.doors.jobs_hint"]
            icon: "briefcase"
            main: true
            title: I18n.t["page.attract.doors.jobs"]
            width: parent.width
            onActed: page.visit.jobs.start()
        }

        DoorCard {
            detail: I18n.t["page.attract.doors.card_hint"]
            icon: "card"
            title: I18n.t["page.attract.doors.card"]
            width: parent.width
            onActed: page.visit.start()
        }

        DoorCard {
            detail: I18n.t["page.attract.doors.rights_hint"]
            icon: "shield"
            title: I18n.t["page.attract.doors.rights"]
            width: parent.width
            onActed: page.visit.rights.start()
        }

        Say {
            size: "small"
            text: page.visit.status
            tone: "soft"
            visible: text !== "" && !page.visit.statusIsFault
            width: parent.width
        }
    }
}
