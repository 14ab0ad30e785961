"""The catalogue of facts a station tells SIKER: what happened, in the past tense, never to be refused.

Each fact has a wire name and a version; the catalogue below is the only list of them (docs/protocol.md is generated
from it). A fact names its aggregate: order is kept only within one aggregate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from domain.consent import Consent
from domain.identity import Evidence
from domain.nik import Nik
from domain.seeker import Registration


class PrintOutcome(StrEnum):
    """What is honestly known about a print: only a process-ID response is ``confirmed``."""

    CONFIRMED = "confirmed"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class DocumentKind(StrEnum):
    """What was printed."""

    AK1 = "ak1"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class SeekerRegistered:
    """A person finished form AK/II. ``queue_code`` is set when an officer must verify before the card is printed."""

    registration: Registration
    evidence: tuple[Evidence, ...]
    consents: tuple[Consent, ...]
    language: str
    queue_code: str = ""

    @property
    def aggregate(self) -> str:
        return f"registration/{self.registration.registration_id}"


@dataclass(frozen=True, slots=True)
class SeekerUpdated:
    """The person corrected the record at a later visit; replaces the former answers, keeps their history."""

    registration: Registration
    evidence: tuple[Evidence, ...]
    consents: tuple[Consent, ...]
    language: str

    @property
    def aggregate(self) -> str:
        return f"registration/{self.registration.registration_id}"


@dataclass(frozen=True, slots=True)
class Ak1Issued:
    """A card number was used for this person. Written before the paper; a renewal names the card it supersedes."""

    registration_id: str
    nik: Nik
    number: str
    serial: int
    lease_id: str
    issued_on: date
    valid_until: date
    assurance: str
    supersedes: str = ""

    @property
    def aggregate(self) -> str:
        return f"registration/{self.registration_id}"


@dataclass(frozen=True, slots=True)
class DocumentPrinted:
    """A print ended with an outcome. ``reference`` is the card number or the queue code; ``reason`` names a failure."""

    registration_id: str
    document: DocumentKind
    reference: str
    copy_no: int
    outcome: PrintOutcome
    at: datetime
    reason: str = ""

    @property
    def aggregate(self) -> str:
        return f"registration/{self.registration_id}"


@dataclass(frozen=True, slots=True)
class PresenceReported:
    """Lapor: the holder is still looking for work, on one of the three report rows."""

    registration_id: str
    number: str
    row: int
    reported_on: date

    @property
    def aggregate(self) -> str:
        return f"registration/{self.registration_id}"


@dataclass(frozen=True, slots=True)
class HelpRequested:
    """Somebody at the kiosk asked for an officer; no personal data, only where they were."""

    ticket: str
    page: str
    at: datetime

    @property
    def aggregate(self) -> str:
        return f"help/{self.ticket}"


Fact: TypeAlias = SeekerRegistered | SeekerUpdated | Ak1Issued | DocumentPrinted | PresenceReported | HelpRequested

CATALOGUE: dict[str, tuple[int, type[Fact]]] = {
    "seeker.registered": (1, SeekerRegistered),
    "seeker.updated": (1, SeekerUpdated),
    "ak1.issued": (1, Ak1Issued),
    "document.printed": (1, DocumentPrinted),
    "presence.reported": (1, PresenceReported),
    "help.requested": (1, HelpRequested),
}


def wire_name(fact: Fact) -> tuple[str, int]:
    """The wire name and version of a fact."""
    for name, (version, kind) in CATALOGUE.items():
        if type(fact) is kind:
            return name, version
    raise KeyError(type(fact).__name__)
