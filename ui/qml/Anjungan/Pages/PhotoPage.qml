import QtQuick
import Anjungan.Kit
import Anjungan.View

KioskPage {
    id: page

    picture: "camera"
    property int frame: 0
    readonly property bool camera: page.visit.hasCamera()

    heading: I18n.t["page.photo.heading"]
    hint: page.camera ? (page.visit.hasPhoto ? I18n.t["page.photo.hint_taken"] : I18n.t["page.photo.hint"]) : I18n.t["page.photo.hint_none"]
    keyboardLayout: ""
    primaryIcon: page.camera && !page.visit.hasPhoto ? "camera" : "next"
    primaryText: !page.camera ? I18n.t["ui.next"] : (page.visit.hasPhoto ? I18n.t["page.photo.use"] : I18n.t["page.photo.take"])
    problem: page.visit.problem
    secondaryText: !page.camera ? "" : (page.visit.hasPhoto ? I18n.t["page.photo.retake"] : I18n.t["page.photo.skip"])
    onPrimary: {
        if (!page.camera)
            page.visit.skip();
        else if (page.visit.hasPhoto)
            page.visit.next();
        else
            page.visit.takePhoto();
    }
    onSecondary: page.visit.hasPhoto ? page.visit.retakePhoto() : page.visit.skip()

    Timer {
        interval: 100
        repeat: true
        running: page.camera && !page.visit.hasPhoto
        onTriggered: page.frame += 1
    }

    Rectangle {
        anchors.horizontalCenter: parent?.horizontalCenter
        border.color: Theme.outline
        border.width: Theme.thickLine
        color: Theme.ink
        height: Theme.mm(140)
        visible: page.camera
        width: height * 3 / 4

        Image {
            Accessible.name: I18n.t["page.photo.heading"]
            Accessible.role: Accessible.Graphic
            anchors.fill: parent
            anchors.margins: Theme.thickLine
            cache: false
            fillMode: Image.PreserveAspectCrop
            source: !page.camera ? "" : (page.visit.hasPhoto ? "image://camera/taken/" : "image://camera/live/" + page.frame)
        }
    }

    Icon {
        anchors.horizontalCenter: parent?.horizontalCenter
        color: Theme.contrast ? Theme.ink : Theme.primary
        name: "camera"
        size: Theme.mm(60)
        visible: !page.camera
    }
}
