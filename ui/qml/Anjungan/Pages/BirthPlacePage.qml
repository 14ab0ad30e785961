import Anjungan.Kit
import Anjungan.View

TextQuestion {
    picture: "map-pin"
    capitals: "all"
    heading: I18n.t["page.birth_place.heading"]
    hint: I18n.t["page.birth_place.hint"]
    kind: "text"
    layout: "name"
}
