pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// What the employer will see, line by line, and what stays out. The button is one's yes to it; what it means stands in the band,
// which does not scroll away.
KioskPage {
    id: page

    readonly property Applying applying: page.visit.applying

    heading: I18n.t["page.apply.heading"]
    hint: page.applying.aim
    keyboardLayout: ""
    primaryIcon: "mail"
    primaryText: I18n.t["page.apply.send"]
    problem: page.visit.problem
    onPrimary: page.applying.send()

    FactList {
        model: page.applying.cv
        width: parent.width
    }

    NoteBox {
        text: I18n.t["page.apply.left_out"]
        width: parent.width
    }

    lower: Column {
        spacing: Theme.gap
        width: parent.width

        ChoiceCard {
            chosen: page.applying.withDisability
            detail: I18n.t["page.apply.disability_hint"]
            many: true
            title: I18n.t["page.apply.disability"]
            visible: page.applying.hasDisability
            width: parent.width
            onActed: page.applying.setDisability(!chosen)
        }
    }
}
