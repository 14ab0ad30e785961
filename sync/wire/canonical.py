"""Canonical bytes (RFC 8785, JSON Canonicalization Scheme) and digests, so both sides hash and sign the same thing."""

from __future__ import annotations

import hashlib
from typing import Any, TypeAlias, cast

import rfc8785

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


def canonical(value: Json) -> bytes:
    """RFC 8785 bytes of a JSON value. Raises ValueError for what JSON cannot carry exactly."""
    return rfc8785.dumps(cast("Any", value))


def sha256_text(content: bytes) -> str:
    """``sha256:`` + lower-case hex."""
    return "sha256:" + hashlib.sha256(content).hexdigest()
