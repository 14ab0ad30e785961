"""What the station's side of the sync needs of a store, and the words both use. No HTTP and no SQL here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from sync.wire.keys import DeviceKey
from sync.wire.messages import (
    ApplicationStatus,
    ChangesPage,
    EnrolAnswer,
    Lease,
    LeaseRequest,
    RegistrationStatus,
    SnapshotOffer,
    StationPolicy,
)


class Condition(StrEnum):
    """Whether this station may use numbers; everything but ``active`` refuses to issue."""

    UNENROLLED = "unenrolled"
    PENDING = "pending"
    ACTIVE = "active"
    REVOKED = "revoked"
    FORKED = "forked"
    COPIED = "copied"
    ROLLED_BACK = "rolled_back"
    CHAIN_LOST = "chain_lost"

    @property
    def may_issue(self) -> bool:
        """True when numbers may be used."""
        return self is Condition.ACTIVE

    @property
    def needs_enrolment(self) -> bool:
        """True when only a new device identity helps."""
        return self in {
            Condition.UNENROLLED, Condition.FORKED, Condition.COPIED, Condition.ROLLED_BACK, Condition.CHAIN_LOST,
        }  # fmt: skip


class OutboxState(StrEnum):
    """Where a fact is on its way: only ``queued`` ones are still to be sent."""

    QUEUED = "queued"
    ACKED = "acked"
    PARKED_REMOTE = "parked_remote"
    PARKED_LOCAL = "parked_local"


@dataclass(frozen=True, slots=True)
class StationIdentity:
    """Who this station is to the server. ``approved`` False: an officer still compares the fingerprint words."""

    device_id: str
    station: str
    region: str
    approved: bool
    server_public_key: str
    public_key: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """The key requests are signed with. Never logged: ``DeviceKey`` hides itself."""

    device_id: str
    key: DeviceKey


@dataclass(frozen=True, slots=True)
class QueuedOp:
    """One frozen op: ``content`` is the whole canonical envelope, byte for byte as it was signed."""

    op_id: str
    device_id: str
    seq: int
    content: bytes

    def __repr__(self) -> str:
        return f"QueuedOp({self.device_id}, {self.seq})"


@dataclass(frozen=True, slots=True)
class Settlement:
    """The final word about one op; ``reason`` is a park reason or an error code."""

    op_id: str
    state: OutboxState
    reason: str = ""


class Rewind(StrEnum):
    """What could be done about a server that waits for an earlier op than the one it got.

    ``hole``: the op it waits for is quarantined here, so the chain must be sealed anew without it. ``lost``: its content
    is gone. ``ahead``: the server knows more of this chain than the station does.
    """

    QUEUED_AGAIN = "queued_again"
    NOTHING_TO_DO = "nothing_to_do"
    HOLE = "hole"
    LOST = "lost"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """How many facts wait, and how many need somebody. ``oldest`` is the first queued fact's time."""

    queued: int
    quarantined: int
    parked_remote: int
    acked: int
    blobs: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class QueuedBlob:
    """A photo still to upload; content-addressed."""

    sha256: str
    registration_id: str
    content: bytes

    def __repr__(self) -> str:
        return f"QueuedBlob({self.sha256[:19]}…, {len(self.content)} B)"


@dataclass(frozen=True, slots=True)
class ClockMemory:
    """What survives a restart about time: the last offset to the server and the latest instant ever seen."""

    offset_ms: int
    boot: str
    synced_at: datetime | None
    last_known: datetime | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a feed was applied. ``generation`` empty: nothing yet."""

    generation: str
    rev: int


@dataclass(frozen=True, slots=True)
class StationHealth:
    """What the application knows of itself, for the heartbeat; codes only, no personal data."""

    printer: str = "unknown"
    reader: str = "unknown"
    paper_near_end: bool = False
    disk_free_mb: int = 0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What staff and services may know of the sync. ``online`` None: not tried yet; ``troubles`` are codes by step."""

    online: bool | None
    last_refreshed: datetime | None
    last_pushed: datetime | None
    outbox: OutboxCounts
    leases_left: int
    condition: Condition
    clock_offset_ms: int
    clock_quality: str
    troubles: tuple[tuple[str, str], ...] = ()

    @property
    def queued(self) -> int:
        """Facts not yet confirmed."""
        return self.outbox.queued

    @property
    def quarantined(self) -> int:
        """Facts set aside here."""
        return self.outbox.quarantined


