pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// How one application stands: in words, as steps, with the invitation when there is one, and what can be done now.
// When the vacancy itself ended it: others like it.
KioskPage {
    id: page

    readonly property Applying applying: page.visit.applying

    heading: page.applying.title
    hint: page.applying.employer
    keyboardLayout: ""
    primaryShown: false
    problem: page.visit.problem

    NoteBox {
        text: page.applying.stateWords
        tone: page.applying.stateTone
        width: parent.width
    }

    NoteBox {
        size: "small"
        text: page.applying.waitingWords
        tone: "warn"
        width: parent.width
    }

    FactList {
        marked: true
        model: page.applying.facts
        topPadding: Theme.gap
        visible: page.applying.facts.count > 0
        width: parent.width
    }

    StepList {
        bottomPadding: Theme.gap
        model: page.applying.steps
        picture: Theme.bodySize * 1.1
        spacing: Theme.gapSmall
        topPadding: Theme.gap
        width: parent.width
    }

    Column {
        bottomPadding: Theme.gap
        spacing: Theme.gapSmall * 1.2
        visible: page.applying.alike.count > 0
        width: parent.width

        Say {
            Accessible.role: Accessible.Heading
            color: Theme.primary
            font.bold: true
            text: I18n.t["page.job.similar"]
            width: parent.width
        }

        Repeater {
            model: page.applying.alike

            JobCard {
                required property string key

                width: parent?.width ?? 0
                onActed: page.applying.look(key)
            }
        }
    }

    lower: ChoiceList {
        columns: Theme.large ? 1 : 2
        compact: true
        fine: true
        model: page.applying.actions
        plain: true
        width: parent.width
        onPicked: key => page.applying.act(key)
    }
}
