"""Tests of the kiosk's face: the real QML on the offscreen platform, driven by the real flow through touches."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["QT_QPA_UPDATE_IDLE_TIME"] = "0"

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtGui import QGuiApplication

from tests.ui.stage import Stage


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture(autouse=True)
def no_qml_warnings(qtlog: object) -> Iterator[None]:
    """A warning of Qt or QML is a failure."""
    yield
    bad = [record.message for record in qtlog.records if record.type is not QtMsgType.QtDebugMsg and record.type is not QtMsgType.QtInfoMsg]  # type: ignore[attr-defined]
    assert bad == []


@pytest.fixture(scope="session")
def house(qapp: QGuiApplication) -> Iterator[Stage]:
    """One window for all tests: a kiosk does not restart between visitors either."""
    built = Stage()
    yield built
    built.close()


@pytest.fixture
def stage(house: Stage) -> Stage:
    """The window over the real flow, as the next visitor finds it."""
    house.next_visitor()
    return house
