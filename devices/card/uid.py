"""The card's number (UID) as a keyed fingerprint: it tells two visits with one card, and nothing to anyone without the key."""

from __future__ import annotations

import hashlib
import hmac

_PURPOSE = b"anjungan card uid v1\x00"
_RANDOM_ID_PREFIX = 0x08


def uid_hmac(uid: bytes | None, key: bytes | None) -> str | None:
    """The keyed fingerprint of a card's number; None without key, without number, or for a number made up each time.

    A four-byte number beginning with 08 is random by ISO/IEC 14443-3 and would recognise nobody.
    """
    if key is None or not uid or (len(uid) == 4 and uid[0] == _RANDOM_ID_PREFIX):
        return None
    return hmac.new(key, _PURPOSE + uid, hashlib.sha256).hexdigest()
