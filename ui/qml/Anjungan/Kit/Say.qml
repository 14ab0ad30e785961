import QtQuick

// Words on the screen. Also named in the accessibility tree, where plain Text would be absent.
Text {
    id: say

    property string tone: "ink"
    property string size: "body"
    property bool mono: false

    Accessible.role: Accessible.StaticText
    Accessible.name: say.text
    color: {
        switch (say.tone) {
        case "soft":
            return Theme.inkSoft;
        case "primary":
            return Theme.primary;
        case "band":
            return Theme.bandInk;
        case "bandSoft":
            return Theme.bandSoft;
        case "onPrimary":
            return Theme.primaryInk;
        case "error":
            return Theme.error;
        case "warn":
            return Theme.warn;
        case "good":
            return Theme.good;
        default:
            return Theme.ink;
        }
    }
    font.family: say.mono ? Theme.digitFamily : Theme.family
    font.pixelSize: {
        switch (say.size) {
        case "heading":
            return Theme.headingSize;
        case "display":
            return Theme.displaySize;
        case "small":
            return Theme.smallSize;
        default:
            return Theme.bodySize;
        }
    }
    font.bold: say.size === "heading" || say.size === "display"
    lineHeight: 1.08
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
}