class SyncStore(Protocol):
    """The vault as the engine sees it. Every method is one transaction; errors are ``StoreUnavailableError`` of the store."""

    def condition(self) -> Condition: ...

    def note_condition(self, condition: Condition, at: datetime, detail: str = "") -> None: ...

    def identity(self) -> StationIdentity | None: ...

    def credentials(self) -> Credentials | None: ...

    def senders(self) -> tuple[Credentials, ...]:
        """Identities with queued ops, oldest first: a former identity still delivers what it signed."""
        ...

    def next_ops(self, device_id: str, limit: int, max_bytes: int, after_seq: int = 0) -> tuple[QueuedOp, ...]:
        """Queued ops after ``after_seq`` in order; at least one when any is queued."""
        ...

    def settle(self, settlements: Sequence[Settlement], at: datetime) -> None: ...

    def rewind(self, device_id: str, expected_seq: int) -> Rewind:
        """Queue confirmed ops from ``expected_seq`` on again (idempotent on the server)."""
        ...

    def rechain(self, device_id: str, head_seq: int, head_digest: str, at: datetime) -> int:
        """Seal every unconfirmed op after the server's head anew, leaving out what is quarantined; how many."""
        ...

    def head(self, device_id: str) -> tuple[int, str]:
        """The last seq of the chain and its digest."""
        ...

    def digest_at(self, device_id: str, seq: int) -> str | None:
        """The digest of one op; None when it is not known any more."""
        ...

    def confirmed_seq(self, device_id: str) -> int:
        """The highest seq the server confirmed; 0 when none."""
        ...

    def forget_status_revs(self) -> None:
        """A new generation of the feed counts its revisions anew."""
        ...

    def apply_statuses(self, statuses: Sequence[tuple[int, RegistrationStatus]], at: datetime) -> int: ...

    def apply_application_statuses(self, statuses: Sequence[tuple[int, ApplicationStatus]], at: datetime) -> int: ...

    def lease_request(self, today: date) -> LeaseRequest | None:
        """What to ask for now, the same request until it is answered; None when enough numbers are left."""
        ...

    def store_lease(self, lease: Lease, at: datetime) -> None: ...

    def drop_lease_request(self) -> None: ...

    def leases_left(self, today: date) -> int: ...

    def next_blob(self) -> QueuedBlob | None: ...

    def blob_sent(self, sha256: str, at: datetime) -> None: ...

    def blob_refused(self, sha256: str, reason: str, at: datetime) -> None: ...

    def policy(self) -> StationPolicy: ...

    def set_policy(self, policy: StationPolicy, at: datetime) -> None: ...

    def enrolment_key(self) -> DeviceKey:
        """The key to enrol with; the same one until an enrolment is kept, so that a lost answer can be asked for again."""
        ...

    def put_enrolment(self, answer: EnrolAnswer, key: DeviceKey, at: datetime) -> None: ...

    def approve(self, at: datetime) -> None: ...

    def counts(self) -> OutboxCounts: ...

    def clock(self) -> ClockMemory: ...

    def remember_clock(self, memory: ClockMemory) -> None: ...

    def last_refreshed(self) -> datetime | None: ...

    def refreshed(self, at: datetime) -> None: ...

    def purge(self, now: datetime) -> int:
        """Shred what was confirmed longer ago than the policy allows; how many people."""
        ...


class CatalogStore(Protocol):
    """The replaceable public file. A page and its cursor are one transaction; replaying a page changes nothing."""

    def cursor(self) -> Cursor: ...

    def apply(self, page: ChangesPage) -> None: ...

    def start_fresh(self, generation: str) -> None:
        """From now on pages fill a second file; readers keep the old one until ``finish_fresh``."""
        ...

    def filling(self) -> Cursor | None:
        """The cursor of an unfinished fill, also after a restart; None when the catalog is whole."""
        ...

    def finish_fresh(self) -> None: ...

    def statuses_behind(self) -> Cursor | None:
        """Where reading the rows about people must go on when it lags behind the public rows; None when it does not."""
        ...

    def statuses_read(self, generation: str, rev: int) -> None:
        """Rows about people up to ``rev`` are in the vault."""
        ...

    def adopt(self, plain: Path, offer: SnapshotOffer) -> None:
        """Make the readable catalog out of a snapshot whose hashes were checked. Raises SnapshotDefectError."""
        ...

    def workplace(self) -> Path:
        """The folder a download may lie in meanwhile."""
        ...
