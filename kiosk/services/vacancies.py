"""Finds work: what the person asks, what was meant, and what to offer when there is nothing. Called on worker threads only.

It never shows an empty page without a way on: slips are mended, and wider searches are offered only when they find something.
It keeps nothing about who asked what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Final

from domain.search import tokens
from domain.vacancy import Vacancy
from domain.vacancy.search import NEAR_STEPS_KM, JobAnswer, JobHit, JobQuery, JobSuggestion, Sort, Wider
from kiosk.store.vacancy_port import VacancyIndex

GROUPS: Final = 8
AROUND_KM: Final = 10
WIDER_OFFERED: Final = 4
_FEW: Final = 3
_MAX_WORDS_DROPPED: Final = 6


class VacancySearch:
    """The use case over the catalog's index."""

    def __init__(self, index: VacancyIndex) -> None:
        self._index = index

    def search(self, query: JobQuery, today: date) -> JobAnswer:
        """What is found; with no hit at all, mended words, else wider searches that do find something."""
        found = self._index.find(query, today)
        if found.total or query.offset:
            return JobAnswer(query, found.hits, found.total)
        if query.words:
            mended = self._index.mend(query.words)
            if mended:
                again = self._index.find(replace(query, words=mended + " "), today)
                if again.total:
                    return JobAnswer(query, again.hits, again.total, corrected=mended)
        return JobAnswer(query, wider=self._wider(query, today))

    def suggestions(self, place: str, today: date) -> tuple[JobSuggestion, ...]:
        """The groups of work with the most open vacancies near a place; the whole catalog's when hardly any are near."""
        groups = self._index.groups(place, AROUND_KM if place else None, today, GROUPS)
        if len(groups) < _FEW:
            groups = self._index.groups(place, None, today, GROUPS)
        return tuple(
            JobSuggestion(group.kbji, self._names.get(group.kbji, group.kbji), group.count, JobQuery(kbji=group.kbji, place=place))
            for group in groups
        )

    def get(self, vacancy_id: str, place: str, today: date) -> JobHit | None:
        """One vacancy while the catalog has it, also after its last day: ``hit.vacancy.open_on(today)`` tells."""
        del today  # the caller compares; a closed vacancy is still worth showing with its similar ones
        return self._index.get(vacancy_id, place)

    def similar(self, vacancy: Vacancy, place: str, today: date, limit: int = 3) -> tuple[JobHit, ...]:
        """Open vacancies of the same work, near ones first; then of related work, then with the same words. Never itself."""
        kept: dict[str, JobHit] = {}
        for query in _alike(vacancy, place, limit + 1):
            for hit in self._index.find(query, today).hits:
                if hit.vacancy.vacancy_id != vacancy.vacancy_id:
                    kept.setdefault(hit.vacancy.vacancy_id, hit)
            if len(kept) >= limit:
                break
        return tuple(kept.values())[:limit]

    @cached_property
    def _names(self) -> dict[str, str]:
        from assets.reference import occupation_rows

        names: dict[str, str] = {}
        for row in occupation_rows():
            names.setdefault(row.kbji, row.jabatan)
        return names

    def _wider(self, query: JobQuery, today: date) -> tuple[Wider, ...]:
        out: list[Wider] = []
        for loosened, wider in _loosened(query):
            if len(out) >= WIDER_OFFERED:
                break
            if not any(item.loosened == loosened for item in out) and (total := self._index.count(wider, today)):
                out.append(Wider(wider, loosened, total))
        if out:
            return tuple(out)
        for loosened, wider in _bare(query):
            total = self._index.count(wider, today)
            if total:
                return (Wider(wider, loosened, total),)
        return ()


def _alike(vacancy: Vacancy, place: str, limit: int) -> Iterator[JobQuery]:
    """Searches for similar work, the most similar first."""
    if vacancy.kbji:
        yield JobQuery(kbji=vacancy.kbji, place=place, limit=limit)
    yield JobQuery(words=vacancy.title + " ", place=place, limit=limit)
    if vacancy.kbji:
        yield JobQuery(kbji=vacancy.kbji[:2], place=place, limit=limit)


def _loosened(query: JobQuery) -> Iterator[tuple[str, JobQuery]]:
    """One thing let go at a time, the smallest loss first."""
    if query.within_km is not None:
        for step in (*(km for km in NEAR_STEPS_KM if km > query.within_km), None):
            yield "within_km", replace(query, within_km=step)
    if query.shift is not None:
        yield "shift", replace(query, shift=None)
    if query.wage_from is not None:
        yield "wage_from", replace(query, wage_from=None)
    if query.no_experience:
        yield "no_experience", replace(query, no_experience=False)
    if query.education is not None:
        yield "education", replace(query, education=None)
    if query.placement is not None:
        yield "placement", replace(query, placement=None)
    if query.disability:
        yield "disability", replace(query, disability=False)
    if query.kbli:
        yield "kbli", replace(query, kbli="")
    if query.kbji:
        yield "kbji", replace(query, kbji=query.kbji[:2] if len(query.kbji) > 2 else "")
    words = tokens(query.words)
    if 1 < len(words) <= _MAX_WORDS_DROPPED:
        for at in range(len(words) - 1, -1, -1):
            yield "words", replace(query, words=" ".join((*words[:at], *words[at + 1 :])) + " ")


def _bare(query: JobQuery) -> Iterator[tuple[str, JobQuery]]:
    """When letting one thing go is not enough: no filters, then no words, then everything that is open."""
    plain = JobQuery(place=query.place, sort=Sort.NEAR, limit=query.limit)
    if query.words:
        yield "filters", replace(plain, words=query.words)
        yield "words", replace(query, words="", offset=0)
    yield "all", plain
