"""Makes snapshots as a server would, and spoils them on purpose."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import zstandard

from sync.wire.keys import DeviceKey
from sync.wire.messages import SnapshotOffer
from sync.wire.snapshot import LAYOUT, TABLES, sign

BUILT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
Rows = list[tuple[int, str, str, int, str]]


def vacancy_rows(count: int) -> Rows:
    """Rows as the feed holds them; ids differ, payloads are some hundred bytes."""
    return [
        (rev, "vacancy", f"v{rev}", 1, msgspec.json.encode({"title": f"Operator {rev}", "text": "jahit " * (rev % 40)}).decode())
        for rev in range(1, count + 1)
    ]


def plain_file(path: Path, rows: Rows, *, generation: str = "g1", rev: int, feed: str = "33.74", extra: tuple[str, ...] = ()) -> bytes:
    """The plain file's bytes. ``extra``: statements a server would never run."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in TABLES:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {LAYOUT}")
    connection.execute("INSERT INTO cursor VALUES (?, ?, ?)", (feed, generation, rev))
    connection.executemany("INSERT INTO feed_row VALUES (?, ?, ?, ?, ?)", rows)
    for statement in extra:
        connection.execute(statement)
    connection.close()
    return path.read_bytes()


def offer_for(plain: bytes, packed: bytes, key: DeviceKey, **changed: object) -> SnapshotOffer:
    """A signed offer; ``changed`` before signing."""
    parts: dict[str, object] = {
        "feed": "33.74", "generation": "g1", "rev": 0, "layout": LAYOUT, "path": "/snapshots/3374/s.zst", "packed_bytes": len(packed),
        "packed_sha256": "sha256:" + hashlib.sha256(packed).hexdigest(), "plain_bytes": len(plain),
        "plain_sha256": "sha256:" + hashlib.sha256(plain).hexdigest(), "built_at": BUILT, "signature": "",
    }  # fmt: skip
    return sign(SnapshotOffer(**(parts | changed)), key)  # type: ignore[arg-type]


def pack(plain: bytes) -> bytes:
    """As the server packs."""
    return zstandard.ZstdCompressor(level=3, write_checksum=True).compress(plain)
