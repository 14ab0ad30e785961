"""The index of people who let employers look, and the search over it.

In it is only who agreed to SHARE_WITH_EMPLOYERS (in force today, never a minor), is verified and is not placed. An employer
sees a person as criteria without name, number, address or birth date; whoever applies tells the rest by applying.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q, QuerySet, TextField
from django.db.models.functions import Cast

from domain import seeker
from domain.consent import Purpose, effective
from domain.nik import age_on
from domain.seeker import EducationLevel, WorkStatus
from domain.vacancy import LimitKind
from domain.vacancy import Vacancy as Content
from domain.vacancy.wording import education_rank
from siker import clock, vault
from siker.ak1.models import Registration, RegistrationState
from siker.ak1.records import answers_of, consents_of
from siker.applications.models import Application, Candidate, CandidateInvitation, Placement
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.notices.kinds import NoticeKind
from siker.vacancies.models import Vacancy
from siker.vacancies.stemming import stems_of
from sync.wire.codec import from_json

FOUND_MAX = 200
AT_ONCE = 20
REST_S = 0.05


def stem_column(*texts: str) -> str:
    """Terms between spaces, so that ``" term "`` finds whole terms only."""
    found = stems_of(*texts)
    return f" {found} " if found else ""


def placed_on(row: Registration) -> date | None:
    """The day the person was hired through SIKER, unless they said later that they are looking again."""
    last = Placement.objects.filter(registration__nik_lookup=row.nik_lookup).order_by("-hired_on", "-pk").first()
    if last is None:
        return None
    again = row.versions.aggregate(at=Max("at"))["at"]
    reported = row.reports.aggregate(day=Max("reported_on"))["day"]
    looked = max((clock.today(again) if again else date.min), reported or date.min)
    return None if looked > max(last.hired_on, clock.today(last.recorded_at)) else last.hired_on


def may_be_found(row: Registration, answers: seeker.Registration, today: date) -> bool:
    """Whether employers may find this person today."""
    if row.state != RegistrationState.VERIFIED or placed_on(row) is not None:
        return False
    counted = effective(consents_of(row), answers.biodata.tanggal_lahir, today)
    latest = max((item for item in counted if item.purpose is Purpose.SHARE_WITH_EMPLOYERS), key=lambda item: item.at, default=None)
    return latest is not None and latest.granted


def _best_of(row: Registration) -> Registration | None:
    """The one registration of the person that may stand in the index: the newest verified one."""
    verified = Registration.objects.filter(nik_lookup=row.nik_lookup, state=RegistrationState.VERIFIED)
    return verified.order_by("-received_at", "-pk").first()


@transaction.atomic
def refresh_candidate(registration_id: str, now: datetime) -> None:
    """Bring the index up to date after anything that concerns the person; unknown ids are let be."""
    row = Registration.objects.filter(pk=registration_id).first()
    if row is None:
        return
    best = _best_of(row)
    Candidate.objects.filter(registration__nik_lookup=row.nik_lookup).exclude(pk=best.pk if best else "").delete()
    if best is None:
        return
    answers = answers_of(best)
    if not may_be_found(best, answers, clock.today(now)):
        Candidate.objects.filter(pk=best.pk).delete()
        return
    highest = answers.highest_education
    wished = answers.pekerjaan_diinginkan
    Candidate.objects.update_or_create(
        registration=best,
        defaults={
            "region": best.region, "education_rank": education_rank(highest.jenjang if highest else None),
            "majors": stem_column(*(item.jurusan for item in answers.pendidikan)),
            "skills": stem_column(*answers.keterampilan, *(job.jabatan for job in answers.pengalaman)),
            "jobs": stem_column(*(text for wish in wished for text in (wish.kata, wish.jabatan))),
            "kbji": sorted({wish.kbji for wish in wished if wish.kbji}),
            "experience_years": _years(answers, clock.today(now)), "kecamatan": answers.domisili.kode[:8],
            "work_status": answers.status_kerja, "birth_year": answers.biodata.tanggal_lahir.year, "updated_at": now,
        },
    )  # fmt: skip


def _years(answers: seeker.Registration, today: date) -> int:
    return min(60, sum(max(0, (job.tahun_keluar or today.year) - job.tahun_masuk) for job in answers.pengalaman))


def rebuild(now: datetime) -> tuple[int, int]:
    """Make the index anew, person by person; returns (people looked at, people in it). Run it every night: consents age.

    A few people in each transaction and a rest between them: on SQLite nobody else can write meanwhile, and stations push.
    """
    looked, after = 0, ""
    seen: set[str] = set()
    while page := list(Registration.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "nik_lookup")[:AT_ONCE]):
        with transaction.atomic():
            for pk, person in page:
                if person not in seen:
                    seen.add(person)
                    refresh_candidate(pk, now)
                    looked += 1
        after = page[-1][0]
        time.sleep(REST_S)
    return looked, Candidate.objects.count()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Criteria of a search; empty ones do not narrow. ``ages``: only from a vacancy's lawful limit, never typed.

    ``job`` (words) and ``kbji`` (a group of occupations) say the same wish in two ways: one of them is enough.
    """

    education: EducationLevel | None = None
    major: str = ""
    skills: str = ""
    job: str = ""
    kbji: str = ""
    experience_years: int = 0
    kecamatan: str = ""
    not_working: bool = False
    ages: tuple[int, int] | None = None


