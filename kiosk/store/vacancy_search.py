"""Asks the index of vacancies; implements ``VacancyIndex``. Reads only, in one transaction per question.

Full-text lists are walked newest first and left after a page, so a question costs what it shows, not what it matches. Up to
``TOTAL_LIMIT`` matches are fetched whole and sorted exactly; of more than that, the nearest are found ring by ring and the best
paid step by step, in the same order. Days are compared on every row, so that a vacancy disappears at midnight without network.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

import msgspec
from sqlalchemy.engine import Connection

from domain.search import AskedWord, asked
from domain.vacancy.distance import PlacePoints, near_step
from domain.vacancy.search import TOTAL_LIMIT, JobHit, JobQuery, Sort
from kiosk.store.stemming import stem
from kiosk.store.vacancy_index import ENTITY, readable
from kiosk.store.vacancy_places import IndexedPlaces, SeenPlaces
from kiosk.store.vacancy_port import FoundVacancies, OpenGroup
from kiosk.store.vacancy_slips import Vocabulary
from kiosk.store.vacancy_tokens import WAGE_LADDER, all_of, any_of, filter_parts, word_part

_SELECT: Final = "SELECT r.id, r.place, r.wage"
_OPEN: Final = " r.last >= ? AND r.first <= ? AND r.wage >= ?"
_LIST: Final = f"{_SELECT} FROM vacancy_row r WHERE{_OPEN} ORDER BY r.id DESC LIMIT ?"
_LIST_PAID: Final = _LIST.replace("ORDER BY", "ORDER BY r.wage DESC,")
_HEAD: Final = (
    f"{_SELECT} FROM vacancy_head h CROSS JOIN vacancy_row r ON r.id = h.rowid WHERE h.vacancy_head MATCH ? AND{_OPEN}"
    " ORDER BY h.rowid DESC LIMIT ?"
)
_BODY: Final = _HEAD.replace("vacancy_head", "vacancy_body")
_PAID: Final = _HEAD.replace("ORDER BY h.rowid DESC", "ORDER BY r.wage DESC, r.id DESC")
_PAYLOADS: Final = (
    "SELECT r.id, f.payload FROM vacancy_row r JOIN feed_row f ON f.entity = ? AND f.entity_id = r.vacancy_id"
    " WHERE r.id IN (SELECT value FROM json_each(?))"
)
_GROUPS: Final = (
    "SELECT kbji, count(*) FROM vacancy_row WHERE place IN (SELECT value FROM json_each(?)) AND kbji <> ''"
    " AND last >= ? AND first <= ? GROUP BY kbji ORDER BY 2 DESC, 1 LIMIT ?"
)


class _Match(NamedTuple):
    """One row found: its id (rising with the day of publication), the number of its place, the wage it tells."""

    id: int
    place: int
    wage: int


@dataclass(slots=True)
class _Derived:
    """What is made from one state of the index and kept while it lasts; the vocabulary only when somebody slips."""

    stamp: str
    places: IndexedPlaces
    vocabulary: Vocabulary | None = None


class _Question:
    """One query made ready: expressions for both stages, bounds for the rows, places seen from the person's."""

    def __init__(self, query: JobQuery, today: date, seen: SeenPlaces) -> None:
        self.query, self.seen = query, seen
        words = _worth_asking(asked(query.words, stem))
        filters = filter_parts(query)
        self.nowhere = False
        if query.within_km is not None and seen.has_distances:
            near = seen.within(query.within_km)
            self.nowhere = not near
            filters.append(any_of(near))
        self.head = all_of((*(word_part(word, prefixes=True) for word in words), *filters))
        self.body = all_of((*(word_part(word, prefixes=False) for word in words), *filters)) if words else ""
        self.bounds = (today.toordinal(), today.toordinal(), query.wage_from or 0)
        self.needed = query.offset + query.limit
        self.by_nearness = query.sort is Sort.NEAR and seen.has_distances

    def order(self, matches: Iterable[_Match]) -> list[_Match]:
        """Matches in the query's order."""
        if self.query.sort is Sort.WAGE:
            return sorted(matches, key=lambda match: (-match.wage, -match.id))
        if self.by_nearness:
            return sorted(matches, key=lambda match: (self.seen.step[match.place], -match.id))
        return sorted(matches, key=lambda match: -match.id)


def _worth_asking(words: Sequence[AskedWord]) -> tuple[AskedWord, ...]:
    """Without single letters, which begin everything and mean nothing."""
    return tuple(word for word in words if len(word.word) > 1)


