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

    property int made: 0

    signal picked(key: string)

    // Answers beside one another are equally high. ``made`` so that it is asked again when the neighbour has come.
    function rowHeight(at: int, made: int): real {
        let tallest = 0;
        const first = at - at % list.columns;
        for (let other = first; other < Math.min(first + list.columns, made); other++)
            tallest = Math.max(tallest, (cards.itemAt(other) as Item)?.implicitHeight ?? 0);
        return tallest;
    }

    columnSpacing: Theme.gapSmall * 1.5
    columns: 1
    rowSpacing: Theme.gapSmall * 1.5

    Repeater {
        id: cards

        model: list.model
        onItemAdded: list.made++
        onItemRemoved: list.made--

        ChoiceCard {
            required property int index
            required property string key
            fine: list.fine
            required chosen
            required detail
            required tone

            height: list.columns > 1 ? Math.max(implicitHeight, list.rowHeight(index, list.made)) : implicitHeight
            least: list.least
            many: list.many
            plain: list.plain
            width: (list.width - list.columnSpacing * (list.columns - 1)) / list.columns
            onActed: list.picked(key)
        }
    }
}
