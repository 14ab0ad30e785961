pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// One question of a calculation, whatever its kind: typed, touched, or a list of rows. Another question settles the page anew.
KioskPage {
    id: page

    readonly property Rights rights: page.visit.rights
    readonly property bool list: page.rights.ask === "list"
    readonly property bool records: page.rights.ask === "records"
    readonly property bool typed: page.list || page.rights.ask === "text"

    function settle() {
        page.toTop();
        if (page.typed) {
            field.start(page.rights.typedBefore());
            field.focusField();
        }
    }

    function send() {
        page.visit.answer(field.value);
        if (page.list && page.rights.problem === "")
            field.start("");
    }

    activeField: page.typed ? field : null
    heading: page.rights.heading
    hint: page.rights.hint
    keyboardLayout: page.typed ? page.rights.layout : ""
    ownBack: page.rights.grouped
    picture: page.rights.picture
    primaryIcon: page.list ? (Theme.large ? "" : "plus") : "next"
    primaryShown: page.typed || page.records
    primaryText: page.list ? I18n.t["ui.add"] : I18n.t["ui.next"]
    problem: page.typed ? "" : page.rights.problem
    secondaryText: {
        if (page.list && page.rights.entries.count > 0)
            return I18n.t["page.rights_question.done"];
        return page.rights.optional ? I18n.t["page.rights_question.skip"] : "";
    }
    unfinished: page.typed ? field.value : ""
    onBacked: page.rights.openGroup("")
    onPrimary: page.records ? page.visit.next() : page.send()
    onSecondary: {
        if (page.list && page.rights.entries.count > 0)
            page.visit.next();
        else
            page.visit.skip();
    }

    Component.onCompleted: page.settle()

    Connections {
        function onQuestion_changed() {
            page.settle();
        }

        target: page.rights
    }

    FieldBox {
        id: field

        current: true
        error: page.typed ? page.rights.problem : ""
        kind: page.rights.kind
        layout: page.rights.layout
        placeholder: page.rights.placeholder
        prefix: page.rights.prefix
        spokenLabel: page.heading
        visible: page.typed
        width: parent.width
        onEntered: page.send()
    }

    Say {
        font.bold: true
        text: page.typed ? page.rights.understood(page.rights.path, page.rights.kind, field.value) : ""
        tone: "good"
        visible: text !== ""
        width: parent.width
    }

    Repeater {
        model: page.rights.entries

        EntryCard {
            required property string key
            required detail

            actionText: I18n.t["ui.remove"]
            width: parent?.width ?? 0
            onActed: page.visit.remove(key)
        }
    }

    lower: Column {
        spacing: Theme.gap
        visible: !page.typed
        width: parent.width

        RightsReasonGroups {
            model: page.rights.groups
            width: parent.width
            onPicked: key => page.rights.openGroup(key)
        }

        ChoiceList {
            columns: 1
            compact: true
            fine: true
            model: page.rights.choices
            width: parent.width
            onPicked: key => page.visit.choose(key)
        }

        ActionButton {
            icon: "plus"
            text: I18n.t["page.rights_question.add_record"]
            visible: page.records
            width: parent.width
            onActed: page.rights.addRow()
        }
    }
}
