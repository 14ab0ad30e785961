"""One question to the index of vacancies: its expressions, the SQL that answers it, and how to find the nearest of very many.

Full-text lists are walked newest first; without words the rows themselves are, which costs less than any list but that of a
few places. Up to ``TOTAL_LIMIT`` matches are sorted here. Of more the nearest are found ring by ring around the person, which is
the same order at the cost of the rings: where the newest few hundred lie tells how far a ring must reach to fill the page.
Days are compared on every row, so that a vacancy disappears at midnight without network.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Final, TypeAlias, cast

from sqlalchemy.engine import Connection

from domain.search import AskedWord, asked
from domain.vacancy.search import TOTAL_LIMIT, JobQuery, Sort
from kiosk.store.stemming import stem
from kiosk.store.vacancy_places import Ring, SeenPlaces
from kiosk.store.vacancy_tokens import WELL_PAID, all_of, any_of, mask, word_part, work_part

Match: TypeAlias = tuple[int, int, int]
"""One row found: its id (rising with the day of publication), the number of its place, the wage it tells."""
_Blanks: TypeAlias = tuple[str | int | bytes | None, ...]

_HEAD: Final = "vacancy_head h CROSS JOIN vacancy_row r ON r.id = h.rowid WHERE h.vacancy_head MATCH ?1 AND"
_BODY: Final = "vacancy_body h CROSS JOIN vacancy_row r ON r.id = h.rowid WHERE h.vacancy_body MATCH ?1 AND"
_LIST: Final = "vacancy_row r WHERE ?1 = '' AND"
_OPEN: Final = " r.last >= ?2 AND r.first <= ?2 AND r.wage >= ?3 AND r.bits & ?6 = ?6 AND (?4 IS NULL OR substr(?4, r.place, 1) = x'01')"
_NEWEST: Final = "SELECT r.id, r.place, r.wage FROM {source}{open} ORDER BY {rowid} DESC LIMIT ?5"
_BEST_PAID: Final = "SELECT r.id, r.place, r.wage FROM {source}{open} ORDER BY r.wage DESC, r.id DESC LIMIT ?5"
_NEAREST: Final = (
    "SELECT r.id, r.place, r.wage FROM {source}{open} AND substr(?7, r.place, 1) BETWEEN ?8 AND ?9"
    " ORDER BY substr(?7, r.place, 1), r.id DESC LIMIT ?5"
)
_LISTED: Final = "SELECT count(*) FROM (SELECT 1 FROM vacancy_head WHERE vacancy_head MATCH ? LIMIT ?)"
_SPAN: Final = "SELECT (SELECT min(id) FROM vacancy_row), (SELECT max(id) FROM vacancy_row)"
_BEGINS: Final = "SELECT word FROM vacancy_word WHERE word >= ? AND word < ? AND held > 0 ORDER BY held DESC LIMIT 40"
_SORTED_WHOLE: Final = 8000
"""Up to so many matches of words are sorted by wage whole; of more, those with a good wage are looked at first."""
_ROOMY: Final = 5
"""How many times the rows of the page the first ring is expected to hold; each further ring so many times that."""
_LEAST_SAMPLE: Final = 4
"""Rows of the sample that end the first ring at the earliest; of fewer, chance decides."""
_SCANNED_SHARE: Final = 0.15
"""Without words, places with up to so much of all vacancies are asked of the full-text index; of more, reading every row is quicker."""


def _sql(shape: str, source: str) -> str:
    return shape.format(source=source, open=_OPEN, rowid="r.id" if source is _LIST else "h.rowid")


_STATEMENTS: Final = {
    (shape, source): _sql(shape, source) for shape in (_NEWEST, _BEST_PAID, _NEAREST) for source in (_HEAD, _BODY, _LIST)
}


class Question:
    """One query made ready inside a transaction: expressions for both stages, bounds for the rows, places seen from the person's."""

    def __init__(self, connection: Connection, query: JobQuery, today: date, seen: SeenPlaces) -> None:
        self._connection = connection
        self.query, self.seen = query, seen
        words = _worth_asking(asked(query.words, stem))
        filters = [work_part(query.kbji)]
        self._nowhere = False
        within: bytes | None = None
        if query.within_km is not None and seen.has_distances:
            near = seen.within(query.within_km)
            within = near.flags
            self._nowhere = not near.marks
            if near.marks and not words and near.share <= _SCANNED_SHARE:
                filters.append(any_of(near.marks))
        begins = partial(_begins, connection)
        self._head = all_of((*(word_part(word, begins) for word in words), *filters))
        self._body = all_of((*(word_part(word, None) for word in words), *filters)) if words else ""
        self._bounds = (today.toordinal(), query.wage_from or 0, within)
        self._mask = mask(query)
        self._needed = query.offset + query.limit
        self._by_nearness = query.sort is Sort.NEAR and seen.has_distances

    def answer(self) -> tuple[list[Match], int]:
        """The first ``offset + limit`` of the first stage in the query's order, and how many there are (``TOTAL_LIMIT`` and one)."""
        if self._nowhere:
            return [], 0
        newest = self._fetch(_NEWEST, self._head, TOTAL_LIMIT + 1)
        if len(newest) <= TOTAL_LIMIT:
            return self._order(newest)[: self._needed], len(newest)
        return self._of_many(newest)[: self._needed], TOTAL_LIMIT + 1

    def _of_many(self, newest: list[Match]) -> list[Match]:
        if self.query.sort is Sort.WAGE:
            return self._best_paid()
        if self._by_nearness:
            return self._nearest(newest)
        return newest if self._needed <= len(newest) else self._fetch(_NEWEST, self._head, self._needed)

    def deeper(self, known: Iterable[Match]) -> list[Match]:
        """What descriptions and skills find besides, in the query's order."""
        if self._nowhere or not self._body:
            return []
        held = {match[0] for match in known}
        found = self._rows(_STATEMENTS[_NEWEST, _BODY], (self._body, *self._bounds, TOTAL_LIMIT + 1, self._mask))
        return self._order([match for match in found if match[0] not in held])

    def _fetch(self, shape: str, expression: str, limit: int) -> list[Match]:
        return self._rows(_STATEMENTS[shape, _HEAD if expression else _LIST], (expression, *self._bounds, limit, self._mask))

    def _nearest(self, newest: list[Match]) -> list[Match]:
        """The nearest of very many, ring by ring; how far each must reach is read off the newest few hundred."""
        out: list[Match] = []
        for ring in self.seen.rings(self._stops(newest), self.query.within_km):
            out += self._in_ring(ring, self._needed - len(out))
            if len(out) >= self._needed:
                break
        return out

    def _in_ring(self, ring: Ring, limit: int) -> list[Match]:
        """The nearest of a ring; without words, and where the ring holds much, every row is read instead of the lists of its places."""
        marked = all_of((self._head, any_of(ring.marks)))
        if ring.equally_near:
            return self._fetch(_NEWEST, marked, limit)
        expression = marked if self._head or ring.held <= self.seen.held * _SCANNED_SHARE else ""
        blanks = (expression, *self._bounds, limit, self._mask, self.seen.step_bytes, ring.first, ring.last)
        return self._rows(_STATEMENTS[_NEAREST, _HEAD if expression else _LIST], blanks)

    def _stops(self, sample: list[Match]) -> Iterator[int]:
        """Steps of nearness at which the rings end. A step with very many of its own is a ring of its own, walked newest first."""
        rank = max(_LEAST_SAMPLE, int(_ROOMY * self._needed * len(sample) / self._roughly(sample)))
        reached = 0
        for step, here in self.seen.by_step(Counter(map(itemgetter(1), sample))):
            reached += here
            if reached < rank:
                continue
            if here >= rank:
                yield step - 1
            yield step
            while rank <= reached:
                rank *= _ROOMY

    def _best_paid(self) -> list[Match]:
        """The best paid of very many: those above a good wage if they fill the page, else all of them sorted."""
        if self._listed() > _SORTED_WHOLE:
            found = self._fetch(_BEST_PAID, all_of((self._head, any_of([WELL_PAID]))), self._needed)
            if len(found) >= self._needed:
                return found
        return self._fetch(_BEST_PAID, self._head, self._needed)

    def _order(self, matches: list[Match]) -> list[Match]:
        """Matches, given newest first, in the query's order."""
        if self.query.sort is Sort.WAGE:
            return sorted(matches, key=lambda match: -match[2])
        if self._by_nearness:
            step = self.seen.step
            return sorted(matches, key=lambda match: step[match[1]])
        return matches

    def _listed(self) -> int:
        """How many rows the words' lists name, whatever the filters say of them; counted only as far as it matters."""
        if not self._head:
            return _SORTED_WHOLE + 1
        return int(self._connection.exec_driver_sql(_LISTED, (self._head, _SORTED_WHOLE + 1)).scalar_one())

    def _roughly(self, newest: list[Match]) -> float:
        """How many match, judged by how far back in time the newest few hundred reach."""
        row = self._connection.exec_driver_sql(_SPAN).one()
        first, last = int(row[0]), int(row[1])
        return len(newest) * (last - first) / max(1, last - newest[-1][0])

    def _rows(self, sql: str, blanks: _Blanks) -> list[Match]:
        """The rows of a question, straight from the driver: up to some hundred at a time, while somebody types."""
        cursor = self._connection.connection.cursor()
        try:
            cursor.execute(sql, blanks)
            return cast("list[Match]", cursor.fetchall())
        finally:
            cursor.close()


def _worth_asking(words: Sequence[AskedWord]) -> tuple[AskedWord, ...]:
    """Without single letters, which begin everything and mean nothing."""
    return tuple(word for word in words if len(word.word) > 1)


def _begins(connection: Connection, beginning: str) -> list[str]:
    """The commonest words of headlines that begin so."""
    rows = connection.exec_driver_sql(_BEGINS, (beginning, beginning + "\U0010ffff"))
    return [str(row[0]) for row in rows]
