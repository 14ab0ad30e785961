import Anjungan.Kit
import Anjungan.View

PickQuestion {
    picture: "wrench"
    heading: I18n.t["page.skills.heading"]
    hint: I18n.t["page.skills.hint"]
    ownLabel: I18n.t["page.skills.own"]
    ownWords: true
    skipText: I18n.t["page.skills.skip"]
}
