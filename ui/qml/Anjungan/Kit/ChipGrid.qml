pragma ComponentBehavior: Bound
import QtQuick

// Chips beside one another, three in a row. slim: only those that are set, while the keyboard needs the room.
Grid {
    id: grid

    required property var model
    property bool removable: false
    property bool slim: false
    property bool any: false
    readonly property real cell: (grid.width - grid.columnSpacing * (grid.columns - 1)) / grid.columns

    signal picked(key: string)

    columnSpacing: Theme.gapSmall * 1.2
    columns: 3
    rowSpacing: Theme.gapSmall * 1.2

    Repeater {
        model: grid.model

        Chip {
            required property string key
            required property string title
            required property string detail
            required chosen

            Accessible.name: title
            description: detail
            removable: grid.removable
            text: title
            visible: chosen || !grid.slim
            width: grid.cell
            onActed: grid.picked(key)
        }
    }
}
