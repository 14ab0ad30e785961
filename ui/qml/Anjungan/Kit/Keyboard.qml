pragma ComponentBehavior: Bound
import QtQuick

// The kiosk's own keyboard. Types into the field it is given; keeps nothing of what was typed.
Column {
    id: keyboard

    required property string layout
    required property FieldBox field
    property bool shifted: false
    readonly property string capitals: keyboard.field === null ? "none" : keyboard.field.capitals
    readonly property bool automatic: {
        if (keyboard.field === null)
            return false;
        const text = keyboard.field.value;
        switch (keyboard.capitals) {
        case "all":
            return true;
        case "first":
            return text === "";
        default:
            return false;
        }
    }
    readonly property bool upper: keyboard.automatic !== keyboard.shifted
    readonly property bool pad: ["digits", "money", "decimal", "sen"].includes(keyboard.layout)
    readonly property real column: (keyboard.width - 9 * Theme.keyGap) / 10

    signal entered

    function press(token: string) {
        if (keyboard.field === null)
            return;
        switch (token) {
        case "#delete":
            keyboard.field.erase();
            break;
        case "#clear":
            keyboard.field.wipe();
            break;
        case "#space":
            keyboard.field.type(" ");
            break;
        case "#shift":
            keyboard.shifted = !keyboard.shifted;
            return;
        case "#enter":
            keyboard.entered();
            return;
        default:
            keyboard.field.type(keyboard.upper ? token.toUpperCase() : token);
        }
        if (keyboard.capitals !== "all")
            keyboard.shifted = false;
    }

    Accessible.name: "keyboard"
    Accessible.role: Accessible.Grouping
    spacing: Theme.keyGap
    onFieldChanged: keyboard.shifted = false

    Repeater {
        model: KeyLayouts.rows(keyboard.layout)

        Row {
            id: keys

            required property var modelData

            anchors.horizontalCenter: parent?.horizontalCenter
            spacing: Theme.keyGap

            Repeater {
                model: keys.modelData

                Key {
                    required property string modelData
                    readonly property real columns: KeyLayouts.columns(keyboard.layout, modelData)

                    height: keyboard.pad ? Theme.keyHeight * 1.15 : Theme.keyHeight
                    on: token === "#shift" && keyboard.upper
                    shown: keyboard.upper ? token.toUpperCase() : token
                    token: modelData
                    width: keyboard.column * columns + Theme.keyGap * (columns - 1)
                    onActed: keyboard.press(token)
                }
            }
        }
    }
}
