import QtQuick
import Anjungan.View

// What every page has: a coloured band that ends with the question, below it what is read, typed or touched, as low as it
// will go so that it lies within reach; the keyboard it wants and the words of the buttons, shown by the frame (Main.qml).
// When something does not fit, the part below the band scrolls, by touch or with two large buttons.
Item {
    id: page

    required property Visit visit
    property string heading: ""
    property string hint: ""
    property string problem: ""
    property string picture: ""
    readonly property bool roomy: page.height - page.bodyNeeded > Theme.mm(165)
    property color bandColor: Theme.band
    property string keyboardLayout: page.activeField === null ? "" : page.activeField.layout
    property FieldBox activeField: null
    property string unfinished: page.activeField === null ? "" : page.activeField.value
    property string primaryText: I18n.t["ui.next"]
    property string primaryIcon: "next"
    property bool primaryShown: true
    property bool primaryEnabled: true
    property string secondaryText: ""
    property bool secondaryEnabled: true
    property bool ownBack: false
    property bool backShown: true
    property string backText: I18n.t["ui.back"]
    default property alias upper: upperRoom.data
    property alias lower: lowerRoom.data
    property alias inBand: bandRoom.data
    readonly property real place: flick.contentY
    property real sought: 0
    readonly property real bodyNeeded: upperRoom.implicitHeight + lowerRoom.implicitHeight + (upperRoom.implicitHeight > 0 && lowerRoom.implicitHeight > 0 ? Theme.gapLarge : 0)
    readonly property real bandNeeded: question.implicitHeight + Theme.gap * 2.5
    readonly property real free: page.height - page.bandNeeded - page.bodyNeeded - Theme.gapLarge
    readonly property bool overflows: page.free < -1
    readonly property real pictureSize: page.picture === "" || page.free < Theme.mm(34) ? 0 : (page.free > Theme.mm(86) ? Theme.mm(46) : Theme.mm(26))

    function reveal() {
        if (page.activeField === null || !page.overflows)
            return;
        const top = page.activeField.mapToItem(flick.contentItem, 0, 0).y;
        const bottom = top + page.activeField.height;
        if (top < flick.contentY)
            flick.contentY = Math.max(0, top);
        else if (bottom > flick.contentY + flick.height)
            flick.contentY = Math.min(flick.contentHeight - flick.height, bottom - flick.height);
    }

    signal primary
    signal secondary
    signal backed

    // Back to a place on the page, once everything has its height; a touch ends it.
    function scrollTo(y: real) {
        page.sought = y;
        page.seek();
    }

    function seek() {
        if (page.sought > 0)
            flick.contentY = Math.max(0, Math.min(page.sought, flick.contentHeight - flick.height));
    }

    function toEnd() {
        page.scrollTo(Number.MAX_VALUE);
    }

    function toTop() {
        flick.contentY = 0;
    }

    onEnabledChanged: {
        if (page.enabled && page.activeField !== null)
            page.activeField.focusField();
    }
    onActiveFieldChanged: {
        if (page.activeField !== null)
            page.activeField.focusField();
        Qt.callLater(page.reveal);
    }

    Rectangle {
        id: band

        color: page.bandColor
        height: page.bandNeeded + Math.max(0, page.free)
        width: page.width

        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.bandInk
            height: Theme.contrast ? Theme.line : 0
            width: parent.width
        }

        Icon {
            anchors.bottom: question.top
            anchors.bottomMargin: Theme.gap * 1.5
            anchors.left: question.left
            color: Theme.bandInk
            name: page.picture
            size: page.pictureSize
            visible: page.pictureSize > 0
        }

        Column {
            id: question

            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gap * 1.5
            anchors.left: parent.left
            anchors.leftMargin: Theme.margin
            anchors.right: parent.right
            anchors.rightMargin: Theme.margin
            spacing: Theme.gapSmall * 1.5

            Say {
                Accessible.role: Accessible.Heading
                size: page.roomy ? "display" : "heading"
                text: page.heading
                tone: "band"
                visible: page.heading !== ""
                width: parent.width
            }

            Say {
                text: page.hint
                tone: "bandSoft"
                visible: page.hint !== ""
                width: parent.width
            }

            Column {
                id: bandRoom

                spacing: Theme.gapSmall * 1.5
                width: parent.width
            }
        }
    }

    Flickable {
        id: flick

        anchors.left: parent.left
        anchors.leftMargin: Theme.margin
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.top: band.bottom
        anchors.topMargin: Theme.gapLarge
        boundsBehavior: Flickable.StopAtBounds
        clip: page.overflows
        contentHeight: page.bodyNeeded
        contentWidth: width
        height: page.height - band.height - Theme.gapLarge - (page.overflows ? scrollRow.height + Theme.gapSmall : 0)
        interactive: page.overflows
        onContentHeightChanged: page.seek()
        onHeightChanged: page.seek()
        onMovementStarted: page.sought = 0

        Column {
            id: upperRoom

            spacing: Theme.gap
            width: flick.width

            NoteBox {
                Accessible.name: text
                Accessible.role: Accessible.AlertMessage
                text: page.problem
                tone: page.visit.problemTone
                width: parent.width
            }
        }

        Column {
            id: lowerRoom

            anchors.bottom: parent?.bottom
            spacing: Theme.gap
            width: flick.width
        }
    }

    Row {
        id: scrollRow

        anchors.bottom: parent.bottom
        anchors.left: flick.left
        spacing: Theme.gap
        visible: page.overflows
        width: flick.width

        ActionButton {
            enabled: !flick.atYEnd
            icon: "down"
            text: I18n.t["ui.scroll_down"]
            width: (parent.width - parent.spacing) / 2
            onActed: {
                page.sought = 0;
                flick.contentY = Math.min(flick.contentHeight - flick.height, flick.contentY + flick.height * 0.8);
            }
        }

        ActionButton {
            enabled: !flick.atYBeginning
            icon: "up"
            text: I18n.t["ui.scroll_up"]
            width: (parent.width - parent.spacing) / 2
            onActed: {
                page.sought = 0;
                flick.contentY = Math.max(0, flick.contentY - flick.height * 0.8);
            }
        }
    }
}
