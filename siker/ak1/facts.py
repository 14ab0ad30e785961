"""What a station's facts do to registrations and cards. Runs inside the ingest's savepoint; judges, never refuses.

One valid card per person: the first card accepted stays valid. A renewal that names the card it replaces supersedes it;
any other second card is kept with state ``conflict`` for an officer. The caller publishes what was touched.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from domain import seeker
from domain.ak1 import Ak1State, NumberPattern
from domain.facts import Ak1Issued, DocumentKind, DocumentPrinted, PresenceReported, PrintOutcome, SeekerRegistered, SeekerUpdated
from domain.identity import Evidence, IdentityLevel, IssuePolicy, derive_assurance
from domain.problems import ProblemError
from siker import clock, vault
from siker.ak1.leases import mark_used
from siker.ak1.models import (
    AnswerVersion,
    Card,
    CardConflict,
    Lease,
    PresenceReport,
    PrintRecord,
    Registration,
    RegistrationState,
)
from siker.ak1.records import answers_of, evidence_of, plain, seal_answers
from siker.applications.candidates import placed_on
from siker.feed.services import publish
from siker.fleet.models import Station
from siker.fleet.services import number_patterns, policy
from siker.seekers.following import follow
from sync.wire.envelope import Op
from sync.wire.errors import ParkReason
from sync.wire.messages import RegistrationStatus

FEED_ENTITY = "registration"
_BIG = 2**62


def _fits(*texts: tuple[str, int]) -> bool:
    return all(len(text) <= limit and "\x00" not in text for text, limit in texts)


def issue_policy() -> IssuePolicy:
    """The office's rule as the domain judges it."""
    now_in_force = policy()
    return IssuePolicy(IdentityLevel(now_in_force.self_service_level), IdentityLevel(now_in_force.with_officer_level))


def record_answers(
    fact: SeekerRegistered | SeekerUpdated, op: Op, station: Station, now: datetime, touched: set[str]
) -> ParkReason | None:
    """Keep the answers; an older set of answers that arrives late joins the history only."""
    answers, number = fact.registration, fact.registration.registration_id
    code = fact.queue_code if isinstance(fact, SeekerRegistered) else ""
    if not number or not _fits((number, 64), (fact.language, 8), (code, 16), (answers.foto_sha256, 64)):
        return ParkReason.MALFORMED_BODY
    row = Registration.objects.select_for_update().filter(pk=number).first()
    sealed = seal_answers(answers)
    if row is None:
        if isinstance(fact, SeekerUpdated):
            return ParkReason.UNKNOWN_REGISTRATION
        trusted = not code and issue_policy().may_issue(derive_assurance(fact.evidence))
        row = Registration(
            registration_id=number, region=station.region, station=station, registered_at=op.issued_at, received_at=now,
            queue_code=code, state=RegistrationState.VERIFIED if trusted else RegistrationState.AWAITING,
        )  # fmt: skip
        row.evidence = plain(fact.evidence)
    elif row.state == RegistrationState.ERASED:
        return ParkReason.UNKNOWN_REGISTRATION
    elif row.answers_device == op.device and row.answers_seq > op.seq:
        AnswerVersion.objects.create(registration=row, sealed=sealed, source=f"op:{op.op_id}", at=now)
        return None
    else:
        _renew_trust(row, fact, answers)
    row.sealed, row.nik_lookup, row.photo_sha256 = sealed, vault.nik_lookup(answers.biodata.nik), answers.foto_sha256
    row.consents, row.language = plain(fact.consents), fact.language
    row.answers_device, row.answers_seq = op.device, op.seq
    row.save()
    follow(row)
    AnswerVersion.objects.create(registration=row, sealed=sealed, source=f"op:{op.op_id}", at=now)
    touched.add(number)
    return None


def _renew_trust(row: Registration, fact: SeekerRegistered | SeekerUpdated, answers: seeker.Registration) -> None:
    """Same person data keeps the state and adds evidence; other person data must be believed anew."""
    same = answers_of(row).biodata == answers.biodata
    evidence: tuple[Evidence, ...] = (*evidence_of(row), *fact.evidence) if same else fact.evidence
    row.evidence = plain(evidence)
    if issue_policy().may_issue(derive_assurance(evidence)):
        row.state, row.reason = RegistrationState.VERIFIED, ""
    elif not same or row.state == RegistrationState.REJECTED:
        row.state, row.reason = RegistrationState.AWAITING, ""


def record_card(
    fact: Ak1Issued, op: Op, station: Station, now: datetime, touched: set[str], *, force: bool = False
) -> ParkReason | None:
    """Keep an issued card. ``force``: an officer vouches for a number outside the leases."""
    if not _fits((fact.number, 40), (fact.lease_id, 64), (fact.assurance, 40), (fact.supersedes, 40)) or not fact.number:
        return ParkReason.MALFORMED_BODY
    if not 0 < fact.serial < _BIG:
        return ParkReason.NO_OUTSIDE_LEASE
    row = (
        Registration.objects.select_for_update().filter(pk=fact.registration_id).first()
        if _fits((fact.registration_id, 64))
        else None
    )
    if row is None or row.state == RegistrationState.ERASED:
        return ParkReason.UNKNOWN_REGISTRATION
    if Card.objects.filter(pk=fact.number).exists():
        return ParkReason.NUMBER_TAKEN
    lease = Lease.objects.filter(station=station, pk=fact.lease_id, lo__lte=fact.serial, hi__gte=fact.serial).first()
    if not force and (lease is None or not _number_is_of_serial(fact, station)):
        return ParkReason.NO_OUTSIDE_LEASE
    person = vault.nik_lookup(fact.nik)
    _make_room(fact, person, touched)
    card = Card(
        number=fact.number, registration=row, nik_lookup=person, station=station, serial=fact.serial, lease_id=fact.lease_id,
        issued_on=fact.issued_on, valid_until=fact.valid_until, assurance=fact.assurance, supersedes=fact.supersedes,
        op_id=op.op_id, recorded_at=now, state=Ak1State.VALID,
    )  # fmt: skip
    touched.add(row.pk)
    if lease is not None:
        mark_used(lease, fact.serial, now)
    first = _insert_valid(card)
    if first is None:
        return None
    card.state = Ak1State.CONFLICT
    card.save(force_insert=True)
    CardConflict.objects.create(second=card, first=first, opened_at=now)
    touched.add(first.registration_id)
    return ParkReason.SECOND_CARD


