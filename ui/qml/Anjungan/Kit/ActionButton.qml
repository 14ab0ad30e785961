import QtQuick

// A button with words, and an icon where it helps. kind: primary (the way on), plain, quiet (no frame), danger.
Tap {
    id: button

    required property string text
    property string kind: "plain"
    property string icon: ""
    property bool iconAfter: false
    property string size: "body"
    readonly property color inkColor: {
        if (!button.enabled)
            return Theme.inkSoft;
        if (button.kind === "primary")
            return Theme.primaryInk;
        if (button.kind === "strong")
            return Theme.primary;
        if (button.kind === "danger")
            return Theme.error;
        return Theme.contrast ? Theme.ink : Theme.primary;
    }

    implicitHeight: Math.max(Theme.button, label.implicitHeight + Theme.gap * 2)
    implicitWidth: Math.max(Theme.target * 2, label.implicitWidth + (button.icon === "" ? 0 : glyph.width + Theme.gap) + Theme.gap * 4)
    name: button.text

    Rectangle {
        anchors.fill: parent
        border.color: button.kind === "strong" ? (button.enabled ? Theme.primary : Theme.outline) : button.kind === "primary" ? (button.enabled ? Theme.primary : Theme.outline) : (button.kind === "danger" ? Theme.error : Theme.outline)
        border.width: button.kind === "quiet" ? 0 : (button.kind === "strong" && button.enabled ? Theme.thickLine : Theme.line)
        color: {
            if (button.kind === "primary")
                return !button.enabled ? Theme.bar : (button.down ? Theme.primaryDown : Theme.primary);
            if (button.down)
                return Theme.contrast ? Theme.chosen : Theme.keyDown;
            return button.kind === "quiet" ? "transparent" : Theme.surface;
        }
        radius: Theme.radius
    }

    Row {
        anchors.centerIn: parent
        layoutDirection: button.iconAfter ? Qt.RightToLeft : Qt.LeftToRight
        spacing: Theme.gapSmall * 1.5

        Icon {
            id: glyph

            anchors.verticalCenter: parent.verticalCenter
            color: button.inkColor
            name: button.icon
            size: Theme.bodySize * 1.05
            visible: button.icon !== ""
        }

        Text {
            id: label

            Accessible.ignored: true
            anchors.verticalCenter: parent.verticalCenter
            color: button.inkColor
            font.bold: button.enabled && (button.kind === "primary" || button.kind === "strong")
            font.family: Theme.family
            font.pixelSize: button.size === "small" ? Theme.smallSize : Theme.bodySize
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 1.0
            text: button.text
            textFormat: Text.PlainText
            width: Math.min(implicitWidth, button.width - Theme.gap * 2 - (glyph.visible ? glyph.width + Theme.gapSmall * 1.5 : 0))
            wrapMode: Text.Wrap
        }
    }

    FocusRing {
        around: button
    }
}
