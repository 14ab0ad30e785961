"""Many seekers at once, as if they had registered at the sample stations over two years: written in bulk, in chunks.

The few whose ways matter (every state of a card, conflicts, parked facts) come through the real doors in ``seed``.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction

from domain import seeker
from domain.ak1 import NumberPattern, queue_code, valid_until
from domain.consent import Consent, Purpose
from domain.identity import Evidence, EvidenceKind
from domain.vacancy.wording import education_rank
from siker import clock, vault
from siker.ak1.facts import FEED_ENTITY, public_state
from siker.ak1.models import (
    AnswerVersion,
    Card,
    Lease,
    LedgerEntry,
    PresenceReport,
    Registration,
    RegistrationState,
    SerialCounter,
    SerialFate,
)
from siker.ak1.records import plain, seal_answers
from siker.applications.candidates import stem_column
from siker.applications.models import Candidate
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.feed.services import publish_many
from siker.fleet.models import Station
from siker.fleet.services import policy
from siker.sample.people import people
from sync.wire.messages import RegistrationStatus

CHUNK = 200
FIRST_NIK = 2000
_SOURCE = "contoh"
_ACTOR = Actor("data contoh")
_GENUINE = (EvidenceKind.CARD_PRESENT, EvidenceKind.CARD_AUTH, EvidenceKind.DS_VALID)


@dataclass(frozen=True, slots=True)
class Sought:
    """One of the crowd, as far as applications need the person. ``consented``: employers may look."""

    answers: seeker.Registration
    nik_lookup: str
    station: Station
    registered_at: datetime
    verified: bool
    consented: bool


def build_crowd(number: int, count: int, stations: Sequence[Station], now: datetime) -> tuple[list[Sought], int]:
    """``count`` seekers, and how many of them are new."""
    rng = random.Random(f"crowd/{number}")  # noqa: S311 - repeatable samples, not secrets
    row = people(rng, clock.today(now), FIRST_NIK)
    everybody: list[Sought] = []
    new = 0
    for first in range(0, count, CHUNK):
        chunk = [_sought(number, who, stations, now) for who in islice(row, min(CHUNK, count - first))]
        new += _write(number, chunk, now)
        everybody += chunk
    return everybody, new


def _sought(number: int, who: seeker.Registration, stations: Sequence[Station], now: datetime) -> Sought:
    rng = random.Random(f"{number}/{who.registration_id}")  # noqa: S311
    at = now - timedelta(minutes=rng.randint(60 * 24, 60 * 24 * 700))
    return Sought(who, vault.nik_lookup(who.biodata.nik), rng.choice(stations), at, rng.random() < 0.93, rng.random() < 0.6)


@transaction.atomic
def _write(number: int, chunk: Sequence[Sought], now: datetime) -> int:
    ids = [item.answers.registration_id for item in chunk]
    known = set(Registration.objects.filter(pk__in=ids).values_list("pk", flat=True))
    new = [item for item in chunk if item.answers.registration_id not in known]
    if not new:
        return 0
    rng = random.Random(f"write/{number}/{ids[0]}")  # noqa: S311
    rows = [_registration(rng, item) for item in new]
    Registration.objects.bulk_create(rows)
    AnswerVersion.objects.bulk_create(AnswerVersion(registration=row, sealed=row.sealed, source=_SOURCE, at=row.received_at) for row in rows)
    cards = _cards(rng, new, rows, now)
    Candidate.objects.bulk_create(
        _candidate(item, row, now) for item, row in zip(new, rows, strict=True) if item.consented and item.verified
    )
    record(_ACTOR, AuditAction.FACT_RECORDED, "pendaftaran/contoh", now, str(len(rows)))
    publish_many(new[0].station.region, ((FEED_ENTITY, row.pk, _status(row, cards.get(row.pk), now)) for row in rows), now)
    return len(new)


def _registration(rng: random.Random, item: Sought) -> Registration:
    at, answers = item.registered_at, item.answers
    evidence = tuple(Evidence(kind, True, "pcsc", "contoh 1", at, "pembaca contoh") for kind in _GENUINE) if item.verified else ()
    consents = (
        Consent(Purpose.AK1_SERVICE, True, "1", "id", at),
        Consent(Purpose.SHARE_WITH_EMPLOYERS, item.consented, "1", "id", at),
        Consent(Purpose.CONTACT_WHATSAPP, rng.random() < 0.5, "1", "id", at),
    )
    rejected = not item.verified and rng.random() < 0.3
    state = RegistrationState.VERIFIED if item.verified else RegistrationState.REJECTED if rejected else RegistrationState.AWAITING
    return Registration(
        registration_id=answers.registration_id, region=item.station.region, station=item.station, nik_lookup=item.nik_lookup,
        sealed=seal_answers(answers), evidence=plain(evidence), consents=plain(consents), language=rng.choice(("id", "id", "id", "jv", "en")),
        queue_code="" if item.verified else queue_code(rng.randbytes(6)), state=state,
        reason="Data tidak sama dengan KTP. Bawa KTP asli ke loket." if rejected else "", registered_at=at,
        received_at=at + timedelta(seconds=rng.choice((2, 3, 5, 40, 7200))), answers_device=item.station.pk, answers_seq=0,
    )  # fmt: skip


def _cards(rng: random.Random, new: Sequence[Sought], rows: Sequence[Registration], now: datetime) -> dict[str, Card]:
    """Cards of one lease for each station and chunk, every serial accounted for."""
    cards: dict[str, Card] = {}
    reports: list[PresenceReport] = []
    pattern = NumberPattern(policy().number_pattern)
    for station in {item.station for item in new}:
        holders = [(item, row) for item, row in zip(new, rows, strict=True) if item.verified and item.station == station]
        if not holders:
            continue
        lease = _lease(rng, station, len(holders), now)
        for serial, (item, row) in enumerate(holders, lease.lo):
            day = clock.today(item.registered_at)
            card = Card(
                number=pattern.format(station.region, day, serial), registration=row, nik_lookup=item.nik_lookup, station=station,
                serial=serial, lease_id=lease.pk, issued_on=day, valid_until=valid_until(day), assurance="3 KARTU_ASLI",
                op_id=_id(rng), recorded_at=row.received_at,
            )  # fmt: skip
            cards[row.pk] = card
            due = day + timedelta(days=182)
            if due < clock.today(now) and rng.random() < 0.6:
                reports.append(PresenceReport(registration=row, number=card.number, row=1, reported_on=due, op_id=_id(rng)))
    Card.objects.bulk_create(cards.values())
    PresenceReport.objects.bulk_create(reports)
    return cards


def _lease(rng: random.Random, station: Station, size: int, now: datetime) -> Lease:
    SerialCounter.objects.get_or_create(region=station.region)
    counter = SerialCounter.objects.select_for_update().get(pk=station.region)
    lo, hi = counter.next_serial, counter.next_serial + size - 1
    counter.next_serial = hi + 1
    counter.save(update_fields=["next_serial"])
    lease = Lease.objects.create(
        lease_id=f"ls_{_id(rng)}", station=station, request_id=_id(rng), region=station.region, lo=lo, hi=hi,
        not_after=clock.today(now), granted_at=now, used_to=hi, closed_at=now,
    )  # fmt: skip
    LedgerEntry.objects.bulk_create(
        LedgerEntry(region=station.region, serial=serial, lease=lease, fate=SerialFate.USED, at=now) for serial in range(lo, hi + 1)
    )
    return lease


def _candidate(item: Sought, row: Registration, now: datetime) -> Candidate:
    answers, wished = item.answers, item.answers.pekerjaan_diinginkan
    highest = answers.highest_education
    years = sum(max(0, (job.tahun_keluar or now.year) - job.tahun_masuk) for job in answers.pengalaman)
    return Candidate(
        registration=row, region=row.region, education_rank=education_rank(highest.jenjang if highest else None),
        majors=stem_column(*(part.jurusan for part in answers.pendidikan)),
        skills=stem_column(*answers.keterampilan, *(job.jabatan for job in answers.pengalaman)),
        jobs=stem_column(*(text for wish in wished for text in (wish.kata, wish.jabatan))),
        kbji=sorted({wish.kbji for wish in wished if wish.kbji}), experience_years=min(60, years),
        kecamatan=answers.domisili.kode[:8], work_status=answers.status_kerja, birth_year=answers.biodata.tanggal_lahir.year,
        updated_at=now,
    )  # fmt: skip


def _status(row: Registration, card: Card | None, now: datetime) -> RegistrationStatus:
    return RegistrationStatus(
        registration_id=row.pk, state=row.state, reason=row.reason, card_number=card.number if card else "",
        card_state=public_state(card, now) if card else None, card_valid_until=card.valid_until if card else None,
    )  # fmt: skip


def _id(rng: random.Random) -> str:
    return str(UUID(int=rng.getrandbits(128), version=4))
