"""The dock: a second window that plays the machine's devices while the kiosk runs beside it. For development only."""

# ruff: noqa: N802  (names as QML reads them)

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import PySide6.QtQuick  # noqa: F401  (without it the root object is only a QWindow)
from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable, QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from ui.display import Display
from ui.images import IconImages
from ui.rows import Row, RowList
from ui.shell import QML, WindowNotBuiltError, load_fonts

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1
DOCK_PX_PER_MM = 2.0
_STEPS = {"day": timedelta(days=1), "half_year": timedelta(days=183), "two_years": timedelta(days=731)}


class DevDockPort(Protocol):
    """What the dock does to the machine; every method answers at once."""

    def people(self) -> Sequence[tuple[str, str]]:
        """Sample cards: key and a word for the button."""

    def insert_card(self, key: str) -> None: ...

    def remove_card(self) -> None: ...

    def technician_card(self) -> None: ...

    def paper(self, level: str) -> None:
        """``full``, ``near_end`` or ``empty``."""

    def cover(self, *, opened: bool) -> None: ...

    def printer(self, *, on: bool) -> None: ...

    def network(self, *, on: bool) -> None: ...

    def forward(self, by: timedelta) -> None: ...


@QmlElement
@QmlUncreatable("given by the dock")
class DevDock(QObject):  # type: ignore[operator]
    """The dock for QML: remembers which switches are on, passes everything to the port."""

    changed = Signal()

    def __init__(self, port: DevDockPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._card, self._paper, self._cover, self._printer, self._network = "", "full", False, True, True
        self._people = RowList(self)
        self._people.put([Row(key, name) for key, name in port.people()])

    @Property(RowList, constant=True)
    def people(self) -> RowList:
        return self._people

    @Property(str, notify=changed)
    def card(self) -> str:
        return self._card

    @Property(str, notify=changed)
    def paperLevel(self) -> str:
        return self._paper

    @Property(bool, notify=changed)
    def coverOpen(self) -> bool:
        return self._cover

    @Property(bool, notify=changed)
    def printerOn(self) -> bool:
        return self._printer

    @Property(bool, notify=changed)
    def networkOn(self) -> bool:
        return self._network

    @Slot(str)
    def insertCard(self, key: str) -> None:
        if self._card:
            self._port.remove_card()
        self._card = key
        self._port.insert_card(key)
        self.changed.emit()

    @Slot()
    def removeCard(self) -> None:
        self._card = ""
        self._port.remove_card()
        self.changed.emit()

    @Slot()
    def technician(self) -> None:
        self._port.technician_card()

    @Slot(str)
    def setPaper(self, level: str) -> None:
        self._paper = level
        self._port.paper(level)
        self.changed.emit()

    @Slot()
    def toggleCover(self) -> None:
        self._cover = not self._cover
        self._port.cover(opened=self._cover)
        self.changed.emit()

    @Slot()
    def togglePrinter(self) -> None:
        self._printer = not self._printer
        self._port.printer(on=self._printer)
        self.changed.emit()

    @Slot()
    def toggleNetwork(self) -> None:
        self._network = not self._network
        self._port.network(on=self._network)
        self.changed.emit()

    @Slot(str)
    def forward(self, step: str) -> None:
        self._port.forward(_STEPS[step])


class DockWindow:
    """The dock's window; keep it for as long as it is open."""

    def __init__(self, port: DevDockPort) -> None:
        load_fonts()
        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(QML))
        self.engine.addImageProvider("icon", IconImages())
        display = self.engine.singletonInstance("Anjungan.View", "Display")
        if isinstance(display, Display):
            display.show(px_per_mm=DOCK_PX_PER_MM, repeat_guard=0)
        self.dock = DevDock(port, self.engine)
        self.engine.setInitialProperties({"dock": self.dock})
        self.engine.load(QUrl.fromLocalFile(str(Path(__file__).parent / "Dock.qml")))
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise WindowNotBuiltError("Dock.qml did not load")
        self.window: QQuickWindow = roots[0]

    def close(self) -> None:
        """Take the window down."""
        self.window.close()
        self.engine.deleteLater()
