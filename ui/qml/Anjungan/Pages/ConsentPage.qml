pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// Each purpose apart, never ticked beforehand; leaving both empty is fine and said to be fine.
KioskPage {
    id: page

    picture: "edit"
    heading: I18n.t["page.consent.heading"]
    hint: I18n.t["page.consent.hint"]
    keyboardLayout: ""
    onPrimary: page.visit.next()

    lower: Column {
        spacing: Theme.gap
        width: parent.width

        Repeater {
            model: page.visit.consents

            ChoiceCard {
                required property string key
                required chosen
                required detail

                many: true
                width: parent?.width ?? 0
                onActed: page.visit.setConsent(key, !chosen)
            }
        }
    }
}
