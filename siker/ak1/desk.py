"""What officers decide: verify, correct, reject, withdraw a card, settle two cards for one person.

Each decision is one transaction: state, history, journal entry, and the feed last.
"""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from domain import seeker
from domain.ak1 import Ak1State
from domain.fields import parse_free_text
from domain.identity import Evidence, EvidenceKind
from domain.problems import Problem
from siker import __version__, vault
from siker.accounts.models import User
from siker.ak1.facts import publish_status
from siker.ak1.models import AnswerVersion, Card, CardConflict, Registration, RegistrationState, Resolution
from siker.ak1.records import answers_of, evidence_of, plain, seal_answers
from siker.applications import facts as applications
from siker.applications.candidates import refresh_candidate
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.ingest.models import OpReceipt, ReceiptStatus
from siker.seekers.following import follow

REASON_MAX = 120
REASON_NAMES_PERSON = "reason_names_person"


class AlreadyDecidedError(Exception):
    """Somebody else was faster; the page is shown again as it is now."""


def _actor(user: User) -> Actor:
    return Actor.officer(user.username, user.pk)


@transaction.atomic
def open_registration(registration_id: str, user: User, now: datetime) -> tuple[Registration, seeker.Registration]:
    """The row and its answers in clear, for one officer's eyes; the look is journalled."""
    row = Registration.objects.select_related("station", "decided_by").get(pk=registration_id)
    record(_actor(user), AuditAction.REGISTRATION_VIEWED, f"registration/{row.pk}", now)
    return row, answers_of(row)


@transaction.atomic
def verify(registration_id: str, user: User, now: datetime) -> None:
    """The officer saw the person, the card and the data. Raises AlreadyDecidedError."""
    row = Registration.objects.select_for_update().get(pk=registration_id)
    if row.state == RegistrationState.VERIFIED:
        raise AlreadyDecidedError
    seen = Evidence(EvidenceKind.OFFICER_SIGHT, True, "officer", f"siker {__version__}", now, f"petugas:{user.pk}")
    row.evidence = plain((*evidence_of(row), seen))
    _decide(row, RegistrationState.VERIFIED, "", user, now)
    record(_actor(user), AuditAction.REGISTRATION_VERIFIED, f"registration/{row.pk}", now)
    refresh_candidate(row.pk, now)
    publish_status(row.pk, now)


def check_reason(text: str, answers: seeker.Registration) -> str | Problem:
    """A reason the station will show: short, and free of the person's name and numbers."""
    reason = parse_free_text(text, "alasan", REASON_MAX)
    if isinstance(reason, Problem):
        return reason
    names = {word for word in re.findall(r"\w+", answers.biodata.nama.lower()) if len(word) > 3}
    if re.search(r"\d{6,}", reason) or names & set(re.findall(r"\w+", reason.lower())):
        return Problem(REASON_NAMES_PERSON)
    return reason


@transaction.atomic
def reject(registration_id: str, reason: str, user: User, now: datetime) -> None:
    """Not verified, with a reason for the person. Raises AlreadyDecidedError when it is no longer waiting."""
    row = Registration.objects.select_for_update().get(pk=registration_id)
    if row.state != RegistrationState.AWAITING:
        raise AlreadyDecidedError
    _decide(row, RegistrationState.REJECTED, reason, user, now)
    record(_actor(user), AuditAction.REGISTRATION_REJECTED, f"registration/{row.pk}", now)
    refresh_candidate(row.pk, now)
    publish_status(row.pk, now)


@transaction.atomic
def correct(registration_id: str, answers: seeker.Registration, user: User, now: datetime) -> None:
    """Replace the answers; the former ones stay in the history."""
    row = Registration.objects.select_for_update().get(pk=registration_id)
    row.sealed, row.nik_lookup = seal_answers(answers), vault.nik_lookup(answers.biodata.nik)
    row.save(update_fields=["sealed", "nik_lookup"])
    follow(row)
    AnswerVersion.objects.create(registration=row, sealed=row.sealed, source=f"petugas:{user.pk}", at=now)
    record(_actor(user), AuditAction.REGISTRATION_CORRECTED, f"registration/{row.pk}", now)
    moved = applications.follow_person(row.pk)
    refresh_candidate(row.pk, now)
    publish_status(row.pk, now)
    for application_id in moved:
        applications.publish_status(application_id, now)


@transaction.atomic
def withdraw(number: str, reason: str, user: User, now: datetime) -> None:
    """The card no longer counts. Raises AlreadyDecidedError when it is not valid any more."""
    card = Card.objects.select_for_update().get(pk=number)
    if card.state != Ak1State.VALID:
        raise AlreadyDecidedError
    card.state, card.state_reason = Ak1State.WITHDRAWN, reason
    card.save(update_fields=["state", "state_reason"])
    record(_actor(user), AuditAction.CARD_WITHDRAWN, f"kartu/{card.pk}", now)
    publish_status(card.registration_id, now)


@transaction.atomic
def resolve(conflict_id: int, resolution: Resolution, note: str, user: User, now: datetime) -> CardConflict:
    """Settle two cards for one person. Raises AlreadyDecidedError."""
    conflict = CardConflict.objects.select_for_update().get(pk=conflict_id)
    if conflict.resolved_at is not None:
        raise AlreadyDecidedError
    first = Card.objects.select_for_update().get(pk=conflict.first_id)
    second = Card.objects.select_for_update().get(pk=conflict.second_id)
    if resolution is Resolution.KEEP_FIRST:
        _set(second, Ak1State.WITHDRAWN, first.pk)
    else:
        outgoing = Ak1State.WITHDRAWN if resolution is Resolution.KEEP_SECOND else Ak1State.SUPERSEDED
        for holder in Card.objects.select_for_update().filter(nik_lookup=second.nik_lookup, state=Ak1State.VALID):
            _set(holder, outgoing, second.pk)
        if first.state == Ak1State.CONFLICT:
            _set(first, outgoing, second.pk)
        _set(second, Ak1State.VALID, "")
    conflict.resolved_at, conflict.resolved_by, conflict.resolution, conflict.note = now, user, resolution, note
    conflict.save(update_fields=["resolved_at", "resolved_by", "resolution", "note"])
    OpReceipt.objects.filter(pk=second.op_id, status=ReceiptStatus.PARKED).update(
        status=ReceiptStatus.CLOSED, closed_at=now, closed_by=user, note=resolution
    )
    record(_actor(user), AuditAction.CONFLICT_RESOLVED, f"kartu/{second.pk}", now, resolution)
    concerned = Card.objects.filter(nik_lookup=second.nik_lookup).values_list("registration_id", flat=True)
    for registration_id in sorted({first.registration_id, second.registration_id, *concerned}):
        publish_status(registration_id, now)
    return conflict


def _set(card: Card, state: Ak1State, reason: str) -> None:
    card.state, card.state_reason = state, reason
    card.save(update_fields=["state", "state_reason"])


def _decide(row: Registration, state: RegistrationState, reason: str, user: User, now: datetime) -> None:
    row.state, row.reason, row.decided_at, row.decided_by = state, reason, now, user
    row.save(update_fields=["state", "reason", "decided_at", "decided_by", "evidence"])
