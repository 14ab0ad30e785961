"""Keeps the index of vacancies inside the catalog file, in the same transaction as the rows it is made from.

Everything in it follows from ``feed_row``; nothing here may be the only copy of anything. Row ids rise with the day of
publication, so "newest first" is the order the file already has. A payload this program cannot read (a newer server's) is
left out with one warning and stays in ``feed_row`` for a newer program.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import msgspec
from sqlalchemy.engine import Connection

from domain.vacancy import Vacancy
from kiosk.store.vacancy_tokens import bits, tokens_of, wage_told
from sync.wire import codec
from sync.wire.messages import Change

log = logging.getLogger(__name__)
ENTITY: Final = "vacancy"
DAY_BITS: Final = 20
_FIRST_DAY: Final = 693_596
"""1 January 1900; ids count days from here so that they stay short."""
_CHUNK: Final = 500
_FTS: Final = "fts5(tokens, content='', contentless_delete=1, detail=none, tokenize=\"unicode61 tokenchars '_~@'\""

TABLES: Final[tuple[str, ...]] = (
    "CREATE TABLE vacancy_row (id INTEGER PRIMARY KEY, feed INTEGER NOT NULL UNIQUE, place INTEGER NOT NULL, wage INTEGER NOT NULL,"
    " first INTEGER NOT NULL, last INTEGER NOT NULL, bits INTEGER NOT NULL, kbji TEXT NOT NULL)",
    "CREATE INDEX vacancy_by_place ON vacancy_row (place, kbji, last, first)",
    "CREATE TABLE vacancy_place (id INTEGER PRIMARY KEY, kode TEXT NOT NULL UNIQUE)",
    "CREATE TABLE vacancy_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, held INTEGER NOT NULL)",
    "CREATE TABLE vacancy_stamp (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), stamp TEXT NOT NULL)",
    f"CREATE VIRTUAL TABLE vacancy_head USING {_FTS}, prefix='2 3 4')",
    f"CREATE VIRTUAL TABLE vacancy_body USING {_FTS})",
)
"""What ``catalog.db`` needs besides its own tables. ``vacancy_row.feed``: id of the ``feed_row`` it is made from, which never changes;
``vacancy_word.held``: in how many headlines the word was; 0 for words of bodies."""
_DROPS: Final = tuple(f"DROP TABLE IF EXISTS vacancy_{name}" for name in ("row", "place", "word", "stamp", "head", "body"))

_EARLIER: Final = (
    "SELECT r.feed, r.id FROM json_each(?2) asked CROSS JOIN feed_row f ON f.entity = ?1 AND f.entity_id = asked.value"
    " CROSS JOIN vacancy_row r ON r.feed = f.id"
)
_LIVE: Final = (
    "SELECT id, entity_id, payload FROM feed_row WHERE entity = ? AND entity_id IN (SELECT value FROM json_each(?))"
    " AND payload IS NOT NULL ORDER BY id"
)
_BY_ID: Final = "SELECT id, entity_id, payload FROM feed_row WHERE id IN (SELECT value FROM json_each(?))"
_DELETES: Final = (
    "DELETE FROM vacancy_row WHERE id = ?", "DELETE FROM vacancy_head WHERE rowid = ?", "DELETE FROM vacancy_body WHERE rowid = ?",
)
_BEFORE_BULK: Final = (
    "INSERT INTO vacancy_head (vacancy_head, rank) VALUES ('hashsize', 33554432)",
    "INSERT INTO vacancy_body (vacancy_body, rank) VALUES ('hashsize', 33554432)",
)
_AFTER_BULK: Final = (
    "INSERT INTO vacancy_head (vacancy_head) VALUES ('optimize')", "INSERT INTO vacancy_body (vacancy_body) VALUES ('optimize')",
    "INSERT INTO vacancy_head (vacancy_head, rank) VALUES ('hashsize', 1048576)",
    "INSERT INTO vacancy_body (vacancy_body, rank) VALUES ('hashsize', 1048576)",
)  # fmt: skip


def _json(values: Sequence[str] | Sequence[int]) -> str:
    return msgspec.json.encode(values).decode()


class _Row(NamedTuple):
    """One indexed vacancy, before it has an id. ``feed``: id of its feed row; ``first``, ``last``: days to apply, as ordinals."""

    feed: int
    day: int
    kode: str
    wage: int
    first: int
    last: int
    bits: int
    kbji: str
    head: str
    body: str
    words: tuple[str, ...]
    deep_words: tuple[str, ...]


def _row(feed: int, vacancy: Vacancy) -> _Row:
    tokens = tokens_of(vacancy)
    return _Row(
        feed, vacancy.published_on.toordinal() - _FIRST_DAY, vacancy.site.kode, wage_told(vacancy),
        vacancy.valid_from.toordinal(), vacancy.valid_until.toordinal(), bits(vacancy), vacancy.kbji, *tokens,
    )  # fmt: skip


def readable(payload: str) -> Vacancy | None:
    """The vacancy of a payload, or None when this program cannot read it."""
    try:
        return codec.decode(payload.encode(), Vacancy)
    except codec.WireFormatError:
        return None


def _rows(payloads: Iterable[tuple[int, str, str]]) -> Iterator[_Row]:
    """Index rows of feed row id, vacancy id and payload; warns once when some cannot be read."""
    unread, last = 0, ""
    for feed, vacancy_id, payload in payloads:
        vacancy = readable(payload)
        if vacancy is None:
            unread, last = unread + 1, vacancy_id
        else:
            yield _row(feed, vacancy)
    if unread:
        log.warning("%d vacancies are written in a way this program does not know and are not shown, %s among them", unread, last)


def apply(connection: Connection, changes: Sequence[Change]) -> None:
    """Bring the index in line with ``feed_row`` for the vacancies in these changes; inside the page's transaction, after it."""
    touched = tuple(dict.fromkeys(change.id for change in changes if change.e == ENTITY))
    if not touched:
        return
    for at in range(0, len(touched), _CHUNK):
        _refresh(connection, touched[at : at + _CHUNK])
    _stamp(connection)


