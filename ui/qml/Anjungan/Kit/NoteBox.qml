import QtQuick

// A sentence with an icon: something to know, something that is well, something to mend.
Rectangle {
    id: note

    required property string text
    property string tone: "info"
    property string size: "body"
    readonly property color ink: note.tone === "fail" ? Theme.error : (note.tone === "warn" ? Theme.warn : (note.tone === "ok" ? Theme.good : Theme.ink))

    border.color: note.ink
    border.width: Theme.line
    color: note.tone === "fail" ? Theme.errorFace : (note.tone === "warn" ? Theme.warnFace : (note.tone === "ok" ? Theme.goodFace : Theme.infoFace))
    implicitHeight: words.implicitHeight + Theme.gap * (note.size === "small" ? 1 : 2)
    radius: Theme.radius
    visible: note.text !== ""

    Icon {
        id: glyph

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.top: parent.top
        anchors.topMargin: Theme.gap * (note.size === "small" ? 0.5 : 1)
        color: note.ink
        name: note.tone === "fail" ? "cross" : (note.tone === "warn" ? "warning" : (note.tone === "ok" ? "check" : "info"))
        size: note.size === "small" ? Theme.smallSize * 1.2 : Theme.bodySize * 1.1
    }

    Say {
        id: words

        anchors.left: glyph.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: note.ink
        size: note.size
        text: note.text
    }
}
