"""Several hundred believable vacancies, always the same ones, for tests of the search. No firm in them exists."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from assets.reference import occupation_rows, region_rows
from domain.seeker import EducationLevel
from domain.vacancy import (
    ContractType,
    DisabilityAccess,
    EducationNeed,
    PlacementKind,
    Places,
    Shift,
    Site,
    Vacancy,
    Wage,
)

TODAY = date(2026, 11, 23)
WORKS = Path(__file__).parent.parent / "data" / "search_works.csv"
_FIRMS = {
    "C": ("PT Sandang Contoh Jaya", "PT Garmindo Contoh", "CV Rasa Contoh", "PT Contoh Makmur Manufaktur"),
    "G": ("Toko Contoh Murah", "CV Contoh Niaga"),
    "F": ("CV Contoh Karya Bangun", "PT Contoh Graha Konstruksi"), "H": ("PT Contoh Ekspres Logistik", "CV Contoh Trans"),
    "I": ("Hotel Contoh Indah", "RM Contoh Sedap", "Kafe Contoh Senja"), "N": ("PT Contoh Jasa Tenaga", "PT Contoh Bersih Aman"),
    "Q": ("Klinik Contoh Sehat", "RS Contoh Husada"), "P": ("Sekolah Contoh Bangsa", "Bimbel Contoh Cerdas"), "T": ("Keluarga Contoh",),
    "S": ("Contoh Laundry", "Contoh Servis"), "J": ("PT Contoh Digital", "CV Contoh Kreatif"), "K": ("BPR Contoh Artha", "PT Contoh Finance"),
    "M": ("KAP Contoh", "PT Contoh Konsultan"), "A": ("UD Contoh Tani",),
}  # fmt: skip


def _sites() -> tuple[list[Site], list[Site]]:
    names = dict(region_rows())
    out = [
        Site(kode, kelurahan=nama, kecamatan=names[kode[:8]], kab_kota=names[kode[:5]])
        for kode, nama in region_rows() if len(kode) == 13
    ]  # fmt: skip
    return [site for site in out if site.kode.startswith("33.74")], [site for site in out if not site.kode.startswith("33.74")]


@cache
def vacancies() -> tuple[Vacancy, ...]:
    """All of them, oldest first. Open on ``TODAY`` unless their number ends in 00."""
    return tuple(_made())


def _made() -> Iterator[Vacancy]:
    chance = random.Random(3374)
    near, around = _sites()
    names: dict[str, str] = {}
    for row in occupation_rows():
        names.setdefault(row.kbji, row.jabatan)
    with WORKS.open(encoding="utf-8", newline="") as file:
        works = list(csv.DictReader(file))
    rows = [(work, title) for work in works for title in work["judul"].split("|") for _ in range(2)]
    chance.shuffle(rows)
    for at, (work, title) in enumerate(rows):
        site = chance.choice(near) if chance.random() < 0.8 else chance.choice(around)
        least = EducationLevel(work["pendidikan"]) if work["pendidikan"] else None
        low = chance.randrange(24, 56) * 100_000
        published = TODAY - timedelta(days=(len(rows) - at) // 12)
        made = Vacancy(
            vacancy_id=f"v{at:05d}", number=f"LK-{at:05d}", title=title, employer=chance.choice(_FIRMS[work["kbli"]]),
            employer_id=f"f{at % 40:03d}", places=Places(either=chance.randrange(1, 20)),
            contract=chance.choice((ContractType.PKWT, ContractType.PKWT, ContractType.PKWTT, ContractType.HARIAN)),
            site=site, valid_from=published, valid_until=TODAY + timedelta(days=chance.randrange(1, 40)),
            published_on=published, kbji=work["kbji"], jabatan=names.get(work["kbji"], "") if chance.random() < 0.6 else "",
            kbli=work["kbli"], education=EducationNeed(least),
            experience_years=chance.choice((0, 0, 0, 1, 2)), skills=tuple(work["keterampilan"].split("|")),
            wage=Wage(low, low + 500_000) if chance.random() < 0.6 else Wage(),
            shift=chance.choice((Shift.PAGI, Shift.PAGI, Shift.BERGILIR, Shift.MALAM)),
            disability=DisabilityAccess(welcome=chance.random() < 0.15), description=work["uraian"], sample=True,
        )  # fmt: skip
        if at % 50 == 49:
            made = replace(made, placement=PlacementKind.AKAN, site=Site("", negara=chance.choice(("Jepang", "Taiwan", "Malaysia"))))
        if at % 100 == 0:
            made = replace(made, valid_until=TODAY - timedelta(days=1))
        yield made