def _refresh(connection: Connection, ids: tuple[str, ...]) -> None:
    asked = _json(ids)
    earlier: dict[int, int] = {row[0]: row[1] for row in connection.exec_driver_sql(_EARLIER, (ENTITY, asked)).all()}
    if earlier:
        gone = [(row_id,) for row_id in earlier.values()]
        for statement in _DELETES:
            connection.exec_driver_sql(statement, gone)
    live = connection.exec_driver_sql(_LIVE, (ENTITY, asked)).all()
    rows = sorted(_rows((row[0], row[1], row[2]) for row in live), key=lambda row: row.day)
    _insert(connection, rows, _Ids(connection, earlier), _places(connection))


@dataclass(slots=True)
class _Ids:
    """Gives row ids: the earlier one where the day stayed, else the next of its day."""

    connection: Connection | None
    earlier: dict[int, int]
    _next: dict[int, int] | None = None

    def of(self, row: _Row) -> int:
        held = self.earlier.get(row.feed)
        if held is not None and held >> DAY_BITS == row.day:
            return held
        if self._next is None:
            self._next = {}
        following = self._next.get(row.day)
        if following is None:
            following = self._after(row.day)
        self._next[row.day] = following + 1
        return following

    def _after(self, day: int) -> int:
        start = day << DAY_BITS
        kept = max((held for held in self.earlier.values() if held >> DAY_BITS == day), default=start - 1)
        if self.connection is None:
            return kept + 1
        last = self.connection.exec_driver_sql(
            "SELECT max(id) FROM vacancy_row WHERE id >= ? AND id < ?", (start, start + (1 << DAY_BITS))
        ).scalar_one()
        return max(kept, start - 1 if last is None else last) + 1


def _places(connection: Connection) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT kode, id FROM vacancy_place")}


def _insert(connection: Connection, rows: Sequence[_Row], ids: _Ids, places: dict[str, int]) -> None:
    if not rows:
        return
    plain: list[tuple[int, int, int, int, int, int, int, str]] = []
    heads: list[tuple[int, str]] = []
    bodies: list[tuple[int, str]] = []
    fresh: list[tuple[int, str]] = []
    held: Counter[str] = Counter()
    deep: set[str] = set()
    for row in rows:
        row_id = ids.of(row)
        place = places.get(row.kode)
        if place is None:
            place = places[row.kode] = len(places) + 1
            fresh.append((place, row.kode))
        plain.append((row_id, row.feed, place, row.wage, row.first, row.last, row.bits, row.kbji))
        heads.append((row_id, row.head))
        bodies.append((row_id, row.body))
        held.update(row.words)
        deep.update(row.deep_words)
    if fresh:
        connection.exec_driver_sql("INSERT INTO vacancy_place (id, kode) VALUES (?, ?)", fresh)
    connection.exec_driver_sql(
        "INSERT INTO vacancy_row (id, feed, place, wage, first, last, bits, kbji) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", plain
    )
    connection.exec_driver_sql("INSERT INTO vacancy_head (rowid, tokens) VALUES (?, ?)", heads)
    connection.exec_driver_sql("INSERT INTO vacancy_body (rowid, tokens) VALUES (?, ?)", bodies)
    if held:
        connection.exec_driver_sql(
            "INSERT INTO vacancy_word (word, held) VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET held = held + excluded.held",
            list(held.items()),
        )
    if unseen := deep - held.keys():
        connection.exec_driver_sql("INSERT OR IGNORE INTO vacancy_word (word, held) VALUES (?, 0)", [(word,) for word in sorted(unseen)])


def _stamp(connection: Connection) -> None:
    """Tell readers that what they derived from the index is old."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO vacancy_stamp VALUES (1, hex(randomblob(8)))")


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from ``feed_row``: once when a fill ends. In rising order of ids, which is what makes it quick."""
    for statement in (*_DROPS, *TABLES):
        connection.exec_driver_sql(statement)
    for statement in _BEFORE_BULK:
        connection.exec_driver_sql(statement)
    order = connection.exec_driver_sql(
        "SELECT id FROM feed_row WHERE entity = ? AND payload IS NOT NULL"
        " ORDER BY CASE WHEN json_valid(payload) THEN payload ->> '$.published_on' END, id", (ENTITY,),
    ).scalars().all()  # fmt: skip
    ids = _Ids(None, {})
    places: dict[str, int] = {}
    for row in _batches(connection, order):
        _insert(connection, row, ids, places)
    for statement in _AFTER_BULK:
        connection.exec_driver_sql(statement)
    _stamp(connection)


def _batches(connection: Connection, order: Sequence[int]) -> Iterator[list[_Row]]:
    """The index rows in this order of ``feed_row`` ids, some thousand at a time; one warning for all that cannot be read."""

    def payloads() -> Iterator[tuple[int, str, str]]:
        for at in range(0, len(order), _CHUNK):
            part = order[at : at + _CHUNK]
            found = {row[0]: (row[0], row[1], row[2]) for row in connection.exec_driver_sql(_BY_ID, (_json(part),)).all()}
            yield from (found[row_id] for row_id in part)

    batch: list[_Row] = []
    for row in _rows(payloads()):
        batch.append(row)
        if len(batch) >= _CHUNK * 4:
            yield batch
            batch = []
    yield batch
