"""What server and stations agree on about a snapshot: its layout, which bytes are signed, and how it can be wrong.

A snapshot is one plain SQLite file with the public rows of a feed as of one revision, compressed with zstd. It has no index:
stations build their own, so a slow line carries half of the bytes. Personal rows are never in it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from sync.wire.canonical import canonical
from sync.wire.codec import to_json
from sync.wire.keys import DeviceKey, verify
from sync.wire.messages import SnapshotOffer

LAYOUT: Final = 1
TABLES: Final = (
    "CREATE TABLE feed_row (rev INTEGER PRIMARY KEY, entity TEXT NOT NULL, entity_id TEXT NOT NULL, v INTEGER NOT NULL,"
    " payload TEXT NOT NULL)",
    "CREATE TABLE cursor (feed TEXT NOT NULL, generation TEXT NOT NULL, rev INTEGER NOT NULL)",
)
"""The whole schema, letter by letter: a file that holds anything else is refused."""

STATUS_ENTITIES: Final = ("registration", "application")
"""Rows about people, pseudonymous; they come by the feed alone, never in a snapshot, never into a public file."""

MAX_PLAIN_BYTES: Final = 2 * 1024**3
"""No snapshot is larger; whoever claims so is refused before a byte is fetched."""


class Defect(StrEnum):
    """What can be wrong with a snapshot; each means: refuse it, keep the old catalog, read the feed instead."""

    OTHER_FEED = "other_feed"
    OTHER_LAYOUT = "other_layout"
    OTHER_GENERATION = "other_generation"
    TOO_OLD = "too_old"
    AHEAD = "ahead"
    TOO_LARGE = "too_large"
    BAD_SIGNATURE = "bad_signature"
    BAD_ADDRESS = "bad_address"
    NOT_SERVED = "not_served"
    WRONG_LENGTH = "wrong_length"
    WRONG_PACKED_HASH = "wrong_packed_hash"
    WRONG_PLAIN_HASH = "wrong_plain_hash"
    NOT_PACKED = "not_packed"
    NOT_SOUND = "not_sound"
    WRONG_CONTENT = "wrong_content"
    NO_ROOM = "no_room"


class SnapshotDefectError(Exception):
    """The snapshot is refused. ``code`` is for logs; nothing of the file is in it."""

    def __init__(self, defect: Defect) -> None:
        super().__init__(defect.value)
        self.defect, self.code = defect, defect.value


def signed_bytes(offer: SnapshotOffer) -> bytes:
    """What the server signs: everything of the offer but the signature, in canonical form."""
    value = to_json(offer)
    assert isinstance(value, dict)
    return b"siker/snapshot/1\n" + canonical({name: part for name, part in value.items() if name != "signature"})


def sign(offer: SnapshotOffer, key: DeviceKey) -> SnapshotOffer:
    """The offer with the server's signature."""
    parts = {name: getattr(offer, name) for name in offer.__struct_fields__}
    return SnapshotOffer(**(parts | {"signature": key.sign(signed_bytes(offer))}))


def is_genuine(offer: SnapshotOffer, server_public_key: str) -> bool:
    """Whether the server made this offer."""
    return verify(server_public_key, signed_bytes(offer), offer.signature)
