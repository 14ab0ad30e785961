import QtQuick
import Anjungan.Kit

// One application in the list: what, where, and how it stands, with a mark for what calls for something.
Tap {
    id: card

    required property string title
    required property string detail
    required property string value
    required property string note
    required property string tone
    readonly property color stateInk: card.tone === "ok" ? Theme.good : (card.tone === "warn" ? Theme.warn : (card.tone === "later" ? Theme.inkSoft : Theme.ink))

    description: [card.detail, card.value, card.note].filter(words => words !== "").join(". ")
    implicitHeight: words.implicitHeight + Theme.gap * 1.8
    name: card.title

    Rectangle {
        anchors.fill: parent
        border.color: card.tone === "warn" ? Theme.warn : (card.tone === "ok" ? Theme.good : Theme.outline)
        border.width: card.tone === "warn" || card.tone === "ok" ? Theme.thickLine : Theme.line
        color: card.down ? (Theme.contrast ? Theme.chosen : Theme.keyDown) : Theme.surface
        radius: Theme.radius
    }

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.right: arrow.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gapSmall / 2

        Text {
            Accessible.ignored: true
            color: Theme.ink
            font.bold: true
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
            color: Theme.inkSoft
            font.family: Theme.family
            font.pixelSize: Theme.smallSize
            text: card.detail
            textFormat: Text.PlainText
            width: parent.width
            wrapMode: Text.Wrap
        }

        Text {
            Accessible.ignored: true
            color: card.stateInk
            font.bold: true
            font.family: Theme.family
            font.pixelSize: Theme.bodySize
            lineHeight: 1.04
            text: card.value
            textFormat: Text.PlainText
            width: parent.width
            wrapMode: Text.Wrap
        }

        Text {
            Accessible.ignored: true
            color: Theme.inkSoft
            font.family: Theme.family
            font.pixelSize: Theme.smallSize
            text: card.note
            textFormat: Text.PlainText
            visible: card.note !== ""
            width: parent.width
            wrapMode: Text.Wrap
        }
    }

    Icon {
        id: arrow

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.primary
        name: "next"
        size: Theme.bodySize * 1.1
    }

    FocusRing {
        around: card
    }
}
