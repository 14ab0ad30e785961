"""Opens SQLite files the one way this house allows and turns driver errors into the store's own.

Writers: WAL, one connection, ``BEGIN IMMEDIATE``. Readers: their own connections that cannot write. Parameters never
appear in error texts.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from kiosk.store.errors import StoreUnavailableError, Unavailable, VaultDamagedError

BUSY_MS: Final = 5000
PUBLIC_PAGE: Final = 8192
_REASONS: Final = {
    driver.SQLITE_FULL: Unavailable.DISK_FULL,
    driver.SQLITE_IOERR: Unavailable.IO_ERROR,
    driver.SQLITE_CANTOPEN: Unavailable.IO_ERROR,
    driver.SQLITE_READONLY: Unavailable.READ_ONLY,
    driver.SQLITE_PERM: Unavailable.READ_ONLY,
    driver.SQLITE_BUSY: Unavailable.BUSY,
    driver.SQLITE_LOCKED: Unavailable.BUSY,
    driver.SQLITE_NOMEM: Unavailable.IO_ERROR,
}
_DAMAGED: Final = {driver.SQLITE_CORRUPT: "pages are damaged", driver.SQLITE_NOTADB: "wrong key, or not a database"}


def _connect(path: Path, pragmas: tuple[str, ...]) -> driver.Connection:
    connection = driver.connect(str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000)
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except driver.Error:
        connection.close()
        raise
    return connection


def open_engine(
    path: Path, *, key: bytes | None, synchronous: str, writer: bool, readers: int = 4, journal: str = "WAL", public: bool = False,
    cache_mb: int = 2,
) -> Engine:  # fmt: skip
    """An engine over one file. ``key`` None: not encrypted. A writer's engine holds exactly one connection.

    ``public``: holds nothing about people, so what is deleted need not be overwritten; larger pages, since its rows are large.
    ``journal``: anything but WAL only for a file nobody reads yet. ``cache_mb``: of each connection.
    """
    unlock = () if key is None else ("cipher_log = off", f"key = \"x'{key.hex()}'\"")
    match public, key is None:
        case True, True:
            shape: tuple[str, ...] = (f"page_size = {PUBLIC_PAGE}",)
        case True, False:
            shape = (f"cipher_page_size = {PUBLIC_PAGE}",)
        case False, False:
            shape = ("secure_delete = ON",)
        case _:
            shape = ()
    common = ("foreign_keys = ON", "temp_store = MEMORY", f"synchronous = {synchronous}", f"cache_size = -{cache_mb * 1024}")
    mode = (f"journal_mode = {journal}", "journal_size_limit = 16777216") if writer else ("query_only = ON",)
    pragmas = (*unlock, *shape, *mode, *common)
    engine = create_engine(
        "sqlite://", module=driver, creator=lambda: _connect(path, pragmas), poolclass=QueuePool,
        pool_size=1 if writer else readers, max_overflow=0 if writer else readers, pool_use_lifo=True, hide_parameters=True,
    )  # fmt: skip
    begin = "BEGIN IMMEDIATE" if writer else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def translate(error: DBAPIError | driver.Error | SQLAlchemyError) -> Exception | None:
    """The store's error for a driver's, or None when it is a mistake of the program."""
    if isinstance(error, PoolTimeoutError):
        return StoreUnavailableError(Unavailable.BUSY)
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary in _REASONS:
        return StoreUnavailableError(_REASONS[primary])
    if primary in _DAMAGED:
        return VaultDamagedError(_DAMAGED[primary])
    return None


@contextmanager
def translated() -> Iterator[None]:
    """Run a block; disk and damage errors come out typed, without the driver's text."""
    try:
        yield
    except (SQLAlchemyError, driver.Error) as error:
        known = translate(error)
        if known is None:
            raise
        raise known from None


@contextmanager
def files() -> Iterator[None]:
    """As ``translated`` for plain file work of the store itself."""
    try:
        yield
    except OSError as error:
        reasons = {errno.ENOSPC: Unavailable.DISK_FULL, errno.EDQUOT: Unavailable.DISK_FULL, errno.EROFS: Unavailable.READ_ONLY}
        raise StoreUnavailableError(reasons.get(error.errno or 0, Unavailable.IO_ERROR)) from None


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction; after an error of the disk the connection is thrown away."""
    with translated():
        connection = engine.connect()
    try:
        with translated():
            connection.begin()
        try:
            with translated():
                yield connection
                connection.commit()
        except BaseException:
            _undo(connection)
            raise
    finally:
        connection.close()


def _undo(connection: Connection) -> None:
    try:
        connection.rollback()
    except (SQLAlchemyError, driver.Error):
        connection.invalidate()  # SQLite already rolled back by itself when the disk was full


def checkpoint(engine: Engine) -> None:
    """Move the whole WAL into the file and empty it; outside any transaction."""
    with translated(), engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
