"""The least a list can be: a ListView of plain rectangles, reused, moved by the same steps; milliseconds as JSON.

Run as a file: ``bare_list.py COUNT``. Measured from the command to the next frame swapped.
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
from PySide6.QtQuick import QQuickItem, QQuickWindow

QML = b"""
import QtQuick
Window {
    visible: true; width: 1080; height: 1920; color: "#f6f3ec"
    ListView {
        objectName: "cards"
        x: 44; y: 500; width: 992; height: 1050; clip: true; spacing: 10; reuseItems: true; cacheBuffer: 0
        model: 1000
        delegate: Rectangle { width: 992; height: 240; color: "#ffffff"; border.color: "#6d7883"; border.width: 2; radius: 10 }
    }
}
"""
app = QGuiApplication([])
engine = QQmlApplicationEngine()
engine.loadData(QByteArray(QML))
window = engine.rootObjects()[0]
assert isinstance(window, QQuickWindow)
found = window.findChild(QQuickItem, "cards")
assert found is not None
swaps: list[float] = []
loop = QEventLoop()


def swapped() -> None:
    swaps.append(time.perf_counter())
    loop.quit()


window.frameSwapped.connect(swapped)
while not swaps:
    loop.exec()
taken = []
for _ in range(int(sys.argv[1])):
    QTimer.singleShot(2, loop.quit)
    loop.exec()
    swaps.clear()
    began = time.perf_counter()
    found.setProperty("contentY", found.property("contentY") + 60)
    while not swaps:
        loop.exec()
    taken.append((swaps[0] - began) * 1000)
print(json.dumps(taken))
