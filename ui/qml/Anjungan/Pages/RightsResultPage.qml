pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// The answer large, then what to heed, how it came about with its articles, what was assumed, and what it is worth.
KioskPage {
    id: page

    readonly property Rights rights: page.visit.rights

    heading: page.rights.topicTitle
    hint: I18n.t["page.rights_result.about"]
    keyboardLayout: ""
    primaryIcon: "printer"
    primaryText: I18n.t["page.rights_result.print"]
    secondaryText: I18n.t["page.rights_result.answers"]
    onPrimary: page.rights.printSheet()
    onSecondary: page.rights.showAnswers()

    Rectangle {
        border.color: Theme.primary
        border.width: Theme.thickLine
        color: Theme.surface
        height: answer.implicitHeight + Theme.gap * 2
        radius: Theme.radius
        width: parent.width

        Column {
            id: answer

            anchors.left: parent.left
            anchors.leftMargin: Theme.gap
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gapSmall / 2

            Say {
                text: page.rights.resultLabel
                width: parent.width
            }

            Say {
                Accessible.role: Accessible.Heading
                size: "display"
                text: page.rights.total
                tone: "primary"
                width: parent.width
            }
        }
    }

    Say {
        font.bold: true
        text: page.rights.standingNote
        width: parent.width
    }

    RightsLines {
        heading: I18n.t["page.rights_result.warnings"]
        model: page.rights.warnings
        noted: true
        width: parent.width
    }

    RightsLines {
        heading: I18n.t["page.rights_result.breakdown"]
        model: page.rights.parts
        width: parent.width
    }

    RightsLines {
        heading: I18n.t["page.rights_result.steps"]
        model: page.rights.steps
        width: parent.width
    }

    RightsLines {
        changeable: true
        heading: I18n.t["page.rights_result.assumptions"]
        model: page.rights.assumptions
        width: parent.width
        onEdited: key => page.rights.edit(key)
    }

    RightsLines {
        heading: I18n.t["page.rights_result.law"]
        model: page.rights.remarks
        width: parent.width
    }

    Say {
        size: "small"
        text: page.rights.tables
        tone: "soft"
        topPadding: Theme.gap
        width: parent.width
    }

    lower: ChoiceList {
        model: page.rights.actions
        plain: true
        width: parent.width
        onPicked: key => page.rights.act(key)
    }
}
