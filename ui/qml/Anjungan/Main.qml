pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Kit
import Anjungan.View

// The frame that never changes: who we are, how things stand, the page, the keyboard, the buttons, the tools.
// Only the present page is loaded; leaving it destroys it with everything that was typed.
Window {
    id: main

    required property Visit visit
    required property IdleClock idle
    readonly property KioskPage page: loader.item as KioskPage

    color: Theme.page
    title: "Anjungan"

    Item {
        id: frame

        anchors.fill: parent
        enabled: main.visit.overlay === "" && !languages.active
        focus: true

        Rectangle {
            id: header

            readonly property real inset: Theme.gap * 1.2

            color: main.page === null ? Theme.band : main.page.bandColor
            height: lines.implicitHeight + header.inset * 2
            width: parent.width

            Column {
                id: lines

                anchors.left: parent.left
                anchors.leftMargin: Theme.margin
                anchors.right: parent.right
                anchors.rightMargin: Theme.margin
                spacing: Theme.gap
                y: header.inset

                Say {
                    font.bold: true
                    size: "small"
                    text: I18n.t["ui.brand"]
                    tone: "band"
                    width: parent.width
                }

                StepBar {
                    part: main.visit.part
                    parts: main.visit.parts
                    text: main.visit.partWords
                    width: parent.width
                }

                NoteBox {
                    size: "small"
                    text: main.visit.statusIsFault ? main.visit.status : ""
                    tone: "warn"
                    width: parent.width
                }
            }
        }

        Loader {
            id: loader

            readonly property string wanted: main.visit.page

            anchors.bottom: keys.top
            anchors.bottomMargin: Theme.gap
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: header.bottom

            onWantedChanged: main.load()
            Component.onCompleted: main.load()
        }

        Loader {
            id: keys

            readonly property string layout: main.page === null ? "" : main.page.keyboardLayout

            active: layout !== ""
            anchors.bottom: actions.top
            anchors.bottomMargin: active ? Theme.gap : 0
            anchors.left: parent.left
            anchors.leftMargin: Theme.margin
            anchors.right: parent.right
            anchors.rightMargin: Theme.margin
            height: active ? implicitHeight : 0
            sourceComponent: Keyboard {
                field: main.page === null ? null : main.page.activeField
                layout: keys.layout
                onEntered: {
                    if (main.page !== null)
                        main.page.activeField.entered();
                }
            }
        }

        Row {
            id: actions

            readonly property bool any: back.visible || second.visible || first.visible
            readonly property real free: width - (back.visible ? back.width + spacing : 0)

            anchors.bottom: tools.top
            anchors.bottomMargin: any ? Theme.gap : 0
            anchors.left: parent.left
            anchors.leftMargin: Theme.margin
            anchors.right: parent.right
            anchors.rightMargin: Theme.margin
            height: any ? implicitHeight : 0
            spacing: Theme.gap

            ActionButton {
                id: back

                height: Math.max(implicitHeight, second.visible ? second.implicitHeight : 0, first.visible ? first.implicitHeight : 0)
                icon: "back"
                text: main.page === null ? "" : main.page.backText
                visible: main.page !== null && main.page.backShown && (main.visit.canGoBack || main.page.ownBack)
                width: first.visible || second.visible ? Math.max(Theme.mm(62), implicitWidth) : Math.max(Theme.mm(80), implicitWidth)
                onActed: {
                    if (main.page.ownBack)
                        main.page.backed();
                    else
                        main.visit.back(main.page.unfinished);
                }
            }

            ActionButton {
                id: second

                enabled: main.page !== null && main.page.secondaryEnabled
                height: back.height
                kind: first.visible ? "strong" : "plain"
                text: main.page === null ? "" : main.page.secondaryText
                visible: text !== ""
                width: first.visible ? (actions.free - actions.spacing) / 2 : actions.free
                onActed: main.page.secondary()
            }

            ActionButton {
                id: first

                enabled: main.page !== null && main.page.primaryEnabled && !main.visit.busy
                height: back.height
                icon: main.page === null ? "" : main.page.primaryIcon
                iconAfter: icon === "next"
                kind: "primary"
                text: main.page === null ? "" : main.page.primaryText
                visible: main.page !== null && main.page.primaryShown
                width: second.visible ? (actions.free - actions.spacing) / 2 : actions.free
                onActed: main.page.primary()
            }
        }

        Row {
            id: tools

            readonly property real slot: (width - spacing * 4) / 5

            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gap
            anchors.left: parent.left
            anchors.leftMargin: Theme.margin
            anchors.right: parent.right
            anchors.rightMargin: Theme.margin
            height: Theme.toolbar
            spacing: Theme.gapSmall

            ToolButton {
                height: parent.height
                icon: "language"
                text: I18n.t["ui.tool.language"]
                width: tools.slot
                onActed: languages.open = true
            }

            ToolButton {
                height: parent.height
                icon: "text-size"
                on: main.visit.large
                text: main.visit.large ? I18n.t["ui.tool.normal_text"] : I18n.t["ui.tool.large_text"]
                width: tools.slot
                onActed: main.visit.toggleLarge()
            }

            ToolButton {
                height: parent.height
                icon: "contrast"
                on: main.visit.contrast
                text: main.visit.contrast ? I18n.t["ui.tool.normal_contrast"] : I18n.t["ui.tool.contrast"]
                width: tools.slot
                onActed: main.visit.toggleContrast()
            }

            ToolButton {
                height: parent.height
                icon: "help"
                opacity: enabled ? 1 : 0
                enabled: main.visit.canAskHelp
                text: I18n.t["ui.tool.help"]
                width: tools.slot
                onActed: main.visit.askHelp()
            }

            ToolButton {
                height: parent.height
                icon: "cross"
                opacity: enabled ? 1 : 0
                enabled: main.visit.canCancel
                text: I18n.t["ui.tool.cancel"]
                width: tools.slot
                onActed: main.visit.askCancel()
            }
        }
    }

    Loader {
        id: languages

        property bool open: false

        active: open && main.visit.overlay === ""
        anchors.fill: parent
        sourceComponent: LanguageOverlay {
            visit: main.visit
            onClosed: languages.open = false
        }
    }

    Loader {
        active: main.visit.overlay !== ""
        anchors.fill: parent
        sourceComponent: VisitOverlay {
            idle: main.idle
            visit: main.visit
        }
    }

    // Where a list of answers was left, so that changing one of them leads back to it.
    property string shown: ""
    property real listPlace: 0

    function load() {
        languages.open = false;
        const lists = ["review", "biodata"];
        if (lists.includes(main.shown))
            main.listPlace = main.visit.editing ? main.page.place : 0;
        const name = main.visit.page.split("_").map(part => part.charAt(0).toUpperCase() + part.slice(1)).join("");
        loader.setSource("Pages/" + name + "Page.qml", {
            "visit": main.visit
        });
        main.shown = main.visit.page;
        if (lists.includes(main.shown)) {
            if (main.visit.problem === "")
                main.page.scrollTo(main.listPlace);
            main.listPlace = 0;
        } else if (main.shown === "attract") {
            main.listPlace = 0;
        }
    }
}
