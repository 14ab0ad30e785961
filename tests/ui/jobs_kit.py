"""Steps that tests of the pages for looking for work share."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtQuick import QQuickItem

from domain.vacancy.search import JobAnswer, JobHit
from domain.visit import jobs_events as jv
from domain.visit.jobs_state import JobsState
from tests.ui.stage import Stage
from ui.devdock.jobs_samples import SUGGESTIONS
from ui.devdock.samples import DRAFT, registration

PERSON = registration(DRAFT)


def jobs_of(stage: Stage) -> JobsState:
    jobs = stage.flow.state.jobs
    assert jobs is not None
    return jobs


def answer(stage: Stage, *hits: JobHit, total: int | None = None, **also: object) -> None:
    """Play the station: answer what is being asked now."""
    answer = JobAnswer(jobs_of(stage).query, hits, len(hits) if total is None else total)
    stage.flow.send(jv.JobsFound(replace(answer, **also)))  # type: ignore[arg-type]
    stage.settle()


def begin(stage: Stage) -> None:
    stage.touch("Cari kerja")
    stage.flow.send(jv.JobsSuggested(SUGGESTIONS))
    stage.settle()


def cards_list(stage: Stage) -> QQuickItem:
    found = stage.window.findChild(QQuickItem, "cards")
    assert found is not None
    return found


def whole_page(stage: Stage) -> str:
    """Everything on a page that scrolls."""
    found = [stage.words()]
    for _ in range(12):
        if not stage.has("Ke bawah"):
            break
        stage.touch("Ke bawah")
        found.append(stage.words())
    return "\n".join(found)
