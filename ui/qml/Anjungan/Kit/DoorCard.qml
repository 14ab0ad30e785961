import QtQuick

// A door on the first page: a picture, what lies behind it, and a line that says more. The main one is filled.
Tap {
    id: door

    required property string title
    property string detail: ""
    property string icon: ""
    property bool main: false
    readonly property color inkColor: door.main ? Theme.primaryInk : Theme.primary

    description: door.detail
    implicitHeight: words.implicitHeight + Theme.gap * (Theme.large ? 2.4 : (door.main ? 6 : 4))
    name: door.title

    Rectangle {
        anchors.fill: parent
        border.color: Theme.primary
        border.width: Theme.thickLine
        color: door.main ? (door.down ? Theme.primaryDown : Theme.primary) : (door.down ? (Theme.contrast ? Theme.chosen : Theme.keyDown) : Theme.surface)
        radius: Theme.radius
    }

    Icon {
        id: picture

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap * 1.5
        anchors.verticalCenter: parent.verticalCenter
        color: door.inkColor
        name: door.icon
        size: door.main ? Theme.mm(24) : Theme.mm(17)
    }

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap * 3 + Theme.mm(24)
        anchors.right: arrow.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gapSmall / 2

        Text {
            Accessible.ignored: true
            color: door.inkColor
            font.bold: true
            font.family: Theme.family
            font.pixelSize: door.main ? Theme.headingSize * 1.12 : Theme.headingSize * 0.92
            lineHeight: 1.0
            text: door.title
            textFormat: Text.PlainText
            width: parent.width
            wrapMode: Text.Wrap
        }

        Text {
            Accessible.ignored: true
            color: door.main ? Theme.primaryInk : Theme.inkSoft
            font.family: Theme.family
            font.pixelSize: door.main ? Theme.bodySize : Theme.smallSize * 1.12
            lineHeight: 1.04
            text: door.detail
            textFormat: Text.PlainText
            visible: door.detail !== ""
            width: parent.width
            wrapMode: Text.Wrap
        }
    }

    Icon {
        id: arrow

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap * 1.5
        anchors.verticalCenter: parent.verticalCenter
        color: door.inkColor
        name: "next"
        size: Theme.bodySize * 1.1
    }

    FocusRing {
        around: door
    }
}
