import QtQuick
import Anjungan.Kit
import Anjungan.View

// "Kerja apa?": what is most open as big buttons, one field for own words, where distances start, and one's applications.
KioskPage {
    id: page

    readonly property Jobs jobs: page.visit.jobs

    heading: I18n.t["page.jobs.heading"]
    hint: page.jobs.typing ? I18n.t["page.jobs.hint_typing"] : page.jobs.searching ? I18n.t["ui.searching"] : (page.jobs.suggestions.count > 0 ? I18n.t["page.jobs.hint"] : "")
    activeField: page.jobs.typing ? field : null
    keyboardLayout: page.jobs.typing ? "letters" : ""
    ownBack: page.jobs.typing
    picture: "briefcase"
    primaryShown: false
    problem: page.jobs.problem
    unfinished: ""
    onBacked: page.jobs.showKeyboard(false)

    NoteBox {
        size: "small"
        text: page.jobs.asOf
        tone: "warn"
        width: parent.width
    }

    NoteBox {
        text: page.jobs.empty
        width: parent.width
    }

    lower: Column {
        spacing: Theme.gap
        width: parent.width

        FieldBox {
            id: field

            activatedByFocus: false
            current: page.jobs.typing
            placeholder: I18n.t["page.jobs.search"]
            spokenLabel: I18n.t["page.jobs.search"]
            width: parent.width
            onActivated: page.jobs.showKeyboard(true)
            onEdited: page.jobs.type(field.value)
            onEntered: page.jobs.showKeyboard(!page.jobs.typing)
        }

        ChoiceList {
            columns: 2
            fine: true
            model: page.jobs.suggestions
            plain: true
            visible: page.jobs.suggestions.count > 0 && !page.jobs.typing
            width: parent.width
            onPicked: key => page.jobs.suggest(key)
        }

        Row {
            spacing: Theme.gap
            visible: !page.jobs.typing
            width: parent.width

            ActionButton {
                id: near

                height: Math.max(near.implicitHeight, all.implicitHeight)
                icon: "map-pin"
                text: page.jobs.near
                width: (parent.width - parent.spacing) / 2
                onActed: page.jobs.askArea()
            }

            ActionButton {
                id: all

                height: near.height
                text: I18n.t["page.jobs.all"]
                width: (parent.width - parent.spacing) / 2
                onActed: page.jobs.searchAll()
            }
        }

        ActionButton {
            icon: "paper"
            text: I18n.t["page.jobs.mine"]
            visible: !page.jobs.typing
            width: parent.width
            onActed: page.jobs.askMine()
        }
    }
}
