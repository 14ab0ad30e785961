import Anjungan.Kit
import Anjungan.View

KioskPage {
    id: page

    picture: "check"
    heading: I18n.t["page.review.heading"]
    hint: I18n.t["page.review.hint"]
    keyboardLayout: ""
    primaryIcon: "check"
    primaryText: page.visit.isKnown ? I18n.t["page.review.confirm_known"] : I18n.t["page.review.confirm"]
    problem: page.visit.problem
    onPrimary: page.visit.confirm()

    AnswerList {
        model: page.visit.answers
        sections: true
        width: parent.width
        onEdited: key => page.visit.edit(key)
    }
}
