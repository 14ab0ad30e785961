pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// What is found, while somebody types: the field on top, chips that one touch takes off, cards that are made as they are
// needed, and two big buttons for hands that cannot flick. Nothing found offers the searches next to it that find something.
KioskPage {
    id: page

    readonly property Jobs jobs: page.visit.jobs
    readonly property bool listed: page.jobs.cards.count > 0
    readonly property bool typing: page.jobs.typing

    // Where the list stands, asked after it moved: a button that is written anew may change the height of the list, and a
    // binding to its end would then go round in circles.
    property bool begun: true
    property bool ended: false

    function look() {
        page.begun = list.atYBeginning;
        page.ended = list.atYEnd;
    }

    function settle() {
        if (field.value.trim() !== page.jobs.words.trim())
            field.start(page.jobs.words);
    }

    // The last card that is not whole comes to the top, so that none is passed over.
    function down() {
        const last = page.at(list.contentY + list.height - 2);
        const first = page.at(list.contentY + 2);
        list.positionViewAtIndex(Math.min(list.count - 1, Math.max(last, first + 1)), ListView.Beginning);
    }

    function up() {
        const first = page.at(list.contentY + 2);
        list.positionViewAtIndex(Math.max(0, first - (list.contentY > list.itemAtIndex(first)?.y + 2 ? 0 : 1)), ListView.End);
    }

    function at(y: real): int {
        for (const off of [0, -list.spacing, list.spacing]) {
            const found = list.indexAt(list.width / 2, y + off);
            if (found >= 0)
                return found;
        }
        return list.count - 1;
    }

    activeField: page.typing ? field : null
    keyboardLayout: page.typing ? "letters" : ""
    ownBack: page.typing
    primaryEnabled: page.typing || !page.ended
    primaryIcon: page.typing ? "check" : (Theme.large ? "" : "down")
    primaryShown: page.typing || page.listed
    primaryText: page.typing ? I18n.t["page.jobs_results.done"] : I18n.t["ui.scroll_down"]
    secondaryEnabled: !page.begun
    secondaryText: page.typing || !page.listed ? "" : I18n.t["ui.scroll_up"]
    unfinished: ""
    onBacked: page.jobs.showKeyboard(false)
    onPrimary: {
        if (page.typing)
            page.jobs.showKeyboard(false);
        else
            page.down();
    }
    onSecondary: page.up()

    onTypingChanged: Qt.callLater(page.look)

    Component.onCompleted: {
        page.settle();
        Qt.callLater(page.look);
    }

    Connections {
        function onChanged() {
            page.settle();
        }

        target: page.jobs
    }

    inBand: Column {
        spacing: Theme.gapSmall
        width: parent.width

        FieldBox {
            id: field

            activatedByFocus: false
            current: page.typing
            placeholder: I18n.t["page.jobs.search"]
            spokenLabel: I18n.t["page.jobs.search"]
            width: parent.width
            onActivated: page.jobs.showKeyboard(true)
            onEdited: page.jobs.type(field.value)
            onEntered: page.jobs.showKeyboard(!page.jobs.typing)
        }

        Say {
            Accessible.role: Accessible.Heading
            font.bold: true
            text: page.jobs.searching ? I18n.t["ui.searching"] : page.jobs.found
            tone: "band"
            visible: text !== ""
            width: parent.width
        }
    }

    Column {
        id: top

        spacing: Theme.gapSmall * 1.2
        width: parent.width

        NoteBox {
            text: page.jobs.problem
            tone: page.visit.problemTone
            width: parent.width
        }

        NoteBox {
            size: "small"
            text: page.jobs.asOf
            tone: "warn"
            width: parent.width
        }

        ChipGrid {
            model: page.jobs.chips
            removable: true
            visible: !page.typing
            width: parent.width
            onPicked: key => page.jobs.chip(key)
        }
    }

    ListView {
        id: list

        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0
        clip: true
        onContentYChanged: Qt.callLater(page.look)
        onCountChanged: Qt.callLater(page.look)
        height: Math.max(Theme.mm(50), page.height - page.bandNeeded - Theme.gapLarge - (top.implicitHeight > 0 ? top.implicitHeight + Theme.gap : 0) - 2)
        model: page.jobs.cards
        objectName: "cards"
        reuseItems: true
        spacing: Theme.gapSmall * 1.2
        visible: page.listed
        width: parent.width

        delegate: JobCard {
            required property int index
            required property string key

            width: list.width
            onActed: page.jobs.open(key)
            onActiveFocusChanged: {
                if (activeFocus)
                    list.positionViewAtIndex(index, ListView.Contain);
            }
        }

        footer: Item {
            height: page.jobs.more ? further.implicitHeight + list.spacing : 0
            width: list.width

            ActionButton {
                id: further

                anchors.bottom: parent.bottom
                icon: "plus"
                text: I18n.t["page.jobs_results.more"]
                visible: page.jobs.more
                width: parent.width
                onActed: page.jobs.showMore()
            }
        }
    }

    Say {
        font.bold: true
        text: page.jobs.empty
        topPadding: Theme.gap
        visible: text !== ""
        width: parent.width
    }

    lower: Column {
        spacing: Theme.gapSmall * 1.5
        visible: !page.listed && page.jobs.empty !== ""
        width: parent.width

        ChoiceList {
            columns: page.typing ? 2 : 1
            compact: true
            fine: true
            model: page.jobs.wider
            plain: true
            visible: page.jobs.wider.count > 0
            width: parent.width
            onPicked: key => page.jobs.widen(key)
        }

        ActionButton {
            text: I18n.t["page.jobs.all"]
            visible: !page.typing && page.jobs.narrowed && page.jobs.wider.count === 0
            width: parent.width
            onActed: page.jobs.searchAll()
        }
    }
}
