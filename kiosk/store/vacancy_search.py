"""The index of vacancies as services see it; implements ``VacancyIndex``. Reads only, in one transaction per question."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import msgspec
from sqlalchemy.engine import Connection

from domain.vacancy.distance import PlacePoints
from domain.vacancy.search import TOTAL_LIMIT, JobHit, JobQuery
from kiosk.store.vacancy_ask import Match, Question
from kiosk.store.vacancy_index import ENTITY, readable
from kiosk.store.vacancy_places import IndexedPlaces, PlaceRow, SeenPlaces
from kiosk.store.vacancy_port import FoundVacancies, OpenGroup
from kiosk.store.vacancy_slips import Vocabulary

_PAYLOADS: Final = (  # CROSS: the twenty shown first; without statistics the planner reads every row of the feed instead
    "SELECT r.id, f.payload FROM json_each(?) shown CROSS JOIN vacancy_row r ON r.id = shown.value"
    " CROSS JOIN feed_row f ON f.id = r.feed"
)
_PLACES: Final = (
    "SELECT p.id, p.kode, coalesce(h.held, 0) FROM vacancy_place p"
    " LEFT JOIN (SELECT place, count(*) AS held FROM vacancy_row GROUP BY place) h ON h.place = p.id"
)
_GROUPS: Final = (
    "SELECT kbji, count(*) FROM vacancy_row WHERE place IN (SELECT value FROM json_each(?)) AND kbji <> ''"
    " AND last >= ? AND first <= ? GROUP BY kbji ORDER BY 2 DESC, 1 LIMIT ?"
)


@dataclass(slots=True)
class _Derived:
    """What is made from one state of the index and kept while it lasts; the vocabulary only when somebody slips."""

    stamp: str
    places: IndexedPlaces
    vocabulary: Vocabulary | None = None


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
        """Vacancies open on ``today`` that meet the query, in its order: headlines first, then, when they fill no page, bodies."""
        with self._reading() as connection:
            question = self._question(connection, query, today)
            matches, total = question.answer()
            if total < query.limit:
                more = question.deeper(matches)
                total, matches = min(total + len(more), TOTAL_LIMIT + 1), [*matches, *more]
            shown = matches[query.offset : query.offset + query.limit]
            return FoundVacancies(self._hits(connection, shown, question.seen), total)

    def count(self, query: JobQuery, today: date) -> int:
        """How many there are, up to one above ``TOTAL_LIMIT``."""
        with self._reading() as connection:
            question = self._question(connection, query, today)
            matches, total = question.answer()
            return min(total + len(question.deeper(matches)), TOTAL_LIMIT + 1) if total < query.limit else total

    def mend(self, words: str) -> str:
        """The words with slips mended; empty when nothing changed or nothing is left."""
        with self._reading() as connection:
            derived = self._current(connection)
            if derived.vocabulary is None:
                rows = connection.exec_driver_sql("SELECT word, held FROM vacancy_word").all()
                derived.vocabulary = Vocabulary((str(row[0]), int(row[1])) for row in rows)
            vocabulary = derived.vocabulary
        return vocabulary.mend(words)

    def groups(self, place: str, within_km: int | None, today: date, limit: int) -> tuple[OpenGroup, ...]:
        """KBJI groups with the most open vacancies around a place."""
        with self._reading() as connection:
            numbers = self._current(connection).places.seen_from(place).numbers_within(within_km)
            rows = connection.exec_driver_sql(_GROUPS, (_json(numbers), today.toordinal(), today.toordinal(), limit)).all()
            return tuple(OpenGroup(row[0], row[1]) for row in rows)

    def get(self, vacancy_id: str, place: str) -> JobHit | None:
        """One vacancy of the catalog, open or not."""
        with self._reading() as connection:
            payload = connection.exec_driver_sql(
                "SELECT payload FROM feed_row WHERE entity = ? AND entity_id = ? AND payload IS NOT NULL", (ENTITY, vacancy_id)
            ).scalar_one_or_none()
        vacancy = None if payload is None else readable(payload)
        return None if vacancy is None else JobHit(vacancy, self._points.km(place, vacancy.site.kode))

    def _question(self, connection: Connection, query: JobQuery, today: date) -> Question:
        return Question(connection, query, today, self._current(connection).places.seen_from(query.place))

    def _hits(self, connection: Connection, matches: Sequence[Match], seen: SeenPlaces) -> tuple[JobHit, ...]:
        if not matches:
            return ()
        rows = connection.exec_driver_sql(_PAYLOADS, (_json([match[0] for match in matches]),)).all()
        vacancies = {row[0]: readable(row[1]) for row in rows}
        return tuple(
            JobHit(vacancy, seen.km.get(match[1]))
            for match in matches
            if (vacancy := vacancies.get(match[0])) is not None
        )  # fmt: skip

    def _current(self, connection: Connection) -> _Derived:
        """What is derived from the index as this transaction sees it; made anew when the index has changed since."""
        stamp = connection.exec_driver_sql("SELECT stamp FROM vacancy_stamp").scalar_one_or_none() or ""
        with self._lock:
            if self._derived is not None and self._derived.stamp == stamp:
                return self._derived
        places = (PlaceRow(*row) for row in connection.exec_driver_sql(_PLACES).all())
        made = _Derived(stamp, IndexedPlaces(places, self._points))
        with self._lock:
            self._derived = made
        return made


def _shipped_points() -> PlacePoints:
    from assets.reference import point_rows

    return PlacePoints(point_rows())


def _json(values: Sequence[int]) -> str:
    return msgspec.json.encode(values).decode()
