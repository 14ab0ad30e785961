"""The development dock passes every button to the machine it plays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from ui.devdock.dock import DockWindow


class _Machine:
    """Writes down what was done to it."""

    def __init__(self) -> None:
        self.done: list[object] = []

    def people(self) -> Sequence[tuple[str, str]]:
        return (("siti", "Siti's card"), ("other", "Another person's card"))

    def insert_card(self, key: str) -> None:
        self.done.append(("card", key))

    def remove_card(self) -> None:
        self.done.append("no card")

    def technician_card(self) -> None:
        self.done.append("technician")

    def paper(self, level: str) -> None:
        self.done.append(("paper", level))

    def cover(self, *, opened: bool) -> None:
        self.done.append(("cover", opened))

    def printer(self, *, on: bool) -> None:
        self.done.append(("printer", on))

    def network(self, *, on: bool) -> None:
        self.done.append(("network", on))

    def forward(self, by: timedelta) -> None:
        self.done.append(by)


def _button(root: QQuickItem, name: str) -> QQuickItem:
    todo = [root]
    while todo:
        item = todo.pop()
        todo.extend(item.childItems())
        if item.property("name") == name:
            return item
    raise AssertionError(name)


def test_every_button_reaches_the_machine(qapp: QGuiApplication) -> None:
    machine = _Machine()
    dock = DockWindow(machine)
    assert QTest.qWaitForWindowExposed(dock.window)
    for name in ("Siti's card", "Another person's card", "Remove card", "Technician card", "Paper out", "Open the cover", "Printer off",
                 "Network off", "Network on", "6 months"):  # fmt: skip
        dock.window.grabWindow()  # lays everything out
        item = _button(dock.window.contentItem(), name)
        spot = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        QTest.mouseClick(dock.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        QGuiApplication.processEvents()
    dock.close()
    assert machine.done == [
        ("card", "siti"), "no card", ("card", "other"), "no card", "technician", ("paper", "empty"), ("cover", True), ("printer", False),
        ("network", False), ("network", True), timedelta(days=183),
    ]  # fmt: skip