def job_asked(vacancy: Vacancy) -> str:
    """What the vacancy's work is called: the occupation of its group, else its title."""
    return (from_json(vacancy.content, Content).jabatan if vacancy.content else "") or vacancy.title


def education_asked(vacancy: Vacancy) -> EducationLevel | None:
    """The least education the vacancy asks."""
    return from_json(vacancy.content, Content).education.minimum if vacancy.content else None


def lawful_ages(vacancy: Vacancy) -> tuple[int, int] | None:
    """The age band the vacancy may lawfully ask: from its published limits, each of which carries its reason."""
    if not vacancy.content:
        return None
    low = high = None
    for limit in from_json(vacancy.content, Content).limits:
        if limit.reason.strip() and limit.value.isdigit():
            low = int(limit.value) if limit.kind is LimitKind.AGE_MIN else low
            high = int(limit.value) if limit.kind is LimitKind.AGE_MAX else high
    return None if low is None and high is None else (low or 18, high or 120)


def _matching(wanted: Wanted, region: str, today: date) -> QuerySet[Candidate]:
    found = Candidate.objects.select_related("registration").filter(region=region)
    if wanted.education is not None:
        found = found.filter(education_rank__gte=education_rank(wanted.education))
    if wanted.kecamatan:
        found = found.filter(kecamatan=wanted.kecamatan)
    if wanted.experience_years:
        found = found.filter(experience_years__gte=wanted.experience_years)
    if wanted.not_working:
        found = found.filter(work_status=WorkStatus.NOT_WORKING)
    for column, text in (("majors", wanted.major), ("skills", wanted.skills)):
        for stem in stems_of(text).split():
            found = found.filter(**{f"{column}__contains": f" {stem} "})
    found = found.alias(groups=Cast("kbji", TextField())).filter(_wish(wanted))
    if wanted.ages is not None:
        found = found.filter(birth_year__gte=today.year - wanted.ages[1] - 1, birth_year__lte=today.year - wanted.ages[0])
    return found.order_by("-updated_at", "pk")


def _wish(wanted: Wanted) -> Q:
    words = Q()
    for stem in stems_of(wanted.job).split():
        words &= Q(jobs__contains=f" {stem} ")
    group = Q(groups__contains=f'"{wanted.kbji}"') if wanted.kbji else Q()
    return words | group


@dataclass(frozen=True, slots=True)
class Found:
    """What an employer sees of a person: nothing that says who it is. ``key`` is a code good for this vacancy's search alone."""

    key: str
    education: str
    majors: tuple[str, ...]
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    jobs: tuple[str, ...]
    experience: tuple[str, ...]
    experience_years: int
    kecamatan: str
    not_working: bool
    invited: bool
    applied: bool


def _key(candidate: Candidate, vacancy: Vacancy) -> str:
    """A pseudonym for one person under one vacancy: another vacancy's list shows another one."""
    return vault.candidate_key(candidate.pk, vacancy.pk)


