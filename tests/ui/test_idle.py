"""Walking away: the warning, its countdown, the wipe; and what a wipe leaves behind: nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from domain.visit import events as ev
from domain.visit.pages import Overlay, Page
from domain.visit.state import VisitState
from tests.ui.stage import Stage
from ui.devdock.samples import visits
from ui.idle import IdleClock
from ui.ports import Patience

HURRIED = Patience(idle=1, countdown=2, end=1, technician=1)


@pytest.fixture
def sent() -> list[ev.Event]:
    return []


def _clock(sent: list[ev.Event]) -> IdleClock:
    return IdleClock(sent.append, HURRIED)


def test_warns_then_counts_down_then_ends(qtbot: QtBot, sent: list[ev.Event]) -> None:
    clock = _clock(sent)
    clock.follow(VisitState(page=Page.NAME))
    qtbot.waitUntil(lambda: sent == [ev.IdleWarned()], timeout=4000)
    clock.follow(VisitState(page=Page.NAME, overlay=Overlay.IDLE_WARNING))
    assert clock.property("secondsLeft") == 2
    qtbot.waitUntil(lambda: sent[-1] == ev.IdleExpired(), timeout=5000)
    assert clock.property("secondsLeft") == 0


def test_quiet_and_busy_pages_wait_for_ever(qtbot: QtBot, sent: list[ev.Event]) -> None:
    clock = _clock(sent)
    for page in (Page.ATTRACT, Page.PRINTING, Page.ISSUING, Page.OUT_OF_SERVICE):
        clock.follow(VisitState(page=page))
    other: list[ev.Event] = []
    measure = IdleClock(other.append, HURRIED)
    measure.follow(VisitState(page=Page.NAME))
    qtbot.waitUntil(lambda: other == [ev.IdleWarned()], timeout=4000)
    assert sent == []


@pytest.mark.parametrize("page", [Page.END, Page.TECHNICIAN])
def test_the_end_and_the_technician_s_page_go_home_by_themselves(qtbot: QtBot, sent: list[ev.Event], page: Page) -> None:
    clock = _clock(sent)
    clock.follow(VisitState(page=page))
    qtbot.waitUntil(lambda: sent == [ev.Left()], timeout=4000)


def test_a_technician_has_five_minutes(stage: Stage) -> None:
    stage.flow.send(ev.TechnicianCard())
    assert stage.kiosk.idle._rest.interval() == 300_000
    stage.flow.send(ev.Left())
    assert not stage.kiosk.idle._rest.isActive()


def _touch(stage: Stage) -> None:
    QTest.mouseClick(stage.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))


def _key(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_A)


@pytest.mark.parametrize("sign", [_touch, _key])
def test_a_sign_of_life_sets_the_clock_back(stage: Stage, sign: Callable[[Stage], None]) -> None:
    stage.flow.put(VisitState(page=Page.NAME))
    timer = stage.kiosk.idle._rest
    assert timer.isActive()
    QTest.qWait(30)
    before = timer.remainingTime()
    sign(stage)
    assert timer.remainingTime() > before


def test_person_answers_the_warning(stage: Stage) -> None:
    stage.flow.put(visits()["phone"])
    stage.flow.send(ev.IdleWarned())
    stage.settle()
    assert "40 detik" in stage.words()
    stage.touch("Ya, saya masih di sini")
    assert stage.flow.state.page is Page.PHONE
    assert stage.field().property("text") == "0812 3456 7890"


def test_wipe_leaves_nothing_of_the_person(qapp: QGuiApplication) -> None:
    wiped: list[bool] = []
    stage = Stage(wipe=lambda: wiped.append(True))
    try:
        stage.flow.put(VisitState(page=Page.NAME))
        stage.type("rahasia")
        assert "RAHASIA" in _everything(stage)
        stage.flow.send(ev.IdleExpired())
        stage.settle()
        assert stage.flow.state == VisitState()
        assert wiped == [True]
        assert "RAHASIA" not in _everything(stage)
    finally:
        stage.close()


def test_wipe_empties_the_clipboard(stage: Stage) -> None:
    QGuiApplication.clipboard().setText("3374995708950001")
    stage.flow.put(VisitState(page=Page.NAME))
    stage.flow.send(ev.IdleExpired())
    stage.settle()
    assert QGuiApplication.clipboard().text() == ""


def _everything(stage: Stage) -> str:
    """The text of every item that still exists, seen or not."""
    QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    todo, found = [stage.window.contentItem()], []
    while todo:
        item = todo.pop()
        todo.extend(item.childItems())
        found.append(str(item.property("text") or ""))
    return "\n".join(found)


def test_the_offices_times_count_from_the_next_page_on(qtbot: QtBot, sent: list[ev.Event]) -> None:
    clock = IdleClock(sent.append, Patience(idle=3600, countdown=40, end=25))
    clock.be_patient(HURRIED)
    clock.follow(VisitState(page=Page.NAME))
    qtbot.waitUntil(lambda: sent == [ev.IdleWarned()], timeout=4000)
