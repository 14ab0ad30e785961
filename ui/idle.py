"""Watches for people walking away: a clock that every touch and key sets back, a countdown, and the rest of pages that close alone."""

# ruff: noqa: N802  (names as QML reads them)

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from domain.visit.events import Event, IdleExpired, IdleWarned, Left
from domain.visit.pages import BUSY_PAGES, QUIET_PAGES, Overlay, Page
from domain.visit.state import VisitState
from ui.ports import Patience

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1
_SIGNS_OF_LIFE = frozenset({
    QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.KeyPress, QEvent.Type.Wheel,
})  # fmt: skip
_LEFT_BY_THEMSELVES = frozenset({Page.END, Page.TECHNICIAN})


@QmlElement
@QmlUncreatable("given by the shell")
class IdleClock(QObject):  # type: ignore[operator]
    """Sends ``IdleWarned``, ``IdleExpired`` and, on pages that close alone, ``Left``. Installed on the window as event filter."""

    changed = Signal()

    def __init__(self, send: Callable[[Event], None], patience: Patience, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._send = send
        self._patience = patience
        self._page: Page = Page.ATTRACT
        self._overlay: Overlay | None = None
        self._left = 0
        self._rest = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._rest.timeout.connect(self._rested)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._ticked)

    @property
    def patience(self) -> Patience:
        """The times in force."""
        return self._patience

    def be_patient(self, patience: Patience) -> None:
        """The office's times, once they are known or changed; a clock already running keeps the old ones."""
        self._patience = patience

    def follow(self, state: VisitState) -> None:
        """The visit moved: start, stop or keep the clock."""
        before = (self._page, self._overlay)
        self._page, self._overlay = state.page, state.overlay
        if state.overlay is Overlay.IDLE_WARNING:
            if before[1] is not Overlay.IDLE_WARNING:
                self._rest.stop()
                self._left = self._patience.countdown
                self._tick.start()
                self.changed.emit()
            return
        self._tick.stop()
        if before != (self._page, self._overlay):
            self._restart()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._overlay is not Overlay.IDLE_WARNING:
            self._restart()
        return False

    def _restart(self) -> None:
        match self._page:
            case Page.END:
                seconds = self._patience.end
            case Page.TECHNICIAN:
                seconds = self._patience.technician
            case page if page in QUIET_PAGES | BUSY_PAGES:
                self._rest.stop()
                return
            case _:
                seconds = self._patience.idle
        self._rest.start(seconds * 1000)

    def _rested(self) -> None:
        self._send(Left() if self._page in _LEFT_BY_THEMSELVES else IdleWarned())

    def _ticked(self) -> None:
        self._left -= 1
        self.changed.emit()
        if self._left <= 0:
            self._tick.stop()
            self._send(IdleExpired())

    @Property(int, notify=changed)
    def secondsLeft(self) -> int:
        return max(0, self._left)
