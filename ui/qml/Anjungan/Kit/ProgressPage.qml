pragma ComponentBehavior: Bound
import QtQuick

// Something is being done: its steps, those that are behind, the one under way. No spinner: what is said is true.
KioskPage {
    id: progress

    heading: progress.visit.heading
    hint: progress.visit.text
    keyboardLayout: ""
    primaryShown: false

    Column {
        spacing: Theme.gapLarge
        topPadding: Theme.gapLarge
        width: parent.width

        Repeater {
            model: progress.visit.facts

            Row {
                id: step

                required property string title
                required property string tone

                spacing: Theme.gap
                width: parent?.width ?? 0

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    color: step.tone === "ok" ? Theme.good : Theme.ink
                    name: step.tone === "ok" ? "check" : (step.tone === "now" ? "hourglass" : "circle")
                    size: Theme.mm(14)
                }

                Say {
                    anchors.verticalCenter: parent.verticalCenter
                    font.bold: step.tone === "now"
                    text: step.title
                    tone: step.tone === "later" ? "soft" : (step.tone === "ok" ? "good" : "ink")
                    width: parent.width - Theme.mm(14) - Theme.gap
                }
            }
        }
    }
}
