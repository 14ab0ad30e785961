import QtQuick

// Shows where Tab and the arrow keys are; only for people who use keys, so a touch does not light it.
Rectangle {
    id: ring

    required property Item around

    anchors.fill: parent
    anchors.margins: -Theme.ring - 1
    border.color: Theme.focus
    border.width: Theme.ring
    color: "transparent"
    radius: Theme.radius + Theme.ring
    visible: ring.around.activeFocus
    z: 2
}
