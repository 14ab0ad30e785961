"""What the application facts of a station change at the server. Nothing is refused: what cannot take effect is parked.

The caller holds the transaction and publishes the touched applications last.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from domain.applications import Act, ApplicationState, application_id
from domain.consent import Purpose
from domain.cv import Cv
from domain.facts import ApplicationSubmitted, ApplicationWithdrawn
from domain.vacancy import VacancyState
from siker import vault
from siker.ak1.models import Registration
from siker.ak1.records import answers_of, plain
from siker.applications.life import copy_standing, group_of, lock_vacancy, person_acted
from siker.applications.models import Application
from siker.applications.telling import tell_applicant, tell_firm
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.feed.services import publish
from siker.fleet.models import Station
from siker.notices.kinds import NoticeKind
from siker.seekers import codes
from siker.vacancies.models import Vacancy
from sync.wire.codec import decode, encode
from sync.wire.envelope import Op
from sync.wire.errors import ParkReason
from sync.wire.messages import ApplicationStatus

FEED_ENTITY = "application"
_CV_MAX, _ATTEMPT_MAX = 64 * 1024, 10_000


def _fits(*texts: tuple[str, int]) -> bool:
    return all(len(text) <= limit and "\x00" not in text for text, limit in texts)


def record_submitted(
    fact: ApplicationSubmitted, op: Op, station: Station, now: datetime, touched: set[str]
) -> ParkReason | None:
    """Keep an application. The same person's second one to this vacancy joins the first; a late one is told so kindly."""
    agreed = any(item.purpose is Purpose.SEND_APPLICATION and item.granted for item in fact.consents)
    if not agreed or not fact.number or not _fits((fact.number, 16), (fact.language, 8), (fact.claim_code, 40)):
        return ParkReason.MALFORMED_BODY
    found = _registration_and_vacancy(fact)
    if isinstance(found, ParkReason):
        return found
    row, vacancy = found
    leader, own = find_or_open(row, vacancy, fact.submitted_at, now, source="kiosk", station=station)
    if not own.sealed or fact.attempt >= _highest_attempt(own):
        fill(own, row, fact.number, fact.cv, plain(fact.consents), fact.language, fact.submitted_at)
    by = Actor.station(station.code)
    act = Act(own.pk, fact.attempt, op.issued_at, withdrew=False)
    if person_acted(leader, own, act, vacancy, by.name, now, op.op_id):
        _tell_of_arrival(leader, now)
    if fact.claim_code:
        codes.keep(row, fact.claim_code, now)
    record(by, AuditAction.APPLICATION_RECEIVED, f"lamaran/{own.pk}", now, f"lowongan/{vacancy.pk}")
    touched.update(item.pk for item in group_of(leader))
    return None


def record_withdrawn(
    fact: ApplicationWithdrawn, op: Op, station: Station, now: datetime, touched: set[str]
) -> ParkReason | None:
    """Take an application back, also before it has arrived, also when it goes on under another one."""
    found = _registration_and_vacancy(fact)
    if isinstance(found, ParkReason):
        return found
    row, vacancy = found
    leader, own = find_or_open(row, vacancy, fact.withdrawn_at, now, source="kiosk", station=station)
    by = Actor.station(station.code)
    act = Act(own.pk, fact.attempt, op.issued_at, withdrew=True)
    if person_acted(leader, own, act, vacancy, by.name, now, op.op_id) and leader.sealed:
        tell_firm(NoticeKind.APPLICANT_WITHDREW, leader, now)
    record(by, AuditAction.APPLICATION_WITHDRAWN, f"lamaran/{own.pk}", now)
    touched.update(item.pk for item in group_of(leader))
    return None


def _tell_of_arrival(leader: Application, now: datetime) -> None:
    """The firm hears of an application that counts, the person of one that came too late; the slip says the rest."""
    if leader.state == ApplicationState.RECEIVED:
        tell_firm(NoticeKind.APPLICATION_ARRIVED, leader, now)
    elif leader.state == ApplicationState.NOT_HIRED:
        tell_applicant(NoticeKind.VACANCY_CLOSED, leader, now)


def _registration_and_vacancy(
    fact: ApplicationSubmitted | ApplicationWithdrawn,
) -> tuple[Registration, Vacancy] | ParkReason:
    if not _fits((fact.registration_id, 64), (fact.vacancy_id, 64)) or not 0 < fact.attempt < _ATTEMPT_MAX:
        return ParkReason.MALFORMED_BODY
    if fact.application_id != application_id(fact.registration_id, fact.vacancy_id):
        return ParkReason.MALFORMED_BODY
    row = Registration.objects.filter(pk=fact.registration_id).first()
    if row is None or not row.sealed:  # never heard of, or erased at the person's request
        return ParkReason.UNKNOWN_REGISTRATION
    vacancy = lock_vacancy(fact.vacancy_id)
    if vacancy is None or (vacancy.published_at is None and vacancy.state != VacancyState.CLOSED):
        return ParkReason.UNKNOWN_VACANCY
    return row, vacancy


