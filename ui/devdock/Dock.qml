pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// Buttons for everything that can happen to the machine. Words are for developers, so they are not in the catalogue.
Window {
    id: window

    required property DevDock dock

    color: Theme.page
    height: 760
    title: "Anjungan dev dock"
    visible: true
    width: 400

    Column {
        anchors.fill: parent
        anchors.margins: Theme.gap
        spacing: Theme.gapSmall

        Say {
            font.bold: true
            text: "Card reader"
        }

        ChoiceList {
            model: window.dock.people
            plain: true
            width: parent.width
            onPicked: key => window.dock.insertCard(key)
        }

        ActionButton {
            enabled: window.dock.card !== ""
            text: "Remove card"
            width: parent.width
            onActed: window.dock.removeCard()
        }

        ActionButton {
            icon: "wrench"
            text: "Technician card"
            width: parent.width
            onActed: window.dock.technician()
        }

        Say {
            font.bold: true
            text: "Printer"
        }

        Row {
            spacing: Theme.gapSmall
            width: parent.width

            Repeater {
                model: [["full", "Paper full"], ["near_end", "Near end"], ["empty", "Paper out"]]

                ActionButton {
                    required property var modelData

                    kind: window.dock.paperLevel === modelData[0] ? "strong" : "plain"
                    size: "small"
                    text: modelData[1]
                    width: ((parent?.width ?? 0) - Theme.gapSmall * 2) / 3
                    onActed: window.dock.setPaper(modelData[0])
                }
            }
        }

        ActionButton {
            kind: window.dock.coverOpen ? "strong" : "plain"
            text: window.dock.coverOpen ? "Close the cover" : "Open the cover"
            width: parent.width
            onActed: window.dock.toggleCover()
        }

        ActionButton {
            kind: window.dock.printerOn ? "plain" : "strong"
            text: window.dock.printerOn ? "Printer off" : "Printer on"
            width: parent.width
            onActed: window.dock.togglePrinter()
        }

        Say {
            font.bold: true
            text: "Network"
        }

        ActionButton {
            kind: window.dock.networkOn ? "plain" : "strong"
            text: window.dock.networkOn ? "Network off" : "Network on"
            width: parent.width
            onActed: window.dock.toggleNetwork()
        }

        Say {
            font.bold: true
            text: "Time forward"
        }

        Row {
            spacing: Theme.gapSmall
            width: parent.width

            Repeater {
                model: [["day", "1 day"], ["half_year", "6 months"], ["two_years", "2 years"]]

                ActionButton {
                    required property var modelData

                    size: "small"
                    text: modelData[1]
                    width: ((parent?.width ?? 0) - Theme.gapSmall * 2) / 3
                    onActed: window.dock.forward(modelData[0])
                }
            }
        }
    }
}
