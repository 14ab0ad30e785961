pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// Jobs held, the latest first; never having worked is an answer like any other.
KioskPage {
    id: page

    picture: "briefcase"
    property bool writing: false
    property int known: 0
    readonly property string wrong: page.visit.problemField
    readonly property bool reversed: page.writing && page.visit.problem !== "" && page.wrong === ""

    function add() {
        page.visit.addExperience(employer.value, position.value, from.value, until.value);
    }

    function settle() {
        const count = page.visit.entries.count;
        if (count > page.known) {
            page.writing = false;
            page.activeField = null;
        } else if (page.writing && page.visit.problem !== "") {
            page.activeField = page.wrong === "pemberi_kerja" ? employer : (page.wrong === "jabatan" ? position : (page.wrong === "tahun_masuk" ? from : until));
        }
        page.known = count;
    }

    heading: page.writing ? I18n.t["page.experience.heading_add"] : I18n.t["page.experience.heading"]
    hint: page.writing ? "" : I18n.t["page.experience.hint"]
    ownBack: page.writing
    primaryIcon: page.writing ? "plus" : "next"
    primaryText: page.writing ? I18n.t["ui.add"] : (page.visit.entries.count > 0 ? I18n.t["ui.next"] : I18n.t["page.experience.never"])
    problem: page.writing ? "" : page.visit.problem
    unfinished: ""
    onBacked: {
        page.writing = false;
        page.activeField = null;
    }
    onPrimary: page.writing ? page.add() : page.visit.next()

    Component.onCompleted: page.known = page.visit.entries.count

    Connections {
        function onChanged() {
            page.settle();
        }

        target: page.visit
    }

    FieldBox {
        id: position

        capitals: "all"
        current: page.activeField === position
        error: page.wrong === "jabatan" ? page.visit.problem : ""
        label: I18n.t["page.experience.position"]
        visible: page.writing
        width: parent.width
        onActivated: page.activeField = position
        onEntered: page.activeField = employer
    }

    FieldBox {
        id: employer

        capitals: "all"
        current: page.activeField === employer
        error: page.wrong === "pemberi_kerja" ? page.visit.problem : ""
        label: I18n.t["page.experience.employer"]
        visible: page.writing
        width: parent.width
        onActivated: page.activeField = employer
        onEntered: page.activeField = from
    }

    Row {
        spacing: Theme.gapLarge
        visible: page.writing
        width: parent.width

        FieldBox {
            id: from

            current: page.activeField === from
            error: page.wrong === "tahun_masuk" ? page.visit.problem : ""
            kind: "year"
            label: I18n.t["field.tahun_masuk"]
            layout: "digits"
            width: (parent.width - parent.spacing) / 2
            onActivated: page.activeField = from
            onEntered: page.activeField = until
        }

        FieldBox {
            id: until

            current: page.activeField === until
            error: page.wrong === "tahun_keluar" || page.reversed ? page.visit.problem : ""
            kind: "year"
            label: I18n.t["field.tahun_keluar"]
            layout: "digits"
            width: (parent.width - parent.spacing) / 2
            onActivated: page.activeField = until
            onEntered: page.add()
        }
    }

    Say {
        text: I18n.t["page.experience.still_there"]
        tone: "soft"
        visible: page.writing
        width: parent.width
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
        text: I18n.t["page.experience.add"]
        visible: !page.writing
        width: parent.width
        onActed: {
            position.start("");
            employer.start("");
            from.start("");
            until.start("");
            page.writing = true;
            page.activeField = position;
        }
    }
}
