"""A finger on the real window: finds what a person would touch by its accessible name, and touches it there.

Used by the demo and the figures; needs only Qt's accessibility tree, so it proves that the tree is right, too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

PATIENCE_S = 20.0
CALM_MS = 350
"""The face ignores a second touch that follows too fast (tremor); a person's finger is slower than that."""


class NotOnScreenError(AssertionError):
    """What should be there is not; the text lists what is."""


class Finger:
    """Touches ``window``. All methods run Qt's event loop while they wait."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        QAccessible.setActive(True)

    def touchables(self) -> dict[str, QAccessibleInterface]:
        """Everything on the screen that can be pressed, by name; the topmost one when names repeat."""
        found: dict[str, QAccessibleInterface] = {}
        for item in self._walk(QAccessible.queryAccessibleInterface(self._window)):
            state, name = item.state(), item.text(QAccessible.Text.Name)
            pressable = item.role() in {
                QAccessible.Role.Button,
                QAccessible.Role.CheckBox,
                QAccessible.Role.RadioButton,
                QAccessible.Role.ListItem,
            }
            if name and pressable and not state.invisible and not state.disabled:
                found[name] = item
        return found

    def touch(self, name: str) -> None:
        """Press and release in the middle of what is called ``name``; waits for it to appear."""
        self.until(lambda: name in self.touchables(), f"{name!r} to touch")
        if len(name) > 1:
            QTest.qWait(CALM_MS)
        self._press(self.touchables()[name])

    def touch_field(self, name: str) -> None:
        """Touch a text field by its label."""

        def field() -> QAccessibleInterface | None:
            for item in self._walk(QAccessible.queryAccessibleInterface(self._window)):
                if item.role() is QAccessible.Role.EditableText and item.text(QAccessible.Text.Name) == name:
                    return item
            return None

        self.until(lambda: field() is not None, f"a field {name!r}")
        found = field()
        assert found is not None
        self._press(found)

    def _press(self, item: QAccessibleInterface) -> None:
        spot = self._window.mapFromGlobal(item.rect().center())
        if not 0 <= spot.y() < self._window.height():
            raise NotOnScreenError("what to touch is outside the screen")
        QTest.mouseClick(self._window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(spot.x(), spot.y()))
        QGuiApplication.processEvents()

    def type(self, keys: str, names: dict[str, str]) -> None:
        """Type on the on-screen keyboard, in whatever case its letters are; ``names``: keys that are not their own character."""
        for key in keys:
            self.touch(self._key(names.get(key, key)))

    def _key(self, name: str) -> str:
        if len(name) > 1:
            return name
        cases = (name, name.upper(), name.lower())
        self.until(lambda: any(case in self.touchables() for case in cases), f"key {name!r}")
        there = self.touchables()
        return next(case for case in cases if case in there)

    def until(self, condition: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
        """Let Qt run until ``condition``. Raises NotOnScreenError after ``patience_s``."""
        end = time.monotonic() + patience_s
        while not condition():
            if time.monotonic() > end:
                raise NotOnScreenError(f"waited {patience_s:.0f} s for {what}; on screen: {sorted(self.touchables())}")
            QGuiApplication.processEvents()
            QTest.qWait(5)

    def _walk(self, root: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
        if root is None or not root.isValid():
            return
        yield root
        for index in range(root.childCount()):
            yield from self._walk(root.child(index))
