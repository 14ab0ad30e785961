import QtQuick
import Anjungan.Kit
import Anjungan.View

KioskPage {
    id: page

    heading: I18n.t["page.identity.heading"]
    hint: I18n.t["page.identity.hint"]
    keyboardLayout: ""
    primaryShown: page.visit.cardOnReader
    primaryText: I18n.t["page.identity.read_again"]
    problem: page.visit.problem
    onPrimary: page.visit.next()

    Column {
        anchors.horizontalCenter: parent?.horizontalCenter
        bottomPadding: Theme.gap
        spacing: Theme.gap
        topPadding: Theme.gap
        visible: page.visit.problem === ""

        Rectangle {
            border.color: Theme.contrast ? Theme.ink : Theme.primary
            border.width: Theme.thickLine
            color: Theme.infoFace
            height: Theme.mm(54)
            radius: Theme.mm(4)
            width: Theme.mm(86)

            Icon {
                anchors.centerIn: parent
                color: Theme.contrast ? Theme.ink : Theme.primary
                name: "card"
                size: Theme.mm(46)
            }
        }

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.contrast ? Theme.ink : Theme.primary
            name: "down"
            size: Theme.mm(24)
        }
    }

    lower: ChoiceCard {
        detail: I18n.t["page.identity.type_hint"]
        plain: true
        title: I18n.t["page.identity.type"]
        width: parent.width
        onActed: page.visit.typeInstead()
    }
}
