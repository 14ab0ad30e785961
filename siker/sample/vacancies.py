"""Made-up vacancies, as many as wanted: the sample city's, and what benches and tests fill stations with. Pure, repeatable.

The first ``n`` of a longer row are the same as a row of ``n``, so that a city can grow. Amounts follow the minimum wage in force.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from assets.legal_tables import legal_texts
from assets.reference import occupation_rows
from domain.rights import parse_tables
from domain.rights.rows import REGION_PREFIX
from domain.seeker import Disability, EducationLevel
from domain.vacancy import (
    ContractType,
    DisabilityAccess,
    EducationNeed,
    LegalLimit,
    LimitKind,
    PlacementKind,
    Places,
    Shift,
    Site,
    Vacancy,
    Wage,
    WllpReport,
)
from siker.sample.firms import SampleFirm, sample_firms
from siker.sample.trades import Job

FIRMS = 150
_SIGNS = "CDFHJKLMNPRTVWXY34679"
_STEP, _ROOM = 39_916_801, 21**6  # a step that shares no factor with the room, so that no number comes twice
_HOURS = {
    Shift.PAGI: ("Senin–Jumat 08.00–16.00", "Senin–Sabtu 07.30–15.30", "Senin–Sabtu 08.00–15.00"),
    Shift.BERGILIR: ("Tiga giliran, 8 jam", "Dua giliran: 06.00–14.00 dan 14.00–22.00"),
    Shift.MALAM: ("19.00–03.00", "22.00–06.00"),
    Shift.LUWES: ("Diatur bersama", "Jam kerja luwes, 40 jam seminggu"),
}
_BENEFITS = ("BPJS Kesehatan dan Ketenagakerjaan", "THR", "Makan siang", "Seragam", "Lembur dibayar", "Mes karyawan", "Antar jemput",
             "Bonus hadir")  # fmt: skip
_FIT = ("Teliti dan mau belajar.", "Bisa bekerja dalam tim.", "Ramah dan sabar.", "Rajin dan tepat waktu.", "Sehat dan siap bekerja bergilir.",
        "Diutamakan tinggal di sekitar tempat kerja.", "Lulusan baru boleh melamar.")  # fmt: skip
_OPENINGS = ("Kami membuka lowongan untuk penambahan tenaga.", "Dibutuhkan segera.", "Untuk cabang baru kami mencari orang.",
             "Lowongan untuk mengganti karyawan yang pindah.", "Kami membuka lini kerja baru.")  # fmt: skip
_NOTES = ("Pintu dan toilet ramah kursi roda.", "Ada pendamping bahasa isyarat.", "Tempat kerja bisa disesuaikan.", "")
SAMPLE_LINE = "Ini data contoh, bukan lowongan sungguhan."


def minimum_wage(day: date) -> int:
    """UMK of the city in whole rupiah on a day, from the legal tables; of the last year known when the day is later."""
    tables = parse_tables(legal_texts())
    for year in range(day.year, day.year - 10, -1):
        if row := tables.on(date(year, 12, 1)).scalars.get(REGION_PREFIX + "kota_semarang"):
            return int(row.value)
    raise LookupError("no minimum wage of the city in ten years")


def sample_vacancies(
    count: int, today: date, *, seed: int = 1, firms: Sequence[SampleFirm] = (), umk: int | None = None
) -> Iterator[Vacancy]:
    """``count`` vacancies open on ``today``. ``umk``: rupiah a month (default: from the legal tables)."""
    return islice(_row(f"open/{seed}", today, firms or sample_firms(FIRMS, seed=seed), umk or minimum_wage(today), 0), count)


def past_vacancies(
    count: int, today: date, *, seed: int = 1, firms: Sequence[SampleFirm] = (), umk: int | None = None
) -> Iterator[Vacancy]:
    """``count`` vacancies whose last day lies in the twelve months before ``today``."""
    rng = random.Random(f"past/{seed}")  # noqa: S311
    chosen = firms or sample_firms(FIRMS, seed=seed)
    for vacancy in islice(_row(f"past-row/{seed}", today, chosen, umk or minimum_wage(today), _ROOM // 2), count):
        last = today - timedelta(days=rng.randint(1, 330))
        first = last - timedelta(days=rng.choice((14, 21, 30, 30)))
        yield replace(vacancy, valid_from=first, valid_until=last, published_on=first)


def queued_vacancies(
    count: int, today: date, *, seed: int = 1, firms: Sequence[SampleFirm] = (), umk: int | None = None
) -> Iterator[Vacancy]:
    """``count`` vacancies nobody published yet."""
    first = _ROOM - _ROOM // 4
    return islice(_row(f"queue/{seed}", today, firms or sample_firms(FIRMS, seed=seed), umk or minimum_wage(today), first), count)


def public(vacancy: Vacancy) -> Vacancy:
    """As everybody may read it: without an amount the employer does not show."""
    return vacancy if vacancy.wage.shown else replace(vacancy, wage=Wage(shown=False))


def order_number(n: int) -> str:
    """The ``n``-th job-order number, ``LK-7F3-K2R``; none comes twice below 21⁶."""
    place, signs = (n * _STEP + 12_345_678) % _ROOM, ""
    for _ in range(6):
        place, sign = divmod(place, len(_SIGNS))
        signs += _SIGNS[sign]
    return f"LK-{signs[:3]}-{signs[3:]}"


def _row(name: str, today: date, firms: Sequence[SampleFirm], umk: int, first: int) -> Iterator[Vacancy]:
    rng = random.Random(name)  # noqa: S311 - repeatable samples, not secrets
    groups = {row.kbji: row.jabatan for row in occupation_rows()}
    weights = [firm.weight for firm in firms]
    jobs = {firm.firm_id: (firm.trade.jobs, [job.weight for job in firm.trade.jobs]) for firm in firms}
    n = first
    while True:
        firm = rng.choices(firms, weights)[0]
        job = rng.choices(*jobs[firm.firm_id])[0]
        yield _vacancy(rng, n, firm, job, groups[job.kbji], today, umk)
        n += 1


def _vacancy(rng: random.Random, n: int, firm: SampleFirm, job: Job, jabatan: str, today: date, umk: int) -> Vacancy:
    title = rng.choice(job.titles)
    published = today - timedelta(days=min(60, int(rng.expovariate(1 / 14))))
    shift = rng.choice(job.shifts)
    years = job.years if rng.random() < 0.7 else rng.choice((0, 1, 2))
    level = rng.choice(job.education)
    welcome = rng.random() < firm.trade.welcome
    return Vacancy(
        vacancy_id=str(UUID(int=rng.getrandbits(128), version=4)), number=order_number(n), title=title, employer=firm.name,
        employer_id=firm.firm_id, places=_places(rng, job.many), contract=_contract(rng, firm), site=_site(firm, title),
        valid_from=published, valid_until=today + timedelta(days=min(90, int(rng.expovariate(1 / 28)))), published_on=published,
        kbji=job.kbji, jabatan=jabatan, kbli=firm.trade.kbli,
        education=EducationNeed(level, job.majors if _asks_major(rng, level) else ()), experience_years=years,
        skills=job.skills if rng.random() < 0.7 else (), wage=_wage(rng, firm, job, umk), hours=rng.choice(_HOURS[shift]), shift=shift,
        placement=firm.trade.placement, disability=_access(rng) if welcome else DisabilityAccess(), limits=_limits(job),
        training=years == 0 and rng.random() < 0.4, transport=rng.random() < 0.15, benefits=", ".join(rng.sample(_BENEFITS, rng.randint(1, 3))),
        description=f"{rng.choice(_OPENINGS)} {job.tasks} {' '.join(rng.sample(_FIT, rng.randint(1, 3)))} {SAMPLE_LINE}",
        contact_name=firm.contact, contact_phone=firm.phone, contact_email=firm.email,
        wllp=WllpReport(True, f"CONTOH-{n:07d}") if rng.random() < 0.6 else WllpReport(), sample=True,
    )  # fmt: skip


def _asks_major(rng: random.Random, level: EducationLevel | None) -> bool:
    return level is not None and level.has_major and rng.random() < 0.7


def _places(rng: random.Random, many: int) -> Places:
    total = max(1, round(rng.triangular(1, many * 2, many)))
    if rng.random() < 0.1 and total > 3:
        women = rng.randint(1, total - 2)
        return Places(women=women, men=1, either=total - women - 1)
    return Places(either=total)


def _contract(rng: random.Random, firm: SampleFirm) -> ContractType:
    if firm.trade.placement is PlacementKind.AKAN:
        return ContractType.PKWT
    kinds = (ContractType.PKWT, ContractType.PKWTT, ContractType.HARIAN, ContractType.PARUH_WAKTU, ContractType.MAGANG)
    return rng.choices(kinds, (60, 20, 14 if firm.small else 6, 8, 3))[0]


def _site(firm: SampleFirm, title: str) -> Site:
    if firm.trade.placement is not PlacementKind.AKAN:
        return firm.site
    return Site(kode="", negara=title.rpartition(" di ")[2])


def _wage(rng: random.Random, firm: SampleFirm, job: Job, umk: int) -> Wage:
    if rng.random() < 0.06:
        return Wage(shown=False)
    low, high = job.pay
    share = rng.uniform(low, low + (high - low) / 2) - (rng.uniform(0, 0.25) if firm.small else 0)
    least = umk if not firm.small and share < 1.012 and low > 0.9 else 10_000 * round(share * umk / 10_000)
    most = 100_000 * round(rng.uniform(share, high) * umk / 100_000) if rng.random() < 0.55 else None
    return Wage(least, most if most is not None and most > least else None, shown=rng.random() < 0.8)


def _access(rng: random.Random) -> DisabilityAccess:
    kinds = tuple(rng.sample((Disability.FISIK, Disability.RUNGU_WICARA, Disability.NETRA), rng.randint(0, 2)))
    return DisabilityAccess(True, kinds, rng.choice(_NOTES))


def _limits(job: Job) -> tuple[LegalLimit, ...]:
    if job.age_from is None:
        return ()
    return (LegalLimit(LimitKind.AGE_MIN, str(job.age_from), "SIM B diberikan mulai umur ini, dan pekerjaan ini mengemudi truk."),)
