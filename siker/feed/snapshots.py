"""Builds, keeps and offers snapshots of a feed's public rows, so that an empty station need not read the whole feed.

A snapshot is files alone, ``snapshots/<feed>/``: the packed file and, written last, its signed offer; a file without an offer
does not exist for anybody. Rows about people are never in it. What no longer belongs to the feed's history is not offered.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import zstandard
from django.conf import settings

from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.feed.models import FeedCounter, FeedRow
from siker.feed.services import feed_name, head
from siker.vault import server_key
from sync.wire.codec import WireFormatError, decode, encode
from sync.wire.messages import Head, SnapshotOffer
from sync.wire.snapshot import LAYOUT, STATUS_ENTITIES, TABLES, sign

log = logging.getLogger(__name__)
REVISIONS_BETWEEN: Final = 20_000
LONGEST_BETWEEN: Final = timedelta(hours=24)
KEPT: Final = 3
_LEVEL: Final = 9
_PAGE: Final = 16_384
_READ: Final = 2000
_CHUNK: Final = 1024 * 1024
_NAME: Final = re.compile(r"[0-9]{1,18}-[0-9a-f]{16}[.]zst")


def latest(region: str) -> SnapshotOffer | None:
    """The newest offer a station may still follow the feed from."""
    at = head(region)
    return next((offer for offer in _offers(feed_name(region)) if _belongs(offer, at)), None)


def file_of(feed: str, name: str) -> Path | None:
    """A snapshot's packed file; None for anything else."""
    if not _NAME.fullmatch(name) or not feed.isascii() or not feed.isalnum():
        return None
    path = _folder(feed) / name
    return path if path.is_file() else None


def is_due(region: str, now: datetime) -> bool:
    """Whether enough happened since the last one, or a day passed in which anything did."""
    offer, at = latest(region), head(region)
    if offer is None:
        return FeedRow.objects.filter(feed=feed_name(region), op="put").exclude(entity__in=STATUS_ENTITIES).exists()
    behind = at.rev - offer.rev
    return behind >= REVISIONS_BETWEEN or (behind > 0 and now - offer.built_at >= LONGEST_BETWEEN)


def build_due(now: datetime, actor: Actor, *, all_of_them: bool = False) -> list[SnapshotOffer]:
    """Build what is due, for every feed."""
    feeds = list(FeedCounter.objects.order_by("feed").values_list("feed", flat=True))
    return [build(feed, now, actor) for feed in feeds if all_of_them or is_due(feed, now)]


def build(region: str, now: datetime, actor: Actor) -> SnapshotOffer:
    """Build, sign and publish a snapshot of the feed as it stands.

    Rows that change meanwhile are missing in it: they have a later revision, which the feed tells right after.
    """
    at, feed = head(region), feed_name(region)
    folder = _folder(feed)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder, prefix="building-") as work:
        plain, packed = Path(work) / "plain", Path(work) / "packed"
        _write_plain(plain, feed, at)
        plain_sha = _sha256(plain)
        with plain.open("rb") as source, packed.open("wb") as out:
            compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)  # one of its own: not to be shared
            compressor.copy_stream(source, out, size=plain.stat().st_size)
            out.flush()
            os.fsync(out.fileno())
        packed_sha = _sha256(packed)
        name = f"{at.rev}-{packed_sha.removeprefix('sha256:')[:16]}.zst"
        offer = sign(
            SnapshotOffer(
                feed=_dotted(feed), generation=at.generation, rev=at.rev, layout=LAYOUT, path=f"/snapshots/{feed}/{name}",
                packed_bytes=packed.stat().st_size, packed_sha256=packed_sha, plain_bytes=plain.stat().st_size,
                plain_sha256=plain_sha, built_at=now, signature="",
            ),
            server_key(),
        )  # fmt: skip
        described = Path(work) / "offer"
        described.write_bytes(encode(offer))
        packed.replace(folder / name)
        described.replace((folder / name).with_suffix(".json"))
    record(actor, AuditAction.SNAPSHOT_BUILT, f"umpan/{feed}", now, f"{at.rev}")
    _forget_old(feed, at)
    log.info("snapshot of %s at revision %d: %d bytes", feed, at.rev, offer.packed_bytes)
    return offer


def _write_plain(path: Path, feed: str, at: Head) -> None:
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for statement in TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {LAYOUT}")
        connection.execute("INSERT INTO cursor VALUES (?, ?, ?)", (_dotted(feed), at.generation, at.rev))
        connection.executemany("INSERT INTO feed_row VALUES (?, ?, ?, ?, ?)", _public_rows(feed, at.rev))
        connection.execute("COMMIT")
    connection.close()


def _public_rows(feed: str, last: int) -> Iterator[tuple[int, str, str, int, str]]:
    """Live rows up to a revision, in its order; read piece by piece, so that writers are never held up."""
    rows = FeedRow.objects.filter(feed=feed, op="put", rev__lte=last).exclude(entity__in=STATUS_ENTITIES).order_by("rev")
    since = 0
    while piece := list(rows.filter(rev__gt=since).values_list("rev", "entity", "entity_id", "version", "payload")[:_READ]):
        for rev, entity, entity_id, version, payload in piece:
            yield rev, entity, entity_id, version, bytes(payload or b"null").decode()
        since = piece[-1][0]


def _offers(feed: str) -> list[SnapshotOffer]:
    """What lies there whole, the newest first."""
    found = []
    for described in _folder(feed).glob("*.json"):
        try:
            offer = decode(described.read_bytes(), SnapshotOffer)
        except (OSError, WireFormatError):
            continue
        if described.with_suffix(".zst").is_file():
            found.append(offer)
    return sorted(found, key=lambda offer: (offer.built_at, offer.rev), reverse=True)


def _belongs(offer: SnapshotOffer, at: Head) -> bool:
    return offer.generation == at.generation and at.min_rev <= offer.rev <= at.rev and offer.layout == LAYOUT


def _forget_old(feed: str, at: Head) -> None:
    """Keep the newest few of this history: a station may be in the middle of fetching one."""
    offers = _offers(feed)
    kept = [offer for offer in offers if _belongs(offer, at)][:KEPT]
    for offer in offers:
        if offer not in kept:
            packed = _folder(feed) / offer.path.rpartition("/")[2]
            packed.with_suffix(".json").unlink(missing_ok=True)  # first: what is not offered is not missed
            packed.unlink(missing_ok=True)


def _folder(feed: str) -> Path:
    return Path(settings.SIKER_DATA_DIR) / "snapshots" / feed


def _dotted(feed: str) -> str:
    """``3374`` as stations write their region: ``33.74``."""
    return ".".join(feed[at : at + 2] for at in range(0, len(feed), 2))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
