import QtQuick

// One of our line icons, drawn in the colour that is asked for.
Image {
    id: icon

    required property string name
    property color color: Theme.ink
    property int size: Theme.bodySize

    Accessible.ignored: true
    asynchronous: false
    height: icon.size
    source: icon.name === "" ? "" : "image://icon/" + icon.name + "/" + icon.color.toString().slice(1)
    sourceSize.height: icon.size
    sourceSize.width: icon.size
    width: icon.size
}
