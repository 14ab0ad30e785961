"""What the service of vacancies may ask of the catalog's index: plain values, no SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from domain.vacancy.search import JobHit, JobQuery


@dataclass(frozen=True, slots=True)
class FoundVacancies:
    """One page of hits and how many there are in all; ``total`` stops one above ``TOTAL_LIMIT``."""

    hits: tuple[JobHit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """A KBJI group and how many of its vacancies are open."""

    kbji: str
    count: int


class VacancyIndex(Protocol):
    """The index of the public file. Every method may be called from any thread, raises StoreError, and never writes."""

    def find(self, query: JobQuery, today: date) -> FoundVacancies:
        """Vacancies open on ``today`` that meet every filter and word, in the query's order."""
        ...

    def count(self, query: JobQuery, today: date) -> int:
        """How many there are, counted up to one above ``TOTAL_LIMIT``."""
        ...

    def mend(self, words: str) -> str:
        """The words with typing slips mended and words nobody uses left out; empty when nothing changed or nothing is left."""
        ...

    def groups(self, place: str, within_km: int | None, today: date, limit: int) -> tuple[OpenGroup, ...]:
        """KBJI groups with the most open vacancies around ``place``, most first."""
        ...

    def get(self, vacancy_id: str, place: str) -> JobHit | None:
        """One vacancy of the catalog, open or not; None when the catalog has none of that id that we can read."""
        ...
