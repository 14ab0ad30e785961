import Anjungan.Kit
import Anjungan.View

AddressQuestion {
    heading: I18n.t["page.address.heading"]
}
