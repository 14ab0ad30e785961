"""Reads the reference tables shipped with the program: regions, occupations, majors, skills and languages.

Each table is read on first use and kept. Rows are plain tuples: what they mean, and how words find them, is
``domain.regions`` and ``domain.occupations``. Sources, dates and certainty stand in the README beside each table.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources
from typing import NamedTuple


class OccupationRow(NamedTuple):
    """KBJI 2014 group, the name on screen, what people call it, and whether the group is beyond doubt."""

    kbji: str
    jabatan: str
    sebutan: tuple[str, ...]
    certain: bool


class MajorRow(NamedTuple):
    """A jurusan of a level of education (value of ``EducationLevel``) and its code in IPK III/2, empty when unknown.

    ``jurusan`` is empty where a level has none (SD, SMP) and only the code counts.
    """

    jenjang: str
    jurusan: str
    ipk: str
    sebutan: tuple[str, ...]


def _table(folder: str, name: str, columns: tuple[str, ...]) -> list[list[str]]:
    text = (resources.files("assets") / folder / name).read_text("utf-8")
    header, *rows = csv.reader(io.StringIO(text))
    if tuple(header) != columns or any(len(row) != len(columns) for row in rows):
        raise ValueError(f"{folder}/{name} has other columns than {columns}")
    return rows


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("|") if name)


@cache
def region_rows() -> tuple[tuple[str, str], ...]:
    """Code and name of every region, in the order of the codes (``domain.regions.Regions`` takes them)."""
    return tuple((kode, nama) for kode, nama in _table("wilayah", "wilayah.csv", ("kode", "nama")))


@cache
def point_rows() -> tuple[tuple[str, float, float], ...]:
    """Code, latitude and longitude in degrees (``domain.vacancy.distance.PlacePoints`` takes them); accuracy in the README."""
    rows = _table("wilayah", "titik.csv", ("kode", "lintang", "bujur"))
    return tuple((kode, float(latitude), float(longitude)) for kode, latitude, longitude in rows)


@cache
def occupation_rows() -> tuple[OccupationRow, ...]:
    """Occupations (``domain.occupations.occupations_from`` takes them)."""
    rows = _table("kbji", "jabatan.csv", ("kbji", "jabatan", "sebutan", "pasti"))
    return tuple(OccupationRow(kbji, jabatan, _names(names), pasti == "y") for kbji, jabatan, names, pasti in rows)


@cache
def major_rows() -> tuple[MajorRow, ...]:
    """Majors of every level, in the order of the levels."""
    rows = _table("kbji", "jurusan.csv", ("jenjang", "jurusan", "ipk", "sebutan"))
    return tuple(MajorRow(jenjang, jurusan, ipk, _names(names)) for jenjang, jurusan, ipk, names in rows)


def majors_of(jenjang: str) -> tuple[tuple[str, ...], ...]:
    """The majors of one level as names to look for (``domain.occupations.suggest_texts`` takes them)."""
    return tuple((row.jurusan, *row.sebutan) for row in major_rows() if row.jenjang == jenjang and row.jurusan)


@cache
def skill_names() -> tuple[tuple[str, ...], ...]:
    """Common skills, each with the words people use for it."""
    return tuple((nama, *_names(names)) for nama, names in _table("kbji", "keterampilan.csv", ("nama", "sebutan")))


@cache
def language_names() -> tuple[tuple[str, ...], ...]:
    """Languages, each with the words people use for it; the most common first."""
    return tuple((nama, *_names(names)) for nama, names in _table("kbji", "bahasa.csv", ("nama", "sebutan")))


def ipk_code(jenjang: str, jurusan: str) -> str:
    """The IPK III/2 code of a major as it stands in our list; empty when the reference gives none."""
    return next((row.ipk for row in major_rows() if (row.jenjang, row.jurusan) == (jenjang, jurusan)), "")
