import Anjungan.Kit
import Anjungan.View

PickQuestion {
    picture: "speech"
    heading: I18n.t["page.languages.heading"]
    hint: I18n.t["page.languages.hint"]
    ownLabel: I18n.t["page.languages.own"]
    ownWords: true
    skipText: I18n.t["page.languages.skip"]
}
