import QtQuick

// One thing that was entered, with a button that takes it away (or changes it).
Rectangle {
    id: entry

    required property string title
    property string detail: ""
    property string actionText: ""
    property string actionIcon: "trash"

    signal acted

    border.color: Theme.hairline
    border.width: Theme.line
    color: Theme.surface
    implicitHeight: Math.max(words.implicitHeight + Theme.gap * 1.6, button.visible ? button.height + Theme.gapSmall * 2 : 0)
    radius: Theme.radius

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.right: button.visible ? button.left : parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gapSmall / 2

        Say {
            font.bold: true
            text: entry.title
            width: parent.width
        }

        Say {
            text: entry.detail
            tone: "soft"
            visible: entry.detail !== ""
            width: parent.width
        }
    }

    ActionButton {
        id: button

        Accessible.name: entry.actionText + " " + entry.title
        anchors.right: parent.right
        anchors.rightMargin: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter
        icon: entry.actionIcon
        name: entry.actionText + " " + entry.title
        text: entry.actionText
        visible: entry.actionText !== ""
        width: implicitWidth
        onActed: entry.acted()
    }
}
