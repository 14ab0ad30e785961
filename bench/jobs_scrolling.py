"""The results page scrolled, paged and typed into: ``python -m bench.jobs_scrolling FRAMES`` prints milliseconds as JSON.

Each is measured as page changes are: from the command to the next frame swapped. The cards are made-up samples; no database
and no search take part, because they run on workers and have figures of their own.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace

os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from domain.vacancy.search import JobAnswer
from domain.visit.state import VisitState
from ui.devdock.jobs_samples import many
from ui.devdock.samples import StillClock, StillConductor, visits
from ui.ports import Panel
from ui.shell import KioskWindow, build_window

CARDS, STEP_PX, PAGES, KEYS = 1000, 60, 40, 60


class _Frames:
    """Waits for the frame after a command."""

    def __init__(self, window: KioskWindow) -> None:
        self._loop = QEventLoop()
        self._at: list[float] = []
        window.window.frameSwapped.connect(self._swapped)

    def _swapped(self) -> None:
        self._at.append(time.perf_counter())
        self._loop.quit()

    def after(self, command: object) -> float:
        """Milliseconds from the command to its frame."""
        QTimer.singleShot(2, self._loop.quit)
        self._loop.exec()
        self._at.clear()
        began = time.perf_counter()
        assert callable(command)
        command()
        while not self._at:
            self._loop.exec()
        return (self._at[0] - began) * 1000


def _list(window: KioskWindow) -> QQuickItem:
    found = window.window.findChild(QQuickItem, "cards")
    assert found is not None, "the page has no list of cards"
    return found


def main() -> int:
    """See the module."""
    frames = int(sys.argv[1])
    app = QGuiApplication([])
    scene = visits()["jobs_results"]
    assert scene.jobs is not None
    query = scene.jobs.query
    hits = many(CARDS)
    filled = replace(scene, jobs=replace(scene.jobs, answer=JobAnswer(query, hits, CARDS)))
    conductor = StillConductor(VisitState())
    window = build_window(conductor, Panel(), StillClock())
    window.show()
    ear = _Frames(window)
    ear.after(lambda: conductor.put(filled))
    cards = _list(window)
    scrolled = [ear.after(lambda: cards.setProperty("contentY", cards.property("contentY") + STEP_PX)) for _ in range(frames)]
    cards.setProperty("contentY", 0)
    page = cards.parentItem()
    while page is not None and page.metaObject().indexOfProperty("listed") < 0:
        page = page.parentItem()
    assert isinstance(page, QObject)
    paged = [ear.after(page.primary.emit) for _ in range(min(PAGES, frames))]  # type: ignore[attr-defined]
    typed = []
    for turn in range(min(KEYS, frames)):
        asked = replace(query, words="kasir toko"[: turn % 9 + 1])
        answer = JobAnswer(asked, hits[turn * 7 : turn * 7 + 20], 128)
        shown = replace(filled, jobs=replace(scene.jobs, query=asked, answer=answer, typing=True))
        typed.append(ear.after(lambda shown=shown: conductor.put(shown)))
    print(json.dumps({"scrolled": scrolled, "paged": paged, "typed": typed[1:]}))
    window.close()
    app.processEvents()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
