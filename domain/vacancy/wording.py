"""Which words of a vacancy are searched: one choice for the station's index and the portal's, so that both find the same.

Plain texts; ``domain.search`` makes terms of them. Headline and names say what the work is, whose and where; the body is searched only
when the headlines give less than a page. What a vacancy asks is said in people's words too, so that "operator sma" or "satpam
malam" find what they mean without a filter.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from domain.seeker import EducationLevel
from domain.vacancy.vacancy import ContractType, PlacementKind, Shift, Vacancy

_RANKS: Final = MappingProxyType({
    EducationLevel.TIDAK_TAMAT_SD: 0, EducationLevel.SD: 1, EducationLevel.SMP: 2, EducationLevel.SMA: 3, EducationLevel.SMK: 3,
    EducationLevel.D1: 4, EducationLevel.D2: 5, EducationLevel.D3: 6, EducationLevel.D4: 7, EducationLevel.S1: 7,
    EducationLevel.S2: 8, EducationLevel.S3: 9,
})  # fmt: skip
_SHIFTS: Final = MappingProxyType({
    Shift.PAGI: "pagi", Shift.BERGILIR: "shift bergilir", Shift.MALAM: "malam", Shift.LUWES: "luwes fleksibel",
})  # fmt: skip
_CONTRACTS: Final = MappingProxyType({
    ContractType.PKWTT: "tetap", ContractType.PKWT: "kontrak", ContractType.HARIAN: "harian lepas",
    ContractType.PARUH_WAKTU: "paruh waktu", ContractType.MAGANG: "magang",
})  # fmt: skip
_NAMED: Final = (EducationLevel.SD, EducationLevel.SMP, EducationLevel.SMA, EducationLevel.SMK, EducationLevel.D3, EducationLevel.S1)


def education_rank(level: EducationLevel | None) -> int:
    """Levels as steps of one ladder: SMA and SMK stand on the same one, so do D4 and S1 (level 6 of Perpres 8/2012); none is 0."""
    return 0 if level is None else _RANKS[level]


def work(vacancy: Vacancy) -> tuple[str, ...]:
    """What the work is called: title and occupation (``domain.search.terms``)."""
    return (vacancy.title, vacancy.jabatan)


def names(vacancy: Vacancy) -> tuple[str, ...]:
    """Whose it is and where (``domain.search.name_terms``: names have no synonyms)."""
    site = vacancy.site
    return (vacancy.employer, site.kelurahan, site.kecamatan, site.kab_kota, site.negara)


def conditions(vacancy: Vacancy) -> str:
    """What the vacancy asks and gives, in words people type: levels that suffice, hours, contract, beginners, disability."""
    least = education_rank(vacancy.education.minimum)
    said = [level.value for level in _NAMED if education_rank(level) >= least]
    if vacancy.education.minimum is EducationLevel.SMK:
        said.remove(EducationLevel.SMA.value)
    said += [_SHIFTS[vacancy.shift], _CONTRACTS[vacancy.contract], " ".join(vacancy.education.majors)]
    if not vacancy.experience_years:
        said.append("tanpa pengalaman")
    if vacancy.disability.welcome:
        said.append("disabilitas")
    if vacancy.placement is PlacementKind.AKAN:
        said.append("luar negeri")
    return " ".join(said)


def body(vacancy: Vacancy) -> tuple[str, ...]:
    """Everything else that is worth finding."""
    return (" ".join(vacancy.skills), vacancy.description, vacancy.benefits, vacancy.hours)
