import QtQuick
import Anjungan.Kit
import Anjungan.View

// Where distances start: the whole city or a kecamatan, then the whole kecamatan or a kelurahan of it.
KioskPage {
    id: page

    readonly property Jobs jobs: page.visit.jobs

    heading: page.jobs.inDistrict ? I18n.t["page.jobs_area.heading_village"] : I18n.t["page.jobs_area.heading"]
    hint: I18n.t["page.jobs_area.hint"]
    keyboardLayout: ""
    ownBack: page.jobs.inDistrict
    picture: "map-pin"
    primaryShown: false
    onBacked: {
        page.jobs.closeDistrict();
        page.toTop();
    }

    lower: ChoiceList {
        columns: 2
        compact: true
        model: page.jobs.areas
        width: parent.width
        onPicked: key => {
            page.toTop();
            page.jobs.pickArea(key);
        }
    }
}
