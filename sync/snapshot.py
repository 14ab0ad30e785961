"""Fetches a snapshot of the catalog and has it adopted, or says why not. Nothing on the way can harm the catalog in use.

The order is fixed: the offer is judged before a byte is fetched (signature, feed, generation, age, size), the packed file by
its length and hash, the unpacked one by its size and hash while it is written, and its content by the catalog. What was
fetched stays on disk over a restart and is gone on with; whatever is found wrong is deleted, and the feed fills the catalog
instead. No SQL here, no HTTP here.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from pathlib import Path
from typing import Final

import zstandard

from sync.client import GarbledError, RefusedError, ServerFaultError, SikerClient
from sync.ports import CatalogStore, Credentials, Cursor
from sync.wire.codec import WireFormatError, decode, encode
from sync.wire.errors import ErrorCode
from sync.wire.messages import Head, SnapshotOffer
from sync.wire.snapshot import LAYOUT, MAX_PLAIN_BYTES, Defect, SnapshotDefectError, is_genuine

log = logging.getLogger(__name__)
PART_FILE: Final = "catalog-snapshot.part"
OFFER_FILE: Final = "catalog-snapshot.offer"
PLAIN_FILE: Final = "catalog-snapshot.plain"
PART_BYTES: Final = 1024 * 1024
"""One request's worth: no larger than a page of the feed, so that a line that carries the one carries the other."""
SPARE_BYTES: Final = 64 * 1024 * 1024
PATIENCE: Final = 3
"""So many answers in a row may be spoiled on the way before the feed is read instead."""
_CHUNK: Final = 1024 * 1024
_LEAVE_TO_THE_STEP: Final = {
    ErrorCode.DEVICE_PENDING, ErrorCode.DEVICE_REVOKED, ErrorCode.DEVICE_FORKED, ErrorCode.RATE_LIMITED, ErrorCode.OVERLOADED,
    ErrorCode.BAD_SIGNATURE, ErrorCode.CLOCK_SKEW, ErrorCode.REPLAYED_NONCE, ErrorCode.UPGRADE_REQUIRED, ErrorCode.STORAGE_FULL,
}  # fmt: skip


def adopt_latest(
    catalog: CatalogStore, client: SikerClient, who: Credentials, feed: str, head: Head, server_public_key: str
) -> bool:
    """Take the newest snapshot when there is a good one; False: fill by the feed. Raises SyncError to be tried again later."""
    room = _Room(catalog.workplace())
    try:
        offer = client.snapshot_offer(who, feed)
        if offer is None:
            room.clear()
            return False
        _judge(offer, feed, head, catalog.cursor(), server_public_key)
        room.check_space(offer)
        _fetch(client, who, offer, room)
        room.unpack(offer)
        catalog.adopt(room.plain, offer)
    except SnapshotDefectError as defect:
        log.warning("the snapshot is refused (%s); the feed is read instead", defect.code)
        room.clear()
        return False
    finally:
        room.plain.unlink(missing_ok=True)
    room.clear()
    log.info("catalog taken from the snapshot at revision %d", offer.rev)
    return True


def _judge(offer: SnapshotOffer, feed: str, head: Head, own: Cursor, server_public_key: str) -> None:
    """Everything that can be known before a byte is fetched. Raises SnapshotDefectError."""
    wrong = {
        Defect.BAD_SIGNATURE: not is_genuine(offer, server_public_key),
        Defect.OTHER_FEED: offer.feed != feed,
        Defect.OTHER_LAYOUT: offer.layout != LAYOUT,
        Defect.OTHER_GENERATION: offer.generation != head.generation,
        Defect.AHEAD: offer.rev > head.rev,
        Defect.TOO_OLD: offer.rev < max(head.min_rev, own.rev if own.generation == head.generation else 0),
        Defect.TOO_LARGE: not 0 < offer.packed_bytes <= offer.plain_bytes + _CHUNK <= MAX_PLAIN_BYTES,
        Defect.BAD_ADDRESS: not offer.path.startswith("/snapshots/") or not offer.path.isascii() or ".." in offer.path,
    }
    for defect, found in wrong.items():
        if found:
            raise SnapshotDefectError(defect)


def _fetch(client: SikerClient, who: Credentials, offer: SnapshotOffer, room: _Room) -> None:
    """Bring the packed file here, from where an interrupted fetch of the same offer stopped."""
    have, spoiled = room.begin(offer), 0
    while have < offer.packed_bytes:
        try:
            part = client.snapshot_part(who, offer.path, have, min(PART_BYTES, offer.packed_bytes - have))
        except RefusedError as refused:
            if refused.reason in _LEAVE_TO_THE_STEP:
                raise
            raise SnapshotDefectError(Defect.NOT_SERVED) from None
        except (GarbledError, ServerFaultError):
            spoiled += 1
            if spoiled == PATIENCE:
                raise SnapshotDefectError(Defect.WRONG_LENGTH) from None
            continue
        room.append(part)
        have, spoiled = have + len(part), 0


class _Room:
    """The three files of a fetch. ``begin`` decides whether what lies there may be gone on with."""

    def __init__(self, folder: Path) -> None:
        self._part, self._offer, self.plain = folder / PART_FILE, folder / OFFER_FILE, folder / PLAIN_FILE

    def clear(self) -> None:
        for path in (self._part, self._offer, self.plain):
            path.unlink(missing_ok=True)

    def check_space(self, offer: SnapshotOffer) -> None:
        """Packed, unpacked and adopted lie side by side for a while; visits must still find room."""
        needed = offer.packed_bytes + 3 * offer.plain_bytes + SPARE_BYTES
        if shutil.disk_usage(self._part.parent).free < needed:
            raise SnapshotDefectError(Defect.NO_ROOM)

    def begin(self, offer: SnapshotOffer) -> int:
        """How many bytes of this very offer are here already."""
        try:
            kept = decode(self._offer.read_bytes(), SnapshotOffer)
            have = self._part.stat().st_size
        except (OSError, WireFormatError):
            kept, have = None, 0
        if kept == offer and have <= offer.packed_bytes:
            return have
        self.clear()
        self._part.touch(mode=0o600)
        self._offer.write_bytes(encode(offer))
        return 0

    def append(self, part: bytes) -> None:
        with self._part.open("ab") as out:
            out.write(part)

    def unpack(self, offer: SnapshotOffer) -> None:
        """Check the packed file's hash, then write the plain one, checking size and hash on the way."""
        if _sha256(self._part) != offer.packed_sha256:
            raise SnapshotDefectError(Defect.WRONG_PACKED_HASH)
        digest, size = hashlib.sha256(), 0
        try:
            with self._part.open("rb") as packed, os.fdopen(
                os.open(self.plain, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
            ) as out, zstandard.ZstdDecompressor().stream_reader(packed, read_across_frames=False) as reader:  # fmt: skip
                while chunk := reader.read(_CHUNK):
                    size += len(chunk)
                    if size > offer.plain_bytes:
                        raise SnapshotDefectError(Defect.TOO_LARGE)
                    digest.update(chunk)
                    out.write(chunk)
        except zstandard.ZstdError:
            raise SnapshotDefectError(Defect.NOT_PACKED) from None
        if size != offer.plain_bytes or "sha256:" + digest.hexdigest() != offer.plain_sha256:
            raise SnapshotDefectError(Defect.WRONG_PLAIN_HASH)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
