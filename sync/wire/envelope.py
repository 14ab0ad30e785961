"""The op: one fact in its signed, hash-chained envelope. Frozen when enqueued; the same bytes for ever.

``seq`` counts 1, 2, 3 … per device; ``prev`` is the digest of the previous op's canonical bytes (all zero for the first).
The signature and the digest are over the canonical bytes without ``sig``.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import msgspec

from domain.facts import Fact, wire_name
from sync.wire.canonical import Json, canonical, sha256_text
from sync.wire.codec import WireFormatError, fact_body, from_json, to_json
from sync.wire.keys import DeviceKey, verify

SCHEMA = "siker/op/1"
FIRST_PREV = "sha256:" + "0" * 64
MAX_OP_BYTES = 256 * 1024


class OpClock(msgspec.Struct, frozen=True):
    """What the station knew about time. ``q``: synced, holdover or unknown; it never orders anything."""

    q: str
    offset_ms: int
    boot: str
    mono_ms: int


class Op(msgspec.Struct, frozen=True, kw_only=True):
    """One envelope. ``op_id`` is a UUIDv7, ``type``/``v`` the fact's wire name and version."""

    op_id: str
    device: str
    seq: int
    prev: str
    type: str
    v: int
    aggregate: str
    issued_at: Annotated[datetime, msgspec.Meta(tz=True)]
    clock: OpClock
    body: dict[str, Any]
    sig: str = ""
    schema: str = msgspec.field(default=SCHEMA, name="$schema")

    def signed_bytes(self) -> bytes:
        """RFC 8785 bytes without the signature."""
        value = to_json(self)
        assert isinstance(value, dict)
        del value["sig"]
        return canonical(value)

    def digest(self) -> str:
        """``sha256:…`` of the signed bytes: the next op's ``prev`` and the identity of the content."""
        return sha256_text(self.signed_bytes())

    def to_bytes(self) -> bytes:
        """The whole envelope, canonical."""
        return canonical(to_json(self))


def seal(fact: Fact, *, op_id: str, device: str, seq: int, prev: str, issued_at: datetime, clock: OpClock, key: DeviceKey) -> Op:
    """Wrap, chain and sign a fact."""
    name, version = wire_name(fact)
    body = fact_body(fact)
    assert isinstance(body, dict)
    bare = Op(
        op_id=op_id, device=device, seq=seq, prev=prev, type=name, v=version, aggregate=fact.aggregate,
        issued_at=issued_at, clock=clock, body=dict(body),
    )  # fmt: skip
    return msgspec.structs.replace(bare, sig=key.sign(bare.signed_bytes()))


def open_op(value: Json) -> Op:
    """A JSON value as an op; form only. Raises WireFormatError."""
    op = from_json(value, Op)
    if op.schema != SCHEMA or op.seq < 1 or len(op.op_id) > 64:
        raise WireFormatError("unknown op schema or sequence")
    return op


def signature_is_valid(op: Op, public_text: str) -> bool:
    """True when the device's key signed exactly this content."""
    return verify(public_text, op.signed_bytes(), op.sig)
