"""``catalog.db``: public rows of the feed, replaceable at any time. Never migrated; another layout is simply filled anew.

A page and its cursor are one transaction, and a row only moves forward, so any page may be applied twice. A fresh fill
goes into a second file, a snapshot into a third; either replaces the first by rename when it is complete and indexed, and
readers keep the old one until then. The file is encrypted with the station's key; how far rows about people were read is kept
here too, apart, since a snapshot brings none of them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.engine import Connection

from kiosk.store import vacancy_index
from kiosk.store.catalog_file import CatalogFile, make_from_snapshot, remove_file, rename_into_place
from kiosk.store.catalog_gate import ReadersGate
from kiosk.store.catalog_index import CatalogIndex
from kiosk.store.engine import files, transaction
from kiosk.store.errors import VaultDamagedError
from kiosk.store.port import FeedRow
from sync.ports import Cursor
from sync.wire.messages import ChangesPage, SnapshotOffer

log = logging.getLogger(__name__)
CATALOG_FILE: Final = "catalog.db"
FILLING_FILE: Final = "catalog-filling.db"
ADOPTING_FILE: Final = "catalog-adopting.db"
INDEX: Final[CatalogIndex] = vacancy_index
"""The search index every station's catalog carries."""


class SqlCatalog:
    """Implements ``PublicCatalog`` for services and ``CatalogStore`` for the engine. Thread-safe.

    ``key``: 32 bytes (``VaultKeys.catalog_key``); None leaves the file readable, which is for benches that compare.
    """

    def __init__(self, folder: Path, key: bytes | None = None, *, index: CatalogIndex = INDEX) -> None:
        self._folder, self._key, self._index = folder, key, index
        self._writing = threading.RLock()
        self._gate = ReadersGate()
        self._listeners: list[Callable[[], None]] = []
        with files():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        remove_file(folder / ADOPTING_FILE)
        self._current = self._open_or_replace(folder / CATALOG_FILE)
        filling = folder / FILLING_FILE
        self._filling: CatalogFile | None = self._open_or_replace(filling, filling=True) if filling.exists() else None

    def _open_or_replace(self, path: Path, *, filling: bool = False) -> CatalogFile:
        try:
            return CatalogFile(path, self._key, self._index, filling=filling)
        except VaultDamagedError:
            log.warning("%s cannot be read and is made anew", path.name)
            remove_file(path)
            return CatalogFile(path, self._key, self._index, filling=filling)

    # the engine's side

    def cursor(self) -> Cursor:
        """How far the readable file goes."""
        with self._gate.shared():
            return self._current.cursor()

    def filling(self) -> Cursor | None:
        """How far the fill goes, or None."""
        with self._writing:
            return self._filling.cursor() if self._filling else None

    def statuses_behind(self) -> Cursor | None:
        """Where reading the rows about people must go on when it lags behind the readable file; None when it does not."""
        with self._gate.shared():
            statuses, cursor = self._current.status_cursor(), self._current.cursor()
            return statuses if statuses.rev < cursor.rev else None

    def statuses_read(self, generation: str, rev: int) -> None:
        """Rows about people up to ``rev`` were taken into the vault."""
        with self._writing:
            self._current.statuses_read(generation, rev)

    def start_fresh(self, generation: str) -> None:
        """Begin a fill; an unfinished one of the same generation goes on where it stopped."""
        with self._writing:
            if self._filling is not None and self._filling.cursor().generation == generation:
                return
            self._drop_filling()
            self._filling = self._open_or_replace(self._folder / FILLING_FILE, filling=True)
            self._filling.set_generation(generation)

    def apply(self, page: ChangesPage) -> None:
        """Apply a page to the file being filled, else to the readable one. A page beyond the cursor is refused (ValueError)."""
        with self._writing:
            target = self._filling or self._current
            changed = target.apply(page)
        if changed and target is self._current:
            self._tell()

    def finish_fresh(self) -> None:
        """Put the filled file in place of the readable one."""
        with self._writing:
            if self._filling is None:
                return
            self._filling.complete()
            self._filling = None
            self._replace_by(self._folder / FILLING_FILE)
        self._tell()

    def adopt(self, plain: Path, offer: SnapshotOffer) -> None:
        """Make the readable file out of a snapshot whose hashes were checked; ends a fill. Raises SnapshotDefectError."""
        path = self._folder / ADOPTING_FILE
        with self._writing:
            statuses = self._current.status_cursor()
            known = min(statuses.rev, offer.rev) if statuses.generation == offer.generation else 0
            remove_file(path)
            try:
                make_from_snapshot(path, self._key, self._index, plain, offer, known)
                self._drop_filling()
                self._replace_by(path)
            finally:
                remove_file(path)
        self._tell()

    def workplace(self) -> Path:
        """The folder a download may lie in meanwhile."""
        return self._folder

    def _replace_by(self, path: Path) -> None:
        with self._gate.alone():
            self._current.close()
            try:
                rename_into_place(path, self._folder / CATALOG_FILE)
            finally:
                self._current = self._open_or_replace(self._folder / CATALOG_FILE)

    def _drop_filling(self) -> None:
        if self._filling is not None:
            self._filling.close()
            self._filling = None
        remove_file(self._folder / FILLING_FILE)

    # the services' side

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read-only transaction on the readable file; keep it short, a replacement waits for it."""
        with self._gate.shared(), transaction(self._current.readers) as connection:
            yield connection

    def get(self, entity: str, entity_id: str) -> FeedRow | None:
        """One row."""
        with self.reading() as connection:
            row = connection.exec_driver_sql(
                "SELECT entity, entity_id, rev, v, payload FROM feed_row WHERE entity = ? AND entity_id = ?"
                " AND payload IS NOT NULL", (entity, entity_id),
            ).one_or_none()  # fmt: skip
            return None if row is None else FeedRow(*row)

    def rows(self, entity: str, since_rev: int = 0, limit: int | None = None) -> tuple[FeedRow, ...]:
        """Rows in rising order of rev."""
        with self.reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT entity, entity_id, rev, v, payload FROM feed_row WHERE entity = ? AND rev > ?"
                " AND payload IS NOT NULL ORDER BY rev LIMIT ?", (entity, since_rev, -1 if limit is None else limit),
            ).all()  # fmt: skip
            return tuple(FeedRow(*row) for row in rows)

    def removed(self, entity: str, since_rev: int) -> tuple[str, ...]:
        """Ids deleted after ``since_rev``."""
        with self.reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT entity_id FROM feed_row WHERE entity = ? AND rev > ? AND payload IS NULL ORDER BY rev",
                (entity, since_rev),
            )
            return tuple(row[0] for row in rows)

    def count(self, entity: str) -> int:
        """How many rows are live."""
        with self.reading() as connection:
            return int(connection.exec_driver_sql(
                "SELECT count(*) FROM feed_row WHERE entity = ? AND payload IS NOT NULL", (entity,)
            ).scalar_one())  # fmt: skip

    def epoch(self) -> str:
        """Changes when the file was replaced."""
        with self._gate.shared():
            return self._current.epoch

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` (must not block) after readable rows changed; from the sync's thread."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Close both files."""
        with self._writing, self._gate.alone():
            self._current.close()
            if self._filling is not None:
                self._filling.close()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
