pragma ComponentBehavior: Bound
import QtQuick

// A page that tells something: heading, sentence, a note, facts to read, things to do.
KioskPage {
    id: statement

    property string icon: ""
    property bool bigFacts: false

    backShown: false
    heading: statement.visit.heading
    hint: statement.visit.text
    keyboardLayout: ""
    primaryShown: false

    NoteBox {
        text: statement.visit.note
        tone: statement.visit.noteTone
        width: parent.width
    }

    Column {
        spacing: Theme.gap
        topPadding: Theme.gap
        visible: facts.count > 0
        width: parent.width

        Repeater {
            id: facts

            model: statement.visit.facts

            Column {
                id: fact

                required property string title
                required property string detail

                spacing: Theme.gapSmall / 2
                width: parent?.width ?? 0

                Say {
                    text: fact.title
                    tone: "soft"
                    width: parent.width
                }

                Say {
                    font.bold: true
                    font.pixelSize: statement.bigFacts ? Theme.displaySize : (Theme.large ? Theme.bodySize : Theme.headingSize)
                    text: fact.detail
                    width: parent.width
                }
            }
        }
    }

    lower: ChoiceList {
        columns: statement.visit.actions.count > 4 && !statement.bigFacts ? 2 : 1
        fine: columns > 1
        model: statement.visit.actions
        plain: true
        width: parent.width
        onPicked: key => statement.visit.act(key)
    }
}
