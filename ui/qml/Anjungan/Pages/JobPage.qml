pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// One vacancy, whole: first what decides, then how one fits, then everything else. Closed meanwhile: others like it.
KioskPage {
    id: page

    readonly property Job job: page.visit.job

    heading: page.job.title
    hint: page.job.employer
    keyboardLayout: ""
    primaryIcon: "mail"
    primaryShown: page.job.canApply
    primaryText: I18n.t["page.job.apply"]
    problem: page.job.problem
    secondaryText: page.job.canPrint ? I18n.t["page.job.print"] : ""
    onPrimary: page.job.apply()
    onSecondary: page.job.print()

    NoteBox {
        text: page.job.note
        tone: page.job.noteTone
        width: parent.width
    }

    NoteBox {
        size: "small"
        text: page.job.sample
        tone: "warn"
        width: parent.width
    }

    Column {
        spacing: Theme.gapSmall * 1.2
        topPadding: Theme.gap
        visible: page.job.similar.count > 0
        width: parent.width

        Say {
            Accessible.role: Accessible.Heading
            color: Theme.primary
            font.bold: true
            text: I18n.t["page.job.similar"]
            width: parent.width
        }

        Repeater {
            model: page.job.similar

            JobCard {
                required property string key

                width: parent?.width ?? 0
                onActed: page.job.open(key)
            }
        }
    }

    FactList {
        marked: true
        model: page.job.facts
        visible: page.job.facts.count > 0
        width: parent.width
    }

    FactList {
        marked: true
        model: page.job.fit
        topPadding: Theme.gap
        visible: page.job.fit.count > 0
        width: parent.width
    }

    FactList {
        model: page.job.sections
        topPadding: Theme.gap
        visible: page.job.sections.count > 0
        width: parent.width
    }
}
