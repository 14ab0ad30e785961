pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// Up to three wished jobs in plain words; job titles that fit are offered while typing.
KioskPage {
    id: page

    picture: "briefcase"
    property bool writing: false
    property int known: 0
    readonly property bool full: page.visit.entries.count >= 3

    function add(offer: string) {
        page.visit.addJob(words.value, offer);
    }

    function settle() {
        const count = page.visit.entries.count;
        if (count > page.known)
            page.close();
        page.known = count;
    }

    function close() {
        words.start("");
        page.visit.lookForJobs("");
        page.writing = false;
        page.activeField = null;
    }

    function open() {
        page.writing = true;
        page.activeField = words;
    }

    heading: I18n.t["page.wished_job.heading"]
    hint: page.writing ? I18n.t["page.wished_job.hint_writing"] : I18n.t["page.wished_job.hint"]
    ownBack: page.writing && page.visit.entries.count > 0
    primaryIcon: page.writing ? "plus" : "next"
    primaryText: page.writing ? I18n.t["ui.add"] : I18n.t["ui.next"]
    problem: page.writing ? "" : page.visit.problem
    unfinished: ""
    onBacked: page.close()
    onPrimary: page.writing ? page.add("") : page.visit.next()

    Component.onCompleted: {
        page.known = page.visit.entries.count;
        if (page.known === 0)
            page.open();
    }

    Connections {
        function onChanged() {
            page.settle();
        }

        target: page.visit
    }

    FieldBox {
        id: words

        capitals: "first"
        current: true
        error: page.visit.problem
        label: I18n.t["page.wished_job.label"]
        visible: page.writing
        width: parent.width
        onActivated: page.activeField = words
        onEdited: {
            page.visit.typed();
            page.visit.lookForJobs(words.value);
        }
        onEntered: page.add("")
    }

    ChoiceList {
        compact: true
        model: page.visit.offers
        plain: true
        visible: page.writing && page.visit.offers.count > 0
        width: parent.width
        onPicked: key => page.add(key)
    }

    Repeater {
        model: page.writing ? null : page.visit.entries

        EntryCard {
            required property string key
            required detail

            actionText: I18n.t["ui.remove"]
            width: parent?.width ?? 0
            onActed: page.visit.remove(key)
        }
    }

    lower: ActionButton {
        icon: "plus"
        text: I18n.t["page.wished_job.add"]
        visible: !page.writing && !page.full
        width: parent.width
        onActed: page.open()
    }
}