class SqlVacancyIndex:
    """Implements ``VacancyIndex``. ``reading``: opens a transaction on the readable catalog. Thread-safe."""

    def __init__(
        self, reading: Callable[[], AbstractContextManager[Connection]], points: Callable[[], PlacePoints] | None = None
    ) -> None:
        self._reading = reading
        self._load_points = points or _shipped_points
        self._lock = threading.Lock()
        self._derived: _Derived | None = None

    @cached_property
    def _points(self) -> PlacePoints:
        return self._load_points()

    def find(self, query: JobQuery, today: date) -> FoundVacancies:
        """Vacancies open on ``today`` that meet the query, in its order."""
        with self._reading() as connection:
            question = _Question(query, today, self._seen_from(connection, query.place))
            found, total = self._search(connection, question)
            return FoundVacancies(self._hits(connection, found, question.seen), total)

    def count(self, query: JobQuery, today: date) -> int:
        """How many there are, up to one above ``TOTAL_LIMIT``."""
        with self._reading() as connection:
            question = _Question(query, today, self._seen_from(connection, query.place))
            matches = _fetch(connection, question, TOTAL_LIMIT + 1)
            more = _deeper(connection, question, matches) if len(matches) < query.limit else []
            return min(len(matches) + len(more), TOTAL_LIMIT + 1)

    def mend(self, words: str) -> str:
        """The words with slips mended; empty when nothing changed or nothing is left."""
        with self._reading() as connection:
            derived = self._current(connection)
            if derived.vocabulary is None:
                rows = connection.exec_driver_sql("SELECT word, held FROM vacancy_word")
                derived.vocabulary = Vocabulary((str(row[0]), int(row[1])) for row in rows)
            return derived.vocabulary.mend(words)

    def groups(self, place: str, within_km: int | None, today: date, limit: int) -> tuple[OpenGroup, ...]:
        """KBJI groups with the most open vacancies around a place."""
        with self._reading() as connection:
            numbers = self._seen_from(connection, place).numbers_within(within_km)
            rows = connection.exec_driver_sql(_GROUPS, (_json(numbers), today.toordinal(), today.toordinal(), limit))
            return tuple(OpenGroup(row[0], row[1]) for row in rows)

    def get(self, vacancy_id: str, place: str) -> JobHit | None:
        """One vacancy of the catalog, open or not."""
        with self._reading() as connection:
            payload = connection.exec_driver_sql(
                "SELECT payload FROM feed_row WHERE entity = ? AND entity_id = ? AND payload IS NOT NULL", (ENTITY, vacancy_id)
            ).scalar_one_or_none()
        vacancy = None if payload is None else readable(payload)
        return None if vacancy is None else JobHit(vacancy, self._points.km(place, vacancy.site.kode))

    def _search(self, connection: Connection, question: _Question) -> tuple[list[_Match], int]:
        query = question.query
        matches = _fetch(connection, question, TOTAL_LIMIT + 1)
        if len(matches) <= TOTAL_LIMIT:
            ordered = question.order(matches)
            if len(ordered) < query.limit:
                ordered += question.order(_deeper(connection, question, matches))
            return ordered[query.offset : question.needed], min(len(ordered), TOTAL_LIMIT + 1)
        if query.sort is Sort.WAGE:
            ordered = _best_paid(connection, question)
        elif question.by_nearness:
            ordered = _nearest(connection, question)
        else:
            ordered = matches if question.needed <= len(matches) else _fetch(connection, question, question.needed)
        return ordered[query.offset : question.needed], TOTAL_LIMIT + 1

    def _hits(self, connection: Connection, matches: Sequence[_Match], seen: SeenPlaces) -> tuple[JobHit, ...]:
        rows = connection.exec_driver_sql(_PAYLOADS, (ENTITY, _json([match.id for match in matches])))
        vacancies = {row[0]: readable(row[1]) for row in rows}
        return tuple(
            JobHit(vacancy, seen.km.get(match.place))
            for match in matches
            if (vacancy := vacancies.get(match.id)) is not None
        )  # fmt: skip

    def _current(self, connection: Connection) -> _Derived:
        """What is derived from the index as this transaction sees it; made anew when the index has changed since."""
        stamp = connection.exec_driver_sql("SELECT stamp FROM vacancy_stamp").scalar_one_or_none() or ""
        with self._lock:
            if self._derived is not None and self._derived.stamp == stamp:
                return self._derived
        places = {row[0]: row[1] for row in connection.exec_driver_sql("SELECT id, kode FROM vacancy_place")}
        made = _Derived(stamp, IndexedPlaces(places, self._points))
        with self._lock:
            self._derived = made
        return made

    def _seen_from(self, connection: Connection, place: str) -> SeenPlaces:
        return self._current(connection).places.seen_from(place)


def _shipped_points() -> PlacePoints:
    from assets.reference import point_rows

    return PlacePoints(point_rows())


def _json(values: Sequence[int]) -> str:
    return msgspec.json.encode(values).decode()


def _matches(connection: Connection, sql: str, blanks: tuple[str | int, ...]) -> list[_Match]:
    return [_Match(*row) for row in connection.exec_driver_sql(sql, blanks)]


def _fetch(connection: Connection, question: _Question, limit: int) -> list[_Match]:
    """The newest matches of the first stage."""
    if question.nowhere:
        return []
    if not question.head:
        return _matches(connection, _LIST, (*question.bounds, limit))
    return _matches(connection, _HEAD, (question.head, *question.bounds, limit))


def _deeper(connection: Connection, question: _Question, known: Sequence[_Match]) -> list[_Match]:
    """Matches of the second stage, which reads descriptions and skills too, without those known already."""
    if question.nowhere or not question.body:
        return []
    held = {match.id for match in known}
    found = _matches(connection, _BODY, (question.body, *question.bounds, TOTAL_LIMIT + 1))
    return [match for match in found if match.id not in held]


def _nearest(connection: Connection, question: _Question) -> list[_Match]:
    """The nearest of very many: step by step, the newest of each."""
    out: list[_Match] = []
    limit = question.query.within_km
    last = None if limit is None else near_step(float(limit))
    for step in question.seen.steps:
        part = all_of((question.head, any_of(step.marks)))
        out += _matches(connection, _HEAD, (part, *question.bounds, question.needed - len(out)))
        if len(out) >= question.needed or (last is not None and step.step >= last):
            break
    return out


def _best_paid(connection: Connection, question: _Question) -> list[_Match]:
    """The best paid of very many: from the highest step of the ladder down until the page is full."""
    for step in reversed(WAGE_LADDER):
        part = all_of((question.head, any_of([f"_w{step}"])))
        found = _matches(connection, _PAID, (part, *question.bounds, question.needed))
        if len(found) >= question.needed:
            return found
    if not question.head:
        return _matches(connection, _LIST_PAID, (*question.bounds, question.needed))
    return _matches(connection, _PAID, (question.head, *question.bounds, question.needed))
