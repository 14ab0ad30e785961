"""The shape of what is published: measures, the qualities they are split by, and the fixed order of every table's cells. Pure.

A definition changes only with ``VERSION``, and the page says what each means.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from domain.seeker import EducationLevel

VERSION = 1
UNKNOWN = "tidak_diketahui"
OUTSIDE = "luar_kota"


class Measure(StrEnum):
    """What is counted. The first two are no people and need no hiding."""

    VACANCIES = "lowongan"
    PLACES = "tempat"
    APPLICANTS = "pelamar"
    PLACEMENTS = "penempatan"

    @property
    def is_people(self) -> bool:
        """Whether its cells are judged before they are shown."""
        return self in {Measure.APPLICANTS, Measure.PLACEMENTS}


class Split(StrEnum):
    """By what a measure is split."""

    SECTOR = "bidang_usaha"
    EDUCATION = "pendidikan"
    KECAMATAN = "kecamatan"
    SEX = "jenis_kelamin"


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing counted, with its qualities; ``amount`` is 1 except for places."""

    sector: str
    education: str
    kecamatan: str
    sex: str
    amount: int = 1


SECTORS = (*"ABCDEFGHIJKLMNOPQRSTU", UNKNOWN)
EDUCATION = MappingProxyType({
    "sd": (EducationLevel.TIDAK_TAMAT_SD, EducationLevel.SD), "smp": (EducationLevel.SMP,), "sma_smk": (EducationLevel.SMA, EducationLevel.SMK),
    "diploma": (EducationLevel.D1, EducationLevel.D2, EducationLevel.D3),
    "sarjana": (EducationLevel.D4, EducationLevel.S1, EducationLevel.S2, EducationLevel.S3),
})  # fmt: skip
EDUCATION_CELLS = (*EDUCATION, UNKNOWN)
SEXES = ("L", "P", UNKNOWN)


def education_cell(level: str) -> str:
    """The cell of a level's value."""
    return next((name for name, levels in EDUCATION.items() if level in levels), UNKNOWN)


def sector_cell(letter: str) -> str:
    """The cell of a KBLI letter."""
    return letter if letter in SECTORS else UNKNOWN


def kecamatan_cell(kode: str, own: tuple[str, ...]) -> str:
    """The cell of a place's code: one of the city's kecamatan, outside, or unknown."""
    if not kode:
        return UNKNOWN
    return kode[:8] if kode[:8] in own else OUTSIDE


def count(things: list[Counted], cells: tuple[str, ...], quality: Callable[[Counted], str]) -> dict[str, int]:
    """Sums by a quality, every cell of the table there, in its order."""
    table = dict.fromkeys(cells, 0)
    for thing in things:
        table[quality(thing)] += thing.amount
    return table
