pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// Three languages, each named in itself.
OverlayPanel {
    id: overlay

    required property Visit visit

    signal closed

    heading: I18n.t["ui.language_heading"]
    icon: "language"

    Repeater {
        model: ["id", "jv", "en"]

        ChoiceCard {
            required property string modelData

            chosen: overlay.visit.language === modelData
            title: I18n.t["ui.language." + modelData]
            width: parent?.width ?? 0
            onActed: {
                overlay.visit.speak(modelData);
                overlay.closed();
            }
        }
    }

    ActionButton {
        text: I18n.t["ui.close"]
        width: parent.width
        onActed: overlay.closed()
    }
}
