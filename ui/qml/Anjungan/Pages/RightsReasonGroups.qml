pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit

// Why it ended, under who ended it.
Column {
    id: groups

    required property var model

    signal picked(key: string)

    spacing: Theme.gapSmall * 1.5
    visible: lines.count > 0

    Repeater {
        id: lines

        model: groups.model

        Column {
            id: line

            required property int index
            required property string key
            required property string title
            required property string section
            required property bool chosen

            objectName: line.section
            spacing: Theme.gapSmall * 1.5
            width: parent?.width ?? 0

            Say {
                Accessible.role: Accessible.Heading
                color: Theme.primary
                font.bold: true
                text: line.section
                topPadding: line.index === 0 ? 0 : Theme.gapSmall
                visible: line.index === 0 || (lines.itemAt(line.index - 1) as Item)?.objectName !== line.section
                width: parent.width
            }

            ChoiceCard {
                chosen: line.chosen
                plain: true
                title: line.title
                width: parent.width
                onActed: groups.picked(line.key)
            }
        }
    }
}
