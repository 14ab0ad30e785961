"""Requests and answers of protocol 1, as typed structs. Times are ISO 8601 with offset, or epoch milliseconds where named so."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec

from domain.ak1 import DEFAULT_NUMBER_PATTERN, Ak1State
from domain.seeker import Registration


class StationPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """What the office decides for its stations; ``rev`` grows with every change."""

    rev: int = 1
    number_pattern: str = DEFAULT_NUMBER_PATTERN
    self_service_level: int = 3
    with_officer_level: int = 0
    idle_seconds: int = 120
    idle_warning_seconds: int = 30
    purge_after_hours: int = 24
    lease_size: int = 200
    lease_refill_below: int = 50
    verify_base_url: str = "http://127.0.0.1:8765"
    office_name: str = "Dinas Tenaga Kerja Kota Semarang"
    office_address: str = "Jl. Ki Mangunsarkoro 21, Semarang Tengah 50136"
    office_phone: str = "(024) 8440335"
    office_hours: str = "Senin–Jumat 08.00–15.00"


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A one-time code against a device key; ``proof`` = signature over ``siker/enrol/1\\n<code>\\n<public_key>``."""

    code: str
    public_key: str
    proof: str
    app_version: str
    hardware: str = ""


class EnrolAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The station's new identity. ``approved`` False: an officer still compares the fingerprint words."""

    device_id: str
    station: str
    region: str
    approved: bool
    server_public_key: str
    policy: StationPolicy


class Lease(msgspec.Struct, frozen=True, kw_only=True):
    """A block of serials ``lo..hi`` (both included), usable until ``not_after``."""

    lease_id: str
    lo: int
    hi: int
    not_after: date


class LeaseReport(msgspec.Struct, frozen=True, kw_only=True):
    """The station's ledger of one lease: serials up to ``used_to`` are used, ``void`` lists those spoiled."""

    lease_id: str
    used_to: int
    void: list[int] = []


class LeaseRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Ask for numbers; idempotent on ``request_id`` (UUIDv7)."""

    request_id: str
    want: int
    report: list[LeaseReport] = []


class DeviceSelf(msgspec.Struct, frozen=True, kw_only=True):
    """The server's memory of the calling device; compared with the station's own at boot."""

    device_id: str
    state: str
    seq: int
    head: str
    leases: list[Lease]
    policy: StationPolicy


class OpStatus(StrEnum):
    """The server's answer for one op; every one of them is final for the station except ``retry``.

    A ``replayed`` with a reason was parked the first time and still is.
    """

    CREATED = "created"
    REPLAYED = "replayed"
    PARKED = "parked"
    CONFLICT = "conflict"
    RETRY = "retry"


class OpResult(msgspec.Struct, frozen=True, kw_only=True):
    """Per-op answer. ``reason`` is a park reason or an error code."""

    op_id: str
    status: OpStatus
    reason: str = ""


class OpsBatch(msgspec.Struct, frozen=True, kw_only=True):
    """At most 100 ops or 1 MiB."""

    ops: list[dict[str, Any]]


class OpsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One result per op, in the order sent. A ``retry`` holds back later ops of its own aggregate only.

    ``expected_seq`` is the sender's next place in its chain: after ``seq_gap`` send again from there.
    """

    results: list[OpResult]
    expected_seq: int = 0


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Where a feed stands."""

    feed: str
    generation: str
    rev: int
    min_rev: int


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One feed row: ``op`` is ``put`` or ``del``; ``d`` the payload of a put, version ``v``.

    ``d`` stays as it was written: nobody on the way reads and writes it again. ``codec.payload_of`` gives its bytes.
    """

    rev: int
    e: str
    id: str
    op: str
    v: int = 1
    d: msgspec.Raw = msgspec.Raw(b"null")


class ChangesPage(msgspec.Struct, frozen=True, kw_only=True):
    """Rows with ``from_rev < rev <= next`` in rising order."""

    feed: str
    generation: str
    from_rev: int
    next: int
    has_more: bool
    changes: list[Change]


class RegistrationStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of feed entity ``registration``: pseudonymous, never a name or NIK. ``placed_on``: hired through SIKER, while that stands."""

    registration_id: str
    state: str
    reason: str = ""
    card_number: str = ""
    card_state: Ak1State | None = None
    card_valid_until: date | None = None
    placed_on: date | None = None


class ApplicationStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of feed entity ``application``: pseudonymous, never a name or NIK. ``at``: since when it stands so.

    ``same_as`` names another application of the same person to the same vacancy, under which everything goes on.
    """

    application_id: str
    registration_id: str
    vacancy_id: str
    number: str
    title: str
    employer: str
    state: str
    attempt: int
    at: datetime
    reason: str = ""
    invited_at: datetime | None = None
    invited_place: str = ""
    same_as: str = ""


class SnapshotOffer(msgspec.Struct, frozen=True, kw_only=True):
    """A complete public catalog as one compressed file, signed by the server; see ``sync.wire.snapshot``."""

    feed: str
    generation: str
    rev: int
    layout: int
    path: str
    packed_bytes: int
    packed_sha256: str
    plain_bytes: int
    plain_sha256: str
    built_at: datetime
    signature: str


class VacancyInvitation(msgspec.Struct, frozen=True, kw_only=True):
    """An employer who found the person among the candidates asks them to apply; of a vacancy still open and not applied to."""

    vacancy_id: str
    number: str
    title: str
    employer: str
    at: datetime


class LookupRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Ask the server for a person's registration by NIK (in the signed body, never in an address)."""

    nik: str


class LookupAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What SIKER holds for the NIK. ``state``: none, awaiting, verified, rejected.

    ``queue_code``: of the proof a station printed, so that its holder can show at any other that the record is theirs.
    """

    state: str
    registration: Registration | None = None
    reason: str = ""
    card_number: str = ""
    card_state: Ak1State | None = None
    card_issued_on: date | None = None
    card_valid_until: date | None = None
    copies: int = 0
    applications: list[ApplicationStatus] = []
    placed_on: date | None = None
    invitations: list[VacancyInvitation] = []
    queue_code: str = ""


class Heartbeat(msgspec.Struct, frozen=True, kw_only=True):
    """Health of a station; at most 8 kB, no personal data."""

    app_version: str
    boot: str
    uptime_s: int
    printer: str
    reader: str
    paper_near_end: bool
    outbox: int
    quarantined: int
    leased_left: int
    disk_free_mb: int
    catalog_rev: int
    clock_offset_ms: int
    problems: list[str] = []


class HeartbeatAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The server's time and the current policy."""

    server_time_ms: int
    policy: StationPolicy


class WireProblem(msgspec.Struct, frozen=True, kw_only=True):
    """RFC 9457 problem; ``code`` is one of ``sync.wire.errors``."""

    type: str
    code: str
    title: str
    status: int
    retry: str
    detail: str = ""
    server_time_ms: int = 0


class ClockedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Just the server's time (answer of the health check)."""

    server_time_ms: int
    at: datetime
