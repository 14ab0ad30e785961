pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// What the employer will see, line by line, what stays out, and one's own yes to it.
KioskPage {
    id: page

    readonly property Applying applying: page.visit.applying

    heading: I18n.t["page.apply.heading"]
    hint: page.applying.aim
    keyboardLayout: ""
    primaryIcon: "mail"
    primaryText: I18n.t["page.apply.send"]
    onPrimary: {
        page.applying.send();
        if (!page.applying.consented)
            page.toEnd();
    }

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

        NoteBox {
            Accessible.name: text
            Accessible.role: Accessible.AlertMessage
            text: page.visit.problem
            tone: "fail"
            width: parent.width
        }

        ChoiceCard {
            chosen: page.applying.consented
            detail: I18n.t["page.apply.consent_hint"]
            many: true
            title: page.applying.consentWords
            width: parent.width
            onActed: page.applying.setConsent(!chosen)
        }
    }
}
