pragma ComponentBehavior: Bound
import QtQuick

// Chips beside one another, three in a row, all equally high.
Grid {
    id: grid

    required property var model
    property bool removable: false
    property int made: 0
    readonly property real cell: (grid.width - grid.columnSpacing * (grid.columns - 1)) / grid.columns

    signal picked(key: string)

    // ``made`` so that it is asked again when another chip has come.
    function tallest(made: int): real {
        let found = 0;
        for (let at = 0; at < made; at++)
            found = Math.max(found, (chips.itemAt(at) as Item)?.implicitHeight ?? 0);
        return found;
    }

    columnSpacing: Theme.gapSmall * 1.2
    columns: 3
    rowSpacing: Theme.gapSmall * 1.2

    Repeater {
        id: chips

        model: grid.model
        onItemAdded: grid.made++
        onItemRemoved: grid.made--

        Chip {
            required property string key
            required property string title
            required property string detail
            required property string tone
            required chosen

            Accessible.name: title
            description: detail
            height: Math.max(implicitHeight, grid.tallest(grid.made))
            icon: tone
            removable: grid.removable
            text: title
            width: grid.cell
            onActed: grid.picked(key)
        }
    }
}
