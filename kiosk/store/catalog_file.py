"""One file of the catalog: feed rows, the cursor, and the search index beside them, encrypted with the station's key.

Made empty and filled by pages, or made from a verified snapshot in one go. Another layout, another key or damage raises
``VaultDamagedError``; whoever opens it then makes it anew.
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import Final
from uuid import uuid4

import sqlcipher3.dbapi2 as driver
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from kiosk.store.catalog_index import CatalogIndex
from kiosk.store.engine import checkpoint, files, open_engine, transaction, translated
from kiosk.store.errors import VaultDamagedError
from kiosk.store.keys import sync_folder
from sync.ports import Cursor
from sync.wire import snapshot
from sync.wire.codec import payload_of
from sync.wire.messages import Change, ChangesPage, SnapshotOffer
from sync.wire.snapshot import Defect, SnapshotDefectError

LAYOUT: Final = 2
FILLING_CACHE_MB: Final = 64
"""While a file is made; gone when it is whole."""
READING_CACHE_MB: Final = 8
"""Of each reader: the lists of common words and the rows of the index stay deciphered between two keys typed."""
_TABLES: Final = (
    "CREATE TABLE feed_row (id INTEGER PRIMARY KEY, entity TEXT NOT NULL, entity_id TEXT NOT NULL, rev INTEGER NOT NULL,"
    " v INTEGER NOT NULL, payload TEXT)",
    "CREATE TABLE cursor (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), generation TEXT NOT NULL, rev INTEGER NOT NULL,"
    " status_rev INTEGER NOT NULL, epoch TEXT NOT NULL)",
)
_BY_ID: Final = "CREATE UNIQUE INDEX feed_row_by_id ON feed_row (entity, entity_id)"
_BY_REV: Final = "CREATE INDEX feed_row_by_rev ON feed_row (entity, rev)"
"""Both before the rows: the second only grows at its end, and made afterwards they would decrypt every row once more."""
_UPSERT: Final = (
    "INSERT INTO feed_row (entity, entity_id, rev, v, payload) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (entity, entity_id) DO UPDATE SET rev = excluded.rev, v = excluded.v, payload = excluded.payload"
    " WHERE excluded.rev > feed_row.rev"
)


class CatalogFile:
    """One open file. ``filling``: nobody reads it yet, so the index waits for ``complete``."""

    def __init__(self, path: Path, key: bytes | None, index: CatalogIndex, *, filling: bool = False) -> None:
        self.path, self._index, self._filling = path, index, filling
        journal, cache_mb = ("TRUNCATE", FILLING_CACHE_MB) if filling else ("WAL", 2)  # what only grows is so written once, not twice
        self._writer = open_engine(
            path, key=key, synchronous="NORMAL", writer=True, public=True, journal=journal, cache_mb=cache_mb
        )
        self.readers = open_engine(
            path, key=key, synchronous="NORMAL", writer=False, public=True, cache_mb=READING_CACHE_MB
        )
        try:
            self.epoch = self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> str:
        with transaction(self._writer) as connection:
            layout = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if layout == 0:
                _make(connection, self._index)
            elif layout != _layout(self._index):
                raise VaultDamagedError("another layout")
            return str(connection.exec_driver_sql("SELECT epoch FROM cursor").scalar_one())

    def cursor(self) -> Cursor:
        """How far it goes."""
        with transaction(self.readers) as connection:
            row = connection.exec_driver_sql("SELECT generation, rev FROM cursor").one()
            return Cursor(row[0], row[1])

    def status_cursor(self) -> Cursor:
        """How far rows about people were read."""
        with transaction(self.readers) as connection:
            row = connection.exec_driver_sql("SELECT generation, status_rev FROM cursor").one()
            return Cursor(row[0], row[1])

    def set_generation(self, generation: str) -> None:
        """Which history it will hold."""
        with transaction(self._writer) as connection:
            connection.exec_driver_sql("UPDATE cursor SET generation = ?", (generation,))

    def statuses_read(self, generation: str, rev: int) -> None:
        """Rows about people up to ``rev`` were taken."""
        with transaction(self._writer) as connection:
            connection.exec_driver_sql(
                "UPDATE cursor SET status_rev = max(status_rev, ?) WHERE generation = ?", (rev, generation)
            )

    def apply(self, page: ChangesPage) -> bool:
        """Take a page and its cursor; whether it held rows. A page beyond the cursor is refused (ValueError)."""
        changes = [change for change in page.changes if change.e not in snapshot.STATUS_ENTITIES]
        with transaction(self._writer) as connection:
            generation, rev, statuses = connection.exec_driver_sql("SELECT generation, rev, status_rev FROM cursor").one()
            if generation not in {"", page.generation} or page.from_rev > rev:
                raise ValueError("the page does not follow the cursor")
            if changes:
                connection.exec_driver_sql(_UPSERT, [_row(change) for change in changes])
                if not self._filling:
                    self._index.apply(connection, changes)
            if page.next > rev or not generation:
                reached = max(statuses, page.next) if page.from_rev <= statuses else statuses
                connection.exec_driver_sql(
                    "UPDATE cursor SET generation = ?, rev = max(rev, ?), status_rev = ?", (page.generation, page.next, reached)
                )
        return bool(changes)

    def complete(self) -> None:
        """Index what was filled in, bring everything into the one file and close it, so that it can be renamed alone."""
        with transaction(self._writer) as connection:
            self._index.rebuild(connection)
            connection.exec_driver_sql("ANALYZE")
        checkpoint(self._writer)
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self.readers.dispose()
        self._writer.dispose()


def make_from_snapshot(
    path: Path, key: bytes | None, index: CatalogIndex, plain: Path, offer: SnapshotOffer, status_rev: int
) -> None:
    """Make a complete file at ``path`` out of a plain snapshot whose hashes were checked. Raises SnapshotDefectError.

    Nothing is synced on the way and there is no journal: the file is nobody's until it is whole and on disk.
    """
    check_plain(plain, offer)
    engine = open_engine(path, key=key, synchronous="OFF", writer=True, journal="OFF", public=True, cache_mb=FILLING_CACHE_MB)
    try:
        _attach(engine, plain)
        with transaction(engine) as connection:
            _make(connection, index)
            _copy_rows(connection)
            connection.exec_driver_sql(
                "UPDATE cursor SET generation = ?, rev = ?, status_rev = ?", (offer.generation, offer.rev, status_rev)
            )
            index.rebuild(connection)
            connection.exec_driver_sql("ANALYZE main")
    finally:
        engine.dispose()
    with files():
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def check_plain(plain: Path, offer: SnapshotOffer) -> None:
    """The file is sound, has exactly the agreed schema, and holds what the offer says: public rows up to its revision."""
    try:
        connection = driver.connect(plain.absolute().as_uri() + "?mode=ro", uri=True, isolation_level=None)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                raise SnapshotDefectError(Defect.NOT_SOUND)
            schema = {row[0] for row in connection.execute("SELECT sql FROM sqlite_master")}
            if schema != set(snapshot.TABLES) or connection.execute("PRAGMA user_version").fetchone() != (snapshot.LAYOUT,):
                raise SnapshotDefectError(Defect.OTHER_LAYOUT)
            told = connection.execute("SELECT feed, generation, rev FROM cursor").fetchall()
            last = connection.execute("SELECT max(rev) FROM feed_row").fetchone()[0]
            entities = {row[0] for row in connection.execute("SELECT DISTINCT entity FROM feed_row")}
            _check_texts(connection)
        finally:
            connection.close()
    except (driver.Error, UnicodeDecodeError):
        raise SnapshotDefectError(Defect.NOT_SOUND) from None
    if told != [(offer.feed, offer.generation, offer.rev)] or (last or 0) > offer.rev or entities & set(snapshot.STATUS_ENTITIES):
        raise SnapshotDefectError(Defect.WRONG_CONTENT)


def _check_texts(connection: driver.Connection) -> None:
    """Every text is UTF-8: SQLite itself does not look, and one that is not would stop whoever reads it. Raises UnicodeDecodeError."""
    connection.text_factory = bytes
    for texts in connection.execute("SELECT entity, entity_id, payload FROM feed_row"):
        for text in texts:
            text.decode()


def _attach(engine: Engine, plain: Path) -> None:
    with translated(), engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))


def _copy_rows(connection: Connection) -> None:
    try:
        connection.exec_driver_sql(
            "INSERT INTO feed_row (entity, entity_id, rev, v, payload)"
            " SELECT entity, entity_id, rev, v, payload FROM plain.feed_row ORDER BY rev"
        )
    except IntegrityError:  # one thing twice
        raise SnapshotDefectError(Defect.WRONG_CONTENT) from None


def _make(connection: Connection, index: CatalogIndex) -> None:
    for statement in (*_TABLES, _BY_ID, _BY_REV, *index.TABLES):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {_layout(index)}")
    connection.exec_driver_sql("INSERT INTO cursor VALUES (1, '', 0, 0, ?)", (str(uuid4()),))


def _layout(index: CatalogIndex) -> int:
    """Another search index is another layout too."""
    return LAYOUT * 65_536 + (zlib.crc32("\n".join(index.TABLES).encode()) & 0xFFFF)


def _row(change: Change) -> tuple[str, str, int, int, str | None]:
    payload = payload_of(change)
    return change.e, change.id, change.rev, change.v, None if payload is None else payload.decode()


def remove_file(path: Path, *, keep_main: bool = False) -> None:
    """Delete a file with what SQLite leaves beside it; ``keep_main``: only what lies beside it."""
    with files():
        for suffix in ("-wal", "-shm", "-journal") if keep_main else ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def rename_into_place(path: Path, target: Path) -> None:
    """Put a whole, closed file where another, closed one lies."""
    remove_file(target, keep_main=True)
    with files():
        path.replace(target)
        sync_folder(target.parent)
