"""When a visit is over nobody's data is left behind: not on the screen, not in live memory, not in clear on the disk."""

from __future__ import annotations

import contextlib
import gc
import logging
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from domain.visit.events import IdleExpired, IdleWarned
from domain.visit.pages import Page
from kiosk.dev.finger import NotOnScreenError
from kiosk.dev.walker import Walker

from .conftest import Stage

# Put together at run time, so that this file's own source lines in memory are no trace. Nobody's number: kecamatan 99.
CANARY = "".join(("33749971", "12550007"))
NAME = " ".join(("KENARI", "PERCOBAAN"))


def _live_texts() -> Iterator[str]:
    """Every text an object of this process still holds, but for the emulated printer: its paper is in the person's hand."""
    gc.collect()
    for holder in gc.get_objects():
        if type(holder).__module__ in {"devices.receipt.stream", "devices.receipt.emulator"}:
            continue
        for found in gc.get_referents(holder):
            kind = type(found)  # isinstance() would also ask __class__, and lazy objects of other libraries wake up at that
            if issubclass(kind, str):
                yield found
            elif issubclass(kind, bytes | bytearray):
                yield bytes(found).decode("latin-1")


def _screen_texts(item: QQuickItem) -> Iterator[str]:
    for name in ("text", "displayText", "preeditText"):
        value = QObject.property(item, name)
        if isinstance(value, str):
            yield value
    for child in item.childItems():
        yield from _screen_texts(child)


def _traces(stage: Stage, words: tuple[str, ...]) -> list[str]:
    stage.kiosk.quieten()  # looking through memory disturbs threads in the middle of building a tuple
    own = {id(word) for word in (CANARY, NAME, *words)}  # this test's own constants
    found = [
        f"memory: {text[:40]!r}" for text in _live_texts()
        if id(text) not in own and len(text) < 5000 and any(word in text for word in words)
    ]  # fmt: skip
    for text in _screen_texts(stage.kiosk.window.window.contentItem()):
        found += [f"screen: {text!r}" for word in words if word in text]
    clipboard = QGuiApplication.clipboard().text()
    found += [f"clipboard: {clipboard!r}" for word in words if word in clipboard]
    for name, content in stage.files().items():
        found += [f"file {name}" for word in words if word.encode() in content or word.encode("utf-16-le") in content]
    return found


def _assert_gone(stage: Stage, words: tuple[str, ...]) -> None:
    """Workers and Qt may take a moment to let go of what they held."""
    with contextlib.suppress(NotOnScreenError):
        stage.walker.until(lambda: not _traces(stage, words), "every trace to be gone", 10)
    assert _traces(stage, words) == []


def _type_until_biodata(walker: Walker) -> None:
    walker.to_identity()
    walker.arrive(Page.IDENTITY)
    walker.touch("page.identity.type")
    walker.arrive(Page.NIK)
    walker.answer(CANARY)
    walker.arrive(Page.NAME)
    walker.answer(NAME.lower())
    walker.arrive(Page.BIRTH_PLACE)


@pytest.mark.parametrize("way", ["idle", "cancel"])
def test_an_abandoned_visit_leaves_nothing(stage: Stage, way: str) -> None:
    QGuiApplication.clipboard().setText("x")
    _type_until_biodata(stage.walker)
    assert _traces(stage, (CANARY,)), "while the visit goes on the number must be found, or this test proves nothing"
    QGuiApplication.clipboard().setText(CANARY)
    if way == "idle":
        stage.kiosk.conductor.send(IdleWarned())
        stage.walker.picture("idle-warning")
        stage.kiosk.conductor.send(IdleExpired())
    else:
        stage.walker.touch("ui.tool.cancel")
        stage.walker.touch("ui.overlay.leave")
    stage.walker.arrive(Page.ATTRACT)
    _assert_gone(stage, (CANARY, NAME))


def test_a_finished_visit_leaves_only_what_is_encrypted(stage: Stage) -> None:
    walker = stage.walker
    walker.to_identity()
    walker.arrive(Page.IDENTITY)
    walker.touch("page.identity.type")
    walker.arrive(Page.NIK)
    walker.answer(CANARY)
    walker.type_biodata(NAME.lower())
    walker.arrive(Page.BIODATA)
    walker.touch("page.biodata.right")
    walker.fill_form()
    walker.touch("page.review.confirm")
    walker.arrive(Page.PRINTING)
    walker.arrive(Page.TAKE_PAPER, 60)
    number = stage.kiosk.conductor.state.number
    walker.touch("page.take_paper.taken")
    walker.arrive(Page.END)
    walker.touch("page.end.done")
    walker.arrive(Page.ATTRACT)
    assert number
    assert len(stage.printer.jobs) == 1
    _assert_gone(stage, (CANARY, NAME))
    assert any(name.endswith("vault.db") for name in stage.files())


def test_what_is_logged_by_mistake_is_masked(stage: Stage) -> None:
    logging.getLogger("kiosk.test").error("somebody wrote %s", CANARY)
    try:
        raise ValueError(f"number {CANARY}")
    except ValueError:
        logging.getLogger("kiosk.test").exception("crashed")
    for handler in logging.getLogger().handlers:
        handler.flush()
    logs = b"".join(content for name, content in stage.files().items() if name.startswith("log/"))
    assert b"somebody wrote ####" in logs
    assert CANARY.encode() not in logs
