"""What the portal, the employer and the office do with applications.

Each is one transaction: the step is judged by the domain, then state, history, journal, letter, and the feed last. Refused
steps raise ``StepRefusedError``; its text is the sentence for whoever asked, and nothing has changed.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from domain.ak1 import queue_code
from domain.applications import Act, ApplicationState, NotHiredReason, turned_away
from domain.consent import Consent, Purpose
from domain.cv import Cv
from domain.vacancy import VacancyState
from siker import clock
from siker.ak1 import facts as ak1
from siker.ak1.models import Registration, RegistrationState
from siker.ak1.records import answers_of, plain
from siker.applications.candidates import refresh_candidate
from siker.applications.facts import fill, find_or_open, publish_status
from siker.applications.life import StepRefusedError, group_of, lock_vacancy, opening_of, person_acted, step
from siker.applications.life import reopen as take_back_decision
from siker.applications.models import Application, Placement, Referral
from siker.applications.telling import tell_applicant, tell_firm
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.employers.models import Firm
from siker.notices.kinds import NoticeKind
from siker.vacancies.models import CloseReason, Vacancy
from siker.vacancies.services import close

__all__ = [
    "StepRefusedError", "firm_gone", "hire", "invite", "mark_read", "not_hire", "place", "publish_placed", "refresh_candidate",
    "reopen", "submit_from_portal", "vacancy_closed", "withdraw_from_portal",
]  # fmt: skip


def publish_placed(row: Registration, now: datetime) -> None:
    """Tell the stations that the person works now, under every registration they may hold."""
    for registration_id in ak1.registrations_known(row.nik_lookup):
        ak1.publish_status(registration_id, now)


def publish_group(leader: Application, now: datetime) -> None:
    """Tell the stations about the application and its doubles."""
    for item in sorted(group_of(leader), key=lambda item: item.pk):
        publish_status(item.pk, now)


@transaction.atomic
def submit_from_portal(
    registration: Registration, vacancy: Vacancy, cv: Cv, consents: Sequence[Consent], actor: Actor, now: datetime, *, language: str = "id"
) -> Application:
    """A person applies on the portal; again after a withdrawal is the next attempt. Raises StepRefusedError."""
    held = lock_vacancy(vacancy.pk)
    if held is None or held.state != VacancyState.PUBLISHED or not held.firm.is_public:
        raise StepRefusedError("Lowongan ini sudah ditutup. Silakan lihat lowongan lain yang mirip.")
    if turned_away(opening_of(held), clock.today(now)) is not None:
        raise StepRefusedError("Masa lamaran lowongan ini sudah lewat. Silakan lihat lowongan lain yang mirip.")
    if registration.state == RegistrationState.REJECTED:
        raise StepRefusedError("Pendaftaran AK/I Anda belum bisa dipakai. Datang ke loket dengan KTP, petugas akan membantu.")
    if not any(item.purpose is Purpose.SEND_APPLICATION and item.granted for item in consents):
        raise StepRefusedError("Setujui dulu bahwa data ini dikirim ke pemberi kerja.")
    leader, _ = find_or_open(registration, held, now, now, source="portal", station=None)
    state = ApplicationState(leader.state)
    if state.is_decided or (state.is_open and state is not ApplicationState.DRAFT):
        raise StepRefusedError("Anda sudah melamar lowongan ini. Lihat kabarnya di Lamaran saya.")
    number = leader.number or f"LM-{queue_code(os.urandom(6))}"
    fill(leader, registration, number, cv, plain(tuple(consents)), language, now)
    person_acted(leader, leader, Act(leader.pk, leader.attempt + 1, now, withdrew=False), held, actor.name, now)
    record(actor, AuditAction.APPLICATION_RECEIVED, f"lamaran/{leader.pk}", now, f"lowongan/{held.pk}")
    tell_applicant(NoticeKind.APPLICATION_RECEIVED, leader, now)
    tell_firm(NoticeKind.APPLICATION_ARRIVED, leader, now)
    publish_group(leader, now)
    return leader


@transaction.atomic
def withdraw_from_portal(application_id: str, actor: Actor, now: datetime) -> Application:
    """The person takes an application back, under whichever of its doubles it was asked. Raises StepRefusedError."""
    leader, vacancy = _held(application_id)
    if not ApplicationState(leader.state).is_open:
        raise StepRefusedError("Lamaran ini sudah selesai, jadi tidak perlu ditarik.")
    person_acted(leader, leader, Act(leader.pk, leader.attempt, now, withdrew=True), vacancy, actor.name, now)
    record(actor, AuditAction.APPLICATION_WITHDRAWN, f"lamaran/{leader.pk}", now)
    tell_applicant(NoticeKind.APPLICATION_WITHDRAWN, leader, now)
    tell_firm(NoticeKind.APPLICANT_WITHDREW, leader, now)
    publish_group(leader, now)
    return leader


def _held(application_id: str) -> tuple[Application, Vacancy]:
    """The leading application and its vacancy, locked in the one order everybody keeps: vacancy first."""
    found = Application.objects.only("vacancy_id", "same_as_id").get(pk=application_id)
    vacancy = lock_vacancy(found.vacancy_id)
    assert vacancy is not None
    locked = Application.objects.select_for_update(of=("self",)).select_related("registration")
    leader = locked.get(pk=found.same_as_id or found.pk)
    leader.vacancy = vacancy
    return leader, vacancy


@transaction.atomic
def mark_read(application_id: str, actor: Actor, now: datetime) -> Application:
    """Somebody of the firm opened it: the first time it becomes read; every time is journalled."""
    leader, _ = _held(application_id)
    record(actor, AuditAction.APPLICATION_VIEWED, f"lamaran/{leader.pk}", now)
    if leader.state == ApplicationState.RECEIVED:
        leader.read_at = now
        step(leader, ApplicationState.READ, actor.name, now)
        publish_group(leader, now)
    return leader


@transaction.atomic
def invite(application_id: str, at: datetime, place: str, actor: Actor, now: datetime) -> Application:
    """Ask the applicant to come; a second invitation moves the date. Raises StepRefusedError."""
    leader, _ = _held(application_id)
    leader.invited_at, leader.invited_place = at, place
    leader.read_at = leader.read_at or now
    step(leader, ApplicationState.INVITED, actor.name, now)
    record(actor, AuditAction.APPLICATION_INVITED, f"lamaran/{leader.pk}", now)
    tell_applicant(NoticeKind.APPLICATION_INVITED, leader, now)
    publish_group(leader, now)
    return leader


@transaction.atomic
def not_hire(
    application_ids: Sequence[str], reason: NotHiredReason, note: str, actor: Actor, now: datetime
) -> list[Application]:
    """Say no, with a reason the person is told; the note stays with the firm. Raises StepRefusedError: then nobody was told."""
    done = [_end(application_id, reason, note, actor, now) for application_id in sorted(application_ids)]
    for leader in done:
        publish_group(leader, now)
    return done


def _end(application_id: str, reason: NotHiredReason, note: str, actor: Actor, now: datetime) -> Application:
    leader, _ = _held(application_id)
    step(leader, ApplicationState.NOT_HIRED, actor.name, now, reason=reason, note=note)
    record(actor, AuditAction.APPLICATION_NOT_HIRED, f"lamaran/{leader.pk}", now, reason)
    closed = reason in {NotHiredReason.VACANCY_CLOSED, NotHiredReason.FIRM_GONE}
    tell_applicant(NoticeKind.VACANCY_CLOSED if closed else NoticeKind.APPLICATION_NOT_HIRED, leader, now)
    return leader


@transaction.atomic
def hire(application_id: str, hired_on: date, actor: Actor, now: datetime) -> Application:
    """The applicant starts work on ``hired_on``: a placement for AK/I and IPK. Raises StepRefusedError.

    When it fills the last place, the vacancy closes and those still waiting are told that it is filled.
    """
    leader, vacancy = _held(application_id)
    leader.read_at = leader.read_at or now
    step(leader, ApplicationState.HIRED, actor.name, now)
    record(actor, AuditAction.APPLICATION_HIRED, f"lamaran/{leader.pk}", now, f"{hired_on:%Y-%m-%d}")
    place(leader.registration, vacancy, hired_on, actor, now, leader)
    refresh_candidate(leader.registration_id, now)
    tell_applicant(NoticeKind.APPLICATION_HIRED, leader, now)
    publish_placed(leader.registration, now)
    publish_group(leader, now)
    if Placement.objects.filter(vacancy=vacancy).count() >= vacancy.places:
        _end_all(vacancy, NotHiredReason.PLACES_FILLED, actor, now)
        close(vacancy, CloseReason.FILLED, actor, now)
    return leader


@transaction.atomic
def reopen(application_id: str, why: str, actor: Actor, now: datetime) -> Application:
    """An officer opens a decision again that was noted down by mistake. Raises StepRefusedError: then nothing has changed.

    The placement goes and the person is looked for again; who took the application back meanwhile is told that it is taken back.
    The vacancy, and what ended because its places were filled, stay as they are.
    """
    leader, _ = _held(application_id)
    was, decided_at = " ".join(filter(None, (leader.state, leader.reason))), leader.state_at
    take_back_decision(leader, actor.name, why, now)
    record(actor, AuditAction.APPLICATION_REOPENED, f"lamaran/{leader.pk}", now, was)
    _unanswer(leader, decided_at, actor, now)
    placed = Placement.objects.filter(application=leader).first()
    if placed is not None:
        _remove(placed, actor, now)
        refresh_candidate(leader.registration_id, now)
        publish_placed(leader.registration, now)
    took_back = leader.state == ApplicationState.WITHDRAWN
    tell_applicant(NoticeKind.APPLICATION_WITHDRAWN if took_back else NoticeKind.APPLICATION_REOPENED, leader, now)
    tell_firm(NoticeKind.APPLICANT_WITHDREW if took_back else NoticeKind.DECISION_REOPENED, leader, now)
    publish_group(leader, now)
    return leader


def _remove(placed: Placement, actor: Actor, now: datetime) -> None:
    """Nobody was hired after all; what the record said goes into the journal, without the person."""
    said = f"lowongan/{placed.vacancy_id} {placed.kind} {placed.kbji} mulai {placed.hired_on:%Y-%m-%d} dicatat {placed.recorded_at:%Y-%m-%d}"
    record(actor, AuditAction.PLACEMENT_REMOVED, f"registration/{placed.registration_id}", now, said)
    placed.delete()


def _unanswer(leader: Application, decided_at: datetime, actor: Actor, now: datetime) -> None:
    """A letter whose answer was the decision waits for its answer again."""
    for letter in Referral.objects.filter(application=leader, result_at=decided_at).exclude(result=""):
        letter.result, letter.result_at = "", None
        letter.save(update_fields=["result", "result_at"])
        record(actor, AuditAction.REFERRAL_ANSWERED, f"registration/{letter.registration_id}", now, f"{letter.number} dibatalkan")


def place(
    row: Registration, vacancy: Vacancy, hired_on: date, actor: Actor, now: datetime, application: Application | None = None
) -> Placement:
    """Record that somebody was hired, as AK/I and IPK need it, with an application or without one. The caller's transaction."""
    answers = answers_of(row)
    highest = answers.highest_education
    firm: Firm = vacancy.firm
    made = Placement.objects.create(
        registration=row, application=application, vacancy=vacancy, firm=firm, region=vacancy.region, kind=vacancy.placement,
        firm_kind=firm.kind, kbji=vacancy.kbji, kbli=vacancy.kbli or firm.kbli, education=highest.jenjang if highest else "",
        kecamatan=answers.domisili.kode[:8], sex=answers.biodata.jenis_kelamin, hired_on=hired_on, recorded_at=now,
    )  # fmt: skip
    record(actor, AuditAction.PLACEMENT_RECORDED, f"registration/{row.pk}", now, f"lowongan/{vacancy.pk}")
    return made


