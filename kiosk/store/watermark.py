"""A second memory of how far the station's chain went, outside the database file.

A database restored from an older image falls behind it and is found out before it can use a number twice. It is not
synced to disk on every commit: a lower mark harms nothing, only a higher one accuses.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)
MARK_FILE = "watermark"


@dataclass(frozen=True, slots=True)
class Mark:
    """The last seq this station enqueued under an identity."""

    database_id: str
    device_id: str
    seq: int


class Watermark:
    """One small file beside the vault's key."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / MARK_FILE
        self._warned = False

    def read(self) -> Mark | None:
        """The mark; None when there is none or it is unreadable (a torn write)."""
        try:
            value = json.loads(self._path.read_text(encoding="utf-8"))
            return Mark(str(value["database_id"]), str(value["device_id"]), int(value["seq"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, mark: Mark) -> None:
        """Replace the mark; a failure is only logged, since the vault has already committed."""
        text = json.dumps({"database_id": mark.database_id, "device_id": mark.device_id, "seq": mark.seq}).ljust(256) + "\n"
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.pwrite(handle, text.encode(), 0)
            finally:
                os.close(handle)
        except OSError:
            if not self._warned:
                log.warning("the watermark beside the key cannot be written")
            self._warned = True
