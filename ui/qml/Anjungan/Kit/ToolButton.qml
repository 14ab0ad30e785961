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
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.gapSmall / 2
        y: Theme.gapSmall * 1.2
        width: parent.width - Theme.gapSmall

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.ink
            name: tool.icon
            size: Theme.mm(10)
        }

        Text {
            Accessible.ignored: true
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.smallSize
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 0.95
            text: tool.text
            textFormat: Text.PlainText
            width: parent.width
            wrapMode: Text.WordWrap
        }
    }

    FocusRing {
        around: tool
    }
}
