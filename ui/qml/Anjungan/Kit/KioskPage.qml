import QtQuick
import Anjungan.View

// What every page has: a heading that is the question, room above for reading and typing, room below for touching,
// the keyboard it wants and the words of the buttons. The frame around it (Main.qml) shows keyboard and buttons.
Item {
    id: page

    required property Visit visit
    property string heading: ""
    property string hint: ""
    property string problem: ""
    property string keyboardLayout: page.activeField === null ? "" : page.activeField.layout
    property FieldBox activeField: null
    property string unfinished: page.activeField === null ? "" : page.activeField.value
    property string primaryText: I18n.t["ui.next"]
    property string primaryIcon: "next"
    property bool primaryShown: true
    property bool primaryEnabled: true
    property string secondaryText: ""
    property bool ownBack: false
    property string backText: I18n.t["ui.back"]
    property bool bare: false
    default property alias upper: upperRoom.data
    property alias lower: lowerRoom.data
    readonly property real needed: upperRoom.implicitHeight + (lowerRoom.implicitHeight > 0 ? lowerRoom.implicitHeight + Theme.gapLarge : 0)
    readonly property bool overflows: page.needed > page.height + 1

    signal primary
    signal secondary
    signal backed

    function toTop() {
        flick.contentY = 0;
    }

    onActiveFieldChanged: {
        if (page.activeField !== null)
            page.activeField.focusField();
    }

    Flickable {
        id: flick

        anchors.left: parent.left
        anchors.right: parent.right
        boundsBehavior: Flickable.StopAtBounds
        clip: page.overflows
        contentHeight: Math.max(flick.height, page.needed)
        contentWidth: width
        height: page.height - (page.overflows ? scrollRow.height + Theme.gapSmall : 0)
        interactive: page.overflows

        Column {
            id: upperRoom

            spacing: Theme.gap
            width: flick.width

            Say {
                Accessible.role: Accessible.Heading
                size: "heading"
                text: page.heading
                visible: page.heading !== ""
                width: parent.width
            }

            Say {
                text: page.hint
                tone: "soft"
                visible: page.hint !== ""
                width: parent.width
            }

            NoteBox {
                Accessible.name: text
                Accessible.role: Accessible.AlertMessage
                text: page.problem
                tone: "fail"
                width: parent.width
            }
        }

        Column {
            id: lowerRoom

            spacing: Theme.gap
            width: flick.width
            y: flick.contentHeight - lowerRoom.implicitHeight
        }
    }

    Row {
        id: scrollRow

        anchors.bottom: parent.bottom
        spacing: Theme.gap
        visible: page.overflows
        width: parent.width

        ActionButton {
            enabled: !flick.atYEnd
            icon: "down"
            text: I18n.t["ui.scroll_down"]
            width: (parent.width - parent.spacing) / 2
            onActed: flick.contentY = Math.min(flick.contentHeight - flick.height, flick.contentY + flick.height * 0.8)
        }

        ActionButton {
            enabled: !flick.atYBeginning
            icon: "up"
            text: I18n.t["ui.scroll_up"]
            width: (parent.width - parent.spacing) / 2
            onActed: flick.contentY = Math.max(0, flick.contentY - flick.height * 0.8)
        }
    }
}
