"""Ed25519 keys of stations and server in text form, and detached signatures over bytes.

Text forms: private and public keys are base64url of the raw 32 bytes without padding; signatures of the raw 64 bytes.
"""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def b64(raw: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """Inverse of ``b64``. Raises ValueError on anything else, also on a second spelling of the same bytes."""
    try:
        raw = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("not base64url") from error
    if b64(raw) != text:
        raise ValueError("not base64url")
    return raw


class DeviceKey:
    """A station's private key. ``repr`` never shows it."""

    __slots__ = ("_private",)

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    def __repr__(self) -> str:
        return "DeviceKey(…)"

    @classmethod
    def generate(cls) -> DeviceKey:
        """A new random key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_text(cls, text: str) -> DeviceKey:
        """Load the text form. Raises ValueError."""
        return cls(Ed25519PrivateKey.from_private_bytes(unb64(text)))

    def private_text(self) -> str:
        """The secret text form, for the credential store only."""
        return b64(self._private.private_bytes_raw())

    def public_text(self) -> str:
        """The public text form."""
        return b64(self._private.public_key().public_bytes_raw())

    @property
    def private(self) -> Ed25519PrivateKey:
        """The cryptography object, for libraries that sign."""
        return self._private

    def sign(self, content: bytes) -> str:
        """Detached signature as base64url."""
        return b64(self._private.sign(content))


def public_key(text: str) -> Ed25519PublicKey:
    """Load a public key's text form. Raises ValueError."""
    return Ed25519PublicKey.from_public_bytes(unb64(text))


def verify(public_text: str, content: bytes, signature: str) -> bool:
    """True when ``signature`` over ``content`` was made by the holder of the key; False for anything malformed."""
    try:
        public_key(public_text).verify(unb64(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


_WORDS = [
    "apel",
    "bambu",
    "cabai",
    "delima",
    "ekor",
    "fajar",
    "gajah",
    "hutan",
    "ikan",
    "jambu",
    "kapal",
    "lampu",
    "madu",
    "nanas",
    "ombak",
    "padi",
    "rumah",
    "sawah",
    "tebu",
    "udang",
    "wajan",
    "yoyo",
    "zaitun",
    "angsa",
    "batik",
    "cincin",
    "duku",
    "embun",
    "garam",
    "harpa",
    "intan",
    "jati",
]


def fingerprint_words(public_text: str) -> str:
    """Six words for two people to compare on two screens at enrolment (30 bits of the key's SHA-256)."""
    import hashlib

    number = int.from_bytes(hashlib.sha256(unb64(public_text)).digest()[:4], "big") >> 2
    return " ".join(_WORDS[(number >> (5 * place)) & 31] for place in range(6))
