pragma ComponentBehavior: Bound
import QtQuick

// Things to read: a small label over its words, under headings where the rows name a section. tone puts a mark before a line.
Column {
    id: list

    required property var model
    property bool marked: false

    Repeater {
        id: lines

        model: list.model

        Column {
            id: line

            required property int index
            required property string key
            required property string title
            required property string detail
            required property string section
            required property string tone
            required property string note
            readonly property bool opens: line.section !== "" && (line.index === 0 || (lines.itemAt(line.index - 1) as Item)?.objectName !== line.section)

            objectName: line.section
            width: parent?.width ?? 0

            Say {
                Accessible.role: Accessible.Heading
                bottomPadding: Theme.gapSmall
                color: Theme.primary
                font.bold: true
                text: line.section
                topPadding: line.index === 0 ? 0 : Theme.gapLarge
                visible: line.opens
                width: parent.width
            }

            Rectangle {
                color: Theme.hairline
                height: Math.max(1, Theme.line / 2)
                width: parent.width
            }

            Row {
                bottomPadding: Theme.gapSmall * 1.5
                spacing: Theme.gap
                topPadding: Theme.gapSmall * 1.5
                width: parent.width

                Icon {
                    id: mark

                    anchors.verticalCenter: parent.verticalCenter
                    color: line.tone === "ok" ? Theme.good : (line.tone === "warn" ? Theme.warn : Theme.primary)
                    name: {
                        if (!list.marked)
                            return "";
                        switch (line.tone) {
                        case "ok":
                            return "check";
                        case "warn":
                            return "circle";
                        case "ask":
                            return "help";
                        default:
                            return line.tone;
                        }
                    }
                    size: Theme.bodySize * 1.1
                    visible: name !== ""
                }

                Column {
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - (mark.visible ? mark.width + parent.spacing : 0)

                    Say {
                        size: "small"
                        text: line.title
                        tone: "soft"
                        visible: line.title !== ""
                        width: parent.width
                    }

                    Say {
                        text: line.detail
                        visible: line.detail !== ""
                        width: parent.width
                    }

                    Say {
                        size: "small"
                        text: line.note
                        tone: "soft"
                        visible: line.note !== ""
                        width: parent.width
                    }
                }
            }
        }
    }
}
