pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// A list of schools: each one is a level, then school, major and year.
KioskPage {
    id: page

    picture: "school"
    // list, level or school
    property string step: page.visit.entries.count > 0 ? "list" : "level"
    property string level: ""
    property string levelTitle: ""
    property bool major: false
    readonly property string wrong: page.visit.problemField

    function open(key: string, title: string, withMajor: bool) {
        page.level = key;
        page.levelTitle = title;
        page.major = withMajor;
        school.start("");
        branch.start("");
        year.start("");
        if (key === "tidak_tamat_sd") {
            page.visit.addEducation(key, "", "", "");
            return;
        }
        page.step = "school";
        page.activeField = school;
        page.toTop();
    }

    function add() {
        page.visit.addEducation(page.level, school.value, branch.value, year.value);
    }

    function settle() {
        if (page.visit.entries.count > page.known) {
            page.step = "list";
            page.activeField = null;
        } else if (page.wrong === "sekolah") {
            page.activeField = school;
        } else if (page.wrong === "tahun_lulus") {
            page.activeField = year;
        }
        page.known = page.visit.entries.count;
    }

    property int known: page.visit.entries.count

    activeField: null
    heading: page.step === "school" ? page.levelTitle : (page.step === "level" ? I18n.t["page.education.heading_level"] : I18n.t["page.education.heading"])
    hint: page.step === "school" ? "" : (page.step === "level" ? I18n.t["page.education.hint_level"] : I18n.t["page.education.hint"])
    ownBack: page.step === "school" || (page.step === "level" && page.visit.entries.count > 0)
    primaryIcon: page.step === "school" ? "plus" : "next"
    primaryShown: page.step !== "level"
    primaryText: page.step === "school" ? I18n.t["ui.add"] : I18n.t["ui.next"]
    problem: page.step === "school" && page.wrong !== "" ? "" : page.visit.problem
    unfinished: ""
    onBacked: {
        page.activeField = null;
        page.step = page.step === "school" ? "level" : "list";
    }
    onPrimary: page.step === "school" ? page.add() : page.visit.next()

    Component.onCompleted: {
        page.known = page.visit.entries.count;
        page.step = page.known > 0 ? "list" : "level";
    }

    Connections {
        function onChanged() {
            page.settle();
        }

        target: page.visit
    }

    FieldBox {
        id: school

        capitals: "all"
        current: page.activeField === school
        error: page.wrong === "sekolah" ? page.visit.problem : ""
        label: I18n.t["field.sekolah"]
        visible: page.step === "school"
        width: parent.width
        onActivated: page.activeField = school
        onEntered: page.activeField = branch.visible ? branch : year
    }

    FieldBox {
        id: branch

        capitals: "all"
        current: page.activeField === branch
        error: page.wrong === "jurusan" ? page.visit.problem : ""
        label: I18n.t["field.jurusan"]
        visible: page.step === "school" && page.major
        width: parent.width
        onActivated: page.activeField = branch
        onEntered: page.activeField = year
    }

    FieldBox {
        id: year

        current: page.activeField === year
        error: page.wrong === "tahun_lulus" ? page.visit.problem : ""
        kind: "year"
        label: I18n.t["field.tahun_lulus"]
        layout: "digits"
        visible: page.step === "school"
        width: parent.width
        onActivated: page.activeField = year
        onEntered: page.add()
    }

    Repeater {
        model: page.step === "list" ? page.visit.entries : null

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
        visible: page.step !== "school"
        width: parent.width

        Grid {
            columnSpacing: Theme.gapSmall * 1.5
            columns: 2
            rowSpacing: Theme.gapSmall * 1.5
            visible: page.step === "level"
            width: parent.width

            Repeater {
                model: page.visit.levels

                ActionButton {
                    required property string key
                    required property string title
                    required property string detail

                    height: Theme.large ? Theme.mm(34) : Theme.button
                    text: title
                    width: ((parent?.width ?? 0) - Theme.gapSmall * 1.5) / 2
                    onActed: page.open(key, title, detail === "major")
                }
            }
        }

        ActionButton {
            icon: "plus"
            text: I18n.t["page.education.add"]
            visible: page.step === "list"
            width: parent.width
            onActed: page.step = "level"
        }
    }
}
