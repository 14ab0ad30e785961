import QtQuick

// A question that is answered by one typed line.
KioskPage {
    id: question

    property string kind: "text"
    property string layout: "letters"
    property string capitals: "none"
    property string prefix: ""
    property string placeholder: ""
    property string spoken: question.visit.language === "" ? "" : question.visit.understood(question.kind, field.value)
    property alias value: field.value

    signal answered(text: string)

    function send() {
        question.answered(field.value);
    }

    activeField: field
    onAnswered: text => question.visit.answer(text)
    onPrimary: question.send()
    onSecondary: question.visit.skip()

    Component.onCompleted: field.start(question.visit.typedBefore())

    NoteBox {
        text: question.visit.cardWaits
        width: parent.width
    }

    FieldBox {
        id: field

        capitals: question.capitals
        current: true
        error: question.visit.problem
        kind: question.kind
        spokenLabel: question.heading
        layout: question.layout
        placeholder: question.placeholder
        prefix: question.prefix
        width: parent.width
        onEdited: question.visit.typed()
        onEntered: question.send()
    }

    Say {
        font.bold: true
        text: question.spoken
        tone: "good"
        visible: question.spoken !== ""
        width: parent.width
    }
}
