"""Brings ``vault.db`` to the program's schema: a backup first, one transaction, and never backwards on a station."""

from __future__ import annotations

import logging
import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy.engine import Connection, Engine

from kiosk.store.engine import files, transaction
from kiosk.store.errors import VaultTooNewError
from kiosk.store.keys import sync_folder
from kiosk.store.schema import HEAD

if TYPE_CHECKING:
    from alembic.config import Config

log = logging.getLogger(__name__)
BACKUPS = "backups"


def alembic_config(connection: Connection) -> Config:
    """Alembic's configuration without an ini file, running on ``connection``."""
    from alembic.config import Config  # a quarter second to import; only needed when the schema really changes

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def schema_of(connection: Connection) -> str:
    """The revision of a file; empty for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return str(found or "")


def bring_up(engine: Engine, path: Path, now: datetime, *, target: str = HEAD) -> bool:
    """Migrate to ``target``; False when nothing was to do. Raises VaultTooNewError, StoreUnavailableError."""
    with transaction(engine) as connection:
        found = schema_of(connection)
        if found == target:
            return False
        from alembic import command
        from alembic.script import ScriptDirectory

        config = alembic_config(connection)
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if found and found not in known:
            raise VaultTooNewError(found)
        if found:
            _backup(path, found, now)
        command.upgrade(config, target)
        log.info("vault schema %s -> %s", found or "none", target)
    return True


def _backup(path: Path, revision: str, now: datetime) -> Path:
    """Copy file and WAL while the write lock is held; readable only with the same key."""
    folder = path.parent / BACKUPS
    with files():
        folder.mkdir(mode=0o700, exist_ok=True)
        target = folder / f"{path.stem}-{revision}-{now:%Y%m%dT%H%M%S}.db"
        for suffix in ("-wal", ""):
            source = path.with_name(path.name + suffix)
            if source.exists():
                copy = target.with_name(target.name + suffix)
                shutil.copyfile(source, copy)
                copy.chmod(0o600)
                os.utime(copy, (now.timestamp(), now.timestamp()))
                with copy.open("rb") as handle:
                    os.fsync(handle.fileno())
        sync_folder(folder)
    return target


def drop_old_backups(path: Path, now: datetime, keep: timedelta) -> int:
    """Backups hold people's data too, so they live no longer than it may; how many were deleted."""
    folder = path.parent / BACKUPS
    if not folder.exists():
        return 0
    gone = 0
    for file in folder.iterdir():
        if file.stat().st_mtime < (now - keep).timestamp():
            file.unlink(missing_ok=True)
            gone += 1
    return gone
