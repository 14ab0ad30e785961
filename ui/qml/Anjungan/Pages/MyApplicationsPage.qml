pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// One's applications, the latest first, each with its state in plain words.
KioskPage {
    id: page

    readonly property Applying applying: page.visit.applying

    heading: I18n.t["page.my_applications.heading"]
    hint: page.applying.listWords
    keyboardLayout: ""
    picture: "paper"
    primaryIcon: "search"
    primaryShown: page.applying.canSearch
    primaryText: I18n.t["page.my_applications.search"]
    problem: page.visit.problem
    secondaryText: I18n.t["page.my_applications.leave"]
    onPrimary: page.visit.jobs.start()
    onSecondary: page.visit.leave()

    lower: Column {
        spacing: Theme.gapSmall * 1.5
        width: parent.width

        Repeater {
            model: page.applying.mine

            ApplicationCard {
                required property string key

                width: parent?.width ?? 0
                onActed: page.applying.open(key)
            }
        }
    }
}
