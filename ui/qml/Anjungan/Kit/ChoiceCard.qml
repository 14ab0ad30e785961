import QtQuick

// One answer of several: the mark at its left tells whether one or many may be chosen.
Tap {
    id: card

    required property string title
    property string detail: ""
    property bool fine: false
    property bool chosen: false
    property bool many: false
    property bool plain: false
    property string tone: ""
    readonly property bool strong: card.tone === "primary"

    Accessible.checkable: !card.plain
    Accessible.checked: card.chosen
    Accessible.role: card.plain ? Accessible.Button : (card.many ? Accessible.CheckBox : Accessible.RadioButton)
    description: card.detail
    property real least: Theme.button

    implicitHeight: Math.max(card.least, words.implicitHeight + Theme.gap * 1.6)
    name: card.title

    Rectangle {
        anchors.fill: parent
        border.color: card.chosen || card.strong ? Theme.primary : Theme.outline
        border.width: card.chosen ? Theme.thickLine : Theme.line
        color: card.strong ? (card.down ? Theme.primaryDown : Theme.primary) : card.down ? (Theme.contrast ? Theme.chosen : Theme.keyDown) : (card.chosen ? Theme.chosen : Theme.surface)
        radius: Theme.radius
    }

    Icon {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: card.strong ? Theme.primaryInk : (Theme.contrast ? Theme.ink : Theme.primary)
        name: card.plain ? "next" : (card.many ? (card.chosen ? "box-on" : "box-off") : (card.chosen ? "radio-on" : "radio-off"))
        size: Theme.bodySize * 1.1
    }

    Column {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gapSmall / 2

        Text {
            Accessible.ignored: true
            color: card.strong ? Theme.primaryInk : Theme.ink
            font.bold: (card.detail !== "" && !card.fine) || card.strong
            font.family: Theme.family
            font.pixelSize: Theme.bodySize
            lineHeight: 1.04
            text: card.title
            textFormat: Text.PlainText
            width: parent.width
            wrapMode: Text.Wrap
        }

        Text {
            Accessible.ignored: true
            color: card.strong ? Theme.primaryInk : Theme.inkSoft
            font.family: Theme.family
            font.pixelSize: card.fine ? Theme.smallSize : Theme.bodySize
            lineHeight: 1.04
            text: card.detail
            textFormat: Text.PlainText
            visible: card.detail !== ""
            width: parent.width
            wrapMode: Text.Wrap
        }
    }

    FocusRing {
        around: card
    }
}
