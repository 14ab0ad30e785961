"""Looking for work at the station: what is open, one vacancy, similar ones. Reads the public catalog and nobody's data."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from typing import Protocol

from domain.problems import Problem
from domain.seeker import Registration
from domain.vacancy import Vacancy
from domain.vacancy.fit import better_first
from domain.vacancy.search import TOTAL_LIMIT, JobAnswer, JobHit, JobQuery, JobSuggestion, Sort
from domain.visit.events import Event
from domain.visit.jobs_events import JobsFailed, JobsFound, JobShown, JobsSuggested, ShowJob
from kiosk.clock import Clock, local_day
from kiosk.store.errors import StoreError

log = logging.getLogger(__name__)
SIMILAR = 4
_FITTED_PAGES = 5


class JobSearch(Protocol):
    """What is open, found by words, place and filters. Thread-safe; days are local; raises StoreError when it cannot be read."""

    def search(self, query: JobQuery, today: date) -> JobAnswer: ...

    def suggestions(self, place: str, today: date) -> tuple[JobSuggestion, ...]: ...

    def get(self, vacancy_id: str, place: str, today: date) -> JobHit | None: ...

    def similar(self, vacancy: Vacancy, place: str, today: date, limit: int) -> tuple[JobHit, ...]: ...


class JobsService:
    """See the module; every method answers an event."""

    def __init__(self, index: JobSearch, clock: Clock) -> None:
        self._index, self._clock = index, clock

    def find(self, query: JobQuery, person: Registration | None = None) -> Event:
        """What is found; the answer carries the question as it was asked. Fit orders the equally near of some pages together."""
        today = self._today()
        try:
            answer = self._index.search(query, today)
            hits = self._fitting_first(query, answer, person, today)
        except StoreError as error:
            return self._failed(error)
        return JobsFound(replace(answer, query=query, hits=hits))

    def _fitting_first(
        self, query: JobQuery, answer: JobAnswer, person: Registration | None, today: date
    ) -> tuple[JobHit, ...]:
        """The hits of the page when its whole block of pages is ordered by nearness and then by fit."""
        if query.sort is not Sort.NEAR or (person is None and query.education is None):
            return answer.hits
        if answer.total <= query.limit:
            return better_first(answer.hits, person, query.education, today)
        window = _FITTED_PAGES * query.limit
        first = query.offset // window * window
        size = max(window, query.offset - first + query.limit)
        if answer.total <= TOTAL_LIMIT:
            size = min(size, answer.total - first)  # asking for more than there are would look for more elsewhere
        words = f"{answer.corrected} " if answer.corrected else query.words
        block = self._index.search(replace(query, words=words, offset=first, limit=size), today).hits
        return better_first(block, person, query.education, today)[query.offset - first :][: query.limit]

    def suggest(self, place: str) -> Event:
        """Groups of work with much open nearby."""
        try:
            return JobsSuggested(tuple(self._index.suggestions(place, self._today())), place)
        except StoreError as error:
            return self._failed(error)

    def show(self, asked: ShowJob) -> Event:
        """The vacancy as it stands now; when it is gone, similar ones by what is still known of it."""
        today = self._today()
        try:
            now = self._index.get(asked.vacancy_id, asked.place, today)
            if now is not None and now.vacancy.open_on(today):
                return JobShown(now, open=True, vacancy_id=asked.vacancy_id)
            known = now or asked.known
            return JobShown(known, open=False, similar=self._similar(asked, known, today), vacancy_id=asked.vacancy_id)
        except StoreError as error:
            return self._failed(error)

    def _similar(self, asked: ShowJob, known: JobHit | None, today: date) -> tuple[JobHit, ...]:
        if known is not None:
            found = self._index.similar(known.vacancy, asked.place, today, SIMILAR)
        elif asked.title:
            query = JobQuery(words=asked.title, place=asked.place, limit=SIMILAR + 1)
            found = self._index.search(query, today).hits
        else:
            return ()
        return tuple(hit for hit in found if hit.vacancy.vacancy_id != asked.vacancy_id)[:SIMILAR]

    def _failed(self, error: StoreError) -> Event:
        log.warning("the vacancies cannot be read: %s", error.code)
        return JobsFailed(Problem("jobs_unavailable"))

    def _today(self) -> date:
        return local_day(self._clock.now())
