pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.View

// An address in two steps: the street, then the places around it. Sent as a whole when the second step is done.
KioskPage {
    id: question

    property int step: 0
    property string code: ""
    readonly property string wrong: question.visit.problemField

    function whole(): var {
        return [street.value, rt.value, rw.value, village.value, district.value, city.value, province.value, question.code];
    }

    function forward() {
        if (question.step === 0) {
            question.step = 1;
            question.activeField = village;
        } else {
            question.visit.answerAddress(question.whole());
        }
    }

    function showWrong() {
        const first = ["jalan", "alamat", "rt", "rw"].includes(question.wrong);
        if (first && question.step === 1) {
            question.step = 0;
            question.activeField = question.wrong === "rt" ? rt : (question.wrong === "rw" ? rw : street);
        } else if (question.wrong === "kel_desa" || question.wrong === "kecamatan") {
            question.activeField = question.wrong === "kel_desa" ? village : district;
        }
    }

    activeField: street
    hint: question.step === 0 ? I18n.t["page.address.hint"] : I18n.t["page.address.hint_places"]
    ownBack: question.step === 1
    unfinished: question.whole().join("\n")
    onBacked: {
        question.step = 0;
        question.activeField = street;
    }
    onPrimary: question.forward()
    onStepChanged: question.toTop()

    Component.onCompleted: {
        street.start(question.visit.addressPart("jalan"));
        rt.start(question.visit.addressPart("rt"));
        rw.start(question.visit.addressPart("rw"));
        village.start(question.visit.addressPart("kel_desa"));
        district.start(question.visit.addressPart("kecamatan"));
        city.start(question.visit.addressPart("kab_kota"));
        province.start(question.visit.addressPart("provinsi"));
        question.code = question.visit.addressPart("kode");
    }

    Connections {
        function onChanged() {
            question.showWrong();
        }

        target: question.visit
    }

    FieldBox {
        id: street

        capitals: "all"
        current: question.activeField === street
        error: question.wrong === "alamat" || question.wrong === "jalan" ? question.visit.problem : ""
        label: I18n.t["page.address.street"]
        layout: "address"
        visible: question.step === 0
        width: parent.width
        onActivated: question.activeField = street
        onEntered: question.activeField = rt
    }

    Row {
        spacing: Theme.gapLarge
        visible: question.step === 0
        width: parent.width

        FieldBox {
            id: rt

            current: question.activeField === rt
            error: question.wrong === "rt" ? question.visit.problem : ""
            kind: "rt"
            label: I18n.t["field.rt"]
            layout: "digits"
            width: (parent.width - parent.spacing) / 2
            onActivated: question.activeField = rt
            onEntered: question.activeField = rw
        }

        FieldBox {
            id: rw

            current: question.activeField === rw
            error: question.wrong === "rw" ? question.visit.problem : ""
            kind: "rt"
            label: I18n.t["field.rw"]
            layout: "digits"
            width: (parent.width - parent.spacing) / 2
            onActivated: question.activeField = rw
            onEntered: question.forward()
        }
    }

    FieldBox {
        id: village

        capitals: "all"
        current: question.activeField === village
        error: question.wrong === "kel_desa" ? question.visit.problem : ""
        label: I18n.t["field.kel_desa"]
        layout: "name"
        visible: question.step === 1
        width: parent.width
        onActivated: question.activeField = village
        onEdited: {
            question.code = "";
            question.visit.lookForVillages(village.value);
        }
        onEntered: question.activeField = district
    }

    ChoiceList {
        compact: true
        model: question.visit.offers
        plain: true
        visible: question.step === 1 && question.activeField === village && question.visit.offers.count > 0
        width: parent.width
        onPicked: key => {
            const found = question.visit.village(key);
            village.start(found[0]);
            district.start(found[1]);
            city.start(found[2]);
            province.start(found[3]);
            question.code = found[4];
        }
    }

    FieldBox {
        id: district

        capitals: "all"
        current: question.activeField === district
        error: question.wrong === "kecamatan" ? question.visit.problem : ""
        label: I18n.t["field.kecamatan"]
        layout: "name"
        visible: question.step === 1
        width: parent.width
        onActivated: question.activeField = district
        onEdited: question.code = ""
        onEntered: question.activeField = city
    }

    Row {
        spacing: Theme.gapLarge
        visible: question.step === 1
        width: parent.width

        FieldBox {
            id: city

            capitals: "all"
            current: question.activeField === city
            label: I18n.t["page.address.city"]
            layout: "name"
            width: (parent.width - parent.spacing) / 2
            onActivated: question.activeField = city
            onEdited: question.code = ""
            onEntered: question.activeField = province
        }

        FieldBox {
            id: province

            capitals: "all"
            current: question.activeField === province
            label: I18n.t["field.provinsi"]
            layout: "name"
            width: (parent.width - parent.spacing) / 2
            onActivated: question.activeField = province
            onEdited: question.code = ""
            onEntered: question.forward()
        }
    }
}
