"""The link that carries a calculation's inputs in its fragment, which browsers never send to a server.

Format, version 1: ``#`` and base64url without padding of compact UTF-8 JSON ``{"v":1,"topic":…,"inputs":{…}}``, at most
2048 characters. What comes out of one is somebody's claim: it must pass the same checks as typed answers.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from domain.rights import InputRefused, Topic, topic_of
from domain.rights.numbers import exact_decimal, terminating

VERSION = 1
MAX_CHARACTERS = 2048
_ALPHABET = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


@dataclass(frozen=True, slots=True, repr=False)
class SharedInputs:
    """A topic and the inputs somebody claims to have given."""

    topic: Topic
    inputs: Mapping[str, object]


def fragment_of(topic: Topic, inputs: Mapping[str, object]) -> str | None:
    """The fragment without ``#``; None when the inputs are too many for a link or cannot be written exactly."""
    body = _json({"v": VERSION, "topic": str(topic), "inputs": {name: item for name, item in inputs.items() if item is not None}})
    if body is None:
        return None
    code = base64.urlsafe_b64encode(body.encode()).rstrip(b"=").decode()
    return code if len(code) <= MAX_CHARACTERS else None


def address_of(portal: str, topic: Topic) -> str:
    """The page of a topic on the portal at ``portal`` (its public address, with or without a final slash)."""
    return f"{portal.rstrip('/')}/hak/{topic}/"


def read_fragment(code: str) -> SharedInputs | None:
    """What a fragment claims; None for anything that is not ours, too long or of another version."""
    if len(code) > MAX_CHARACTERS or not _ALPHABET.fullmatch(code):
        return None
    try:
        raw = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))
        said = json.loads(raw.decode(), parse_float=Decimal, parse_constant=lambda _: None)
    except (binascii.Error, ValueError, ArithmeticError, RecursionError):
        return None
    if not isinstance(said, dict) or type(said.get("v")) is not int or said["v"] != VERSION:
        return None
    topic, inputs = topic_of(said.get("topic")), said.get("inputs")
    if isinstance(topic, InputRefused) or not isinstance(inputs, dict):
        return None
    return SharedInputs(topic, inputs)


def _json(value: object) -> str | None:
    """Compact JSON with numbers written exactly; None for what has no exact JSON."""
    match value:
        case None | bool() | str() | int():
            return json.dumps(value, ensure_ascii=False)
        case Fraction():
            return terminating(value)
        case Decimal():
            exact = exact_decimal(value)
            return None if exact is None else terminating(exact)
        case float():
            return _json(Decimal(repr(value)))
        case date():
            return json.dumps(value.isoformat())
        case Mapping():
            pairs = [(json.dumps(str(name), ensure_ascii=False), _json(item)) for name, item in value.items()]
            return None if any(item is None for _, item in pairs) else "{" + ",".join(f"{k}:{v}" for k, v in pairs) + "}"
        case list() | tuple():
            items = [_json(item) for item in value]
            return None if any(item is None for item in items) else "[" + ",".join(map(str, items)) + "]"
        case _:
            return None
