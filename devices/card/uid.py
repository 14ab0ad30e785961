"""The card's number (UID) as a keyed fingerprint: it tells two visits with one card, and nothing to anyone without the key."""

from __future__ import annotations

import hashlib
import hmac

_PURPOSE = b"anjungan card uid v1\x00"
_STABLE_BYTES = 7


def is_stable(uid: bytes) -> bool:
    """False for short numbers, which ISO/IEC 14443-3 lets a card make up anew each time: they recognise nobody."""
    return len(uid) >= _STABLE_BYTES


def uid_hmac(uid: bytes | None, key: bytes | None) -> str | None:
    """The keyed fingerprint of a card's number; None without key, without number, or for a number made up each time."""
    if key is None or uid is None or not is_stable(uid):
        return None
    return hmac.new(key, _PURPOSE + uid, hashlib.sha256).hexdigest()