_ENDS = {
    CloseReason.FILLED: NotHiredReason.PLACES_FILLED,
    CloseReason.OFFICER: NotHiredReason.VACANCY_CLOSED,
    CloseReason.FIRM_GONE: NotHiredReason.FIRM_GONE,
}
"""Closings that end what is open. A vacancy that ran out, or that its employer closed to new applicants, is still being decided."""


@transaction.atomic
def vacancy_closed(vacancy: Vacancy, actor: Actor, now: datetime) -> int:
    """What a closing (``vacancy.close_reason``) means for the open applications; returns how many ended."""
    reason = _ENDS.get(CloseReason(vacancy.close_reason))
    return 0 if reason is None else _end_all(vacancy, reason, actor, now)


def _end_all(vacancy: Vacancy, reason: NotHiredReason, actor: Actor, now: datetime) -> int:
    held = lock_vacancy(vacancy.pk)
    assert held is not None
    waiting = Application.objects.filter(vacancy=held, same_as=None).order_by("pk")
    open_ones = [row.pk for row in waiting if ApplicationState(row.state) in _WAITING]
    return len(not_hire(open_ones, reason, "", actor, now))


_WAITING = {ApplicationState.RECEIVED, ApplicationState.READ, ApplicationState.INVITED}


@transaction.atomic
def firm_gone(firm: Firm, actor: Actor, now: datetime) -> int:
    """The firm left: everything still open at it ends, and people are told so; returns how many applications ended."""
    ended = 0
    for vacancy in Vacancy.objects.filter(firm=firm).order_by("pk"):
        ended += _end_all(vacancy, NotHiredReason.FIRM_GONE, actor, now)
    return ended