def _make_room(fact: Ak1Issued, person: str, touched: set[str]) -> None:
    """A named predecessor and a card already out of date give way."""
    for old in Card.objects.select_for_update().filter(nik_lookup=person, state=Ak1State.VALID):
        if old.number == fact.supersedes or old.valid_until < fact.issued_on:
            old.state, old.state_reason = Ak1State.SUPERSEDED, fact.number
            old.save(update_fields=["state", "state_reason"])
            touched.add(old.registration_id)


def _insert_valid(card: Card) -> Card | None:
    """Insert as the person's valid card, or return the card that holds that place; the unique index decides races."""
    holder = Card.objects.filter(nik_lookup=card.nik_lookup, state=Ak1State.VALID).first()
    if holder is not None:
        return holder
    try:
        with transaction.atomic():
            card.save(force_insert=True)
    except IntegrityError:
        holder = Card.objects.filter(nik_lookup=card.nik_lookup, state=Ak1State.VALID).first()
        if holder is None:
            raise
        return holder
    return None


def _number_is_of_serial(fact: Ak1Issued, station: Station) -> bool:
    for pattern in number_patterns():
        try:
            if NumberPattern(pattern).format(station.region, fact.issued_on, fact.serial) == fact.number:
                return True
        except ProblemError:
            continue
    return False


def record_print(fact: DocumentPrinted, op: Op, now: datetime, touched: set[str]) -> ParkReason | None:
    """Keep the outcome of a print; the highest copy of a card that may have come out is its count of copies."""
    if not _fits((fact.reference, 40), (fact.reason, 80)) or not 0 <= fact.copy_no < 10_000:
        return ParkReason.MALFORMED_BODY
    row = Registration.objects.filter(pk=fact.registration_id).first() if _fits((fact.registration_id, 64)) else None
    if row is None:
        return ParkReason.UNKNOWN_REGISTRATION
    PrintRecord.objects.create(
        registration=row, document=fact.document, reference=fact.reference, copy_no=fact.copy_no, outcome=fact.outcome,
        reason=fact.reason, at=fact.at, op_id=op.op_id,
    )  # fmt: skip
    if fact.document is DocumentKind.AK1 and fact.outcome is not PrintOutcome.FAILED:
        card = Card.objects.select_for_update().filter(pk=fact.reference, registration=row).first()
        if card is not None and card.copies < fact.copy_no:
            card.copies = fact.copy_no
            card.save(update_fields=["copies"])
    return None


def record_presence(fact: PresenceReported, op: Op, now: datetime, touched: set[str]) -> ParkReason | None:
    """Keep a report of presence."""
    if not _fits((fact.number, 40)) or not 0 < fact.row < 100:
        return ParkReason.MALFORMED_BODY
    row = Registration.objects.filter(pk=fact.registration_id).first() if _fits((fact.registration_id, 64)) else None
    if row is None:
        return ParkReason.UNKNOWN_REGISTRATION
    if placed_on(row) is not None:  # who reports is looking again
        touched.add(row.pk)
    PresenceReport.objects.create(
        registration=row, number=fact.number, row=fact.row, reported_on=fact.reported_on, op_id=op.op_id
    )
    return None


def status_of(row: Registration, now: datetime) -> RegistrationStatus:
    """The pseudonymous state of a registration as stations see it."""
    card = leading_card(row)
    return RegistrationStatus(
        registration_id=row.pk, state=row.state, reason=row.reason, card_number=card.number if card else "",
        card_state=public_state(card, now) if card else None, card_valid_until=card.valid_until if card else None,
        placed_on=placed_on(row),
    )  # fmt: skip


def leading_card(row: Registration) -> Card | None:
    """The card that speaks for a registration: the valid one, else one under review, else the newest."""
    cards = sorted(row.cards.all(), key=lambda card: (card.issued_on, card.number), reverse=True)
    for state in (Ak1State.VALID, Ak1State.CONFLICT):
        for card in cards:
            if card.state == state:
                return card
    return cards[0] if cards else None


def public_state(card: Card, now: datetime) -> Ak1State:
    """The stored state, with ``expired`` worked out from the calendar."""
    state = Ak1State(card.state)
    return Ak1State.EXPIRED if state is Ak1State.VALID and card.valid_until < clock.today(now) else state


def registrations_known(nik_lookup: str) -> list[str]:
    """Every registration of a person that stations may hold, in one fixed order."""
    return list(
        Registration.objects.filter(nik_lookup=nik_lookup).exclude(state=RegistrationState.ERASED).order_by("pk").values_list("pk", flat=True)
    )


def publish_status(registration_id: str, now: datetime) -> None:
    """Put the registration's state on its region's feed; last in the transaction."""
    row = Registration.objects.get(pk=registration_id)
    publish(row.region, FEED_ENTITY, row.pk, status_of(row, now), now)
