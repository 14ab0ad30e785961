pragma ComponentBehavior: Bound
import QtQuick

// Answers under or beside one another.
Grid {
    id: list

    required property var model
    property bool many: false
    property bool plain: false
    property bool compact: false
    property bool fine: false

    property real least: list.compact || list.columns > 1 || cards.count > 4 ? Theme.button : Theme.mm([0, 36, 40, 36, 31][cards.count])

    signal picked(key: string)

    columnSpacing: Theme.gapSmall * 1.5
    columns: 1
    rowSpacing: Theme.gapSmall * 1.5

    Repeater {
        id: cards

        model: list.model

        ChoiceCard {
            required property string key
            fine: list.fine
            required chosen
            required detail
            required tone

            least: list.least
            many: list.many
            plain: list.plain
            width: (list.width - list.columnSpacing * (list.columns - 1)) / list.columns
            onActed: list.picked(key)
        }
    }
}
