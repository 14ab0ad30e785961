"""Erasing a person at their request (UU 27/2022 Pasal 8 and 42 to 45).

Destroyed: every sealed value about them, the blind indexes that lead to them, their documents, photo, account, place among the
candidates. Kept, for the law and the figures, without any way back to the person: card numbers and their fate, dates and
states of applications, placements by kind of work and kecamatan, and the journal. While a card is in force it is kept
whole: the office must be able to answer for it; the person may give the card back first.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from domain.ak1 import Ak1State
from domain.applications import ApplicationState
from siker import clock
from siker.accounts.models import User
from siker.ak1.models import AnswerVersion, Blob, Card, Registration, RegistrationState
from siker.applications.models import Application, ApplicationEvent, Candidate, Referral
from siker.applications.services import withdraw_from_portal
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.feed.services import publish
from siker.ingest.models import OpReceipt, ReceiptStatus
from siker.notices.services import NoticeKind, send
from siker.seekers import files
from siker.seekers.accounts import end_sessions
from siker.seekers.models import ClaimCode, ErasureRequest, ErasureState, SeekerAccount
from siker.seekers.person import letters_of
from siker.web.words import moment_text

ANSWER_WITHIN = timedelta(hours=72)
ERASED = b""


class CardInForceError(Exception):
    """The person holds a valid card; the number is the first argument."""


class AlreadyAnsweredError(Exception):
    """Another officer was faster."""


def due(request: ErasureRequest) -> datetime:
    """By when an officer answers."""
    return request.asked_at + ANSWER_WITHIN


def card_in_force(nik_lookup: str, now: datetime) -> str:
    """The number of the person's valid card, or of one that an officer must still decide about; else nothing."""
    today = clock.today(now)
    counts = Q(state=Ak1State.VALID, valid_until__gte=today) | Q(state=Ak1State.CONFLICT)
    cards = Card.objects.filter(counts, registration__nik_lookup=nik_lookup)
    return cards.values_list("number", flat=True).first() or ""


@transaction.atomic
def ask(account: SeekerAccount, now: datetime) -> ErasureRequest:
    """The person asks; a request that still waits is not doubled."""
    SeekerAccount.objects.select_for_update().get(pk=account.pk)
    waiting = ErasureRequest.objects.filter(registration__nik_lookup=account.nik_lookup, state=ErasureState.ASKED).first()
    if waiting is not None:
        return waiting
    request = ErasureRequest.objects.create(registration=account.registration, asked_at=now)
    record(Actor.seeker(account.user_id), AuditAction.ERASURE_ASKED, f"registration/{account.registration_id}", now)
    send(NoticeKind.ERASURE_ASKED, letters_of(account.registration), {"until": moment_text(due(request))}, now)
    return request


@transaction.atomic
def take_back(account: SeekerAccount, now: datetime) -> bool:
    """The person thinks better of it before an officer answered."""
    waiting = ErasureRequest.objects.filter(registration__nik_lookup=account.nik_lookup, state=ErasureState.ASKED)
    gone = waiting.delete()[0] > 0
    if gone:
        record(Actor.seeker(account.user_id), AuditAction.ERASURE_ASKED, f"registration/{account.registration_id}", now, "dibatalkan")
    return gone


def _waiting(request_id: int) -> ErasureRequest:
    request = ErasureRequest.objects.select_for_update(of=("self",)).select_related("registration").get(pk=request_id)
    if request.state != ErasureState.ASKED:
        raise AlreadyAnsweredError
    return request


def _answer(request: ErasureRequest, state: ErasureState, answer: str, user: User, now: datetime) -> None:
    request.state, request.answer, request.decided_at, request.decided_by = state, answer, now, user
    request.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    actor = Actor.officer(user.username, user.pk)
    record(actor, AuditAction.ERASURE_DECIDED, f"registration/{request.registration_id}", now, state.value)


@transaction.atomic
def refuse(request_id: int, reason: str, user: User, now: datetime) -> None:
    """Not erased, and why; the person is told. Raises AlreadyAnsweredError."""
    request = _waiting(request_id)
    _answer(request, ErasureState.REFUSED, reason, user, now)
    send(NoticeKind.ERASURE_REFUSED, letters_of(request.registration), {"reason": reason}, now)


