pragma Singleton
import QtQuick
import Anjungan.View

// Remembers when a button last acted, for all buttons together.
QtObject {
    id: calm

    property double lastActed: 0

    function allows(): bool {
        const now = Date.now();
        const since = now - calm.lastActed;
        if (since >= 0 && since < Display.repeatGuard)
            return false;
        calm.lastActed = now;
        return true;
    }
}
