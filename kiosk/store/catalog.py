"""``catalog.db``: public rows of the feed, replaceable at any time. Never migrated; another layout is simply filled anew.

A page and its cursor are one transaction, and a row only moves forward, so any page may be applied twice. A fresh fill
goes into a second file and replaces the first by rename when it is complete; readers keep the old one until then.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

import msgspec
from sqlalchemy.engine import Connection, Engine

from kiosk.store.engine import checkpoint, files, open_engine, transaction
from kiosk.store.keys import sync_folder
from kiosk.store.port import FeedRow, VaultDamagedError
from sync.ports import Cursor
from sync.wire.messages import Change, ChangesPage

log = logging.getLogger(__name__)
CATALOG_FILE: Final = "catalog.db"
FILLING_FILE: Final = "catalog-filling.db"
LAYOUT: Final = 1
_VAULT_ENTITIES: Final = frozenset({"registration", "application"})
"""Entities that concern people; they belong into the vault and are never written here."""

_TABLES: Final = (
    "CREATE TABLE feed_row (id INTEGER PRIMARY KEY, entity TEXT NOT NULL, entity_id TEXT NOT NULL, rev INTEGER NOT NULL,"
    " v INTEGER NOT NULL, payload TEXT, UNIQUE (entity, entity_id))",
    "CREATE INDEX feed_row_by_rev ON feed_row (entity, rev)",
    "CREATE TABLE cursor (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), generation TEXT NOT NULL, rev INTEGER NOT NULL,"
    " epoch TEXT NOT NULL)",
)
_UPSERT: Final = (
    "INSERT INTO feed_row (entity, entity_id, rev, v, payload) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (entity, entity_id) DO UPDATE SET rev = excluded.rev, v = excluded.v, payload = excluded.payload"
    " WHERE excluded.rev > feed_row.rev"
)
_encode = msgspec.json.Encoder().encode


class SqlCatalog:
    """Implements ``PublicCatalog`` for services and ``CatalogStore`` for the engine. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._listeners: list[Callable[[], None]] = []
        with files():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._current = self._open_or_replace(folder / CATALOG_FILE)
        filling = folder / FILLING_FILE
        self._filling: _CatalogFile | None = self._open_or_replace(filling) if filling.exists() else None

    def _open_or_replace(self, path: Path) -> _CatalogFile:
        try:
            return _CatalogFile(path)
        except VaultDamagedError:
            log.warning("%s cannot be read and is made anew", path.name)
            _remove(path)
            return _CatalogFile(path)

    # the engine's side

    def cursor(self) -> Cursor:
        """How far the readable file goes."""
        with self._lock:  # a rename must not pull the file away
            return self._current.cursor()

    def filling(self) -> Cursor | None:
        """How far the fill goes, or None."""
        with self._lock:
            return self._filling.cursor() if self._filling else None

    def start_fresh(self, generation: str) -> None:
        """Begin a fill; an unfinished one of the same generation goes on where it stopped."""
        with self._lock:
            if self._filling is not None and self._filling.cursor().generation == generation:
                return
            self._drop_filling()
            path = self._folder / FILLING_FILE
            self._filling = self._open_or_replace(path)
            self._filling.set_generation(generation)

    def apply(self, page: ChangesPage) -> None:
        """Apply a page to the file being filled, else to the readable one. A page beyond the cursor is refused (ValueError)."""
        with self._lock:
            target = self._filling or self._current
            changed = target.apply(page)
        if changed and target is self._current:
            self._tell()

    def finish_fresh(self) -> None:
        """Put the filled file in place of the readable one."""
        with self._lock:
            if self._filling is None:
                return
            self._filling.seal()
            self._current.close()
            _remove(self._current.path)
            with files():
                self._filling.path.rename(self._current.path)
                sync_folder(self._folder)
            self._filling = None
            self._current = _CatalogFile(self._folder / CATALOG_FILE)
        self._tell()

    def _drop_filling(self) -> None:
        if self._filling is not None:
            self._filling.close()
            self._filling = None
        _remove(self._folder / FILLING_FILE)

    # the services' side

    def get(self, entity: str, entity_id: str) -> FeedRow | None:
        """One row."""
        with self._reading() as connection:
            row = connection.exec_driver_sql(
                "SELECT entity, entity_id, rev, v, payload FROM feed_row WHERE entity = ? AND entity_id = ?"
                " AND payload IS NOT NULL", (entity, entity_id),
            ).one_or_none()  # fmt: skip
            return None if row is None else FeedRow(*row)

    def rows(self, entity: str, since_rev: int = 0, limit: int | None = None) -> tuple[FeedRow, ...]:
        """Rows in rising order of rev."""
        with self._reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT entity, entity_id, rev, v, payload FROM feed_row WHERE entity = ? AND rev > ?"
                " AND payload IS NOT NULL ORDER BY rev LIMIT ?", (entity, since_rev, -1 if limit is None else limit),
            ).all()  # fmt: skip
            return tuple(FeedRow(*row) for row in rows)

    def removed(self, entity: str, since_rev: int) -> tuple[str, ...]:
        """Ids deleted after ``since_rev``."""
        with self._reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT entity_id FROM feed_row WHERE entity = ? AND rev > ? AND payload IS NULL ORDER BY rev",
                (entity, since_rev),
            )
            return tuple(row[0] for row in rows)

    def count(self, entity: str) -> int:
        """How many rows are live."""
        with self._reading() as connection:
            return int(connection.exec_driver_sql(
                "SELECT count(*) FROM feed_row WHERE entity = ? AND payload IS NOT NULL", (entity,)
            ).scalar_one())  # fmt: skip

    def epoch(self) -> str:
        """Changes when the file was replaced."""
        with self._lock:
            return self._current.epoch

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` (must not block) after readable rows changed; from the sync's thread."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Close both files."""
        with self._lock:
            self._current.close()
            if self._filling is not None:
                self._filling.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._lock, transaction(self._current.readers) as connection:  # a rename must not pull the file away
            yield connection

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()


class _CatalogFile:
    """One SQLite file with feed rows and its cursor."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = open_engine(path, key=None, synchronous="NORMAL", writer=True)
        self.readers = open_engine(path, key=None, synchronous="NORMAL", writer=False)
        try:
            self.epoch = self._prepare(self._writer)
        except BaseException:
            self.close()
            raise

    def _prepare(self, engine: Engine) -> str:
        with transaction(engine) as connection:
            layout = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if layout == 0:
                for statement in _TABLES:
                    connection.exec_driver_sql(statement)
                connection.exec_driver_sql(f"PRAGMA user_version = {LAYOUT}")
                connection.exec_driver_sql("INSERT INTO cursor VALUES (1, '', 0, ?)", (str(uuid4()),))
            elif layout != LAYOUT:
                raise VaultDamagedError("another layout")
            return str(connection.exec_driver_sql("SELECT epoch FROM cursor").scalar_one())

    def cursor(self) -> Cursor:
        with transaction(self.readers) as connection:
            row = connection.exec_driver_sql("SELECT generation, rev FROM cursor").one()
            return Cursor(row[0], row[1])

    def set_generation(self, generation: str) -> None:
        with transaction(self._writer) as connection:
            connection.exec_driver_sql("UPDATE cursor SET generation = ?", (generation,))

    def apply(self, page: ChangesPage) -> bool:
        rows = [_row(change) for change in page.changes if change.e not in _VAULT_ENTITIES]
        with transaction(self._writer) as connection:
            generation, rev = connection.exec_driver_sql("SELECT generation, rev FROM cursor").one()
            if generation not in {"", page.generation} or page.from_rev > rev:
                raise ValueError("the page does not follow the cursor")
            if rows:
                connection.exec_driver_sql(_UPSERT, rows)
            if page.next > rev or not generation:
                connection.exec_driver_sql("UPDATE cursor SET generation = ?, rev = max(rev, ?)", (page.generation, page.next))
        return bool(rows)

    def seal(self) -> None:
        """Bring everything into the one file and close it, so that it can be renamed alone."""
        with transaction(self._writer) as connection:
            connection.exec_driver_sql("ANALYZE")
        checkpoint(self._writer)
        self.close()

    def close(self) -> None:
        self.readers.dispose()
        self._writer.dispose()


def _row(change: Change) -> tuple[str, str, int, int, str | None]:
    payload = None if change.op == "del" or change.d is None else _encode(change.d).decode()
    return change.e, change.id, change.rev, change.v, payload


def _remove(path: Path) -> None:
    with files():
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
