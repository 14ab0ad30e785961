"""Made-up firms and open vacancies for the portal's tests, written the way the publishing service leaves them. All samples by nature."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from domain.seeker import EducationLevel
from domain.vacancy import ContractType, EducationNeed, Places, Site, Vacancy, VacancyState, Wage
from domain.vacancy.wording import education_rank
from siker import clock
from siker.employers.models import Firm, FirmState
from siker.vacancies import models
from siker.vacancies.search_index import forget, stems
from sync.wire.codec import to_json

TODAY = clock.today(clock.now())
TAMBAKAJI = Site("33.74.15.1004", "Tambakaji", "Ngaliyan", "Kota Semarang", "Jl. Contoh 5")
TUGU = Site("33.74.16.1001", "Jerakah", "Tugu", "Kota Semarang")
GENUK = Site("33.74.05.1001", "Muktiharjo Lor", "Genuk", "Kota Semarang")


def firm(n: int = 1, name: str = "PT Contoh Sandang", state: FirmState = FirmState.VERIFIED) -> Firm:
    """A firm with a made-up NIB."""
    now = clock.now()
    return Firm.objects.get_or_create(
        firm_id=f"firm-{n}",
        defaults={
            "region": "33.74", "nib": f"{9_000_000_000_000 + n}", "name": name, "kbli": "C", "address": "Jl. Contoh 5", "kode": TAMBAKAJI.kode,
            "phone": "+6281200000001", "email": "hr@contoh.example", "contact_name": "Bagian Personalia", "state": state,
            "registered_at": now, "changed_at": now,
        },
    )[0]  # fmt: skip


def content(n: int, title: str = "Operator jahit", **changed: object) -> Vacancy:
    """A vacancy as everybody reads it."""
    base = Vacancy(
        vacancy_id=f"vac-{n}", number=f"LK-T{n:02d}-AAA", title=title, employer="PT Contoh Sandang", employer_id="firm-1",
        places=Places(either=3), contract=ContractType.PKWT, site=TAMBAKAJI, valid_from=TODAY - timedelta(days=3),
        valid_until=TODAY + timedelta(days=20), published_on=TODAY - timedelta(days=2), kbji="8153", jabatan="Operator mesin jahit",
        kbli="C", education=EducationNeed(EducationLevel.SMP), wage=Wage(3_500_000, 4_000_000),
    )  # fmt: skip
    return replace(base, **changed)  # type: ignore[arg-type]


def publish(vacancy: Vacancy, of: Firm | None = None, **columns: object) -> models.Vacancy:
    """The row as publishing leaves it, indexed."""
    noon = datetime.combine(vacancy.published_on, time(5), UTC)
    row = models.Vacancy(
        vacancy_id=vacancy.vacancy_id, number=vacancy.number, firm=of or firm(), region="33.74", state=VacancyState.PUBLISHED,
        content=to_json(vacancy), title=vacancy.title, employer=vacancy.employer, kbji=vacancy.kbji, kbli=vacancy.kbli,
        kode=vacancy.site.kode, contract=vacancy.contract, placement=vacancy.placement, shift=vacancy.shift,
        education_rank=education_rank(vacancy.education.minimum), experience_years=vacancy.experience_years,
        wage_min=vacancy.wage.minimum, wage_max=vacancy.wage.maximum, wage_shown=vacancy.wage.shown,
        disability_welcome=vacancy.disability.welcome, places_men=vacancy.places.men, places_women=vacancy.places.women,
        places_either=vacancy.places.either, valid_from=vacancy.valid_from, valid_until=vacancy.valid_until, created_at=noon,
        changed_at=noon, published_at=noon, sample=vacancy.sample,
    )  # fmt: skip
    for name, value in columns.items():
        setattr(row, name, value)
    row.stems = stems(vacancy)
    row.save(force_insert=True)
    forget()
    return row


def day(offset: int) -> date:
    """A day from today."""
    return TODAY + timedelta(days=offset)
