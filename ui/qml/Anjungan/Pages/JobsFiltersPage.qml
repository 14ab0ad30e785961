pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// Every filter with its values; several may be touched, and the button below tells how many there are.
KioskPage {
    id: page

    readonly property Jobs jobs: page.visit.jobs
    readonly property var groups: [["within_km", page.jobs.distances], ["education", page.jobs.educations], ["wage_from", page.jobs.wages], ["shift", page.jobs.shifts], ["besides", page.jobs.besides], ["sort", page.jobs.sorts]]

    heading: I18n.t["page.jobs_filters.heading"]
    keyboardLayout: ""
    primaryIcon: "search"
    primaryText: page.jobs.seeWords
    problem: page.jobs.problem
    secondaryText: I18n.t["page.jobs_filters.clear"]
    onPrimary: page.visit.next()
    onSecondary: page.jobs.clearFilters()

    lower: Column {
        spacing: Theme.gap
        width: parent.width

        Repeater {
            model: page.groups

            Column {
                id: group

                required property var modelData

                spacing: Theme.gapSmall
                width: parent?.width ?? 0

                Say {
                    Accessible.role: Accessible.Heading
                    color: Theme.primary
                    font.bold: true
                    text: I18n.t["page.jobs_filters.group." + group.modelData[0]]
                    width: parent.width
                }

                ChipGrid {
                    model: group.modelData[1]
                    width: parent.width
                    onPicked: key => page.jobs.setFilter(group.modelData[0], key)
                }
            }
        }
    }
}
