"""What services may ask of the store: plain values and protocols, no SQL and no SQLAlchemy.

One use case is one ``Vault.begin()`` block: state, outbox and audit are committed together, on disk, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from domain.ak1 import Ak1State
from domain.applications import ApplicationState
from domain.consent import Consent
from domain.facts import DocumentKind, Fact, PrintOutcome
from domain.identity import Evidence
from domain.nik import Nik
from domain.seeker import Registration
from domain.vacancy import Vacancy
from sync.ports import Condition, OutboxCounts, StationIdentity
from sync.wire.messages import ApplicationStatus, Lease, RegistrationStatus, StationPolicy

__all__ = [
    "ApplicationRecord", "AuditEntry", "CardRecord", "Condition", "FeedRow", "LeasedSerial", "LedgerEntry", "OutboxCounts", "OutboxEntry",
    "PersonRecord", "PublicCatalog", "Reader", "RegistrationState", "Room", "StationIdentity", "Unit", "Vault",
]  # fmt: skip


class RegistrationState(StrEnum):
    """Where a registration stands. ``verified`` may print the card."""

    AWAITING = "awaiting"
    VERIFIED = "verified"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class CardRecord:
    """The newest card of a person. ``copies`` counts prints that came or may have come out; ``reports`` the rows done."""

    number: str
    registration_id: str
    issued_on: date
    valid_until: date
    state: Ak1State
    supersedes: str
    copies: int
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What this station knows of a person. ``registration`` is None once purged: ask the server, or start anew.

    ``placed_on``: hired through SIKER on that day, by the server's last word.
    """

    registration_id: str
    state: RegistrationState
    reason: str
    queue_code: str
    language: str
    registered_at: datetime
    registration: Registration | None
    evidence: tuple[Evidence, ...]
    consents: tuple[Consent, ...]
    card: CardRecord | None
    proof_copies: int
    placed_on: date | None = None

    def __repr__(self) -> str:
        return f"PersonRecord({self.registration_id}, {self.state})"


@dataclass(frozen=True, slots=True)
class ApplicationRecord:
    """One application. ``waiting``: the last wish made here has not reached SIKER. ``number`` empty: only its standing is left.

    ``same_as``: another application of the same person under which this one goes on. ``vacancy``: as it was when sent from here.
    """

    application_id: str
    registration_id: str
    vacancy_id: str
    attempt: int
    state: ApplicationState
    at: datetime
    waiting: bool
    number: str
    title: str
    employer: str
    claim_code: str = ""
    reason: str = ""
    invited_at: datetime | None = None
    invited_place: str = ""
    same_as: str = ""
    vacancy: Vacancy | None = None

    def __repr__(self) -> str:
        return f"ApplicationRecord({self.application_id}, {self.state})"


@dataclass(frozen=True, slots=True)
class LeasedSerial:
    """A serial that is now used, and the lease it came from."""

    serial: int
    lease_id: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One print. ``outcome`` None: bytes may have gone out and nobody knows."""

    ledger_id: str
    document: DocumentKind
    registration_id: str
    reference: str
    copy_no: int
    started_at: datetime
    outcome: PrintOutcome | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the append-only audit."""

    position: int
    at: datetime
    event: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One fact on its way, for the technician: never its content."""

    op_id: str
    seq: int
    type: str
    aggregate: str
    state: str
    reason: str
    enqueued_at: datetime


@dataclass(frozen=True, slots=True)
class Room:
    """Free space on the data disk. ``enough`` False: no new visit may start."""

    free_mb: int
    needed_mb: int

    @property
    def enough(self) -> bool:
        """Whether a visit may start."""
        return self.free_mb >= self.needed_mb


class Reader(Protocol):
    """A consistent view; reads what was committed when it began (and, in a Unit, what the unit wrote)."""

    def find_by_nik(self, nik: Nik) -> PersonRecord | None: ...

    def person(self, registration_id: str) -> PersonRecord | None: ...

    def card(self, number: str) -> CardRecord | None: ...

    def unfinished_prints(self) -> tuple[LedgerEntry, ...]: ...

    def prints(self, reference: str) -> tuple[LedgerEntry, ...]: ...

    def identity(self) -> StationIdentity | None: ...

    def condition(self) -> Condition: ...

    def policy(self) -> StationPolicy: ...

    def leases_left(self, today: date) -> int: ...

    def outbox_counts(self) -> OutboxCounts: ...

    def outbox_attention(self, limit: int = 50) -> tuple[OutboxEntry, ...]:
        """Facts somebody must look at: quarantined here or parked at the server, newest first."""
        ...

    def audit_tail(self, limit: int = 50) -> tuple[AuditEntry, ...]: ...

    def last_refreshed(self) -> datetime | None: ...

    def photo(self, registration_id: str) -> bytes | None: ...

    def application(self, application_id: str) -> ApplicationRecord | None: ...

    def fact_waits(self, op_id: str) -> bool:
        """Whether a fact is still here, unconfirmed by SIKER."""
        ...

    def applications(self, registration_id: str) -> tuple[ApplicationRecord, ...]:
        """A person's applications as far as this station holds them, newest first."""
        ...


