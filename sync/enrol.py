"""Gives the station its identity: a one-time code from the office against a fresh key, once."""

from __future__ import annotations

from dataclasses import dataclass

from sync.client import SikerClient
from sync.clock import StationClock
from sync.ports import StationIdentity, SyncStore
from sync.wire.keys import fingerprint_words
from sync.wire.messages import EnrolRequest
from sync.wire.signing import enrol_proof_bytes


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the technician compares: the six words must be the same on the officer's screen."""

    identity: StationIdentity
    words: str


def enrol(
    store: SyncStore, client: SikerClient, clock: StationClock, code: str, *, app_version: str = "0", hardware: str = ""
) -> Enrolment:
    """Redeem ``code``. A lost answer is asked for again with the same key by calling again. Raises SyncError."""
    key = store.enrolment_key()
    public = key.public_text()
    request = EnrolRequest(
        code=code, public_key=public, proof=key.sign(enrol_proof_bytes(code, public)), app_version=app_version, hardware=hardware
    )
    answer = client.enrol(request)
    store.put_enrolment(answer, key, clock.now())
    identity = store.identity()
    assert identity is not None
    return Enrolment(identity, fingerprint_words(public))