def _view(candidate: Candidate, vacancy: Vacancy, now: datetime, invited: set[str], applied: set[str]) -> Found | None:
    """The person as employers may see them, judged by the consent in force now, not by the index alone."""
    row = candidate.registration
    answers = answers_of(row)
    if not may_be_found(row, answers, clock.today(now)):
        return None
    highest = answers.highest_education
    return Found(
        key=_key(candidate, vacancy), education=highest.jenjang if highest else "",
        majors=tuple(item.jurusan for item in answers.pendidikan if item.jurusan), skills=answers.keterampilan,
        languages=answers.bahasa, jobs=tuple(wish.jabatan or wish.kata for wish in answers.pekerjaan_diinginkan),
        experience=tuple(f"{job.jabatan}, {job.tahun_masuk}–{job.tahun_keluar or 'sekarang'}" for job in answers.pengalaman),
        experience_years=candidate.experience_years, kecamatan=answers.domisili.kecamatan,
        not_working=answers.status_kerja is WorkStatus.NOT_WORKING, invited=row.pk in invited, applied=row.nik_lookup in applied,
    )  # fmt: skip


@transaction.atomic
def search(wanted: Wanted, vacancy: Vacancy, actor: Actor, now: datetime) -> tuple[list[Found], bool]:
    """People who may be found and meet the criteria, and whether there are more. The search is journalled, without its words."""
    today = clock.today(now)
    rows = list(_matching(wanted, vacancy.region, today)[: FOUND_MAX + 1])
    if wanted.ages is not None:
        low, high = wanted.ages
        rows = [row for row in rows if low <= age_on(answers_of(row.registration).biodata.tanggal_lahir, today) <= high]
    invited = set(CandidateInvitation.objects.filter(vacancy=vacancy).values_list("registration_id", flat=True))
    applied = set(Application.objects.filter(vacancy=vacancy).values_list("nik_lookup", flat=True))
    seen = [view for row in rows[:FOUND_MAX] if (view := _view(row, vacancy, now, invited, applied)) is not None]
    record(actor, AuditAction.CANDIDATES_SEARCHED, f"lowongan/{vacancy.pk}", now, f"{len(seen)} ditemukan")
    return seen, len(rows) > FOUND_MAX


def _by_key(key: str, vacancy: Vacancy) -> Candidate | None:
    for candidate in Candidate.objects.select_related("registration").filter(region=vacancy.region).iterator(chunk_size=500):
        if _key(candidate, vacancy) == key:
            return candidate
    return None


@transaction.atomic
def open_candidate(key: str, vacancy: Vacancy, actor: Actor, now: datetime) -> tuple[Candidate, Found] | None:
    """One person more closely, journalled; None when the key is nobody's (any more)."""
    candidate = _by_key(key, vacancy)
    if candidate is None:
        return None
    invited = set(CandidateInvitation.objects.filter(vacancy=vacancy).values_list("registration_id", flat=True))
    applied = set(Application.objects.filter(vacancy=vacancy).values_list("nik_lookup", flat=True))
    view = _view(candidate, vacancy, now, invited, applied)
    if view is None:
        return None
    record(actor, AuditAction.CANDIDATE_VIEWED, f"registration/{candidate.pk}", now, f"lowongan/{vacancy.pk}")
    return candidate, view


@transaction.atomic
def invite_candidate(key: str, vacancy: Vacancy, user_id: int, actor: Actor, now: datetime) -> bool:
    """Ask a person to apply; once per vacancy. False when the key is nobody's."""
    from siker.applications.telling import tell_person

    candidate = _by_key(key, vacancy)
    if candidate is None or not may_be_found(candidate.registration, answers_of(candidate.registration), clock.today(now)):
        return False
    made = CandidateInvitation.objects.get_or_create(
        registration=candidate.registration, vacancy=vacancy, defaults={"by_id": user_id, "at": now}
    )[1]
    if made:
        record(actor, AuditAction.CANDIDATE_INVITED, f"registration/{candidate.pk}", now, f"lowongan/{vacancy.pk}")
        tell_person(NoticeKind.CANDIDATE_INVITED, candidate.registration, vacancy, now)
    return True


def invitations_of(nik_lookup: str) -> list[CandidateInvitation]:
    """Invitations to apply that wait for the person, newest first: of vacancies still open and not applied to."""
    applied = Application.objects.filter(nik_lookup=nik_lookup).values_list("vacancy_id", flat=True)
    every = CandidateInvitation.objects.select_related("vacancy").filter(registration__nik_lookup=nik_lookup)
    return list(every.filter(vacancy__state="published").exclude(vacancy_id__in=list(applied)).order_by("-at", "-pk"))
