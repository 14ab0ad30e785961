pragma Singleton
import QtQuick
import Anjungan.View

// Every size and colour of the kiosk's face. Sizes are millimetres of the real panel, never pixels or points;
// colours are tokens, so that a city or a person's eyes can swap the whole set.
QtObject {
    id: theme

    readonly property bool large: Display.large
    readonly property bool contrast: Display.contrast

    // Capital letters of the bundled font are 0.668 em high: 7.3 mm capitals need a 10.93 mm em.
    readonly property real capitalRatio: 0.668
    readonly property int bodySize: mm((large ? 8.8 : 7.3) / capitalRatio)
    readonly property int headingSize: mm((large ? 10.6 : 9.4) / capitalRatio)
    readonly property int displaySize: mm((large ? 14.5 : 13.0) / capitalRatio)
    readonly property int smallSize: mm((large ? 6.1 : 5.2) / capitalRatio)
    readonly property int keyLabelSize: mm(4.9 / capitalRatio)
    readonly property string family: "Atkinson Hyperlegible Next"
    readonly property string digitFamily: "Atkinson Hyperlegible Mono"

    readonly property int gap: mm(4)
    readonly property int gapSmall: mm(2)
    readonly property int gapLarge: mm(8)
    readonly property int margin: mm(11)
    readonly property int target: mm(22)
    readonly property int button: mm(large ? 27 : 25)
    readonly property int toolbar: mm(large ? 39 : 34)
    readonly property int keyHeight: mm(21)
    readonly property int keyGap: mm(2)
    readonly property int radius: mm(2.5)
    readonly property int line: Math.max(2, mm(0.6))
    readonly property int thickLine: Math.max(3, mm(1.1))
    readonly property int ring: Math.max(4, mm(1.4))

    readonly property color page: contrast ? "#000000" : "#f6f3ec"
    readonly property color band: contrast ? "#000000" : "#0b4a5e"
    readonly property color bandSecond: contrast ? "#000000" : "#1f4d33"
    readonly property color bandThird: contrast ? "#000000" : "#49345f"
    readonly property color bandInk: "#ffffff"
    readonly property color bandSoft: contrast ? "#ffffff" : "#e3eff2"
    readonly property color surface: contrast ? "#000000" : "#ffffff"
    readonly property color bar: contrast ? "#000000" : "#e9e4d8"
    readonly property color ink: contrast ? "#ffffff" : "#15202b"
    readonly property color inkSoft: contrast ? "#ffffff" : "#36434f"
    readonly property color outline: contrast ? "#ffffff" : "#6d7883"
    readonly property color hairline: contrast ? "#ffffff" : "#c9c2b2"
    readonly property color primary: contrast ? "#ffe14d" : "#0b4a5e"
    readonly property color primaryInk: contrast ? "#000000" : "#ffffff"
    readonly property color primaryDown: contrast ? "#ffffff" : "#06303d"
    readonly property color chosen: contrast ? "#2b2600" : "#dceef2"
    readonly property color keyFace: contrast ? "#161616" : "#ffffff"
    readonly property color keyDown: contrast ? "#ffe14d" : "#bcdde6"
    readonly property color keyDownInk: contrast ? "#000000" : "#15202b"
    readonly property color focus: contrast ? "#5fe3ff" : "#b3420a"
    readonly property color error: contrast ? "#ffb3a6" : "#931515"
    readonly property color errorFace: contrast ? "#2e0904" : "#fbe9e6"
    readonly property color warn: contrast ? "#ffd79a" : "#6b3c00"
    readonly property color warnFace: contrast ? "#2c1d00" : "#fdf0d5"
    readonly property color good: contrast ? "#9df0b0" : "#0e5a2c"
    readonly property color goodFace: contrast ? "#05240e" : "#e2f2e5"
    readonly property color infoFace: contrast ? "#0a1d24" : "#e4eff3"
    readonly property color scrim: contrast ? "#e6000000" : "#e0101a20"

    function mm(millimetres: real): int {
        return Math.round(millimetres * Display.pxPerMm);
    }
}
