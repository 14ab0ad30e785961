"""The panel's measure and the person's eyes: millimetres, larger text, high contrast. Read by ``Theme.qml``."""

# ruff: noqa: N802  (names as QML reads them)

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlSingleton

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class Display(QObject):
    """One per engine; set by the shell from panel configuration and the visit's state."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._px_per_mm = 4.03
        self._repeat_guard = 300
        self._large = False
        self._contrast = False

    def show(
        self, *, px_per_mm: float | None = None, large: bool | None = None, contrast: bool | None = None, repeat_guard: int | None = None
    ) -> None:
        """Change what is given, keep the rest."""
        before = (self._px_per_mm, self._large, self._contrast, self._repeat_guard)
        self._px_per_mm = px_per_mm if px_per_mm is not None else self._px_per_mm
        self._large = large if large is not None else self._large
        self._contrast = contrast if contrast is not None else self._contrast
        self._repeat_guard = repeat_guard if repeat_guard is not None else self._repeat_guard
        if before != (self._px_per_mm, self._large, self._contrast, self._repeat_guard):
            self.changed.emit()

    @Property(float, notify=changed)
    def pxPerMm(self) -> float:
        return self._px_per_mm

    @Property(bool, notify=changed)
    def large(self) -> bool:
        return self._large

    @Property(bool, notify=changed)
    def contrast(self) -> bool:
        return self._contrast

    @Property(int, notify=changed)
    def repeatGuard(self) -> int:
        """Milliseconds in which a second touch is taken for a tremor."""
        return self._repeat_guard
