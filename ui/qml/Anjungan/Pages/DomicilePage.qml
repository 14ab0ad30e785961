import Anjungan.Kit
import Anjungan.View

AddressQuestion {
    picture: "home"
    heading: I18n.t["page.domicile.heading"]
}
