"""Writes the sample city's firms and vacancies in bulk: chunk by chunk, each one transaction with its feed rows last.

What is there already is left alone, so that a second run adds only what is missing and a city can grow.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import transaction

from domain.vacancy import Vacancy as Content
from domain.vacancy import VacancyState
from siker import clock
from siker.accounts.models import User
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.employers.models import Firm, FirmKind, FirmState, Member, MemberRole
from siker.feed.services import publish_many
from siker.sample.columns import row_of
from siker.sample.firms import SampleFirm, sample_firms
from siker.sample.vacancies import past_vacancies, public, queued_vacancies, sample_vacancies
from siker.vacancies.models import CloseReason, Vacancy, VacancyVersion
from sync.wire.codec import to_json

CHUNK = 1000
FEED_ENTITY = "vacancy"
REGION = "33.74"
ACTOR = Actor("data contoh")
PENDING_FIRMS, QUEUED, PAST_MAX = 4, 20, 2500
EMPLOYER_ACCOUNT = "hrd.contoh"
_KINDS = {"Koperasi": FirmKind.KOPERASI, "Toko": FirmKind.USAHA_LAIN, "Kedai": FirmKind.USAHA_LAIN, "UD": FirmKind.USAHA_LAIN}


@dataclass(slots=True)
class City:
    """What was newly made."""

    firms: int = 0
    vacancies: int = 0
    accounts: list[str] = field(default_factory=list)


def build_city(number: int, employers: int, vacancies: int, password: str, now: datetime) -> City:
    """Firms, open vacancies (in the feed), closed ones of the last twelve months, and some that wait for an officer."""
    made, today = City(), clock.today(now)
    firms = sample_firms(employers + PENDING_FIRMS, seed=number)
    made.firms = _firms(firms, employers, now)
    verified = firms[:employers]
    opened = sorted(sample_vacancies(vacancies, today, seed=number, firms=verified), key=lambda vacancy: vacancy.published_on)
    for chunk in chunks(opened, CHUNK):
        made.vacancies += _open(chunk, number, now)
    busiest = Counter(vacancy.employer_id for vacancy in opened).most_common(1)[0][0]
    if _employer_account(next(firm for firm in verified if firm.firm_id == busiest), password, now):
        made.accounts.append(EMPLOYER_ACCOUNT)
    del opened  # a big city takes room
    past = list(past_vacancies(min(PAST_MAX, vacancies // 4), today, seed=number, firms=verified))
    for chunk in chunks(past, CHUNK):
        _past(chunk, number, now)
    _queue(list(queued_vacancies(min(QUEUED, vacancies), today, seed=number, firms=verified)), now)
    return made


def chunks(rows: Sequence[Content], size: int) -> list[Sequence[Content]]:
    """Rows in pieces."""
    return [rows[at : at + size] for at in range(0, len(rows), size)]


@transaction.atomic
def _firms(firms: Sequence[SampleFirm], verified: int, now: datetime) -> int:
    known = set(Firm.objects.filter(pk__in=[firm.firm_id for firm in firms]).values_list("pk", flat=True))
    rows = [_firm_row(n, firm, n < verified, now) for n, firm in enumerate(firms) if firm.firm_id not in known]
    Firm.objects.bulk_create(rows, batch_size=200)
    if rows:
        record(ACTOR, AuditAction.FIRM_REGISTERED, "perusahaan/contoh", now, str(len(rows)))
    return len(rows)


def _firm_row(n: int, firm: SampleFirm, verified: bool, now: datetime) -> Firm:
    at = now - timedelta(days=400, minutes=n) if verified else now - timedelta(hours=2 + n % 7)
    return Firm(
        firm_id=firm.firm_id, region=REGION, nib=firm.nib, name=firm.name, kind=_KINDS.get(firm.name.split()[0], FirmKind.SWASTA),
        kbli=firm.trade.kbli, small=firm.small, address=f"{firm.site.alamat}, {firm.site.short()}", kode=firm.site.kode, phone=firm.phone,
        email=firm.email, contact_name=firm.contact, about=f"Perusahaan contoh di bidang {firm.trade.name.lower()}.",
        state=FirmState.VERIFIED if verified else FirmState.PENDING, sample=True, registered_at=at, changed_at=at,
        decided_at=at + timedelta(hours=5) if verified else None,
    )  # fmt: skip


@transaction.atomic
def _employer_account(firm: SampleFirm, password: str, now: datetime) -> bool:
    if User.objects.filter(username=EMPLOYER_ACCOUNT).exists():
        return False
    user = User(username=EMPLOYER_ACCOUNT, first_name="Personalia Contoh", email="hrd@contoh.example.id")
    user.set_password(password)
    user.save()
    Member.objects.create(user=user, firm_id=firm.firm_id, role=MemberRole.OWNER, joined_at=now)
    record(ACTOR, AuditAction.MEMBER_JOINED, f"perusahaan/{firm.firm_id}", now)
    return True


@transaction.atomic
def _open(chunk: Sequence[Content], number: int, now: datetime) -> int:
    new = _unknown(chunk)
    rows = [row_of(vacancy, REGION, moment(number, vacancy, now)) for vacancy in new]
    _insert(rows, "published")
    record(ACTOR, AuditAction.VACANCIES_IMPORTED, "lowongan/contoh", now, str(len(rows)))
    publish_many(REGION, ((FEED_ENTITY, vacancy.vacancy_id, public(vacancy)) for vacancy in new), now)
    return len(new)


@transaction.atomic
def _past(chunk: Sequence[Content], number: int, now: datetime) -> None:
    rng = random.Random(f"closed/{number}/{chunk[0].vacancy_id}")  # noqa: S311
    rows = [row_of(vacancy, REGION, moment(number, vacancy, now)) for vacancy in _unknown(chunk)]
    for row in rows:
        row.state, row.close_reason = VacancyState.CLOSED, rng.choice((CloseReason.FILLED, CloseReason.EXPIRED, CloseReason.EMPLOYER))
        row.closed_at = row.changed_at = datetime.combine(row.valid_until, time(16, 30), clock.OFFICE_ZONE)
    _insert(rows, "closed")


@transaction.atomic
def _queue(waiting: Sequence[Content], now: datetime) -> None:
    """Two of five wait for an officer, two are drafts, one came back with a sentence."""
    rows = []
    for n, vacancy in enumerate(_unknown(waiting)):
        row = row_of(vacancy, REGION, now - timedelta(hours=3 + n))
        row.proposed = {"typed": {}, "confirmed": False, "vacancy": to_json(vacancy)}
        row.content, row.stems, row.published_at = {}, "", None
        if n % 5 in {0, 1}:
            row.state, row.submitted_at = VacancyState.SUBMITTED, row.created_at
        elif n % 5 == 4:
            row.state, row.reason = VacancyState.RETURNED, "Upah di bawah UMK. Tulis upah yang benar atau alasannya."
        else:
            row.state = VacancyState.DRAFT
        rows.append(row)
    Vacancy.objects.bulk_create(rows, batch_size=200)


def _unknown(chunk: Sequence[Content]) -> list[Content]:
    known = set(Vacancy.objects.filter(pk__in=[item.vacancy_id for item in chunk]).values_list("pk", flat=True))
    return [item for item in chunk if item.vacancy_id not in known]


def _insert(rows: list[Vacancy], step: str) -> None:
    Vacancy.objects.bulk_create(rows, batch_size=200)
    VacancyVersion.objects.bulk_create(
        (VacancyVersion(vacancy=row, content=row.content, step=step, by=ACTOR.name, at=row.changed_at) for row in rows), batch_size=500
    )


def moment(number: int, vacancy: Content, now: datetime) -> datetime:
    """When it was published: within the office hours of its day, never later than now."""
    minute = random.Random(f"{number}/{vacancy.vacancy_id}").randint(0, 8 * 60)  # noqa: S311
    at = datetime.combine(vacancy.published_on, time(8), clock.OFFICE_ZONE) + timedelta(minutes=minute)
    return min(at, now - timedelta(minutes=1))