class Unit(Reader, Protocol):
    """All writes of one use case; raises StoreUnavailableError, after which nothing of it happened."""

    def put_registration(
        self, registration: Registration, *, state: RegistrationState, evidence: Sequence[Evidence],
        consents: Sequence[Consent], language: str, queue_code: str, at: datetime,
    ) -> None:  # fmt: skip
        """Insert, or replace the answers of the same registration_id."""
        ...

    def next_serial(self, today: date) -> LeasedSerial | None:
        """Use up the next leased serial; None when none is left. Raises IssuingRefusedError."""
        ...

    def void_serial(self, serial: LeasedSerial, reason: str, at: datetime) -> None:
        """Record that a used serial will never be on a card."""
        ...

    def put_card(
        self, number: str, registration_id: str, serial: int, lease_id: str, issued_on: date, valid_until: date,
        supersedes: str, at: datetime,
    ) -> None:  # fmt: skip
        """Record a card; the superseded one changes its state. Raises ValueError when the number exists."""
        ...

    def put_report(self, number: str, row: int, reported_on: date, at: datetime) -> bool:
        """Mark a report row (1–3) of a card; False when it was marked before."""
        ...

    def open_print(self, *, document: DocumentKind, registration_id: str, reference: str, copy_no: int, at: datetime) -> str:
        """Write down that bytes are about to go out; commit before sending them. Returns the ledger id."""
        ...

    def close_print(self, ledger_id: str, outcome: PrintOutcome, reason: str, at: datetime) -> None: ...

    def enqueue(self, fact: Fact, issued_at: datetime) -> str:
        """Freeze and sign a fact into the outbox; returns its op_id. Raises NotEnrolledError, IssuingRefusedError."""
        ...

    def audit(self, event: str, subject: str, at: datetime, detail: str = "") -> None: ...

    def put_photo(self, registration_id: str, jpeg: bytes) -> str:
        """Keep a photo and queue its upload; returns its SHA-256 in hex for ``foto_sha256``."""
        ...

    def put_status(self, status: RegistrationStatus, at: datetime) -> bool:
        """Take the server's word about a registration or card; False when this station does not know it."""
        ...

    def put_known(
        self, registration: Registration, status: RegistrationStatus, *, issued_on: date | None, copies: int, language: str,
        at: datetime, queue_code: str = "",
    ) -> None:  # fmt: skip
        """Remember a person the server told about on a look-up, so that a card can be printed here."""
        ...

    def put_application(self, record: ApplicationRecord, op_id: str, at: datetime) -> None:
        """Record what was just done here; ``op_id``: the fact that carries it."""
        ...

    def put_application_status(self, status: ApplicationStatus, at: datetime) -> bool:
        """Take the server's word about an application; False when this station does not know the person."""
        ...

    def store_leases(self, leases: Sequence[Lease], at: datetime) -> None: ...

    def set_policy(self, policy: StationPolicy, at: datetime) -> None: ...


class Vault(Protocol):
    """The encrypted file. One writer at a time; readers never wait for it."""

    def begin(self) -> AbstractContextManager[Unit]: ...

    def read(self) -> AbstractContextManager[Reader]: ...

    def on_commit(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` (must not block) after every commit that enqueued something: the sync worker's kick."""
        ...

    def room(self) -> Room: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One row of the public catalog; ``payload`` is JSON text of version ``v``."""

    entity: str
    entity_id: str
    rev: int
    v: int
    payload: str


class PublicCatalog(Protocol):
    """The public, replaceable file."""

    def get(self, entity: str, entity_id: str) -> FeedRow | None: ...

    def rows(self, entity: str, since_rev: int = 0, limit: int | None = None) -> tuple[FeedRow, ...]:
        """Rows in rising order of rev."""
        ...

    def removed(self, entity: str, since_rev: int) -> tuple[str, ...]:
        """Ids deleted after ``since_rev``."""
        ...

    def count(self, entity: str) -> int: ...

    def epoch(self) -> str:
        """Changes when the file was replaced; what was derived from it must be built anew."""
        ...

    def on_change(self, listener: Callable[[], None]) -> None: ...
