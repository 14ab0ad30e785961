import Anjungan.Kit
import Anjungan.View

ChoiceQuestion {
    picture: "map-pin"
    heading: I18n.t["page.wished_place.heading"]
    hint: I18n.t["page.wished_place.hint"]
}
