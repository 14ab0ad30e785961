"""The least page change Qt Quick can do: a Loader switching between two trivial items; milliseconds as JSON.

Run as a file: ``bare_pages.py COUNT``. Measured as the kiosk's page changes are: from the command to the next frame swapped.
"""

import json
import os
import sys
import time

os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")
from PySide6.QtCore import QByteArray, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

QML = b"""
import QtQuick
Window {
    id: main
    property bool other: false
    visible: true; width: 1080; height: 1920
    Component { id: one; Rectangle { color: "#2d6a4f"; Text { anchors.centerIn: parent; font.pixelSize: 60; text: "one" } } }
    Component { id: two; Rectangle { color: "#f1faee"; Text { anchors.centerIn: parent; font.pixelSize: 60; text: "two" } } }
    Loader { anchors.fill: parent; sourceComponent: main.other ? two : one }
}
"""
app = QGuiApplication([])
engine = QQmlApplicationEngine()
engine.loadData(QByteArray(QML))
window = engine.rootObjects()[0]
assert isinstance(window, QQuickWindow)
swaps: list[float] = []
loop = QEventLoop()  # a true one: only there does Qt delete the item that was left


def swapped() -> None:
    swaps.append(time.perf_counter())
    loop.quit()


window.frameSwapped.connect(swapped)


def until_swapped() -> float:
    while not swaps:
        loop.exec()
    return swaps[0]


until_swapped()
taken = []
for turn in range(int(sys.argv[1])):
    QTimer.singleShot(5, loop.quit)
    loop.exec()
    swaps.clear()
    began = time.perf_counter()
    window.setProperty("other", turn % 2 == 0)
    taken.append((until_swapped() - began) * 1000)
print(json.dumps(taken))
