import QtQuick

// A question that is answered by touching one of a few answers; the touch leads on.
KioskPage {
    id: question

    property int columns: 1

    keyboardLayout: ""
    primaryShown: false
    problem: question.visit.problem
    unfinished: ""

    lower: ChoiceList {
        columns: question.columns
        model: question.visit.choices
        width: parent.width
        onPicked: key => question.visit.choose(key)
    }
}