def find_or_open(
    row: Registration, vacancy: Vacancy, at: datetime, now: datetime, *, source: str, station: Station | None
) -> tuple[Application, Application]:
    """The application that leads for this person and vacancy, and the registration's own (often the same), locked.

    A new one is still a draft; the database itself sees to it that only one leads.
    """
    mine = application_id(row.pk, vacancy.pk)
    locked = Application.objects.select_for_update(of=("self",))
    own = locked.filter(pk=mine).first()
    if own is not None:
        return (own if own.same_as_id is None else locked.get(pk=own.same_as_id)), own
    own = Application(
        application_id=mine, registration=row, nik_lookup=row.nik_lookup, vacancy=vacancy, state=ApplicationState.DRAFT,
        attempt=0, source=source, station=station, submitted_at=at, received_at=now, state_at=now,
    )  # fmt: skip
    leader = locked.filter(nik_lookup=row.nik_lookup, vacancy=vacancy, same_as=None).first()
    if leader is None:
        try:
            with transaction.atomic():
                own.save(force_insert=True)
        except IntegrityError:
            leader = locked.filter(nik_lookup=row.nik_lookup, vacancy=vacancy, same_as=None).first()
            if leader is None:
                raise
        else:
            return own, own
    own.same_as = leader
    copy_standing(leader, own)
    own.save(force_insert=True)
    return leader, own


def follow_person(registration_id: str) -> list[str]:
    """After a registration turned out to be another person's (its NIK was corrected): its applications move to that person.

    Where that person leads already, ours becomes the double; a double of the former person stands alone again. Returns the
    applications to publish; the caller does, last in its transaction.
    """
    row = Registration.objects.filter(pk=registration_id).first()
    if row is None:
        return []
    moved: list[str] = []
    for own in Application.objects.filter(registration=row).exclude(nik_lookup=row.nik_lookup).order_by("pk"):
        lock_vacancy(own.vacancy_id)
        heirs = list(own.doubles.order_by("received_at", "pk"))
        leader = Application.objects.filter(nik_lookup=row.nik_lookup, vacancy=own.vacancy, same_as=None).first()
        own.nik_lookup, own.same_as = row.nik_lookup, leader
        if leader is not None:
            copy_standing(leader, own)
        own.save()
        for heir in heirs:
            heir.same_as = None if heir is heirs[0] else heirs[0]
            heir.save(update_fields=["same_as"])
        moved += [own.pk, *(heir.pk for heir in heirs)]
    return moved


def _highest_attempt(own: Application) -> int:
    return max(own.events.filter(by_person=True).exclude(state=ApplicationState.WITHDRAWN).values_list("attempt", flat=True), default=0)


def fill(own: Application, row: Registration, number: str, cv: Cv, consents: object, language: str, submitted_at: datetime) -> None:
    """What an application brings; the coarse columns beside the sealed CV come from the registration."""
    answers = answers_of(row)
    highest = answers.highest_education
    own.number, own.language, own.consents, own.submitted_at = number, language, consents, submitted_at
    own.sealed = vault.seal(encode(cv), f"application/{own.pk}")
    own.education = highest.jenjang if highest else ""
    own.kecamatan, own.sex = answers.domisili.kode[:8], answers.biodata.jenis_kelamin
    own.save()


def cv_of_application(application: Application) -> Cv | None:
    """The CV in clear, or None when none has arrived. Whoever shows it writes the audit entry."""
    if not application.sealed:
        return None
    return decode(vault.unseal(application.sealed, f"application/{application.pk}"), Cv)


def status_of(row: Application) -> ApplicationStatus:
    """The pseudonymous state of an application as stations see it."""
    return ApplicationStatus(
        application_id=row.pk, registration_id=row.registration_id, vacancy_id=row.vacancy_id, number=row.number,
        title=row.vacancy.title, employer=row.vacancy.employer, state=row.state, attempt=row.attempt, at=row.state_at,
        reason=row.reason, invited_at=row.invited_at, invited_place=row.invited_place, same_as=row.same_as_id or "",
    )  # fmt: skip


def applications_of(nik_lookup: str) -> list[ApplicationStatus]:
    """Every application of a person under all their registrations, newest first."""
    rows = Application.objects.select_related("vacancy").filter(registration__nik_lookup=nik_lookup)
    return [status_of(row) for row in rows.order_by("-received_at", "pk")]


def publish_status(application_id: str, now: datetime) -> None:
    """Put the application's state on the feed of its registration's region; last in the transaction."""
    row = Application.objects.select_related("vacancy", "registration").get(pk=application_id)
    publish(row.registration.region, FEED_ENTITY, row.pk, status_of(row), now)
