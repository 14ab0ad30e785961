import Anjungan.Kit
import Anjungan.View

TextQuestion {
    picture: "money"
    capitals: "none"
    heading: I18n.t["page.wished_wage.heading"]
    hint: I18n.t["page.wished_wage.hint"]
    kind: "money"
    layout: "money"
    prefix: "Rp"
    secondaryText: I18n.t["page.wished_wage.skip"]
}
