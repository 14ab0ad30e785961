"""The open figures: a page people can read, and the same numbers as CSV and JSON for programs. Shows releases, counts nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from siker import clock
from siker.accounts.models import User
from siker.figures import charts, tables
from siker.figures.models import Release
from siker.figures.releases import release_due
from siker.figures.suppress import THRESHOLD
from siker.figures.tables import Measure, Split
from siker.fleet.services import policy
from siker.vacancies.public_words import SECTORS
from siker.vacancies.search_places import regions
from siker.web.words import term

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/deed.id"
MEASURE_WORDS = {
    Measure.VACANCIES: "Lowongan", Measure.PLACES: "Orang yang dicari", Measure.APPLICANTS: "Pelamar", Measure.PLACEMENTS: "Penempatan",
}  # fmt: skip
SPLIT_WORDS = {
    Split.SECTOR: "Bidang usaha", Split.EDUCATION: "Pendidikan", Split.KECAMATAN: "Kecamatan", Split.SEX: "Jenis kelamin",
}  # fmt: skip
_EDUCATION_WORDS = {"sd": "Sampai SD", "smp": "SMP", "sma_smk": "SMA atau SMK", "diploma": "Diploma", "sarjana": "Sarjana ke atas"}
_OTHER_WORDS = {tables.UNKNOWN: "Tidak diketahui", tables.OUTSIDE: "Di luar kota"}
_SEX_WORDS = {"L": "Laki-laki", "P": "Perempuan"}


def month_words(text: str) -> str:
    """``September 2026``"""
    year, _, month = text.partition("-")
    return f"{term('month', str(int(month)))} {year}"


def cell_words(split: Split, cell: str) -> str:
    """The name of a cell."""
    if cell in _OTHER_WORDS:
        return _OTHER_WORDS[cell]
    match split:
        case Split.SECTOR:
            return SECTORS.get(cell, cell)
        case Split.EDUCATION:
            return _EDUCATION_WORDS.get(cell, cell)
        case Split.SEX:
            return _SEX_WORDS.get(cell, cell)
        case Split.KECAMATAN:
            region = regions().get(cell)
            return region.nama if region else cell


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is shown; ``value`` None: hidden."""

    value: int | None
    column: str

    @property
    def text(self) -> str:
        """The number, or the word for a hidden one."""
        return "disamarkan" if self.value is None else charts.thousands(self.value)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table."""

    name: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A split of one month with its chart. ``second``, ``first``: names of the two bars."""

    split: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    chart: charts.Chart
    first: str
    second: str


def _total(release: Release, measure: Measure) -> int | None:
    total: int | None = release.content["measures"][measure.value]["total"]
    return total


def _cells(release: Release, measure: Measure, split: Split) -> dict[str, int | None]:
    cells: dict[str, int | None] = release.content["measures"][measure.value]["splits"].get(split.value, {})
    return cells


def _table(release: Release, split: Split) -> Table:
    measures = [measure for measure in Measure if _cells(release, measure, split)]
    cells = list(_cells(release, measures[0], split))
    by_measure = {measure: _cells(release, measure, split) for measure in measures}
    told = [cell for cell in cells if any(by_measure[measure][cell] != 0 for measure in measures)]
    first, second = (Measure.APPLICANTS, Measure.PLACEMENTS) if split is Split.SEX else (Measure.PLACES, Measure.APPLICANTS)
    rows = tuple(
        Row(cell_words(split, cell), tuple(Number(by_measure[measure][cell], MEASURE_WORDS[measure]) for measure in measures))
        for cell in told
    )
    total = Row("Semua", tuple(Number(_total(release, measure), MEASURE_WORDS[measure]) for measure in measures))
    chart = charts.rows(
        [cell_words(split, cell) for cell in told], [by_measure[first][cell] for cell in told], [by_measure[second][cell] for cell in told],
        f"{MEASURE_WORDS[first]} dan {MEASURE_WORDS[second].lower()} menurut {SPLIT_WORDS[split].lower()}; "
        "angkanya ada di tabel sesudah gambar ini.",
    )  # fmt: skip
    return Table(
        split.value, f"Menurut {SPLIT_WORDS[split].lower()}", tuple(MEASURE_WORDS[measure] for measure in measures), (*rows, total), chart,
        MEASURE_WORDS[first], MEASURE_WORDS[second],
    )  # fmt: skip


