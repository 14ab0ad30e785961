"""The binding between Python and Qt: no lost references, models that keep the rules, nothing loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from domain.visit.state import VisitState
from tests.ui.stage import Stage
from ui.devdock.samples import visits
from ui.rows import Row, RowList


class _Source(QObject):
    happened = Signal()


def test_signals_do_not_eat_references_of_true(qapp: QGuiApplication) -> None:
    source = _Source()
    source.happened.connect(lambda: None)
    before = sys.getrefcount(True)
    for _ in range(200):
        source.happened.emit()
    assert sys.getrefcount(True) > before - 50


def test_properties_and_filters_do_not_eat_references_of_none(stage: Stage) -> None:
    before = sys.getrefcount(None)
    for _ in range(200):
        stage.window.property("nothing")
        stage.kiosk.visit.follow(stage.flow.state)
    assert sys.getrefcount(None) > before - 50


def test_rows_keep_the_rules_of_models(qapp: QGuiApplication, qtmodeltester: object) -> None:
    rows = RowList()
    rows.put([Row("a", "A"), Row("b", "B", chosen=True)])
    qtmodeltester.check(rows)  # type: ignore[attr-defined]


def test_rows_of_the_same_keys_change_in_place(qapp: QGuiApplication) -> None:
    rows = RowList()
    rows.put([Row("a", "A"), Row("b", "B")])
    resets: list[bool] = []
    changed: list[int] = []
    rows.modelReset.connect(lambda: resets.append(True))
    rows.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    rows.put([Row("a", "A"), Row("b", "B", chosen=True)])
    assert (resets, changed) == ([], [1])


def test_only_the_present_page_exists(stage: Stage) -> None:
    def pages() -> int:
        found, todo = 0, [stage.window.contentItem()]
        while todo:
            item: QQuickItem = todo.pop()
            todo.extend(item.childItems())
            found += item.property("bodyNeeded") is not None
        return found

    for name in ("nik", "review", "skills"):
        stage.flow.put(visits()[name])
        stage.settle()
        assert pages() == 1
    stage.flow.put(VisitState())
    stage.settle()
    assert pages() == 1


def test_the_dock_is_never_loaded_by_the_face() -> None:
    code = "import sys, ui.shell; sys.exit(any(name.startswith('ui.devdock') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path.cwd()).returncode == 0


def test_nothing_of_the_vacancies_is_loaded_before_somebody_looks_for_work() -> None:
    late = ("domain.vacancy", "domain.applications", "domain.visit.jobs_state", "ui.jobs_wording", "ui.jobs_story", "ui.applying_wording")
    code = f"import sys, kiosk.services.visit, ui.shell; print([name for name in {late} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], check=True, cwd=Path.cwd(), capture_output=True, text=True)
    assert told.stdout.strip() == "[]"


def test_the_face_loads_no_database_printer_or_network_code() -> None:
    code = "import sys, ui.shell; sys.exit(any(name in sys.modules for name in ('sqlalchemy', 'requests', 'reportlab', 'escpos')))"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path.cwd()).returncode == 0
