import Anjungan.Kit
import Anjungan.View

TextQuestion {
    picture: "person"
    capitals: "all"
    heading: I18n.t["page.name.heading"]
    hint: I18n.t["page.name.hint"]
    kind: "text"
    layout: "name"
}
