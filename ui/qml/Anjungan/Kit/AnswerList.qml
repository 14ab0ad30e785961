pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.View

// What was answered, line by line, each with a button to change it.
Column {
    id: list

    required property var model
    property bool sections: false

    signal edited(key: string)

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
            required property bool editable
            readonly property bool opens: list.sections && (line.index === 0 || (lines.itemAt(line.index - 1) as Item)?.objectName !== line.section)

            objectName: line.section
            width: parent?.width ?? 0

            Say {
                Accessible.role: Accessible.Heading
                bottomPadding: Theme.gapSmall
                color: Theme.contrast ? Theme.primary : Theme.primary
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

            Item {
                height: Math.max(words.implicitHeight + Theme.gapSmall * 3, change.visible ? change.height + Theme.gapSmall * 2 : 0)
                width: parent.width

                Column {
                    id: words

                    anchors.left: parent.left
                    anchors.right: change.visible ? change.left : parent.right
                    anchors.rightMargin: Theme.gap
                    anchors.verticalCenter: parent.verticalCenter

                    Say {
                        size: "small"
                        text: line.title
                        tone: "soft"
                        width: parent.width
                    }

                    Say {
                        text: line.detail
                        width: parent.width
                    }
                }

                ActionButton {
                    id: change

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    name: I18n.t["ui.change"] + " " + line.title
                    text: I18n.t["ui.change"]
                    visible: line.editable
                    width: implicitWidth
                    height: Theme.target
                    onActed: list.edited(line.key)
                }
            }
        }
    }
}