@require_safe
@conditional_page
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of one finished month, and twelve months beside each other."""
    releases = release_due(clock.now())
    asked = request.GET.get("bulan", "")
    chosen = next((row for row in releases if row.month == asked), None) or _latest_told(releases)
    oldest_first = list(reversed(releases))
    names = [month_words(row.month)[:3] for row in oldest_first]
    months = tuple(
        Row(month_words(row.month), tuple(Number(_total(row, measure), MEASURE_WORDS[measure]) for measure in Measure)) for row in oldest_first
    )
    over_time = [
        (MEASURE_WORDS[measure], charts.columns(names, [_total(row, measure) for row in oldest_first],
         f"{MEASURE_WORDS[measure]} tiap bulan; angkanya ada di tabel sesudah gambar ini."))
        for measure in Measure
    ]  # fmt: skip
    context = {
        "office": policy(), "release": chosen, "month": month_words(chosen.month), "sample": any(row.sample for row in releases),
        "totals": [Number(_total(chosen, measure), MEASURE_WORDS[measure]) for measure in Measure], "over_time": over_time, "months": months,
        "columns": tuple(MEASURE_WORDS.values()), "tables": [_table(chosen, split) for split in Split],
        "choices": [(row.month, month_words(row.month)) for row in releases], "threshold": THRESHOLD, "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
    }  # fmt: skip
    answer = render(request, "public/figures.html", context)
    answer["Cache-Control"] = "private, no-cache" if isinstance(request.user, User) else "public, max-age=3600"
    return answer


def _latest_told(releases: list[Release]) -> Release:
    """The latest month in which anything happened, else the latest."""
    return next((row for row in releases if any(_total(row, measure) != 0 for measure in Measure)), releases[0])


def _lines(releases: list[Release]) -> Iterator[tuple[str, str, str, str, str, int | None]]:
    """Month, measure, split, code, name, number; the whole measure has an empty split."""
    for release in releases:
        for measure in Measure:
            yield release.month, measure.value, "", "", "Semua", _total(release, measure)
            for split in Split:
                for cell, value in _cells(release, measure, split).items():
                    yield release.month, measure.value, split.value, cell, cell_words(split, cell), value


@require_safe
@conditional_page
def figures_csv(request: HttpRequest) -> HttpResponse:
    """Every published number, one a line. A hidden one has no number and says so."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="angka-pasar-kerja.csv"'
    answer["Cache-Control"] = "public, max-age=3600"
    lines = csv.writer(answer)
    releases = release_due(clock.now())
    lines.writerow(("bulan", "ukuran", "menurut", "kode", "nama", "jumlah", "disamarkan", "contoh"))
    samples = {row.month: "ya" if row.sample else "" for row in releases}
    for month, measure, split, cell, name, value in _lines(releases):
        lines.writerow((month, measure, split, cell, name, "" if value is None else value, "ya" if value is None else "", samples[month]))
    return answer


@require_safe
@conditional_page
def figures_json(request: HttpRequest) -> HttpResponse:
    """The releases as they are kept, with what they mean. A hidden number is null."""
    releases = release_due(clock.now())
    content = {
        "title": "Angka pasar kerja", "office": policy().office_name, "licence": LICENCE, "licence_address": LICENCE_ADDRESS,
        "about": settings.SIKER_PUBLIC_URL + reverse("figures"), "threshold": THRESHOLD,
        "months": [
            {"month": row.month, "released_at": row.released_at.isoformat(), "sample": row.sample, **row.content} for row in releases
        ],
        "names": {split.value: {cell: cell_words(split, cell) for cell in _names(releases, split)} for split in Split},
    }  # fmt: skip
    answer = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


def _names(releases: list[Release], split: Split) -> list[str]:
    found: dict[str, None] = {}
    for row in releases:
        for measure in Measure:
            found.update(dict.fromkeys(_cells(row, measure, split)))
    return list(found)


