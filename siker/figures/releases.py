"""Counts a finished month once and keeps what may be shown of it. The only module here that writes or sees uncounted rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from domain.vacancy import VacancyState
from siker import clock
from siker.applications.models import Application, Placement
from siker.audit.models import AuditAction
from siker.audit.services import SYSTEM, record
from siker.figures import tables
from siker.figures.models import Release
from siker.figures.months import Month
from siker.figures.suppress import suppress
from siker.figures.tables import Counted, Measure, Split
from siker.vacancies.models import Vacancy
from siker.vacancies.search_places import OWN_CITY, regions
from sync.wire.canonical import Json

MONTHS_SHOWN = 12
_OF_RANK = ("sd", "sd", "smp", "sma_smk", "diploma", "diploma", "diploma", "sarjana", "sarjana", "sarjana")


def kecamatan_codes() -> tuple[str, ...]:
    """The city's kecamatan by code."""
    return tuple(region.kode for region in regions().children(OWN_CITY))


def due(now: datetime) -> tuple[Month, ...]:
    """Finished months, the latest first, as far back as the page shows."""
    this = Month.of(clock.today(now))
    return tuple(this.plus(-back) for back in range(1, MONTHS_SHOWN + 1))


def release_due(now: datetime) -> list[Release]:
    """All releases the page shows, those that are missing made first; the latest first."""
    months = [str(month) for month in due(now)]
    held = {row.month: row for row in Release.objects.filter(month__in=months)}
    for text in months:
        month = Month.parse(text)
        if text not in held and month is not None:
            held[text] = _release(month, now)
    return [held[text] for text in months]


def _release(month: Month, now: datetime) -> Release:
    with transaction.atomic():
        row, made = Release.objects.get_or_create(
            month=str(month), defaults={"content": _content(month), "sample": _has_sample(month), "released_at": now}
        )
        if made:
            record(SYSTEM, AuditAction.FIGURES_RELEASED, str(month), now)
    return row


def _content(month: Month) -> Json:
    kecamatan = (*kecamatan_codes(), tables.OUTSIDE, tables.UNKNOWN)
    measures: dict[str, Json] = {}
    for measure, things in (
        (Measure.VACANCIES, _vacancies(month, places=False)), (Measure.PLACES, _vacancies(month, places=True)),
        (Measure.APPLICANTS, _applicants(month)), (Measure.PLACEMENTS, _placements(month)),
    ):  # fmt: skip
        splits: list[tuple[Split, tuple[str, ...], Callable[[Counted], str]]] = [
            (Split.SECTOR, tables.SECTORS, lambda thing: thing.sector),
            (Split.EDUCATION, tables.EDUCATION_CELLS, lambda thing: thing.education),
            (Split.KECAMATAN, kecamatan, lambda thing: thing.kecamatan),
        ]
        if measure.is_people:
            splits.append((Split.SEX, tables.SEXES, lambda thing: thing.sex))
        measures[measure.value] = _judged(measure, things, splits)
    return {"version": tables.VERSION, "measures": measures}


def _judged(
    measure: Measure, things: list[Counted], splits: list[tuple[Split, tuple[str, ...], Callable[[Counted], str]]]
) -> dict[str, Json]:
    """What may be shown: the total (None: withheld) and each table with None in hidden cells."""
    total: int | None = sum(thing.amount for thing in things)
    out: dict[str, Json] = {}
    for split, cells, quality in splits:
        counts = tables.count(things, cells, quality)
        if measure.is_people:
            shown = suppress(counts)
            total = shown.total
            out[split.value] = dict(shown.cells)
        else:
            out[split.value] = dict(counts)
    return {"total": total, "splits": out}


def _vacancies(month: Month, *, places: bool) -> list[Counted]:
    """Vacancies first published in the month, whatever became of them since."""
    own = kecamatan_codes()
    rows = (
        Vacancy.objects.filter(_during("published_at", month), state__in=(VacancyState.PUBLISHED, VacancyState.CLOSED))
        .values_list("kbli", "education_rank", "kode", "places_men", "places_women", "places_either")
    )  # fmt: skip
    return [
        Counted(
            tables.sector_cell(kbli), _OF_RANK[min(rank, len(_OF_RANK) - 1)], tables.kecamatan_cell(kode, own), tables.UNKNOWN,
            men + women + either if places else 1,
        )
        for kbli, rank, kode, men, women, either in rows
    ]  # fmt: skip


def _applicants(month: Month) -> list[Counted]:
    """People with an application in the month, each once, by their first one."""
    rows = (
        Application.objects.filter(_during("received_at", month), same_as=None).order_by("received_at", "pk")
        .values_list("nik_lookup", "vacancy__kbli", "education", "kecamatan", "sex")
    )  # fmt: skip
    return _once_each(rows)


def _placements(month: Month) -> list[Counted]:
    """People whose being hired was recorded in the month, each once, by the first record."""
    rows = (
        Placement.objects.filter(_during("recorded_at", month)).order_by("recorded_at", "pk")
        .values_list("registration__nik_lookup", "kbli", "education", "kecamatan", "sex")
    )  # fmt: skip
    return _once_each(rows)


def _once_each(rows: Iterable[tuple[str, str, str, str, str]]) -> list[Counted]:
    own, seen = kecamatan_codes(), dict[str, Counted]()
    for person, kbli, education, kecamatan, sex in rows:
        if person not in seen:
            seen[person] = Counted(
                tables.sector_cell(kbli), tables.education_cell(education), tables.kecamatan_cell(kecamatan, own),
                sex if sex in tables.SEXES else tables.UNKNOWN,
            )  # fmt: skip
    return list(seen.values())


def _has_sample(month: Month) -> bool:
    return (
        Vacancy.objects.filter(_during("published_at", month), sample=True).exists()
        or Application.objects.filter(_during("received_at", month), vacancy__sample=True).exists()
        or Placement.objects.filter(_during("recorded_at", month), firm__sample=True).exists()
    )


def _during(field: str, month: Month) -> Q:
    return Q(**{f"{field}__gte": month.begins, f"{field}__lt": month.ends})
