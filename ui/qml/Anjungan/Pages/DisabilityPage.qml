import Anjungan.Kit
import Anjungan.View

PickQuestion {
    picture: "access"
    heading: I18n.t["page.disability.heading"]
    hint: I18n.t["page.disability.hint"]
    ownLabel: ""
    ownWords: false
    skipText: I18n.t["page.disability.skip"]
}
