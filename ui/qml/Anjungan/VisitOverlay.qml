import QtQuick
import Anjungan.Kit
import Anjungan.View

// Help, the idle warning and the question before leaving.
OverlayPanel {
    id: overlay

    required property Visit visit
    required property IdleClock idle
    readonly property string kind: overlay.visit.overlay

    heading: overlay.kind === "" ? "" : I18n.t["ui.overlay." + overlay.kind + ".heading"]
    icon: overlay.kind === "help" ? "help" : (overlay.kind === "idle_warning" ? "hourglass" : "warning")
    text: overlay.kind === "" ? "" : I18n.t["ui.overlay." + overlay.kind + ".body"]

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
        text: overlay.kind === "" ? "" : I18n.t["ui.overlay." + overlay.kind + ".stay"]
        width: parent.width
        onActed: overlay.visit.closeOverlay()
    }

    ActionButton {
        kind: "danger"
        text: I18n.t["ui.overlay.leave"]
        visible: overlay.kind !== "help"
        width: parent.width
        onActed: overlay.visit.confirmCancel()
    }
}
