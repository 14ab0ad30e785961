"""Finds open vacancies for one question, the same as the stations do: nearness and fit first, the newest breaking ties.

Whoever finds nothing is offered the nearest wider question that finds something. Reads only; closed and expired vacancies are
never found, whatever the question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.core.cache import cache
from django.db.models import Count

from domain.vacancy import VacancyState
from domain.vacancy.search import NEAR_STEPS_KM, JobAnswer, JobHit, JobQuery, JobSuggestion, Wider
from siker.vacancies import search_sql
from siker.vacancies.models import Vacancy
from siker.vacancies.search_index import content_of
from siker.vacancies.search_places import Near, open_places
from siker.vacancies.search_words import Wanted, read

WIDER_SHOWN = 3
SIMILAR_SHOWN = 5
_COUNTS = "vacancies/open"
_SAMPLES = "vacancies/samples"


def find(query: JobQuery, today: date) -> JobAnswer:
    """The answer to one question; ``today``: the calendar day at the office."""
    reading, near = read(query.words), _near(query)
    found = search_sql.search(query, reading.wanted, near, today)
    wider = () if found.total else tuple(_wider(query, reading.wanted, today))
    return JobAnswer(query, _hits(found.rows), found.total, reading.corrected, wider)


def _near(query: JobQuery) -> Near:
    return open_places.near(query.place) if query.place else Near()


def _hits(rows: Sequence[tuple[str, float | None]]) -> tuple[JobHit, ...]:
    known = {row.pk: row for row in Vacancy.objects.filter(pk__in=[key for key, _ in rows]).only("vacancy_id", "content")}
    return tuple(JobHit(content_of(known[key]), km) for key, km in rows if key in known)


def _wider(query: JobQuery, wanted: Sequence[Wanted], today: date) -> Iterator[Wider]:
    """Questions that let one thing go and find something, the nearest to what was asked first; else everything around."""
    shown = 0
    for loosened, wider, words in _loosened(query, wanted):
        total = search_sql.count(wider, words, _near(wider), today)
        if total:
            yield Wider(replace(wider, offset=0), loosened, total)
            shown += 1
            if shown == WIDER_SHOWN:
                return
    if not shown:
        plain = JobQuery(place=query.place, words=query.words)
        fewer = [("words", replace(plain, words=word.shown), (word,)) for word in wanted if len(wanted) > 1]
        for loosened, wider, words in (("filters", plain, wanted), *fewer, ("words", replace(plain, words=""), ())):
            total = search_sql.count(wider, words, _near(wider), today)
            if total:
                yield Wider(wider, loosened, total)
                return


def _loosened(query: JobQuery, wanted: Sequence[Wanted]) -> Iterator[tuple[str, JobQuery, Sequence[Wanted]]]:
    if query.within_km is not None:
        for km in NEAR_STEPS_KM:
            if km > query.within_km:
                yield "within_km", replace(query, within_km=km), wanted
        yield "within_km", replace(query, within_km=None), wanted
    empty = JobQuery()
    for name in ("wage_from", "shift", "no_experience", "disability", "education", "placement", "kbli", "kbji"):
        if getattr(query, name) != getattr(empty, name):
            yield name, replace(query, **{name: getattr(empty, name)}), wanted
    if len(wanted) > 1:
        for left_out in reversed(range(len(wanted))):
            fewer = [word for at, word in enumerate(wanted) if at != left_out]
            yield "words", replace(query, words=" ".join(word.shown for word in fewer)), fewer


def similar(vacancy: Vacancy, today: date) -> tuple[JobHit, ...]:
    """Open vacancies of the same kind of work near the same place, for whoever came to a closed one."""
    for query in (
        JobQuery(kbji=vacancy.kbji, place=vacancy.kode, limit=SIMILAR_SHOWN + 1) if vacancy.kbji else None,
        JobQuery(words=vacancy.title, place=vacancy.kode, limit=SIMILAR_SHOWN + 1),
        JobQuery(kbli=vacancy.kbli, place=vacancy.kode, limit=SIMILAR_SHOWN + 1) if vacancy.kbli else None,
    ):
        if query is not None:
            found = search_sql.search(query, read(query.words).wanted, _near(query), today)
            rows = tuple(row for row in found.rows if row[0] != vacancy.pk)[:SIMILAR_SHOWN]
            if rows:
                return _hits(rows)
    return ()


def open_counts(today: date) -> tuple[tuple[str, int], ...]:
    """How many vacancies are open for each group of work (empty: unknown), most first. Remembered for a minute."""
    known: tuple[tuple[str, int], ...] | None = cache.get(_COUNTS)
    if known is None:
        rows = (
            Vacancy.objects.filter(state=VacancyState.PUBLISHED, valid_from__lte=today, valid_until__gte=today)
            .values_list("kbji").annotate(n=Count("pk")).order_by("-n", "kbji")
        )  # fmt: skip
        known = tuple((str(kbji), int(n)) for kbji, n in rows)
        cache.set(_COUNTS, known, 60)
    return known


def samples_open(today: date) -> bool:
    """Whether samples are among the open vacancies. Remembered for a minute."""
    known: bool | None = cache.get(_SAMPLES)
    if known is None:
        open_ones = Vacancy.objects.filter(state=VacancyState.PUBLISHED, valid_from__lte=today, valid_until__gte=today)
        known = open_ones.filter(sample=True).exists()
        cache.set(_SAMPLES, known, 60)
    return known


def suggestions(counts: Sequence[tuple[str, int]], names: Mapping[str, str], limit: int = 8) -> tuple[JobSuggestion, ...]:
    """The groups of work with the most open vacancies. ``names``: KBJI group to its plain name."""
    named = [(kbji, names[kbji], n) for kbji, n in counts if kbji in names]
    return tuple(JobSuggestion(kbji, name, n, JobQuery(kbji=kbji)) for kbji, name, n in named[:limit])
