"""An officer sends a person to a vacancy with AK/IV or AK/V, and keeps what came of it. Everything is journalled."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeGuard

import uuid6
from django.db import IntegrityError, transaction

from documents import Document, Office
from documents.referral import Introduced, OpenPlace, call_letter, introduction_letter
from domain.ak1 import Ak1State
from domain.applications import ApplicationState, NotHiredReason, may_become
from domain.vacancy import VacancyState
from siker import clock
from siker.accounts.models import User
from siker.ak1.models import Registration, RegistrationState
from siker.ak1.records import answers_of
from siker.applications import services
from siker.applications.candidates import refresh_candidate
from siker.applications.life import StepRefusedError, lock_vacancy
from siker.applications.models import Application, Placement, Referral, ReferralKind, ReferralResult
from siker.applications.telling import tell_person
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.fleet.services import policy
from siker.notices.kinds import NoticeKind
from siker.vacancies.models import Vacancy
from siker.web.words import moment_text, term

PREFIX = {ReferralKind.AK4: "AK4", ReferralKind.AK5: "AK5"}
RESULTS = {
    ReferralKind.AK4: (ReferralResult.CAME, ReferralResult.DID_NOT_COME),
    ReferralKind.AK5: (ReferralResult.HIRED, ReferralResult.NOT_HIRED, ReferralResult.DID_NOT_COME),
}
_TRIES = 5


def _actor(user: User) -> Actor:
    return Actor.officer(user.username, user.pk)


def application_for(row: Registration, vacancy: Vacancy) -> Application | None:
    """The person's leading application to this vacancy, under whichever registration."""
    return Application.objects.filter(nik_lookup=row.nik_lookup, vacancy=vacancy, same_as=None).first()


@transaction.atomic
def refer(
    row: Registration, vacancy_id: str, kind: ReferralKind, come_at: datetime | None, come_place: str, note: str, user: User, now: datetime
) -> Referral:
    """Number and keep a letter. Raises StepRefusedError with the sentence for the officer."""
    vacancy = lock_vacancy(vacancy_id)
    if vacancy is None or vacancy.state != VacancyState.PUBLISHED or not vacancy.firm.is_public:
        raise StepRefusedError("Lowongan ini tidak sedang dibuka. Pilih lowongan lain.")
    if row.state != RegistrationState.VERIFIED:
        raise StepRefusedError("Pendaftaran orang ini belum terverifikasi. Verifikasi dulu, lalu buat suratnya.")
    made = Referral(
        referral_id=str(uuid6.uuid7()), kind=kind, registration=row, vacancy=vacancy, application=application_for(row, vacancy),
        come_at=come_at, come_place=come_place, note=note, by=user, at=now,
    )  # fmt: skip
    _number(made, kind, now)
    record(_actor(user), AuditAction.REFERRAL_MADE, f"registration/{row.pk}", now, f"{made.number} lowongan/{vacancy.pk}")
    if come_at is not None:
        tell_person(NoticeKind.REFERRAL_MADE, row, vacancy, now, {"number": made.number, "when": moment_text(come_at), "place": come_place})
    return made


def _number(made: Referral, kind: ReferralKind, now: datetime) -> None:
    """The next number of the kind and year; the unique column settles races."""
    head = f"{PREFIX[kind]}-{clock.today(now).year}-"
    for tried in range(_TRIES):
        made.number = f"{head}{Referral.objects.filter(number__startswith=head).count() + 1 + tried:05d}"
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            continue
        return
    raise StepRefusedError("Nomor surat sedang dipakai petugas lain. Simpan sekali lagi.")


@transaction.atomic
def answer(referral_id: str, result: ReferralResult, hired_on: date | None, user: User, now: datetime) -> Referral:
    """What came of a letter. ``hired``: the placement is recorded, by the application if there is one. Raises StepRefusedError."""
    made = Referral.objects.select_related("registration", "vacancy", "vacancy__firm").get(pk=referral_id)
    lock_vacancy(made.vacancy_id)
    made.refresh_from_db(fields=["result"])
    if made.result or result not in RESULTS[ReferralKind(made.kind)]:
        raise StepRefusedError("Hasil surat ini sudah dicatat.")
    made.result, made.result_at = result, now
    made.application = made.application or application_for(made.registration, made.vacancy)
    made.save(update_fields=["result", "result_at", "application"])
    record(_actor(user), AuditAction.REFERRAL_ANSWERED, f"registration/{made.registration_id}", now, f"{made.number} {result}")
    if result is ReferralResult.HIRED:
        _hired(made, hired_on or clock.today(now), user, now)
    elif result in _CLOSES and _may_become(made.application, ApplicationState.NOT_HIRED):
        services.not_hire([made.application.pk], _CLOSES[result], made.number, _actor(user), now)
    return made


def _may_become(application: Application | None, target: ApplicationState) -> TypeGuard[Application]:
    return application is not None and may_become(ApplicationState(application.state), target)


_CLOSES = {ReferralResult.NOT_HIRED: NotHiredReason.OTHER, ReferralResult.DID_NOT_COME: NotHiredReason.DID_NOT_COME}


def _hired(made: Referral, hired_on: date, user: User, now: datetime) -> None:
    application = made.application
    if _may_become(application, ApplicationState.HIRED):
        services.hire(application.pk, hired_on, _actor(user), now)
        return
    if Placement.objects.filter(registration__nik_lookup=made.registration.nik_lookup, vacancy=made.vacancy).exists():
        return
    services.place(made.registration, made.vacancy, hired_on, _actor(user), now)
    refresh_candidate(made.registration_id, now)
    services.publish_placed(made.registration, now)


def paper(made: Referral) -> Document:
    """The letter as a document."""
    row, vacancy = made.registration, made.vacancy
    answers = answers_of(row)
    highest = answers.highest_education
    schooling = term("education", highest.jenjang) if highest else ""
    if highest and highest.jurusan:
        schooling = f"{schooling}, {highest.jurusan}"
    card = row.cards.filter(state=Ak1State.VALID).first()
    person = Introduced(
        answers.biodata.nama, answers.biodata.nik.value, card.number if card else "", answers.telepon, schooling,
        ", ".join(answers.keterampilan), "; ".join(f"{job.jabatan}, {job.pemberi_kerja}" for job in answers.pengalaman[:3]),
    )  # fmt: skip
    firm = vacancy.firm
    place = OpenPlace(vacancy.number, vacancy.title, vacancy.employer, firm.address, f"{firm.contact_name}, {firm.phone}")
    ours, officer = office(), made.by.get_full_name()
    made_on = clock.today(made.at)
    come = made.come_at.astimezone(clock.OFFICE_ZONE) if made.come_at else None
    if made.kind == ReferralKind.AK4 and come is not None:
        return call_letter(made.number, person, place, come, made.come_place, ours, made_on, officer, made.note)
    return introduction_letter(made.number, person, place, come, ours, made_on, officer, made.note)


def office_place() -> str:
    """Where somebody called by AK/IV comes to."""
    here = policy()
    return f"{here.office_name}, {here.office_address}"[:200]


def office() -> Office:
    """The office as our papers name it."""
    here = policy()
    head, _, city = here.office_name.rpartition("Kota ")
    town = city if head else ""
    return Office(
        f"PEMERINTAH KOTA {town.upper()}" if town else "", here.office_name, here.office_address, here.office_phone, town, here.office_hours
    )
