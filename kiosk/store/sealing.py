"""Seals and opens what belongs to one person, under that person's data key in the same transaction."""

from __future__ import annotations

import msgspec
from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from domain.consent import Consent
from domain.identity import Evidence
from domain.seeker import Registration
from kiosk.store import keys
from kiosk.store.keys import VaultKeys
from kiosk.store.schema import data_key
from sync.clock import StationClock
from sync.wire.codec import decode, encode

STATION = ""
"""The subject of content that belongs to nobody; sealed under the vault's own key."""


class PersonContent(msgspec.Struct, frozen=True):
    """The personal part of a registration."""

    registration: Registration
    evidence: tuple[Evidence, ...]
    consents: tuple[Consent, ...]

    def to_bytes(self) -> bytes:
        """JSON bytes."""
        return encode(self)

    @classmethod
    def from_bytes(cls, raw: bytes) -> PersonContent:
        """Inverse of ``to_bytes``."""
        return decode(raw, cls)


class Sealer:
    """Data keys of one transaction, fetched once each."""

    def __init__(self, connection: Connection, vault_keys: VaultKeys, clock: StationClock) -> None:
        self._connection, self._keys, self._clock = connection, vault_keys, clock
        self._cache: dict[str, bytes] = {STATION: vault_keys.wrap_key}

    def seal(self, subject: str, content: bytes, purpose: str) -> bytes:
        """Seal under the subject's key, made now when there is none."""
        key = self._find(subject)
        if key is None:
            key = keys.new_data_key()
            wrapped = self._keys.wrap(key, f"person/{subject}")
            self._connection.execute(insert(data_key), {"subject": subject, "wrapped": wrapped, "created_at": self._clock.now()})
            self._cache[subject] = key
        return keys.seal(key, content, purpose)

    def unseal(self, subject: str, sealed: bytes, purpose: str) -> bytes | None:
        """The content, or None when the subject's key was shredded. Raises VaultDamagedError."""
        key = self._find(subject)
        return None if key is None else keys.unseal(key, sealed, purpose)

    def remember(self, subject: str, wrapped: bytes | None) -> None:
        """A key that came along with other rows, so that it need not be fetched."""
        if wrapped is not None and subject not in self._cache:
            self._cache[subject] = self._keys.unwrap(wrapped, f"person/{subject}")

    def shred(self, subject: str) -> None:
        """Forget the subject's key."""
        self._connection.execute(delete(data_key).where(data_key.c.subject == subject))
        self._cache.pop(subject, None)

    def _find(self, subject: str) -> bytes | None:
        if subject not in self._cache:
            wrapped = self._connection.execute(
                select(data_key.c.wrapped).where(data_key.c.subject == subject)
            ).scalar_one_or_none()
            if wrapped is None:
                return None
            self._cache[subject] = self._keys.unwrap(wrapped, f"person/{subject}")
        return self._cache[subject]
