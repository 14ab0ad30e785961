import Anjungan.Kit
import Anjungan.View

// Everything that was answered and everything that may be added, each with its button.
KioskPage {
    id: page

    heading: I18n.t["page.rights_answers.heading"]
    hint: I18n.t["page.rights_answers.hint"]
    keyboardLayout: ""
    picture: "edit"
    primaryText: I18n.t["page.rights_answers.show"]
    onPrimary: page.visit.next()

    AnswerList {
        model: page.visit.rights.answers
        sections: true
        width: parent.width
        onEdited: key => page.visit.rights.edit(key)
    }
}
