"""Facts and messages to JSON values and back, strictly: unknown enum values, missing fields and wrong types are refused."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import TypeVar, cast

import msgspec

from domain.facts import CATALOGUE, Fact
from domain.nik import Nik
from sync.wire.canonical import Json
from sync.wire.messages import Change

T = TypeVar("T")


class WireFormatError(ValueError):
    """Something on the wire is not what the schema says. The text names the field, never its value."""


def _to_wire(value: object) -> object:
    if isinstance(value, Nik):
        return value.value
    if isinstance(value, frozenset):
        return sorted(value)
    raise NotImplementedError(type(value).__name__)


def _from_wire(kind: type, value: object) -> object:
    if kind is not Nik:
        raise NotImplementedError(kind.__name__)
    try:
        return Nik(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError("not a NIK") from None


def to_json(value: object) -> Json:
    """A dataclass or struct as plain JSON values."""
    return cast("Json", msgspec.json.decode(encode(value)))


def from_json(value: object, kind: type[T]) -> T:
    """Plain JSON values (or JSON kept raw) to ``kind``. Raises WireFormatError naming the path."""
    if isinstance(value, msgspec.Raw):
        return decode(bytes(value), kind)
    try:
        return msgspec.convert(value, kind, dec_hook=_from_wire, strict=True)
    except (msgspec.ValidationError, ValueError) as error:
        raise WireFormatError(_without_values(str(error))) from None


def decode(raw: bytes, kind: type[T]) -> T:
    """JSON bytes to ``kind``. Raises WireFormatError."""
    try:
        return msgspec.json.decode(raw, type=kind, dec_hook=_from_wire, strict=True)
    except (msgspec.DecodeError, ValueError) as error:
        raise WireFormatError(_without_values(str(error))) from None


def encode(value: object) -> bytes:
    """A message as JSON bytes (not canonical; use ``canonical`` for what is signed)."""
    return msgspec.json.encode(value, enc_hook=_to_wire)


def payload_of(change: Change) -> bytes | None:
    """The payload of a put as JSON bytes; None for a tombstone."""
    if change.op != "put":
        return None
    raw = bytes(change.d) if isinstance(change.d, msgspec.Raw) else encode(change.d)
    return None if raw == b"null" else raw


def fact_body(fact: Fact) -> Json:
    """The ``body`` of a fact's envelope."""
    return to_json(fact)


def fact_from(name: str, version: int, body: Json) -> Fact | None:
    """The fact of an envelope, or None when this program does not know its name or version. Raises WireFormatError."""
    known = CATALOGUE.get(name)
    if known is None or known[0] != version:
        return None
    fact = from_json(body, known[1])
    _refuse_zoneless(fact, "$")
    return fact


def _refuse_zoneless(value: object, path: str) -> None:
    """Raise WireFormatError for a time that does not say its zone, anywhere in a fact."""
    if isinstance(value, datetime) and value.tzinfo is None:
        raise WireFormatError(f"Expected a time with its zone at `{path}`")
    if isinstance(value, tuple):
        for place, item in enumerate(value):
            _refuse_zoneless(item, f"{path}[{place}]")
    elif is_dataclass(value):
        for part in fields(value):
            _refuse_zoneless(getattr(value, part.name), f"{path}.{part.name}")


def _without_values(message: str) -> str:
    """msgspec quotes offending enum values; keep only the reason's shape and the path."""
    reason, _, path = message.partition(" - at ")
    kept = reason.split(" '")[0].split(" `{")[0]
    return f"{kept[:120]} at {path}" if path else kept[:120]
