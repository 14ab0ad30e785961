pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.View

// Several answers: touch what fits, add what is missing in own words.
KioskPage {
    id: question

    property bool ownWords: true
    property string ownLabel: ""
    property string skipText: ""
    property bool writing: false

    function addWord() {
        question.visit.picks.add(own.value);
        own.start("");
        question.writing = false;
    }

    activeField: question.writing ? own : null
    keyboardLayout: question.writing ? "letters" : ""
    ownBack: question.writing
    primaryShown: question.writing || question.visit.picks.count > 0
    primaryIcon: question.writing ? "plus" : "next"
    primaryText: question.writing ? I18n.t["ui.add"] : I18n.t["ui.next"]
    problem: question.visit.problem
    secondaryText: question.writing ? "" : question.skipText
    unfinished: ""
    onBacked: {
        own.start("");
        question.writing = false;
    }
    onPrimary: question.writing ? question.addWord() : question.visit.answerPicks()
    onSecondary: question.visit.skip()

    FieldBox {
        id: own

        capitals: "first"
        current: true
        label: question.ownLabel
        visible: question.writing
        width: parent.width
        onEntered: question.addWord()
    }

    lower: Column {
        spacing: Theme.gapSmall * 1.5
        visible: !question.writing
        width: parent.width

        ChoiceList {
            columns: question.ownWords ? 2 : 1
            many: true
            model: question.visit.picks.options
            width: parent.width
            onPicked: key => question.visit.picks.toggle(key)
        }

        ChoiceList {
            columns: 1
            many: true
            model: question.visit.picks.own
            visible: question.visit.picks.own.count > 0
            width: parent.width
            onPicked: key => question.visit.picks.toggle(key)
        }

        ActionButton {
            icon: "plus"
            text: question.ownLabel
            visible: question.ownWords
            width: parent.width
            onActed: question.writing = true
        }
    }
}
