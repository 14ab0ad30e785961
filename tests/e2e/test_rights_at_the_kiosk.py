"""Somebody works out their overtime at the real kiosk, takes the sheet, and leaves nothing behind."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from domain.rights import Topic, compute
from domain.visit.events import IdleExpired, IdleWarned
from domain.visit.pages import Page
from kiosk.rights_cli import read_tables

from .conftest import Stage
from .test_wiped import _assert_gone, _traces

# Put together at run time, so that this file's own source lines in memory are no trace.
WAGE = "".join(("43", "21", "987"))
SHOWN = ".".join(("4", "321", "987"))


def _work_out(stage: Stage) -> None:
    walker, finger = stage.walker, stage.walker.finger
    walker.arrive(Page.ATTRACT)
    walker.touch("page.attract.doors.rights")
    walker.arrive(Page.RIGHTS_TOPICS)
    walker.touch("page.rights_topics.topic.lembur")
    walker.arrive(Page.RIGHTS_QUESTION)
    finger.touch("Bulanan")
    walker.until(lambda: _question(stage) == "upah_pokok", "the wage")
    walker.type(WAGE)
    assert _traces(stage, (SHOWN,)), "while the visit goes on the wage must be found, or this test proves nothing"
    walker.touch("ui.next")
    for _ in range(2):
        walker.touch("page.rights_question.skip")
    finger.touch("6 hari")
    finger.touch("Hari kerja")
    walker.until(lambda: _question(stage) == "sesi[0].jam", "the hours")
    walker.answer("3")
    for _ in range(2):
        walker.touch("page.rights_question.skip")
    walker.until(lambda: _question(stage) == "sesi", "the list")
    walker.touch("ui.next")
    walker.arrive(Page.RIGHTS_RESULT)


def _question(stage: Stage) -> str:
    rights = stage.kiosk.conductor.state.rights
    return rights.question if rights is not None else ""


def _records(stage: Stage) -> int:
    return len(stage.kiosk.station().delivery.next_ops("dev_e2e", 100, 1 << 20))


def test_the_sheet_says_what_the_calculators_say_and_nothing_is_kept(stage: Stage) -> None:
    before = _records(stage)
    _work_out(stage)
    rights = stage.kiosk.conductor.state.rights
    assert rights is not None
    assert rights.result is not None
    paid = rights.result.value("upah_lembur")
    direct = compute(
        Topic.LEMBUR, {"upah_pokok": int(WAGE), "hari_kerja": 6, "sesi": ({"jenis_hari": "kerja", "jam": 3},)}, read_tables()
    )
    assert paid == direct.value("upah_lembur")  # type: ignore[union-attr]
    stage.walker.touch("page.rights_result.print")
    stage.walker.arrive(Page.TAKE_PAPER, 60)
    assert len(stage.printer.jobs) == 1
    stage.walker.touch("page.take_paper.taken")
    stage.walker.arrive(Page.END)
    stage.walker.touch("page.end.done")
    stage.walker.arrive(Page.ATTRACT)
    assert _records(stage) == before
    _assert_gone(stage, (WAGE, SHOWN))


def test_walking_away_from_a_result_leaves_nothing(stage: Stage) -> None:
    QGuiApplication.clipboard().setText("x")
    _work_out(stage)
    stage.kiosk.conductor.send(IdleWarned())
    stage.kiosk.conductor.send(IdleExpired())
    stage.walker.arrive(Page.ATTRACT)
    assert stage.kiosk.conductor.state.rights is None
    _assert_gone(stage, (WAGE, SHOWN))