@transaction.atomic
def erase(request_id: int, user: User, now: datetime) -> None:
    """Erase the person under all their registrations. Raises CardInForceError, AlreadyAnsweredError."""
    request = _waiting(request_id)
    person = request.registration.nik_lookup
    if number := card_in_force(person, now):
        raise CardInForceError(number)
    rows = list(Registration.objects.select_for_update().filter(nik_lookup=person).order_by("pk"))
    actor = Actor.officer(user.username, user.pk)
    send(NoticeKind.DATA_ERASED, letters_of(request.registration), {}, now)
    applications = _withdraw_all(rows, actor, now)
    for account in SeekerAccount.objects.select_related("user").filter(registration__in=rows):
        _close(account, actor, now)
    Candidate.objects.filter(registration__in=rows).delete()
    ClaimCode.objects.filter(registration__in=rows).delete()
    Referral.objects.filter(registration__in=rows).update(note="")
    for row in rows:
        _empty(row, now)
    _answer(request, ErasureState.DONE, "", user, now)
    for application in applications:
        publish(application.registration.region, "application", application.pk, None, now)
    for row in rows:
        publish(row.region, "registration", row.pk, None, now)


def _withdraw_all(rows: list[Registration], actor: Actor, now: datetime) -> list[Application]:
    """Open applications are taken back (the firms learn it); then all are emptied."""
    leading = Application.objects.filter(registration__in=rows, same_as=None).exclude(state=ApplicationState.DRAFT).order_by("pk")
    for application in leading:
        if ApplicationState(application.state).is_open:
            withdraw_from_portal(application.pk, actor, now)
    mine = list(Application.objects.select_related("registration").filter(registration__in=rows))
    for event in ApplicationEvent.objects.filter(application__in=mine).exclude(note=""):
        event.note = ""
        event.save(update_fields=["note"])
    for application in mine:
        Application.objects.filter(pk=application.pk).update(
            sealed=None, consents=[], reason_note="", invited_place="", nik_lookup=_tombstone(application.registration_id)
        )
    return mine


def _close(account: SeekerAccount, actor: Actor, now: datetime) -> None:
    """Documents, sessions and the account itself."""
    for file in account.files.select_related("account"):
        files.delete(file, actor, now)
    end_sessions(account.user, now)
    account.user.delete()


def _tombstone(registration_id: str) -> str:
    """Takes the place of a blind index: leads to nobody, different for each registration."""
    return "erased:" + hashlib.sha256(registration_id.encode()).hexdigest()[:48]


def _empty(row: Registration, now: datetime) -> None:
    """Destroy what is sealed, in every table that holds it, and the index that led here."""
    receipts = OpReceipt.objects.filter(aggregate=f"registration/{row.pk}")
    receipts.update(sealed=ERASED)
    receipts.filter(status__in=(ReceiptStatus.PARKED, ReceiptStatus.PENDING)).update(status=ReceiptStatus.CLOSED, closed_at=now)
    AnswerVersion.objects.filter(registration=row).update(sealed=ERASED)
    row.cards.update(nik_lookup=_tombstone(row.pk))
    photo = row.photo_sha256
    row.sealed, row.nik_lookup, row.photo_sha256 = ERASED, _tombstone(row.pk), ""
    row.evidence, row.consents, row.queue_code, row.reason, row.state = [], [], "", "", RegistrationState.ERASED
    row.save()
    if photo and not Registration.objects.filter(photo_sha256=photo).exists():
        Blob.objects.filter(pk=photo).delete()
        file = Path(settings.SIKER_DATA_DIR) / "blobs" / photo[:2] / photo
        transaction.on_commit(lambda: file.unlink(missing_ok=True))


def waiting() -> list[ErasureRequest]:
    """Requests to answer, the oldest first."""
    return list(ErasureRequest.objects.select_related("registration").filter(state=ErasureState.ASKED).order_by("asked_at"))

