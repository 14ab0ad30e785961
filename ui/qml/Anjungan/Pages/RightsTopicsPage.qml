import QtQuick
import Anjungan.Kit
import Anjungan.View

// What people come with: every calculator under the question it answers.
KioskPage {
    id: page

    heading: I18n.t["page.rights_topics.heading"]
    hint: I18n.t["page.rights_topics.hint"]
    keyboardLayout: ""
    picture: "shield"
    primaryShown: false
    problem: page.visit.problem

    lower: Column {
        spacing: Theme.gap
        width: parent.width

        RightsTopicGroup {
            model: page.visit.rights.leaving
            name: "leave"
            width: parent.width
            onPicked: key => page.visit.rights.chooseTopic(key)
        }

        RightsTopicGroup {
            model: page.visit.rights.wages
            name: "wage"
            width: parent.width
            onPicked: key => page.visit.rights.chooseTopic(key)
        }

        RightsTopicGroup {
            model: page.visit.rights.funds
            name: "fund"
            width: parent.width
            onPicked: key => page.visit.rights.chooseTopic(key)
        }
    }
}
