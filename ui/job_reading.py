"""One vacancy line by line, as its page tells it: what decides first, then everything the employer wrote. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Iterator

from assets.catalogue import say, texts
from domain.vacancy.fit import FitLine, FitStatus
from domain.vacancy.search import JobHit
from domain.vacancy.vacancy import LegalLimit, LimitKind, Vacancy
from ui.jobs_wording import far_words, last_day, marks, wage_words
from ui.rows import Row
from ui.wording import local_phone

_FIT_TONES = {FitStatus.MEETS: "ok", FitStatus.NOT_YET: "warn", FitStatus.ASK: "ask"}


def facts(language: str, here: str, hit: JobHit) -> tuple[Row, ...]:
    """What most people decide by; ``tone`` names the picture before the line."""
    vacancy = hit.vacancy
    rows = [
        Row("place", "", _where(vacancy), tone="map-pin", note=far_words(language, here, hit)),
        Row("wage", "", wage_words(language, vacancy.wage), tone="money"),
        Row("until", "", last_day(language, vacancy), tone="calendar"),
    ]
    if vacancy.employer_verified:
        rows.append(Row("verified", "", say(language, "page.jobs.verified"), tone="shield", note=say(language, "page.job.verified_hint")))
    if told := marks(language, vacancy):
        rows.append(Row("marks", "", told, tone="hands"))
    return tuple(rows)


def fit_rows(language: str, lines: tuple[FitLine, ...]) -> tuple[Row, ...]:
    """Requirement by requirement: met, not yet, or to be asked; never a number."""
    heading, known = say(language, "page.job.fit"), texts(language)
    return tuple(Row(str(at), "", line.text(known), tone=_FIT_TONES[line.status], section=heading) for at, line in enumerate(lines))


def _where(vacancy: Vacancy) -> str:
    site = vacancy.site
    names = (site.alamat, site.kelurahan, site.kecamatan, site.kab_kota, site.negara)
    return ", ".join(name for name in names if name)


def sections(language: str, vacancy: Vacancy) -> tuple[Row, ...]:
    """Everything else, under its headings; what the employer did not say is left out."""
    rows: list[Row] = []
    for name, lines in (
        ("work", _work(language, vacancy)), ("needs", _needs(language, vacancy)), ("limits", _limits(language, vacancy)),
        ("gives", _gives(language, vacancy)), ("open", _open(language, vacancy)), ("contact", _contact(language, vacancy)),
    ):  # fmt: skip
        heading = say(language, f"page.job.section_{name}")
        rows += [Row(f"{name}_{key}", title, words, section=heading, note=note) for key, title, words, note in lines if words]
    return tuple(rows)


Line = tuple[str, str, str, str]


def _label(language: str, name: str) -> str:
    return say(language, f"page.job.label_{name}")


def _work(language: str, vacancy: Vacancy) -> Iterator[Line]:
    yield "description", "", vacancy.description, ""
    if vacancy.jabatan and vacancy.jabatan.casefold() != vacancy.title.casefold():
        yield "jabatan", _label(language, "jabatan"), vacancy.jabatan, ""
    yield "contract", _label(language, "contract"), contract_words(language, vacancy), ""
    yield "hours", _label(language, "hours"), " · ".join(part for part in (shift_words(language, vacancy), vacancy.hours) if part), ""
    yield "places", _label(language, "places"), places_words(language, vacancy), ""
    yield "placement", _label(language, "placement"), say(language, f"page.job.placement_{vacancy.placement}"), ""


def contract_words(language: str, vacancy: Vacancy) -> str:
    """The kind of contract, in words everybody knows."""
    return say(language, f"contract.{vacancy.contract}")


def shift_words(language: str, vacancy: Vacancy) -> str:
    """When the work is done."""
    return say(language, f"shift.{vacancy.shift}")


def places_words(language: str, vacancy: Vacancy) -> str:
    """How many people, and how many of them men and women where that was split."""
    places = vacancy.places
    total = say(language, "page.job.places", count=places.total)
    if not places.men and not places.women:
        return total
    split = (("men", places.men), ("women", places.women), ("either", places.either))
    return f"{total} ({', '.join(say(language, f'page.job.places_{name}', count=count) for name, count in split if count)})"


def _needs(language: str, vacancy: Vacancy) -> Iterator[Line]:
    level = vacancy.education.minimum
    wanted = say(language, "page.job.education_least", level=say(language, f"education.{level}")) if level else ""
    yield "education", _label(language, "education"), wanted or say(language, "page.job.education_any"), ""
    yield "majors", _label(language, "majors"), ", ".join(vacancy.education.majors), ""
    years = vacancy.experience_years
    yield "experience", _label(language, "experience"), (
        say(language, "page.job.experience_years", years=years) if years else say(language, "page.job.experience_none")
    ), ""
    yield "skills", _label(language, "skills"), ", ".join(vacancy.skills), ""


def limit_words(language: str, limit: LegalLimit) -> str:
    """One limit in words."""
    value = limit.value
    if limit.kind is LimitKind.SEX:
        value = texts(language).get(f"sex.{limit.value}", limit.value)
    return say(language, f"page.job.limit_{limit.kind}", value=value)


def _limits(language: str, vacancy: Vacancy) -> Iterator[Line]:
    for at, limit in enumerate(vacancy.limits):
        yield str(at), "", limit_words(language, limit), say(language, "page.job.limit_reason", reason=limit.reason)


def _gives(language: str, vacancy: Vacancy) -> Iterator[Line]:
    yield "benefits", "", vacancy.benefits, ""
    yield "training", "", say(language, "page.job.training") if vacancy.training else "", ""
    yield "transport", "", say(language, "page.job.transport") if vacancy.transport else "", ""


def _open(language: str, vacancy: Vacancy) -> Iterator[Line]:
    access = vacancy.disability
    if not access.welcome:
        return
    kinds = ", ".join(say(language, f"disability.{kind}") for kind in access.kinds) or say(language, "page.job.open_any")
    yield "kinds", "", kinds, ""
    yield "note", _label(language, "ready"), access.note, ""


def _contact(language: str, vacancy: Vacancy) -> Iterator[Line]:
    yield "name", _label(language, "contact"), vacancy.contact_name, ""
    yield "phone", _label(language, "phone"), local_phone(vacancy.contact_phone), ""
    yield "email", _label(language, "email"), vacancy.contact_email, ""
    yield "number", _label(language, "number"), vacancy.number, ""
