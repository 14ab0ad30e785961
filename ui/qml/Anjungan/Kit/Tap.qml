import QtQuick

// Anything that can be touched. A second touch right after the first is ignored, also when the page has changed in
// between (a trembling hand must not act twice); keys of the keyboard are not guarded and act on press.
Item {
    id: tap

    property string name: ""
    property string description: ""
    property bool guarded: true
    property bool actOnPress: false
    property bool focusable: true
    readonly property bool down: handler.pressed

    signal acted

    function act() {
        if (tap.enabled && (!tap.guarded || Calm.allows()))
            tap.acted();
    }

    Accessible.description: tap.description
    Accessible.focusable: tap.focusable
    Accessible.name: tap.name
    Accessible.role: Accessible.Button
    Accessible.onPressAction: tap.act()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter || event.key === Qt.Key_Space) {
            event.accepted = true;
            if (!event.isAutoRepeat)
                tap.act();
        }
    }
    activeFocusOnTab: tap.focusable && tap.enabled

    TapHandler {
        id: handler

        gesturePolicy: tap.actOnPress ? TapHandler.ReleaseWithinBounds : TapHandler.WithinBounds
        longPressThreshold: 0
        onPressedChanged: {
            if (handler.pressed && tap.actOnPress)
                tap.act();
        }
        onTapped: {
            if (!tap.actOnPress)
                tap.act();
        }
    }
}
