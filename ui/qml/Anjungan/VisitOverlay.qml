import QtQuick
import Anjungan.Kit
import Anjungan.View

// Help, the idle warning and the question before leaving.
OverlayPanel {
    id: overlay

    required property Visit visit
    required property IdleClock idle
    readonly property string kind: overlay.visit.overlay

    heading: overlay.visit.overlayHeading
    icon: overlay.kind === "help" ? "help" : (overlay.kind === "idle_warning" ? "hourglass" : "warning")
    text: overlay.visit.overlayText

    Say {
        Accessible.name: text
        size: "display"
        text: overlay.kind === "help" ? overlay.visit.ticket : (overlay.kind === "idle_warning" ? overlay.idle.secondsLeft + " " + I18n.t["ui.seconds"] : "")
        visible: text !== ""
        width: parent.width
    }

    NoteBox {
        text: overlay.visit.cardOnReader && overlay.kind !== "help" ? I18n.t["ui.take_your_card"] : ""
        tone: "warn"
        width: parent.width
    }

    ActionButton {
        kind: "primary"
        text: overlay.visit.overlayStay
        width: parent.width
        onActed: overlay.visit.closeOverlay()
    }

    ActionButton {
        kind: "danger"
        text: overlay.visit.overlayLeave
        visible: text !== ""
        width: parent.width
        onActed: overlay.visit.confirmCancel()
    }
}
