import Anjungan.Kit
import Anjungan.View

ProgressPage {
    id: page

    picture: "card"
    secondaryText: I18n.t["page.card_reading.type_instead"]
    onSecondary: page.visit.typeInstead()
}
