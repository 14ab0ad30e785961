"""Personal data at rest: AES-256-GCM for what must be read again, HMAC-SHA-256 for what must be found again.

Every sealed value is bound to its context (table and row), so a value copied into another row does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from domain.nik import Nik
from siker import keyring
from sync.wire.keys import DeviceKey, b64

_VERSION = b"\x01"
_NONCE = 12


class SealBrokenError(Exception):
    """A stored value does not open: another key, another row, or damage. Holds nothing of the value."""


@cache
def _key(purpose: str) -> bytes:
    master: bytes | None = settings.SIKER_MASTER_KEY
    if master is None:
        raise keyring.MasterKeyError(
            "SIKER belum punya kunci utama. Mulai dengan `python -m siker`, atau isi SIKER_MASTER_KEY atau SIKER_MASTER_KEY_FILE."
        )
    return keyring.derive(master, purpose)


def seal(plain: bytes, context: str) -> bytes:
    """Encrypt for storage under ``context``, e.g. ``registration/<id>``."""
    nonce = os.urandom(_NONCE)
    return _VERSION + nonce + AESGCM(_key("data")).encrypt(nonce, plain, context.encode())


def unseal(sealed: bytes | memoryview, context: str) -> bytes:
    """Inverse of ``seal``. Raises SealBrokenError."""
    raw = bytes(sealed)
    if raw[:1] != _VERSION or len(raw) < 1 + _NONCE + 16:
        raise SealBrokenError(context.split("/")[0])
    try:
        return AESGCM(_key("data")).decrypt(raw[1 : 1 + _NONCE], raw[1 + _NONCE :], context.encode())
    except InvalidTag:
        raise SealBrokenError(context.split("/")[0]) from None


def nik_lookup(nik: Nik) -> str:
    """The blind index of a NIK: equal for equal numbers, useless without the key."""
    return hmac.new(_key("nik-lookup"), nik.value.encode(), hashlib.sha256).hexdigest()


def code_digest(code: str) -> str:
    """How a one-time code is stored."""
    return hmac.new(_key("enrol-code"), code.encode(), hashlib.sha256).hexdigest()


def claim_digest(code: str) -> str:
    """How the code on a slip that opens a portal account is stored; case, spaces and dashes do not matter."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hmac.new(_key("claim-code"), plain.encode(), hashlib.sha256).hexdigest()


def candidate_key(registration_id: str, vacancy_id: str) -> str:
    """A pseudonym of one person in one vacancy's search: the same each time, and no link to any other list."""
    return hmac.new(_key("candidate-key"), f"{registration_id}/{vacancy_id}".encode(), hashlib.sha256).hexdigest()[:20]


def login_digest(name: str) -> str:
    """How a name typed at the sign-in is counted: equal for equal names. Somebody may have typed a NIK there."""
    return hmac.new(_key("login-name"), name.strip().casefold().encode(), hashlib.sha256).hexdigest()


@cache
def server_key() -> DeviceKey:
    """The server's own signing key."""
    return DeviceKey.from_text(b64(_key("server-sign")))
