"""Applying and one's applications as QML sees them. Slots send events and nothing else; what may be done the flow says.

What needs a CV or an application is imported when somebody applies, not before the first frame.
"""

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

if TYPE_CHECKING:
    from domain.visit.jobs_state import MyApplication

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("given by the visit")
class Applying(QObject):  # type: ignore[operator]
    """Read-only properties, one ``changed`` signal; empty outside these pages."""

    changed = Signal()

    def __init__(self, conductor: Conductor, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor, self._today = conductor, today
        self._state = conductor.state
        self._cv, self._mine, self._facts = RowList(self), RowList(self), RowList(self)
        self._steps, self._actions = RowList(self), RowList(self)
        self._alike = JobList(self)
        self._told = self._waiting = self._list = ""

    def follow(self, state: VisitState) -> None:
        """Show a new state."""
        self._state = state
        self._told = self._waiting = self._list = ""
        cv: tuple[Row, ...] = ()
        mine: tuple[Row, ...] = ()
        if state.jobs is not None and state.page is Page.APPLY:
            from domain.visit.jobs_apply import cv_shown
            from ui.applying_wording import cv_rows

            shown = cv_shown(state)
            cv = cv_rows(state.language, shown) if shown is not None else ()
        if state.jobs is not None and state.page is Page.MY_APPLICATIONS:
            from ui.applying_wording import asked_rows, mine_rows

            asked = state.jobs.asked_still
            mine = (*asked_rows(state.language, asked), *mine_rows(state.language, state.jobs.mine or ()))
            if state.jobs.mine is None:
                self._list = say(state.language, "ui.searching") if state.problem is None else ""
            else:
                self._list = say(state.language, "page.my_applications.hint" if mine else "page.my_applications.none")
        self._cv.put(cv)
        self._mine.put(mine)
        self._put_one(state)
        self.changed.emit()

    def _put_one(self, state: VisitState) -> None:
        item = self._shown() if state.page is Page.MY_APPLICATION else None
        if item is None:
            for rows in (self._facts, self._steps, self._actions):
                rows.put(())
            self._alike.put(())
            return
        from ui import applying_wording as words
        from ui.jobs_wording import cards

        language = state.language
        self._told = words.told(language, item)
        self._waiting = say(language, "page.my_application.waiting") if item.waiting else ""
        self._facts.put(words.fact_rows(language, item))
        self._steps.put(words.step_rows(language, item))
        self._actions.put(self._offered(item))
        jobs = state.jobs
        self._alike.put(cards(language, jobs.query.place, jobs.alike) if jobs is not None else ())

    def _offered(self, item: MyApplication) -> tuple[Row, ...]:
        """What can be done with this application now, as far as the flow allows it."""
        from domain.applications import ApplicationState

        again = item.state is ApplicationState.WITHDRAWN
        offers: tuple[tuple[str, ev.Event], ...] = (
            ("again" if again else "see", jv.JobOpened(item.vacancy_id)), ("slip", jv.JobPrintAsked()), ("cv", jv.CvPrintAsked()),
            ("withdraw", jv.WithdrawAsked()),
        )  # fmt: skip
        language = self._state.language
        return tuple(
            Row(key, say(language, f"page.my_application.{key}"), tone="primary" if key == "again" else "")
            for key, event in offers
            if self._could(event) and (key != "see" or item.state.is_open) and (key != "slip" or item.state.is_open)
        )

    def _shown(self) -> MyApplication | None:
        return self._state.jobs.shown if self._state.jobs is not None else None

    def _could(self, event: ev.Event) -> bool:
        return edge_for(self._state, event, self._today()) is not None

    @Property(str, notify=changed)
    def why(self) -> str:
        """Why it is asked who somebody is, on the way to apply or to their list; empty on any other way."""
        wants = self._state.jobs.wants if self._state.jobs is not None else ""
        return say(self._state.language, f"page.notice.for_{wants}") if wants else ""

    # --- what the employer will see ---------------------------------------------------------------------------------
    @Property(str, notify=changed)
    def aim(self) -> str:
        """For which work, at which firm, and what sending it allows."""
        jobs = self._state.jobs
        if jobs is None or jobs.chosen is None:
            return ""
        vacancy, language = jobs.chosen.vacancy, self._state.language
        return say(language, "page.apply.aim", title=vacancy.title, employer=vacancy.employer) + "\n" + say(language, "page.apply.consent")

    @Property(bool, notify=changed)
    def hasDisability(self) -> bool:
        return self._could(jv.CvDisabilitySet(True))

    @Property(bool, notify=changed)
    def withDisability(self) -> bool:
        return self._state.jobs is not None and self._state.jobs.with_disability

    # --- one application --------------------------------------------------------------------------------------------
    @Property(str, notify=changed)
    def title(self) -> str:
        item = self._shown()
        return item.title if item is not None else ""

    @Property(str, notify=changed)
    def employer(self) -> str:
        item = self._shown()
        return item.employer if item is not None else ""

    @Property(str, notify=changed)
    def stateWords(self) -> str:
        return self._told

    @Property(str, notify=changed)
    def stateTone(self) -> str:
        from ui.applying_wording import tone

        item = self._shown()
        return tone(item) if item is not None else "info"

    @Property(str, notify=changed)
    def waitingWords(self) -> str:
        return self._waiting

    @Property(str, notify=changed)
    def listWords(self) -> str:
        return self._list

    @Property(bool, notify=changed)
    def canSearch(self) -> bool:
        return self._could(jv.JobsAsked())

    # --- rows -------------------------------------------------------------------------------------------------------
    @Property(RowList, constant=True)
    def cv(self) -> RowList:
        return self._cv

    @Property(RowList, constant=True)
    def mine(self) -> RowList:
        return self._mine

    @Property(RowList, constant=True)
    def facts(self) -> RowList:
        return self._facts

    @Property(RowList, constant=True)
    def steps(self) -> RowList:
        return self._steps

    @Property(RowList, constant=True)
    def actions(self) -> RowList:
        return self._actions

    @Property(JobList, constant=True)
    def alike(self) -> JobList:
        """Vacancies like the one that ended an application."""
        return self._alike

    # --- what a person can do ---------------------------------------------------------------------------------------
    @Slot(bool)
    def setDisability(self, included: bool) -> None:
        self._conductor.send(jv.CvDisabilitySet(included))

    @Slot()
    def send(self) -> None:
        self._conductor.send(jv.ApplyConfirmed())

    @Slot(str)
    def open(self, key: str) -> None:
        """An application, or the vacancy an employer asks the person to apply to."""
        asked = jv.JobOpened(key)
        self._conductor.send(asked if self._could(asked) else jv.MyApplicationOpened(key))

    @Slot(str)
    def look(self, vacancy_id: str) -> None:
        """At one of the vacancies like it."""
        self._conductor.send(jv.JobOpened(vacancy_id))

    @Slot()
    def withdraw(self) -> None:
        self._conductor.send(jv.WithdrawConfirmed())

    @Slot(str)
    def act(self, key: str) -> None:
        """One of the things to do with the application on the page."""
        item = self._shown()
        match key:
            case "again" | "see" if item is not None:
                self._conductor.send(jv.JobOpened(item.vacancy_id))
            case "slip":
                self._conductor.send(jv.JobPrintAsked())
            case "cv":
                self._conductor.send(jv.CvPrintAsked())
            case "withdraw":
                self._conductor.send(jv.WithdrawAsked())
            case _:
                return
