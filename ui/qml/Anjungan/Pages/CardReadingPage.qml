import Anjungan.Kit
import Anjungan.View

ProgressPage {
    id: page

    secondaryText: I18n.t["page.card_reading.type_instead"]
    onSecondary: page.visit.typeInstead()
}
