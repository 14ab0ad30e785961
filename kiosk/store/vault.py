"""Opens ``vault.db`` and lends transactions over it. Import this only after the first frame: it brings SQLAlchemy along.

At open: key, integrity, schema, machine, watermark. What is wrong in a way people must mend is a typed error or a
``Condition`` that refuses numbers; the rest of the station keeps working.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import insert, select, text, update
from sqlalchemy.engine import Connection

from kiosk.store import schema as t
from kiosk.store.engine import checkpoint, files, open_engine, transaction
from kiosk.store.errors import StoreUnavailableError, Unavailable, VaultDamagedError
from kiosk.store.keys import VaultKeys, load_key
from kiosk.store.migrate import bring_up
from kiosk.store.port import Room
from kiosk.store.reading import SqlReader
from kiosk.store.room import DiskRoom
from kiosk.store.watermark import Mark, Watermark
from kiosk.store.writing import KeyRing, SqlUnit
from sync.clock import StationClock
from sync.ports import ClockMemory, Condition
from sync.wire.codec import encode
from sync.wire.messages import StationPolicy

log = logging.getLogger(__name__)
VAULT_FILE = "vault.db"


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Where the files lie and the limits around them. ``key_folder`` must not be on the same medium's image if avoidable."""

    folder: Path
    key_folder: Path
    machine_id_file: Path = Path("/etc/machine-id")
    min_free_mb: int = 500
    ballast_mb: int = 16
    retention_days: int = 30
    tombstone_days: int = 400


class SqlVault:
    """The encrypted file. ``begin`` is for one use case; a second ``begin`` inside it is a mistake and raises."""

    def __init__(self, settings: StoreSettings, vault_keys: VaultKeys, clock: StationClock) -> None:
        self.settings, self.keys, self.clock = settings, vault_keys, clock
        self.path = settings.folder / VAULT_FILE
        self.disk = DiskRoom(settings.folder, needed_mb=settings.min_free_mb, ballast_mb=settings.ballast_mb)
        self.watermark = Watermark(settings.key_folder)
        self._writer = open_engine(self.path, key=vault_keys.file_key, synchronous="FULL", writer=True)
        self._readers = open_engine(self.path, key=vault_keys.file_key, synchronous="FULL", writer=False)
        self.ring = KeyRing(vault_keys)
        self._lock = threading.Lock()
        self._owner: int | None = None
        self._listeners: list[Callable[[], None]] = []
        self._database_id = ""

    def start(self) -> None:
        """Check, migrate and bind the file; called once by ``open_vault``."""
        with files():
            self.path.touch(mode=0o600)
        self._check_integrity()
        bring_up(self._writer, self.path, self.clock.now())
        with transaction(self._writer) as connection:
            self._bind(connection)
        self.disk.keep_ballast()

    def _check_integrity(self) -> None:
        if self.path.stat().st_size == 0:
            return
        with transaction(self._readers) as connection:
            found = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
        if found != "ok":
            raise VaultDamagedError("integrity check failed")

    def _bind(self, connection: Connection) -> None:
        now = self.clock.now()
        machine = self.keys.machine_mark(self._machine_id())
        row = connection.execute(select(t.station)).one_or_none()
        if row is None:
            self._database_id = str(uuid4())
            connection.execute(insert(t.station), {
                "only": 1, "database_id": self._database_id, "machine": machine, "created_at": now,
                "condition": Condition.UNENROLLED.value, "condition_at": now, "device_id": "",
                "policy": encode(StationPolicy(rev=0)).decode(), "lease_request": "",
            })  # fmt: skip
            return
        self._database_id = row.database_id
        self.clock.restore(ClockMemory(row.clock_offset_ms, row.clock_boot, row.clock_synced_at, row.clock_last_known))
        accused = self._accuse(connection, machine != row.machine, row.device_id)
        if accused is not None and Condition(row.condition) is not accused and row.device_id:
            log.error("the station's database was found %s: no numbers until it is enrolled anew", accused.value)
            connection.execute(update(t.station).values(condition=accused.value, condition_at=self.clock.now()))

    def _accuse(self, connection: Connection, moved: bool, device_id: str) -> Condition | None:
        if moved:
            return Condition.COPIED
        mark = self.watermark.read()
        if mark is None or (mark.database_id, mark.device_id) != (self._database_id, device_id):
            return None
        next_seq = connection.execute(select(t.device.c.next_seq).where(t.device.c.device_id == device_id)).scalar_one()
        return Condition.ROLLED_BACK if mark.seq >= next_seq else None

    def _machine_id(self) -> str:
        try:
            return self.settings.machine_id_file.read_text(encoding="ascii").strip()
        except OSError:
            return ""

    def machine_mark(self) -> bytes:
        """The present machine's mark, for binding at enrolment."""
        return self.keys.machine_mark(self._machine_id())

    @contextmanager
    def begin(self) -> Iterator[SqlUnit]:
        """BEGIN IMMEDIATE … COMMIT, on disk when it returns; anything raised inside undoes everything."""
        if self._owner == threading.get_ident():
            raise RuntimeError("a unit is open in this thread")
        with self._lock:
            self._owner = threading.get_ident()
            try:
                with transaction(self._writer) as connection:
                    unit = SqlUnit(connection, self.keys, self.clock, self.ring)
                    yield unit
                if unit.last is not None:
                    self.watermark.write(Mark(self._database_id, *unit.last))
            except StoreUnavailableError as error:
                if error.reason is Unavailable.DISK_FULL:
                    self.disk.give_up_ballast()
                raise
            finally:
                self._owner = None
        if unit.kick:
            for listener in self._listeners:
                listener()

    @contextmanager
    def read(self) -> Iterator[SqlReader]:
        """A consistent view that never waits for the writer."""
        with transaction(self._readers) as connection:
            yield SqlReader(connection, self.keys, self.clock)

    def on_commit(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` after every commit that queued something."""
        self._listeners.append(listener)

    def room(self) -> Room:
        """Free space against what a visit needs."""
        return self.disk.look()

    def truncate_wal(self) -> None:
        """Move everything into the file and empty the WAL, so that nothing shredded lingers there."""
        with self._lock:
            checkpoint(self._writer)

    def close(self) -> None:
        """Close every connection; the last one checkpoints."""
        self._readers.dispose()
        self._writer.dispose()


def open_vault(settings: StoreSettings, clock: StationClock) -> SqlVault:
    """Open or create the vault. Raises KeyUnusableError, VaultTooNewError, VaultDamagedError, StoreUnavailableError."""
    with files():
        settings.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = settings.folder / VAULT_FILE
    with files():
        exists = path.exists() and path.stat().st_size > 0
        key = load_key(settings.key_folder, create=not exists)
    vault = SqlVault(settings, VaultKeys.derive(key), clock)
    try:
        vault.start()
    except BaseException:
        vault.close()
        raise
    return vault
