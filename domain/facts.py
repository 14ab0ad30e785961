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
from domain.cv import Cv
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
    APPLICATION = "application"
    VACANCY = "vacancy"
    CV = "cv"


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


@dataclass(frozen=True, slots=True)
class ApplicationSubmitted:
    """A person applied to a vacancy and saw what the employer will see. ``number`` is on the slip, so is ``claim_code``.

    ``attempt``: 1, and one more each time after a withdrawal. ``claim_code`` lets the person open a portal account; empty
    when none was printed. The aggregate is the registration's: the server must know the person first.
    """

    application_id: str
    registration_id: str
    vacancy_id: str
    number: str
    attempt: int
    cv: Cv
    consents: tuple[Consent, ...]
    language: str
    submitted_at: datetime
    claim_code: str = ""

    @property
    def aggregate(self) -> str:
        return f"registration/{self.registration_id}"


@dataclass(frozen=True, slots=True)
class ApplicationWithdrawn:
    """The person took an application back."""

    application_id: str
    registration_id: str
    vacancy_id: str
    attempt: int
    withdrawn_at: datetime

    @property
    def aggregate(self) -> str:
        return f"registration/{self.registration_id}"


Fact: TypeAlias = (
    SeekerRegistered
    | SeekerUpdated
    | Ak1Issued
    | DocumentPrinted
    | PresenceReported
    | HelpRequested
    | ApplicationSubmitted
    | ApplicationWithdrawn
)

CATALOGUE: dict[str, tuple[int, type[Fact]]] = {
    "seeker.registered": (1, SeekerRegistered),
    "seeker.updated": (1, SeekerUpdated),
    "ak1.issued": (1, Ak1Issued),
    "document.printed": (1, DocumentPrinted),
    "presence.reported": (1, PresenceReported),
    "help.requested": (1, HelpRequested),
    "application.submitted": (1, ApplicationSubmitted),
    "application.withdrawn": (1, ApplicationWithdrawn),
}


def wire_name(fact: Fact) -> tuple[str, int]:
    """The wire name and version of a fact."""
    for name, (version, kind) in CATALOGUE.items():
        if type(fact) is kind:
            return name, version
    raise KeyError(type(fact).__name__)
