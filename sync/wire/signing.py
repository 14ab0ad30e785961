"""HTTP message signatures (RFC 9421) with content digests (RFC 9530) for every request of a station.

Covered: method, authority, path, query, content-digest, siker-device. The server checks the window of ``created``
itself, so that a wrong clock gets its own answer (``clock_skew``) instead of a bare "bad signature".
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    InvalidSignature,
    algorithms,
)

from sync.wire.keys import DeviceKey, public_key

TAG = "siker-sync-1"
LABEL = "k1"
COVERED = ("@method", "@authority", "@path", "@query", "content-digest", "siker-device")
WINDOW_S = 300


class Message(Protocol):
    """What is signed: a prepared request of the client, or a view of the server's."""

    method: str
    url: str
    headers: MutableMapping[str, str]


@dataclass(slots=True)
class PlainMessage:
    """A request as method, absolute URL and headers."""

    method: str
    url: str
    headers: MutableMapping[str, str]


class BadSignatureError(Exception):
    """The request is not signed by the device it names."""


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Who signed, when (by the signer's clock, aware UTC) and with which nonce."""

    device: str
    created: datetime
    nonce: str


class _OneKey(HTTPSignatureKeyResolver):
    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        return self._private

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:
        return self._private.public_key()


class _Lookup(HTTPSignatureKeyResolver):
    def __init__(self, find: Callable[[str], str | None]) -> None:
        self._find = find

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        raise KeyError(key_id)

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        text = self._find(key_id)
        return public_key(text) if text else None


def sign_request(message: Message, body: bytes, device: str, key: DeviceKey, now: datetime) -> None:
    """Add Siker-Device, Content-Digest, Signature-Input and Signature headers in place."""
    message.headers["Siker-Device"] = device
    signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=_OneKey(key.private))
    signer.sign(
        message, key_id=device, created=now, nonce=secrets.token_urlsafe(12), label=LABEL, tag=TAG,
        covered_component_ids=COVERED, body=body,
    )  # fmt: skip


def verify_request(message: Message, body: bytes, find_key: Callable[[str], str | None]) -> SignedBy:
    """Check signature and digest. ``find_key`` gives a device's public key text or None. Raises BadSignatureError."""
    verifier = HTTPMessageVerifier(signature_algorithm=algorithms.ED25519, key_resolver=_Lookup(find_key))
    verifier.max_clock_skew = timedelta(days=36_500)  # the window is the caller's to judge; the default refuses 5 s ahead
    try:
        results = verifier.verify(message, max_age=None, expect_tag=TAG, require_components=COVERED, body=body)
    except (InvalidSignature, HTTPMessageSignaturesException, ValueError, KeyError) as error:
        raise BadSignatureError(type(error).__name__) from None
    result = results[0]
    device = str(result.parameters.get("keyid", ""))
    named = next((v for k, v in message.headers.items() if k.lower() == "siker-device"), "")
    created, nonce = result.parameters.get("created"), result.nonce
    if len(results) != 1 or device != named or not isinstance(created, int) or not nonce:
        raise BadSignatureError("key, device or parameters disagree")
    return SignedBy(device, datetime.fromtimestamp(created, UTC), nonce)


def enrol_proof_bytes(code: str, public_text: str) -> bytes:
    """What a station signs to prove that it holds the key it enrols."""
    return f"siker/enrol/1\n{code}\n{public_text}".encode()
