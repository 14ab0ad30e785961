pragma ComponentBehavior: Bound
import QtQuick

// Where one is in the whole form: the part's name and one bar per part.
Column {
    id: steps

    required property int part
    required property int parts
    required property string text

    spacing: Theme.gapSmall
    visible: steps.part > 0

    Say {
        size: "small"
        text: steps.text
        tone: "bandSoft"
        width: steps.width
    }

    Row {
        spacing: Theme.gapSmall

        Repeater {
            model: steps.parts

            Rectangle {
                required property int index

                border.color: Theme.bandSoft
                border.width: index < steps.part ? 0 : Theme.line
                color: index < steps.part ? Theme.bandInk : "transparent"
                height: Theme.mm(2.4)
                radius: height / 2
                width: (steps.width - Theme.gapSmall * (steps.parts - 1)) / steps.parts
            }
        }
    }
}
