import QtQuick

// Something is being done: its steps, those that are behind, the one under way. No spinner: what is said is true.
KioskPage {
    id: progress

    heading: progress.visit.heading
    hint: progress.visit.text
    keyboardLayout: ""
    primaryShown: false

    StepList {
        model: progress.visit.facts
        topPadding: Theme.gapLarge
        width: parent.width
    }
}
