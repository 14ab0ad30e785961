import QtQuick
import Anjungan.View

// One key of the keyboard: acts on press, never takes the focus away from the field.
Tap {
    id: key

    required property string token
    property string shown: key.token
    readonly property bool isCommand: key.token.length > 1 && key.token.startsWith("#")
    readonly property string icon: {
        switch (key.token) {
        case "#delete":
            return "backspace";
        case "#shift":
            return "shift";
        case "#enter":
            return "next";
        default:
            return "";
        }
    }
    property bool on: false

    actOnPress: true
    focusable: false
    guarded: false
    name: {
        switch (key.token) {
        case "#delete":
            return I18n.t["ui.key.delete"];
        case "#shift":
            return I18n.t["ui.key.shift"];
        case "#enter":
            return I18n.t["ui.key.enter"];
        case "#space":
            return I18n.t["ui.key.space"];
        case "#clear":
            return I18n.t["ui.key.clear"];
        default:
            return key.shown;
        }
    }

    Rectangle {
        anchors.fill: parent
        border.color: Theme.outline
        border.width: Math.max(1, Theme.line / 2)
        color: key.down ? Theme.keyDown : (key.on ? Theme.chosen : (key.isCommand ? Theme.bar : Theme.keyFace))
        radius: Theme.radius
    }

    Icon {
        anchors.centerIn: parent
        color: key.down ? Theme.keyDownInk : Theme.ink
        name: key.icon
        size: Theme.bodySize * 1.15
        visible: key.icon !== ""
    }

    Text {
        Accessible.ignored: true
        anchors.centerIn: parent
        color: key.down ? Theme.keyDownInk : Theme.ink
        font.family: Theme.family
        font.pixelSize: key.isCommand ? Theme.keyLabelSize : (key.height > Theme.keyHeight ? Theme.headingSize : Theme.bodySize * 1.08)
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 0.9
        text: key.isCommand ? key.name : key.shown
        textFormat: Text.PlainText
        visible: key.icon === ""
        width: Math.min(implicitWidth, key.width - Theme.gap * 1.5)
        wrapMode: key.isCommand ? Text.WordWrap : Text.NoWrap
    }
}
