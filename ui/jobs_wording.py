"""From a search and its answer to words: cards, chips, filters, wider searches. Pure functions, no Qt; decides nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from assets.catalogue import say, texts
from domain.seeker import EducationLevel
from domain.vacancy.distance import distance_words
from domain.vacancy.search import NEAR_STEPS_KM, TOTAL_LIMIT, JobAnswer, JobHit, JobQuery, JobSuggestion, Sort, Wider
from domain.vacancy.vacancy import Shift, Vacancy, Wage
from ui.jobs_list import JobCard
from ui.jobs_places import place_name
from ui.rows import Row
from ui.shaping import thousands
from ui.wording import WIB, date_words, rupiah

#: Steps a person chooses from; levels between are reached through the person's own profile.
EDUCATION_STEPS = (EducationLevel.SD, EducationLevel.SMP, EducationLevel.SMA, EducationLevel.D3, EducationLevel.S1)
WAGE_STEPS = (2_000_000, 3_000_000, 3_500_000, 4_000_000, 5_000_000)
FILTERS = ("within_km", "education", "wage_from", "shift", "no_experience", "disability")
#: Filters that no chip stands for while they are not set.
_RARE = ("kbji", "placement", "kbli")
ANY, PLACE, MORE = "any", "place", "more"


# --- one vacancy ----------------------------------------------------------------------------------------------------
def far_words(language: str, here: str, hit: JobHit) -> str:
    """How far it is from where distances start; empty when nothing honest can be said."""
    told = distance_words(here, hit.vacancy.site.kode, hit.km)
    return say(language, told[0], **told[1]) if told is not None else ""


def place_words(language: str, here: str, hit: JobHit) -> str:
    """The place in names, and how far it is when that is known."""
    return " · ".join(part for part in (hit.vacancy.site.short(), far_words(language, here, hit)) if part)


def wage_words(language: str, wage: Wage) -> str:
    """The wage as the employer tells it, or that it is not told."""
    low, high = (wage.minimum, wage.maximum) if wage.shown else (None, None)
    if low is not None and high is not None and low != high:
        return say(language, "page.jobs.wage_range", low=rupiah(low), high=thousands(high))
    if low is not None and high is not None:
        return say(language, "ui.per_month", amount=rupiah(low))
    if low is not None:
        return say(language, "page.jobs.wage_from", low=rupiah(low))
    if high is not None:
        return say(language, "page.jobs.wage_to", high=rupiah(high))
    return say(language, "page.jobs.wage_unknown")


def last_day(language: str, vacancy: Vacancy) -> str:
    """Until when one may apply."""
    return say(language, "page.jobs.until", date=date_words(language, vacancy.valid_until))


def marks(language: str, vacancy: Vacancy) -> str:
    """What else speaks for it, in one line."""
    told = (("open", vacancy.disability.welcome), ("training", vacancy.training), ("transport", vacancy.transport))
    return " · ".join(say(language, f"page.jobs.mark_{name}") for name, yes in told if yes)


def card(language: str, here: str, hit: JobHit) -> JobCard:
    """One vacancy for the list; ``here``: where distances start."""
    vacancy = hit.vacancy
    return JobCard(
        vacancy.vacancy_id, vacancy.title, vacancy.employer, place_words(language, here, hit),
        wage_words(language, vacancy.wage), last_day(language, vacancy),
        say(language, "page.jobs.verified") if vacancy.employer_verified else "", marks(language, vacancy),
        say(language, "page.jobs.sample") if vacancy.sample else "",
    )  # fmt: skip


def cards(language: str, here: str, hits: tuple[JobHit, ...]) -> tuple[JobCard, ...]:
    """The cards of a list."""
    return tuple(card(language, here, hit) for hit in hits)


# --- the search -----------------------------------------------------------------------------------------------------
def near_words(language: str, place: str) -> str:
    """Where distances start, as a button says it."""
    name = place_name(place) if place else ""
    return say(language, "page.jobs.near", place=name) if name else say(language, "page.jobs.near_city")


def count_words(language: str, total: int) -> str:
    """``128 lowongan``; beyond the limit "more than"."""
    name = "count_over" if total > TOTAL_LIMIT else ("count_one" if total == 1 else "count")
    return say(language, f"page.jobs.{name}", total=thousands(min(total, TOTAL_LIMIT)))


def suggestion_rows(language: str, suggestions: tuple[JobSuggestion, ...]) -> tuple[Row, ...]:
    """The big buttons: the group of work as KBJI names it, and how many are open."""
    return tuple(Row(str(at), item.name, count_words(language, item.open_count)) for at, item in enumerate(suggestions))


def step_words(language: str, name: str, value: object) -> str:
    """One value of a filter, as its chip and its button say it."""
    match name, value:
        case "within_km", int(km):
            return say(language, "page.jobs.within", km=km)
        case "education", EducationLevel() as level:
            return say(language, "page.jobs.education", level=say(language, f"page.jobs.level_{level}"))
        case "wage_from", int(amount):
            return say(language, "page.jobs.wage_least", low=rupiah(amount))
        case "shift", Shift() as shift:
            return say(language, f"shift.{shift}")
        case "sort", Sort() as sort:
            return say(language, f"page.jobs.sort_{sort}")
        case "kbji", _:
            return say(language, "page.jobs.group")
        case _:
            return say(language, f"page.jobs.filter_{name}")


def is_set(query: JobQuery, name: str) -> bool:
    """Whether a filter narrows the search."""
    return bool(getattr(query, name) != getattr(JobQuery(), name))


def without(query: JobQuery, name: str) -> JobQuery:
    """The search with one filter taken off, from its first page."""
    plain = JobQuery()
    return _first_page(_replaced(query, name, getattr(plain, name)))


def with_filter(query: JobQuery, name: str, key: str) -> JobQuery:
    """The search with one filter set to the value of a touched button; ``any`` takes it off."""
    if key == ANY:
        return without(query, name)
    value: object
    match name:
        case "within_km" | "wage_from":
            value = int(key)
        case "education":
            value = EducationLevel(key)
        case "shift":
            value = Shift(key)
        case "sort":
            value = Sort(key)
        case _:
            value = key == "yes"
    return _first_page(_replaced(query, name, value))


def _replaced(query: JobQuery, name: str, value: object) -> JobQuery:
    return replace(query, **{name: value})  # type: ignore[arg-type]  # the name of a field and a value of its type


def _first_page(query: JobQuery) -> JobQuery:
    return replace(query, offset=0, limit=JobQuery().limit)


def chips(language: str, query: JobQuery, suggestions: tuple[JobSuggestion, ...] = ()) -> tuple[Row, ...]:
    """The place, one chip per filter with its value when it is set, else its name, and the way to all filters; ``tone`` is a picture."""
    names = (*FILTERS, *(name for name in _RARE if is_set(query, name)))
    groups = {item.kbji: item.name for item in suggestions}

    def words(name: str) -> str:
        if not is_set(query, name):
            return say(language, f"page.jobs.filter_{name}")
        return groups.get(query.kbji, "") if name == "kbji" and query.kbji in groups else step_words(language, name, getattr(query, name))

    filters = tuple(
        Row(
            name, words(name),
            say(language, "page.jobs.take_off") if is_set(query, name) else "", is_set(query, name),
        )
        for name in names
    )  # fmt: skip
    near = Row(PLACE, near_words(language, query.place), tone="map-pin")
    return (near, *filters, Row(MORE, say(language, "page.jobs.filter_more"), tone="plus"))


def options(language: str, query: JobQuery, name: str) -> tuple[Row, ...]:
    """The buttons of one filter, the present value marked; the first one takes it off."""
    steps: tuple[object, ...]
    match name:
        case "within_km":
            steps = NEAR_STEPS_KM
        case "education":
            steps = EDUCATION_STEPS
        case "wage_from":
            steps = WAGE_STEPS
        case "shift":
            steps = tuple(Shift)
        case "sort":
            return _sorts(language, query)
        case _:
            chosen = bool(getattr(query, name))
            return (Row("yes", say(language, f"page.jobs.filter_{name}"), chosen=chosen),)
    now = getattr(query, name)
    first = Row(ANY, say(language, f"page.jobs.any_{name}"), chosen=now is None)
    return (first, *(Row(str(step), step_words(language, name, step), chosen=step == now) for step in steps))


def _sorts(language: str, query: JobQuery) -> tuple[Row, ...]:
    """The orders, the one in effect marked: nothing is near until it is known from where, so the newest come first."""
    aimless = query.place == ""
    now = Sort.NEWEST if aimless and query.sort is Sort.NEAR else query.sort
    needs = {Sort.NEAR: say(language, "page.jobs.sort_needs_place")} if aimless else {}
    return tuple(Row(sort, step_words(language, "sort", sort), needs.get(sort, ""), chosen=sort is now) for sort in Sort)


def wider_rows(language: str, wider: tuple[Wider, ...]) -> tuple[Row, ...]:
    """Searches that find something, with how much they find."""
    return tuple(Row(str(at), _wider(language, item), count_words(language, item.total)) for at, item in enumerate(wider))


def _wider(language: str, item: Wider) -> str:
    """What the wider search is like, by what is left of the thing that was let go."""
    known, query = texts(language), item.query
    if item.loosened == "within_km" and query.within_km is not None:
        return step_words(language, "within_km", query.within_km)
    if item.loosened in {"words", "filters"} and query.words.strip():
        return say(language, f"page.jobs.wider_{item.loosened}_left", words=query.words.strip())
    if item.loosened == "kbji" and query.kbji:
        return known["page.jobs.wider_kbji_near"]
    return known.get(f"page.jobs.wider_{item.loosened}", known["page.jobs.wider_other"])


def found_words(language: str, answer: JobAnswer, *, chips_hidden: bool = False) -> str:
    """What a search found, as the line under the field; filters that cannot be seen now are counted."""
    words = count_words(language, answer.total)
    if chips_hidden and (count := sum(is_set(answer.query, name) for name in (*FILTERS, *_RARE))):
        words = say(language, "page.jobs.with_filters", found=words, count=count)
    if answer.corrected:
        return say(language, "page.jobs.corrected", words=answer.corrected, found=words.replace(" ", "\u00a0"))
    return words


def see_words(language: str, answer: JobAnswer | None) -> str:
    """``Lihat 12 lowongan``; without a number while it is being counted."""
    if answer is None:
        return say(language, "page.jobs_filters.apply")
    return say(language, "page.jobs_filters.apply_count", found=count_words(language, answer.total))


def empty_words(language: str, answer: JobAnswer) -> str:
    """Why the list is empty, honestly: nothing is here yet, or nothing fits."""
    if answer.query.is_plain and not answer.query.words and not answer.wider:
        return say(language, "page.jobs.nothing_here")
    return say(language, "page.jobs.nothing_wider" if answer.wider else "page.jobs.nothing_fits")


def as_of(language: str, refreshed: datetime | None) -> str:
    """From which day the vacancies are, said while the network is away."""
    if refreshed is None:
        return say(language, "page.jobs.as_of_unknown")
    day: date = refreshed.astimezone(WIB).date()
    return say(language, "page.jobs.as_of", date=date_words(language, day))
