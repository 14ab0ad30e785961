pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.View

// A field: label, hint, what went wrong, and the box. value is the bare text; the box shows it shaped
// (NIK in fours, dates in parts, money with dots). A text once typed is never thrown away by an error.
Column {
    id: box

    property string label: ""
    property string spokenLabel: box.label
    property string hint: ""
    property string error: ""
    property string kind: "text"
    property string layout: "letters"
    property string capitals: "none"
    property string placeholder: ""
    property string prefix: ""
    property string value: ""
    readonly property bool digits: Shaping.digitsOnly(box.kind)
    readonly property bool big: box.kind === "nik" || box.kind === "date" || box.kind === "money" || box.kind === "phone" || box.kind === "code" || ["rupiah", "sen", "decimal", "count", "year"].includes(box.kind) && box.layout !== "letters" && box.label === ""
    readonly property alias active: input.activeFocus
    property bool current: false
    // False where activating hides what comes after the field: who goes on with Tab would never reach it.
    property bool activatedByFocus: true

    signal activated
    signal edited
    signal entered

    function start(text: string) {
        box.show(Shaping.clean(box.kind, text));
    }

    function type(text: string) {
        if (box.digits) {
            box.show(Shaping.clean(box.kind, box.value + text));
        } else {
            const before = input.text.length;
            const at = input.cursorPosition;
            const whole = Shaping.clean(box.kind, input.text.slice(0, at) + text + input.text.slice(at));
            box.show(whole);
            input.cursorPosition = Math.min(whole.length, at + whole.length - before);
        }
        box.edited();
    }

    function erase() {
        if (box.digits) {
            box.show(box.value.slice(0, -1));
        } else if (input.cursorPosition > 0) {
            const at = input.cursorPosition;
            box.show(input.text.slice(0, at - 1) + input.text.slice(at));
            input.cursorPosition = at - 1;
        }
        box.edited();
    }

    function wipe() {
        box.show("");
        box.edited();
    }

    function show(bare: string) {
        box.value = bare;
        input.text = Shaping.shape(box.kind, bare);
        input.cursorPosition = input.text.length;
    }

    function focusField() {
        input.forceActiveFocus();
    }

    spacing: Theme.gapSmall

    Say {
        font.bold: true
        text: box.label
        visible: box.label !== ""
        width: box.width
    }

    Say {
        text: box.hint
        tone: "soft"
        visible: box.hint !== ""
        width: box.width
    }

    Say {
        Accessible.role: Accessible.AlertMessage
        font.bold: true
        text: box.error
        tone: "error"
        visible: box.error !== ""
        width: box.width
    }

    Rectangle {
        id: frame

        border.color: box.error !== "" ? Theme.error : (box.current ? Theme.primary : Theme.outline)
        border.width: box.error !== "" || box.current ? Theme.thickLine : Theme.line
        color: Theme.surface
        height: Math.max(Theme.target, input.height + Theme.gap * 2)
        radius: Theme.radius
        width: box.width

        Text {
            id: before

            Accessible.ignored: true
            anchors.left: parent.left
            anchors.leftMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.inkSoft
            font: input.font
            text: box.prefix
            textFormat: Text.PlainText
            visible: box.prefix !== ""
        }

        Text {
            Accessible.ignored: true
            anchors.left: input.left
            anchors.right: input.right
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.inkSoft
            font: input.font
            text: box.placeholder
            textFormat: Text.PlainText
            visible: input.text === "" && box.placeholder !== ""
        }

        TextInput {
            id: input

            Accessible.description: box.error !== "" ? box.error : box.hint
            Accessible.name: box.spokenLabel
            Accessible.role: Accessible.EditableText
            activeFocusOnTab: true
            anchors.left: before.visible ? before.right : parent.left
            anchors.leftMargin: Theme.gap
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.ink
            font.bold: box.big
            font.family: box.big ? Theme.digitFamily : Theme.family
            font.pixelSize: box.big ? Theme.headingSize : Theme.bodySize * 1.08
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
            wrapMode: TextInput.Wrap

            cursorDelegate: Rectangle {
                color: Theme.primary
                visible: box.current
                width: Theme.thickLine
            }

            Keys.onEnterPressed: box.entered()
            Keys.onReturnPressed: box.entered()
            onActiveFocusChanged: {
                if (input.activeFocus && box.activatedByFocus)
                    box.activated();
            }
            onTextEdited: {
                if (box.digits) {
                    box.show(Shaping.clean(box.kind, input.text));
                } else {
                    box.value = input.text;
                }
                box.edited();
            }

            TapHandler {
                enabled: !box.activatedByFocus
                longPressThreshold: 0
                onTapped: box.activated()
            }
        }

        TapHandler {
            longPressThreshold: 0
            onTapped: {
                input.forceActiveFocus();
                box.activated();
            }
        }
    }
}
