pragma ComponentBehavior: Bound
import QtQuick

// Steps in order: those that are behind, the one that is now, those to come. What is said is true; nothing spins.
Column {
    id: list

    required property var model

    property real picture: Theme.mm(14)

    spacing: Theme.gapLarge

    Repeater {
        model: list.model

        Row {
            id: step

            required property string title
            required property string detail
            required property string tone

            spacing: Theme.gap
            width: parent?.width ?? 0

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: step.tone === "ok" ? Theme.good : (step.tone === "fail" ? Theme.error : Theme.ink)
                name: {
                    switch (step.tone) {
                    case "ok":
                        return "check";
                    case "now":
                        return "hourglass";
                    case "fail":
                        return "cross";
                    case "info":
                        return "info";
                    default:
                        return "circle";
                    }
                }
                size: list.picture
            }

            Column {
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - list.picture - Theme.gap

                Say {
                    font.bold: step.tone === "now"
                    text: step.title
                    tone: step.tone === "later" ? "soft" : (step.tone === "ok" ? "good" : "ink")
                    width: parent.width
                }

                Say {
                    size: "small"
                    text: step.detail
                    tone: "soft"
                    visible: step.detail !== ""
                    width: parent.width
                }
            }
        }
    }
}
