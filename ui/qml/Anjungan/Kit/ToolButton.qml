import QtQuick

// One of the four ever-present tools at the bottom edge: an icon over a short word.
Tap {
    id: tool

    required property string text
    required property string icon
    property bool on: false

    implicitHeight: Theme.toolbar
    name: tool.text

    Rectangle {
        anchors.fill: parent
        border.color: tool.on ? Theme.primary : Theme.outline
        border.width: tool.on ? Theme.thickLine : Theme.line
        color: tool.down ? (Theme.contrast ? Theme.chosen : Theme.keyDown) : (tool.on ? Theme.chosen : Theme.surface)
        radius: Theme.radius
    }

    Column {
        anchors.centerIn: parent
        spacing: Theme.gapSmall / 2
        width: parent.width

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.ink
            name: tool.icon
            size: Theme.bodySize
        }

        Text {
            Accessible.ignored: true
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.smallSize
            horizontalAlignment: Text.AlignHCenter
            text: tool.text
            textFormat: Text.PlainText
            width: parent.width
        }
    }

    FocusRing {
        around: tool
    }
}
