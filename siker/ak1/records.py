"""Opening and sealing the answers of a registration, and the typed view of its evidence and consents."""

from __future__ import annotations

import msgspec

from domain import seeker
from domain.consent import Consent
from domain.identity import Assurance, Evidence, derive_assurance
from siker import vault
from siker.ak1.models import Registration
from sync.wire.codec import decode, encode, from_json


def seal_answers(answers: seeker.Registration) -> bytes:
    """The answers as they are stored."""
    return vault.seal(encode(answers), f"registration/{answers.registration_id}")


def answers_of(row: Registration) -> seeker.Registration:
    """The answers in clear. Whoever shows them to a person writes the audit entry."""
    return decode(vault.unseal(row.sealed, f"registration/{row.registration_id}"), seeker.Registration)


def evidence_of(row: Registration) -> tuple[Evidence, ...]:
    """What was checked."""
    return tuple(from_json(row.evidence, list[Evidence]))


def consents_of(row: Registration) -> tuple[Consent, ...]:
    """What the person agreed to."""
    return tuple(from_json(row.consents, list[Consent]))


def assurance_of(row: Registration) -> Assurance:
    """The level derived from the evidence."""
    return derive_assurance(evidence_of(row))


def plain(items: object) -> object:
    """Dataclasses as JSON values for a JSON column."""
    return msgspec.to_builtins(items)
