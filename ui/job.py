"""One vacancy as QML sees it, how the person fits it, and what came of it when it closed meanwhile. Slots send events only."""

# ruff: noqa: N802  (names as QML reads them)

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from assets.catalogue import say
from domain.visit import events as ev
from domain.visit import jobs_events as jv
from domain.visit.flow import edge_for
from domain.visit.pages import Page
from domain.visit.state import VisitState
from ui.jobs_list import JobList
from ui.ports import Conductor
from ui.rows import Row, RowList
from ui.wording import sentence

if TYPE_CHECKING:
    from domain.vacancy.search import JobHit

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("given by the visit")
class Job(QObject):  # type: ignore[operator]
    """Read-only properties, one ``changed`` signal; empty while no vacancy is on the page."""

    changed = Signal()

    def __init__(self, conductor: Conductor, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor, self._today = conductor, today
        self._state = conductor.state
        self._facts, self._fit, self._sections = RowList(self), RowList(self), RowList(self)
        self._similar = JobList(self)
        self._title = self._employer = self._note = self._sample = ""

    def follow(self, state: VisitState) -> None:
        """Show a new state."""
        self._state = state
        jobs = state.jobs
        self._title = self._employer = self._note = self._sample = ""
        if jobs is None or state.page is not Page.JOB:
            for rows in (self._facts, self._fit, self._sections):
                rows.put(())
            self._similar.put(())
            self.changed.emit()
            return
        from ui import job_reading, jobs_wording

        language, hit = state.language, jobs.chosen
        if hit is not None:
            self._title, self._employer = hit.vacancy.title, hit.vacancy.employer
            self._sample = say(language, "page.jobs.sample") if hit.vacancy.sample else ""
        elif jobs.shown is not None and jobs.shown.vacancy_id == jobs.opened:
            self._title, self._employer = jobs.shown.title, jobs.shown.employer
        if jobs.chosen_gone:
            self._note = say(language, "page.job.gone_similar" if jobs.similar else "page.job.gone")
        elif hit is None:
            self._note = say(language, "ui.searching")
        told = hit if not jobs.chosen_gone else None
        self._facts.put(job_reading.facts(language, jobs.query.place, told) if told is not None else ())
        self._sections.put(job_reading.sections(language, told.vacancy) if told is not None else ())
        self._fit.put(self._fit_rows(told) if told is not None else ())
        self._similar.put(jobs_wording.cards(language, jobs.query.place, jobs.similar) if jobs.chosen_gone else ())
        self.changed.emit()

    def _fit_rows(self, hit: JobHit) -> tuple[Row, ...]:
        """How the person fits, once they are known; the distance counts only from their home."""
        person, jobs = self._state.registration, self._state.jobs
        if person is None or jobs is None:
            return ()
        from domain.vacancy.fit import fit
        from ui.job_reading import fit_rows

        home = jobs.query.place == person.domisili.kode
        return fit_rows(self._state.language, fit(person, hit.vacancy, self._today(), hit.km if home else None))

    def _could(self, event: ev.Event) -> bool:
        return edge_for(self._state, event, self._today()) is not None

    # --- words ------------------------------------------------------------------------------------------------------
    @Property(str, notify=changed)
    def title(self) -> str:
        return self._title

    @Property(str, notify=changed)
    def employer(self) -> str:
        return self._employer

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._note

    @Property(str, notify=changed)
    def noteTone(self) -> str:
        return "warn" if self._state.jobs is not None and self._state.jobs.chosen_gone else "info"

    @Property(str, notify=changed)
    def sample(self) -> str:
        return self._sample

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What went wrong; that it closed is told by the note already."""
        gone = self._state.jobs is not None and self._state.jobs.chosen_gone
        return sentence(self._state.language, self._state.problem) if self._state.problem is not None and not gone else ""

    @Property(bool, notify=changed)
    def canApply(self) -> bool:
        return self._state.page is Page.JOB and self._could(jv.ApplyAsked())

    @Property(bool, notify=changed)
    def canPrint(self) -> bool:
        gone = self._state.jobs is not None and self._state.jobs.chosen_gone
        return self._state.page is Page.JOB and not gone and self._could(jv.JobPrintAsked())

    # --- rows -------------------------------------------------------------------------------------------------------
    @Property(RowList, constant=True)
    def facts(self) -> RowList:
        return self._facts

    @Property(RowList, constant=True)
    def fit(self) -> RowList:
        return self._fit

    @Property(RowList, constant=True)
    def sections(self) -> RowList:
        return self._sections

    @Property(JobList, constant=True)
    def similar(self) -> JobList:
        return self._similar

    # --- what a person can do ---------------------------------------------------------------------------------------
    @Slot()
    def apply(self) -> None:
        self._conductor.send(jv.ApplyAsked())

    @Slot()
    def print(self) -> None:
        self._conductor.send(jv.JobPrintAsked())

    @Slot(str)
    def open(self, vacancy_id: str) -> None:
        """One of the similar ones; this page's edge, so that "back" still leads to the search."""
        self._conductor.send(jv.JobOpened(vacancy_id))
