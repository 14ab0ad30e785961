import QtQuick

// One vacancy in a list. Light on purpose: the list makes and moves many of these.
Tap {
    id: card

    required property string title
    required property string employer
    required property string place
    required property string wage
    required property string until
    required property string verified
    required property string marks
    required property string sample
    readonly property real inset: Theme.gap
    readonly property real glyph: Theme.smallSize * 1.15
    readonly property real indent: card.glyph + Theme.gapSmall

    description: [card.employer, card.place, card.wage, card.until, card.verified, card.marks, card.sample].filter(words => words !== "").join(". ")
    implicitHeight: words.implicitHeight + card.inset * 1.6
    name: card.title

    Rectangle {
        anchors.fill: parent
        border.color: Theme.outline
        border.width: Theme.line
        color: card.down ? (Theme.contrast ? Theme.chosen : Theme.keyDown) : Theme.surface
        radius: Theme.radius
    }

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: card.inset
        anchors.right: arrow.left
        anchors.rightMargin: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gapSmall / 2

        Text {
            Accessible.ignored: true
            color: Theme.contrast ? Theme.primary : Theme.ink
            font.bold: true
            font.family: Theme.family
            font.pixelSize: Theme.bodySize
            lineHeight: 1.0
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
            text: card.employer
            textFormat: Text.PlainText
            width: parent.width
            wrapMode: Text.Wrap
        }

        Item {
            height: place.height
            width: parent.width

            Icon {
                color: Theme.primary
                name: "map-pin"
                size: card.glyph
                y: (place.font.pixelSize * 1.2 - height) / 2
            }

            Text {
                id: place

                Accessible.ignored: true
                color: Theme.ink
                font.family: Theme.family
                font.pixelSize: Theme.smallSize
                text: card.place
                textFormat: Text.PlainText
                width: parent.width - x
                wrapMode: Text.Wrap
                x: card.indent
            }
        }

        Item {
            height: wage.height
            width: parent.width

            Icon {
                color: Theme.primary
                name: "money"
                size: card.glyph
                y: (wage.font.pixelSize * 1.2 - height) / 2
            }

            Text {
                id: wage

                Accessible.ignored: true
                color: Theme.ink
                font.bold: true
                font.family: Theme.family
                font.pixelSize: Theme.smallSize
                text: card.wage
                textFormat: Text.PlainText
                width: parent.width - x
                wrapMode: Text.Wrap
                x: card.indent
            }
        }

        Item {
            height: last.height
            width: parent.width

            Icon {
                color: Theme.primary
                name: "calendar"
                size: card.glyph
                y: (last.font.pixelSize * 1.2 - height) / 2
            }

            Text {
                id: last

                Accessible.ignored: true
                color: Theme.ink
                font.family: Theme.family
                font.pixelSize: Theme.smallSize
                text: card.until
                textFormat: Text.PlainText
                width: parent.width - x
                wrapMode: Text.Wrap
                x: card.indent
            }
        }

        Item {
            height: trust.height
            visible: card.verified !== ""
            width: parent.width

            Icon {
                color: Theme.good
                name: "shield"
                size: card.glyph
                y: (trust.font.pixelSize * 1.2 - height) / 2
            }

            Text {
                id: trust

                Accessible.ignored: true
                color: Theme.good
                font.family: Theme.family
                font.pixelSize: Theme.smallSize
                text: card.verified
                textFormat: Text.PlainText
                width: parent.width - x
                wrapMode: Text.Wrap
                x: card.indent
            }
        }

        Text {
            Accessible.ignored: true
            color: Theme.inkSoft
            font.family: Theme.family
            font.pixelSize: Theme.smallSize
            text: card.marks
            textFormat: Text.PlainText
            visible: card.marks !== ""
            width: parent.width
            wrapMode: Text.Wrap
        }

        Text {
            Accessible.ignored: true
            color: Theme.warn
            font.bold: true
            font.family: Theme.family
            font.pixelSize: Theme.smallSize
            text: card.sample
            textFormat: Text.PlainText
            visible: card.sample !== ""
            width: parent.width
            wrapMode: Text.Wrap
        }
    }

    Icon {
        id: arrow

        anchors.right: parent.right
        anchors.rightMargin: card.inset
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.primary
        name: "next"
        size: Theme.bodySize
    }

    FocusRing {
        around: card
    }
}
