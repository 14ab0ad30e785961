"""Keeps room on the data disk: a ballast file to give up when the disk fills, and the limit below which no visit starts.

Without room SQLite cannot even delete or checkpoint, so the ballast must be larger than the largest WAL.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from kiosk.store.port import Room

log = logging.getLogger(__name__)
BALLAST_FILE = "ballast"
_MB = 1024 * 1024


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


class DiskRoom:
    """Free space of the folder the vault lives in. ``free_bytes`` is replaceable for tests."""

    def __init__(self, folder: Path, *, needed_mb: int, ballast_mb: int, free_bytes: Callable[[Path], int] = _free) -> None:
        self._folder, self._needed_mb, self._ballast_mb, self._free_bytes = folder, needed_mb, ballast_mb, free_bytes

    def look(self) -> Room:
        """Free and needed space; an unreadable disk has none."""
        try:
            free = self._free_bytes(self._folder)
        except OSError:
            free = 0
        return Room(free // _MB, self._needed_mb)

    def keep_ballast(self) -> bool:
        """Lay the ballast down again once there is room for it and a visit; whether it lies there now."""
        path = self._folder / BALLAST_FILE
        size = self._ballast_mb * _MB
        if path.exists() and path.stat().st_size == size:
            return True
        if self.look().free_mb < self._needed_mb + self._ballast_mb:
            return False
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.posix_fallocate(handle, 0, size)
            finally:
                os.close(handle)
        except OSError:
            path.unlink(missing_ok=True)
            return False
        return True

    def give_up_ballast(self) -> bool:
        """Delete the ballast so that deletes and checkpoints work; whether there was one."""
        path = self._folder / BALLAST_FILE
        try:
            path.unlink()
        except OSError:
            return False
        log.warning("disk full: ballast given up")
        return True
