"""The least Qt Quick program: one window, one rectangle, one line of text, nothing of ours.

Run as a file, so that not even this package is imported. The size comes from the command line.
"""

import os
import sys

os.environ.setdefault("QT_QUICK_BACKEND", "software")
import PySide6.QtQuick  # noqa: F401
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

QML = """
import QtQuick
Window {
    visible: true; width: %s; height: %s; color: "#2d6a4f"
    Text { anchors.centerIn: parent; color: "white"; font.pixelSize: 60; text: "Anjungan" }
}
"""
app = QGuiApplication([])
engine = QQmlApplicationEngine()
engine.loadData(QByteArray((QML % (sys.argv[1], sys.argv[2])).encode()))
sys.exit(app.exec())
