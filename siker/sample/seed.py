"""Fills an empty server through its own doors: enrolment, leases, sealed ops, officers' decisions; the rest of the city in bulk.

Those who come through the doors show every answer of the public page and every queue. The crowd, the firms, the vacancies and
the applications (``crowd``, ``city``, ``hiring``) are written in chunks, since a city one by one would take an hour.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from domain import seeker
from domain.ak1 import CardClaim, NumberPattern, queue_code, valid_until
from domain.consent import Consent, Purpose
from domain.facts import (
    Ak1Issued,
    DocumentKind,
    DocumentPrinted,
    Fact,
    HelpRequested,
    PresenceReported,
    PrintOutcome,
    SeekerRegistered,
)
from domain.identity import Evidence, EvidenceKind
from domain.visit.pages import Page
from siker import clock
from siker.accounts.models import Role, User
from siker.accounts.services import create_officer
from siker.ak1 import desk, leases
from siker.audit.services import Actor
from siker.fleet import services as fleet
from siker.fleet.models import Station
from siker.ingest.services import receive
from siker.sample.account import SEEKER_LOGIN, open_seeker_account
from siker.sample.city import build_city
from siker.sample.crowd import build_crowd
from siker.sample.hiring import build_applications
from siker.sample.people import MARK, people
from sync.wire.codec import to_json
from sync.wire.envelope import FIRST_PREV, OpClock, seal
from sync.wire.keys import DeviceKey, b64
from sync.wire.messages import EnrolRequest, Heartbeat, LeaseRequest
from sync.wire.signing import enrol_proof_bytes

OFFICERS = (
    ("petugas.contoh", Role.OFFICER, "Petugas Contoh"),
    ("teknisi.contoh", Role.TECHNICIAN, "Teknisi Contoh"),
    ("admin.contoh", Role.ADMIN, "Admin Contoh"),
)
GENUINE = (EvidenceKind.CARD_PRESENT, EvidenceKind.CARD_AUTH, EvidenceKind.DS_VALID)
_ACTOR = Actor("data contoh")
THROUGH_THE_DOORS = 40
STATIONS_MIN = 2  # two cards for one person come from two machines


class AlreadySeededError(Exception):
    """There is sample data here already."""


@dataclass(slots=True)
class _Twin:
    """A sample station: its key, its chain, its numbers."""

    station: Station
    key: DeviceKey
    rng: random.Random
    seq: int = 0
    prev: str = FIRST_PREV
    serials: Iterator[tuple[int, str]] = field(default_factory=lambda: iter(()))

    def tell(self, at: datetime, *facts: Fact) -> None:
        """Seal facts and hand them to the ingest as of ``at``."""
        values = []
        for fact in facts:
            op = seal(
                fact, op_id=str(UUID(int=self.rng.getrandbits(128), version=4)), device=self.station.pk, seq=self.seq + 1, prev=self.prev,
                issued_at=at, clock=OpClock("synced", 0, "contoh", self.seq), key=self.key,
            )  # fmt: skip
            self.seq, self.prev = op.seq, op.digest()
            value = to_json(op)
            assert isinstance(value, dict)
            values.append(value)
        receive(self.station, values, at)

    def number(self, at: datetime) -> tuple[int, str]:
        """The next leased serial and its lease."""
        for found in self.serials:
            return found
        request = LeaseRequest(request_id=str(UUID(int=self.rng.getrandbits(128), version=4)), want=200)
        lease = leases.grant(self.station, request, at)
        self.serials = iter([(serial, lease.lease_id) for serial in range(lease.lo, lease.hi + 1)])
        return next(self.serials)

    def card(self, who: seeker.Registration, at: datetime, supersedes: str = "") -> Ak1Issued:
        """A card fact for a person."""
        serial, lease = self.number(at)
        day = clock.today(at)
        number = NumberPattern(fleet.policy().number_pattern).format(self.station.region, day, serial)
        return Ak1Issued(
            who.registration_id, who.biodata.nik, number, serial, lease, day, valid_until(day), "3 KARTU_ASLI", supersedes
        )

    def address(self, fact: Ak1Issued) -> str:
        """Where the QR of a card leads."""
        claim = CardClaim(fact.number, fact.valid_until, self.station.code)
        return f"{fleet.policy().verify_base_url}/v/{claim.code(self.key.sign(claim.signed_bytes()))}"


@dataclass(slots=True)
class Seeded:
    """What to tell the person who ran the command."""

    stations: int = 0
    people: int = 0
    firms: int = 0
    vacancies: int = 0
    applications: int = 0
    cards: dict[str, str] = field(default_factory=dict)
    accounts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Size:
    """How big the city is."""

    seekers: int = 3000
    stations: int = 2
    employers: int = 150
    vacancies: int = 5000


def seed(number: int, size: Size, password: str, now: datetime) -> Seeded:
    """Make sample data; what a former run made already is left alone. Raises AlreadySeededError when nothing was missing."""
    through_doors = min(size.seekers, THROUGH_THE_DOORS)
    try:
        told = _through_the_doors(number, through_doors, size.stations, password, now)
    except AlreadySeededError:
        told = Seeded()
    if size.employers and size.vacancies:
        city = build_city(number, size.employers, size.vacancies, password, now)
        told.firms, told.vacancies = city.firms, city.vacancies
        told.accounts += city.accounts
    stations = list(Station.objects.filter(label__startswith=MARK.upper()).order_by("pk"))
    crowd, new = build_crowd(number, size.seekers - through_doors, stations, now)
    told.people += new
    told.applications = build_applications(number, crowd, now)
    if open_seeker_account(password, now):
        told.accounts.append(SEEKER_LOGIN)
    if not (told.stations or told.people or told.firms or told.vacancies or told.applications):
        raise AlreadySeededError
    return told


@transaction.atomic
def _through_the_doors(number: int, seekers: int, stations: int, password: str, now: datetime) -> Seeded:
    if Station.objects.filter(label__startswith=MARK.upper()).exists():
        raise AlreadySeededError
    rng = random.Random(number)  # noqa: S311 - repeatable samples, not secrets
    users = {
        role: create_officer(username, password, frozenset({role}), now, _ACTOR, name)
        for username, role, name in OFFICERS
        if not User.objects.filter(username=username).exists()
    }
    officer = users.get(Role.OFFICER) or User.objects.get(username=OFFICERS[0][0])
    start = now - timedelta(days=900)
    twins = [_enrol(rng, n, officer, start) for n in range(max(STATIONS_MIN, stations))]
    told = Seeded(stations=len(twins), accounts=[user.username for user in users.values()])
    row = people(rng, clock.today(now))
    _specials(rng, row, twins, officer, now, told)
    for n in range(seekers):
        _ordinary(rng, next(row), twins[n % len(twins)], officer, now, n)
    told.people = seekers + 7
    _health(twins, now)
    return told


def _enrol(rng: random.Random, n: int, officer: User, at: datetime) -> _Twin:
    places = ("Kantor Disnaker", "Mal pelayanan publik", "Kecamatan Banyumanik", "Kecamatan Ngaliyan")
    code, _ = fleet.create_code(f"{MARK.upper()} {places[n % len(places)]}", "33.74", at, _ACTOR)
    key = DeviceKey.from_text(b64(rng.randbytes(32)))
    public = key.public_text()
    answer = fleet.enrol(
        EnrolRequest(code=code, public_key=public, proof=key.sign(enrol_proof_bytes(code, public)), app_version="0.1.0"), at
    )
    return _Twin(fleet.approve(answer.device_id, officer, at), key, rng)


def _registered(rng: random.Random, who: seeker.Registration, at: datetime, *, genuine: bool) -> SeekerRegistered:
    kinds = GENUINE if genuine else rng.choice(((), (EvidenceKind.CARD_PRESENT,)))
    evidence = tuple(Evidence(kind, True, "pcsc", "contoh 1", at, "pembaca contoh") for kind in kinds)
    consents = (
        Consent(Purpose.AK1_SERVICE, True, "1", "id", at),
        Consent(Purpose.SHARE_WITH_EMPLOYERS, rng.random() < 0.6, "1", "id", at),
        Consent(Purpose.CONTACT_WHATSAPP, rng.random() < 0.5, "1", "id", at),
    )
    return SeekerRegistered(who, evidence, consents, "id", "" if genuine else queue_code(rng.randbytes(6)))


def _printed(fact: Ak1Issued, at: datetime) -> DocumentPrinted:
    return DocumentPrinted(fact.registration_id, DocumentKind.AK1, fact.number, 1, PrintOutcome.CONFIRMED, at)


def _ordinary(rng: random.Random, who: seeker.Registration, twin: _Twin, officer: User, now: datetime, n: int) -> None:
    genuine = rng.random() < 0.55
    at = now - timedelta(minutes=rng.randint(5, 60 * 24 * (300 if genuine else 3)))
    told = _registered(rng, who, at, genuine=genuine)
    if genuine:
        card = twin.card(who, at)
        twin.tell(at, told, card, _printed(card, at))
        if at < now - timedelta(days=190) and rng.random() < 0.7:
            due = at + timedelta(days=185)
            twin.tell(due, PresenceReported(who.registration_id, card.number, 1, clock.today(due)))
        return
    twin.tell(at, told)
    if n % 4 == 3:
        desk.verify(who.registration_id, officer, at + timedelta(minutes=9))
    elif n % 9 == 5:
        desk.reject(
            who.registration_id, "Data tidak sama dengan KTP. Bawa KTP asli ke loket.", officer, at + timedelta(minutes=9)
        )


def _specials(
    rng: random.Random, row: Iterator[seeker.Registration], twins: list[_Twin], officer: User, now: datetime, told: Seeded
) -> None:
    """One person for each answer of the public page, two cards for one person, a parked card, calls for help."""
    first, second = twins[0], twins[1]

    def issue(who: seeker.Registration, at: datetime, twin: _Twin, supersedes: str = "") -> Ak1Issued:
        card = twin.card(who, at, supersedes)
        twin.tell(at, _registered(rng, who, at, genuine=True), card, _printed(card, at))
        return card

    expired = issue(next(row), now - timedelta(days=800), first)
    told.cards["habis masa berlaku"] = first.address(expired)
    renewing, at = next(row), now - timedelta(days=740)
    old = issue(renewing, at, first)
    told.cards["sudah diganti"] = first.address(old)
    renewed = first.card(renewing, now - timedelta(days=20), old.number)
    first.tell(now - timedelta(days=20), renewed, _printed(renewed, now - timedelta(days=20)))
    told.cards["berlaku"] = first.address(renewed)
    withdrawn = issue(next(row), now - timedelta(days=120), second)
    desk.withdraw(withdrawn.number, "Sudah bekerja", officer, now - timedelta(days=2))
    told.cards["ditarik"] = second.address(withdrawn)
    twice = next(row)
    issue(twice, now - timedelta(days=30), first)
    again = _elsewhere(rng, twice)
    told.cards["sedang diperiksa"] = second.address(issue(again, now - timedelta(days=1), second))
    unsent = second.card(next(row), now)
    told.cards["asli, belum sampai"] = second.address(unsent)
    stray, day = next(row), now - timedelta(hours=5)
    outside = Ak1Issued(
        stray.registration_id, stray.biodata.nik, NumberPattern().format("33.74", clock.today(day), 900_001), 900_001, "ls_tidak_ada",
        clock.today(day), _until(day), "3 KARTU_ASLI",
    )  # fmt: skip
    first.tell(day, _registered(rng, stray, day, genuine=True), outside)
    tickets = [queue_code(rng.randbytes(6)) for _ in range(2)]
    for ticket, page, minutes in zip(tickets, (Page.BIODATA, Page.REVIEW), (6, 60 * 26), strict=True):
        asked = now - timedelta(minutes=minutes)
        first.tell(asked, HelpRequested(ticket, page.value, asked))
    fleet.finish_ticket(tickets[1], officer, now - timedelta(hours=25))


def _until(at: datetime) -> date:
    return valid_until(clock.today(at))


def _elsewhere(rng: random.Random, who: seeker.Registration) -> seeker.Registration:
    """The same person registering at another station, under another registration."""
    from dataclasses import replace

    return replace(who, registration_id=str(UUID(int=rng.getrandbits(128), version=4)))


def _health(twins: list[_Twin], now: datetime) -> None:
    for n, twin in enumerate(twins):
        beat = Heartbeat(
            app_version="0.1.0", boot="contoh", uptime_s=86_400, printer="near_end" if n == 1 else "ready", reader="ready",
            paper_near_end=n == 1, outbox=n,
            quarantined=0, leased_left=150, disk_free_mb=41_000, catalog_rev=0, clock_offset_ms=-420 * n,
        )  # fmt: skip
        fleet.heartbeat(twin.station, beat, now - timedelta(minutes=2))
