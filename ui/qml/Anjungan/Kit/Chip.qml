import QtQuick

// A small switch with its value in words. A set one is filled and carries a cross where one touch takes it off.
Tap {
    id: chip

    required property string text
    property bool chosen: false
    property bool removable: false
    property string icon: ""
    property bool current: false
    readonly property real needed: label.implicitHeight + Theme.gap

    Accessible.checkable: true
    Accessible.checked: chip.chosen
    Accessible.role: Accessible.CheckBox
    implicitHeight: Math.max(Theme.target, Theme.smallSize * 2.3 + Theme.gap, chip.needed)
    name: chip.text

    Rectangle {
        anchors.fill: parent
        border.color: chip.chosen || chip.current ? Theme.primary : Theme.outline
        border.width: chip.chosen || chip.current ? Theme.thickLine : Theme.line
        color: chip.chosen ? (chip.down ? Theme.primaryDown : Theme.primary) : (chip.down ? (Theme.contrast ? Theme.chosen : Theme.keyDown) : Theme.surface)
        radius: Theme.radius
    }

    Icon {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: Theme.gapSmall * 1.5
        anchors.verticalCenter: parent.verticalCenter
        color: chip.chosen ? Theme.primaryInk : Theme.primary
        name: chip.removable && chip.chosen ? "cross" : (chip.chosen ? "check" : chip.icon)
        size: Theme.smallSize * 1.2
        visible: name !== ""
    }

    Text {
        id: label

        Accessible.ignored: true
        anchors.left: mark.visible ? mark.right : parent.left
        anchors.leftMargin: Theme.gapSmall
        anchors.right: parent.right
        anchors.rightMargin: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter
        color: chip.chosen ? Theme.primaryInk : Theme.ink
        font.bold: chip.chosen
        font.family: Theme.family
        font.pixelSize: Theme.smallSize
        horizontalAlignment: mark.visible ? Text.AlignLeft : Text.AlignHCenter
        lineHeight: 1.0
        text: chip.text
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
    }

    FocusRing {
        around: chip
    }
}
