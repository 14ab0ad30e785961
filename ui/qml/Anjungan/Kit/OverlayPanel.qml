import QtQuick

// Lies above the page and keeps touches from it; its buttons are in the lower half, within reach.
Item {
    id: overlay

    required property string heading
    property string text: ""
    property string icon: ""
    default property alias content: body.data

    Accessible.name: overlay.heading
    Accessible.role: Accessible.Dialog

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
    }

    MouseArea {
        anchors.fill: parent
    }

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.margin
        anchors.left: parent.left
        anchors.leftMargin: Theme.margin
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        border.color: Theme.outline
        border.width: Theme.line
        color: Theme.contrast ? Theme.surface : Theme.page
        height: body.height + Theme.gapLarge * 2
        radius: Theme.radius * 2

        Column {
            id: body

            anchors.left: parent.left
            anchors.leftMargin: Theme.gapLarge
            anchors.right: parent.right
            anchors.rightMargin: Theme.gapLarge
            spacing: Theme.gap
            y: Theme.gapLarge

            Icon {
                color: Theme.contrast ? Theme.ink : Theme.primary
                name: overlay.icon
                size: Theme.mm(18)
                visible: overlay.icon !== ""
            }

            Say {
                size: "heading"
                text: overlay.heading
                width: parent.width
            }

            Say {
                text: overlay.text
                visible: overlay.text !== ""
                width: parent.width
            }
        }
    }
}
