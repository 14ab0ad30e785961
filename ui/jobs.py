"""The search for work as QML sees it: suggestions, the field, cards, chips, filters, the place distances start from.

Slots send events and nothing else; which page follows is the flow's business. What only looking for work needs is
imported when somebody looks for work, not before the first frame.
"""

# ruff: noqa: N802  (names as QML reads them)

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from assets.catalogue import say
from domain.visit import jobs_events as jv
from domain.visit.pages import Page
from domain.visit.state import VisitState
from ui.jobs_list import JobList
from ui.ports import Conductor, Freshness
from ui.rows import Row, RowList
from ui.wording import sentence

if TYPE_CHECKING:
    from domain.vacancy.search import JobAnswer, JobQuery
    from domain.visit.jobs_state import JobsState

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1
#: The filters of the filter page, in its order; "besides" are the two that are only on or off.
GROUPS = ("within_km", "education", "wage_from", "shift", "besides", "sort")
BESIDES = ("no_experience", "disability")


@QmlElement
@QmlUncreatable("given by the visit")
class Jobs(QObject):  # type: ignore[operator]
    """Read-only properties, one ``changed`` signal."""

    changed = Signal()

    def __init__(self, conductor: Conductor, freshness: Freshness, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor, self._freshness = conductor, freshness
        self._state = conductor.state
        self._district = ""
        self._suggestions, self._chips, self._wider, self._areas = RowList(self), RowList(self), RowList(self), RowList(self)
        self._cards = JobList(self)
        self._groups = {name: RowList(self) for name in GROUPS}
        self._total = self._empty = self._near = self._words = self._see = ""
        self._more = False
        self._written: tuple[JobAnswer | None, str, str] | None = None
        self.follow(self._state)

    # --- following the visit ----------------------------------------------------------------------------------------
    def follow(self, state: VisitState) -> None:
        """Show a new state; a visit that looks for no work leaves nothing here."""
        moved = state.page is not self._state.page
        self._state = state
        if moved:
            self._district = ""
        if state.jobs is None:
            self._forget()
        else:
            self._fill(state, state.jobs)
        self.changed.emit()

    def _forget(self) -> None:
        self._total = self._empty = self._near = self._words = self._see = ""
        self._more = False
        self._written = None
        self._cards.put(())
        for rows in (self._suggestions, self._chips, self._wider, self._areas, *self._groups.values()):
            rows.put(())

    def _fill(self, state: VisitState, jobs: JobsState) -> None:
        from ui import jobs_wording as words

        language, query, answer = state.language, jobs.query, jobs.answer
        self._words = query.words
        self._near = words.near_words(language, query.place)
        self._suggestions.put(words.suggestion_rows(language, jobs.suggestions or ()))
        self._chips.put(words.chips(language, query, jobs.suggestions or ()) if state.page is Page.JOBS_RESULTS else ())
        shown = answer if state.page is Page.JOBS_RESULTS else None
        written = (shown, language, query.place)
        if self._written is None or written[0] is not self._written[0] or written[1:] != self._written[1:]:
            self._cards.put(words.cards(language, query.place, shown.hits) if shown is not None else ())
            self._written = written
        self._wider.put(words.wider_rows(language, shown.wider) if shown is not None and not shown.hits else ())
        self._more = shown is not None and 0 < len(shown.hits) < shown.total
        self._total = words.found_words(language, shown, chips_hidden=jobs.typing) if shown is not None and shown.hits else ""
        self._empty = words.empty_words(language, shown) if shown is not None and not shown.hits else ""
        self._see = words.see_words(language, None if jobs.searching else answer) if state.page is Page.JOBS_FILTERS else ""
        self._put_filters(language, query)
        self._put_areas(language, query.place)

    def _put_filters(self, language: str, query: JobQuery) -> None:
        from ui import jobs_wording as words

        there = self._state.page is Page.JOBS_FILTERS
        for name, rows in self._groups.items():
            if not there:
                rows.put(())
            elif name == "besides":
                rows.put([replace(words.options(language, query, one)[0], key=one) for one in BESIDES])
            else:
                rows.put(words.options(language, query, name))

    def _put_areas(self, language: str, chosen: str) -> None:
        if self._state.page is not Page.JOBS_AREA:
            self._areas.put(())
            return
        from ui.jobs_places import CITY, place_name, places_in

        if self._district:
            whole = Row(self._district, say(language, "page.jobs_area.whole", place=place_name(self._district)))
        else:
            whole = Row("", say(language, "page.jobs_area.city"))
        rows = (whole, *(Row(kode, name) for kode, name in places_in(self._district or CITY)))
        self._areas.put([replace(row, chosen=self._marks(row.key, chosen)) for row in rows])

    def _marks(self, kode: str, chosen: str) -> bool:
        return kode == chosen or (not self._district and kode != "" and chosen.startswith(kode + "."))

    # --- what is shown ----------------------------------------------------------------------------------------------
    @Property(str, notify=changed)
    def words(self) -> str:
        """The words searched for, as typed."""
        return self._words

    @Property(bool, notify=changed)
    def typing(self) -> bool:
        return self._state.jobs is not None and self._state.jobs.typing

    @Property(bool, notify=changed)
    def searching(self) -> bool:
        """Whether nothing can be shown yet: no answer, or no suggestions, and nothing that went wrong."""
        jobs, page = self._state.jobs, self._state.page
        if jobs is None or self._state.problem is not None:
            return False
        return (page is Page.JOBS and jobs.suggestions is None) or (page is Page.JOBS_RESULTS and jobs.answer is None)

    @Property(str, notify=changed)
    def seeWords(self) -> str:
        """The button that leads from the filters to what they leave."""
        return self._see

    @Property(str, notify=changed)
    def near(self) -> str:
        return self._near

    @Property(str, notify=changed)
    def found(self) -> str:
        """How many there are, and what was searched when slips were mended."""
        return self._total

    @Property(str, notify=changed)
    def empty(self) -> str:
        """Why there is nothing to show; empty when there is something."""
        jobs = self._state.jobs
        if self._state.page is Page.JOBS and jobs is not None and jobs.suggestions == ():
            return say(self._state.language, "page.jobs.nothing_here")
        return self._empty

    @Property(bool, notify=changed)
    def narrowed(self) -> bool:
        """Whether words or filters leave something out."""
        jobs = self._state.jobs
        return jobs is not None and (jobs.query.words.strip() != "" or not jobs.query.is_plain)

    @Property(bool, notify=changed)
    def more(self) -> bool:
        return self._more

    @Property(str, notify=changed)
    def problem(self) -> str:
        return sentence(self._state.language, self._state.problem) if self._state.problem is not None else ""

    @Property(str, notify=changed)
    def asOf(self) -> str:
        """From which day the vacancies are, while the network is away."""
        if self._state.jobs is None or not any(device == "network" for device, _ in self._state.faults):
            return ""
        from ui.jobs_wording import as_of

        return as_of(self._state.language, self._freshness.refreshed_at())

    @Property(bool, notify=changed)
    def inDistrict(self) -> bool:
        """Whether the kelurahan of one kecamatan are offered, so that "back" leads to the kecamatan first."""
        return self._district != ""

    # --- rows -------------------------------------------------------------------------------------------------------
    @Property(RowList, constant=True)
    def suggestions(self) -> RowList:
        return self._suggestions

    @Property(RowList, constant=True)
    def chips(self) -> RowList:
        return self._chips

    @Property(RowList, constant=True)
    def wider(self) -> RowList:
        return self._wider

    @Property(RowList, constant=True)
    def areas(self) -> RowList:
        return self._areas

    @Property(JobList, constant=True)
    def cards(self) -> JobList:
        return self._cards

    @Property(RowList, constant=True)
    def distances(self) -> RowList:
        return self._groups["within_km"]

    @Property(RowList, constant=True)
    def educations(self) -> RowList:
        return self._groups["education"]

    @Property(RowList, constant=True)
    def wages(self) -> RowList:
        return self._groups["wage_from"]

    @Property(RowList, constant=True)
    def shifts(self) -> RowList:
        return self._groups["shift"]

    @Property(RowList, constant=True)
    def besides(self) -> RowList:
        return self._groups["besides"]

    @Property(RowList, constant=True)
    def sorts(self) -> RowList:
        return self._groups["sort"]

    # --- what a person can do ---------------------------------------------------------------------------------------
    @Slot()
    def start(self) -> None:
        self._conductor.send(jv.JobsAsked())

    @Slot(bool)
    def showKeyboard(self, up: bool) -> None:
        if self._state.jobs is not None and up != self._state.jobs.typing:
            self._conductor.send(jv.JobsKeyboard(up))

    @Slot(str)
    def type(self, words: str) -> None:
        self._conductor.send(jv.JobsTyped(words))

    @Slot(str)
    def suggest(self, key: str) -> None:
        """A touched suggestion: its own search, from where distances start now."""
        jobs = self._state.jobs
        if jobs is None or jobs.suggestions is None:
            return
        chosen = jobs.suggestions[int(key)]
        self._search(replace(chosen.query, kbji=chosen.query.kbji or chosen.kbji, place=jobs.query.place))

    @Slot()
    def searchAll(self) -> None:
        from domain.vacancy.search import JobQuery

        if self._state.jobs is not None:
            self._search(JobQuery(place=self._state.jobs.query.place))

    @Slot(str)
    def chip(self, name: str) -> None:
        """A set chip is taken off; one that is only on or off goes on; any other opens the filters, the first the area."""
        if self._state.jobs is None:
            return
        from ui.jobs_wording import MORE, PLACE, is_set, with_filter, without

        query = self._state.jobs.query
        if name == PLACE:
            self._conductor.send(jv.JobsAreaAsked())
        elif name == MORE:
            self._conductor.send(jv.JobsFiltersAsked())
        elif is_set(query, name):
            self._search(without(query, name))
        elif name in BESIDES:
            self._search(with_filter(query, name, "yes"))
        else:
            self._conductor.send(jv.JobsFiltersAsked())

    @Slot(str)
    def widen(self, key: str) -> None:
        jobs = self._state.jobs
        if jobs is not None and jobs.answer is not None:
            self._search(jobs.answer.wider[int(key)].query)

    @Slot()
    def showMore(self) -> None:
        """One more page below the cards that are there."""
        jobs = self._state.jobs
        if jobs is not None and jobs.answer is not None and not jobs.searching:
            self._search(replace(jobs.query, offset=len(jobs.answer.hits)))

    @Slot(str, str)
    def setFilter(self, name: str, key: str) -> None:
        """Touch a button of the filter page: asked at once, so that the button below tells how many there are."""
        if self._state.jobs is None:
            return
        from ui.jobs_wording import is_set, with_filter, without

        query = self._state.jobs.query
        if name == "besides":
            self._search(without(query, key) if is_set(query, key) else with_filter(query, key, "yes"))
        else:
            self._search(with_filter(query, name, key))

    @Slot()
    def clearFilters(self) -> None:
        if self._state.jobs is None:
            return
        from domain.vacancy.search import JobQuery

        query = self._state.jobs.query
        self._search(JobQuery(words=query.words, kbji=query.kbji, place=query.place))

    @Slot()
    def askArea(self) -> None:
        self._conductor.send(jv.JobsAreaAsked())

    @Slot(str)
    def pickArea(self, kode: str) -> None:
        """A kecamatan opens its kelurahan; anything else is chosen."""
        if len(kode) == len("33.74.01") and not self._district:
            self._district = kode
            self._refill()
        else:
            self._conductor.send(jv.JobsAreaChosen(kode))

    @Slot()
    def closeDistrict(self) -> None:
        self._district = ""
        self._refill()

    @Slot(str)
    def open(self, vacancy_id: str) -> None:
        self._conductor.send(jv.JobOpened(vacancy_id))

    @Slot()
    def askMine(self) -> None:
        self._conductor.send(jv.MyApplicationsAsked())

    def _refill(self) -> None:
        if self._state.jobs is not None:
            self._put_areas(self._state.language, self._state.jobs.query.place)
        self.changed.emit()

    def _search(self, query: JobQuery) -> None:
        self._conductor.send(jv.JobsSearched(query))
