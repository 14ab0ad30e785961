pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// Lines under one heading: what is meant, the numbers, what comes out, and small below it the article it stands on.
Column {
    id: block

    required property string heading
    required property var model
    property bool noted: false
    property bool changeable: false

    signal edited(key: string)

    spacing: Theme.gap
    topPadding: Theme.gap
    visible: lines.count > 0

    Say {
        Accessible.role: Accessible.Heading
        color: Theme.primary
        font.bold: true
        text: block.heading
        width: parent.width
    }

    Repeater {
        id: lines

        model: block.model

        Column {
            id: line

            required property string key
            required property string title
            required property string detail
            required property string value
            required property string note
            required property bool editable

            spacing: Theme.gapSmall
            width: parent?.width ?? 0

            Rectangle {
                color: Theme.hairline
                height: Math.max(1, Theme.line / 2)
                visible: !block.noted
                width: parent.width
            }

            NoteBox {
                text: block.noted ? line.title : ""
                tone: "warn"
                width: parent.width
            }

            Item {
                height: Math.max(words.implicitHeight, change.visible ? change.height : 0)
                visible: !block.noted
                width: parent.width

                Say {
                    id: words

                    anchors.left: parent.left
                    anchors.right: change.visible ? change.left : parent.right
                    anchors.rightMargin: change.visible ? Theme.gap : 0
                    anchors.verticalCenter: parent.verticalCenter
                    text: line.title
                }

                ActionButton {
                    id: change

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    height: Theme.target
                    name: I18n.t["ui.change"] + " " + line.title
                    text: I18n.t["ui.change"]
                    visible: block.changeable && line.editable
                    width: implicitWidth
                    onActed: block.edited(line.key)
                }
            }

            Say {
                text: line.detail
                tone: "soft"
                visible: line.detail !== ""
                width: parent.width
            }

            Say {
                font.bold: true
                text: (line.detail === "" || line.value.startsWith("≈") ? "" : "= ") + line.value
                visible: line.value !== ""
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
