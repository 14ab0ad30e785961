"""How a person's profile meets a vacancy, requirement by requirement, in words and never as a score.

It tells people what to prepare or to ask; it hides no vacancy and decides nothing. What nobody told us is "ask", not "no":
people's records are short, and who may work there is the employer's to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import assert_never

from domain.nik import age_on
from domain.occupations import words_of
from domain.seeker import EducationLevel, Experience, Registration, WishedPlace
from domain.vacancy.distance import near_step
from domain.vacancy.search import JobHit
from domain.vacancy.vacancy import LegalLimit, LimitKind, Site, Vacancy
from domain.vacancy.wording import education_rank

_PLAIN_WORDS = frozenset("jurusan program studi prodi teknik ilmu pendidikan dan atau bidang operator staf staff tenaga".split())
CITY, PROVINCE = "33.74", "33"
EARLIEST = 1900


class Requirement(StrEnum):
    """What a vacancy asks for."""

    EDUCATION = "education"
    MAJOR = "major"
    EXPERIENCE = "experience"
    SKILL = "skill"
    PLACE = "place"
    ACCESS = "access"
    AGE = "age"
    SEX = "sex"


class FitStatus(StrEnum):
    """How it stands: met, not yet met, or something to ask about."""

    MEETS = "meets"
    NOT_YET = "not_yet"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class FitLine:
    """One requirement. ``params`` fill the blanks of ``key``; ``words`` are blanks filled by another text's key."""

    requirement: Requirement
    status: FitStatus
    key: str
    params: tuple[tuple[str, str | int], ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    def text(self, texts: Mapping[str, str]) -> str:
        """The sentence in the language of ``texts``."""
        return texts[self.key].format_map(dict(self.params) | {name: texts[key] for name, key in self.words})


def fit(person: Registration, vacancy: Vacancy, today: date, km: float | None = None) -> tuple[FitLine, ...]:
    """Every requirement the vacancy names, in the order people ask about them. ``km``: straight line from home, if known."""
    return (
        *_education(person, vacancy),
        *_experience(person, vacancy, today),
        *(_skill(person, skill) for skill in vacancy.skills),
        _place(person, vacancy.site, km),
        *_access(person, vacancy),
        *(line for limit in vacancy.limits for line in _limit(person, limit, today)),
    )


def unmet(lines: Iterable[FitLine]) -> int:
    """How many requirements are not met yet: a tie-break for sorting, never shown."""
    return sum(line.status is FitStatus.NOT_YET for line in lines)


def better_first(hits: Iterable[JobHit], person: Registration | None, asked: EducationLevel | None, today: date) -> tuple[JobHit, ...]:
    """Of neighbours in the answer that are equally near, those that fit better first; the rest of the order stays.

    For a known person fit is what the record meets; else, when a level of education was asked with, the nearer schooling.
    """

    def misfit(hit: JobHit) -> int:
        if person is not None:
            return unmet(fit(person, hit.vacancy, today, hit.km))
        return -education_rank(hit.vacancy.education.minimum) if asked is not None else 0

    runs = groupby(hits, key=lambda hit: near_step(hit.km))
    return tuple(hit for _, run in runs for hit in sorted(run, key=misfit))


def _line(
    requirement: Requirement, status: FitStatus, variant: str = "", params: Mapping[str, str | int] | None = None,
    words: Mapping[str, str] | None = None,
) -> FitLine:  # fmt: skip
    key = f"fit.{requirement}.{variant or status}"
    return FitLine(requirement, status, key, tuple((params or {}).items()), tuple((words or {}).items()))


# --- education --------------------------------------------------------------------------------------------------------
def _education(person: Registration, vacancy: Vacancy) -> tuple[FitLine, ...]:
    need, own = vacancy.education, person.highest_education
    lines: list[FitLine] = []
    if need.minimum is not None:
        words = {"level": f"education.{need.minimum}"}
        if own is None:
            lines.append(_line(Requirement.EDUCATION, FitStatus.ASK, words=words))
        else:
            met = education_rank(own.jenjang) >= education_rank(need.minimum)
            status = FitStatus.MEETS if met else FitStatus.NOT_YET
            lines.append(_line(Requirement.EDUCATION, status, words=words | {"own": f"education.{own.jenjang}"}))
    if need.majors:
        lines.append(_major(person, need.majors, need.minimum))
    return tuple(lines)


def _major(person: Registration, majors: tuple[str, ...], minimum: EducationLevel | None) -> FitLine:
    least = education_rank(minimum)
    own = [item.jurusan for item in person.pendidikan if item.jurusan and education_rank(item.jenjang) >= least]
    params = {"majors": ", ".join(majors)}
    if any(resembles(wanted, had) for wanted in majors for had in own):
        return _line(Requirement.MAJOR, FitStatus.MEETS, params=params)
    return _line(Requirement.MAJOR, FitStatus.NOT_YET if own else FitStatus.ASK, params=params)


def resembles(wanted: str, had: str) -> bool:
    """Whether two short names mean the same, as far as their words tell: one holds every telling word of the other."""
    left, right = _telling(wanted), _telling(had)
    return bool(left) and bool(right) and (left <= right or right <= left)


def _telling(text: str) -> frozenset[str]:
    words = frozenset(words_of(text))
    return words - _PLAIN_WORDS or words


# --- experience and skills --------------------------------------------------------------------------------------------
def years_worked(jobs: Iterable[Experience], today: date) -> tuple[int, int]:
    """Years these jobs add up to, counted from year to year and as whole calendar years; jobs at the same time count once."""
    begun: set[int] = set()
    touched: set[int] = set()
    for job in jobs:
        first, last = max(job.tahun_masuk, EARLIEST), min(job.tahun_keluar or today.year, today.year)
        begun.update(range(first, last))
        touched.update(range(first, last + 1))
    return len(begun), len(touched)


def _experience(person: Registration, vacancy: Vacancy, today: date) -> tuple[FitLine, ...]:
    needed = vacancy.experience_years
    if not needed:
        return ()
    names = (vacancy.title, vacancy.jabatan)
    alike = [job for job in person.pengalaman if any(_shares_a_word(name, job.jabatan) for name in names)]
    fewest, most = years_worked(alike, today)
    if fewest >= needed:
        return (_line(Requirement.EXPERIENCE, FitStatus.MEETS, params={"years": needed}),)
    anywhere = years_worked(person.pengalaman, today)[1]
    if max(most, anywhere) >= needed:
        return (_line(Requirement.EXPERIENCE, FitStatus.ASK, params={"years": needed}),)
    return (_line(Requirement.EXPERIENCE, FitStatus.NOT_YET, params={"years": needed}),)


def _shares_a_word(one: str, other: str) -> bool:
    return bool(_telling(one) & _telling(other))


def _skill(person: Registration, skill: str) -> FitLine:
    told = (*person.keterampilan, *person.bahasa, *(job.jabatan for job in person.pengalaman))
    status = FitStatus.MEETS if any(resembles(skill, own) for own in told) else FitStatus.ASK
    return _line(Requirement.SKILL, status, params={"skill": skill})


# --- place, access, limits --------------------------------------------------------------------------------------------
def _place(person: Registration, site: Site, km: float | None) -> FitLine:
    wish = _wish_met(person.tempat_diinginkan, site)
    params: dict[str, str | int] = {"place": site.short()}
    variant = ""
    if km is not None:
        params["km"] = max(1, round(km))
        variant = "_near"
    status = FitStatus.ASK if wish is None else FitStatus.MEETS if wish else FitStatus.NOT_YET
    return _line(Requirement.PLACE, status, status + variant, params)


def _wish_met(wish: WishedPlace, site: Site) -> bool | None:
    if site.negara:
        return wish is WishedPlace.LUAR_NEGERI
    match wish:
        case WishedPlace.INDONESIA | WishedPlace.LUAR_NEGERI:
            return True
        case WishedPlace.KOTA_SEMARANG:
            return site.kode.startswith(CITY) if site.kode else None
        case WishedPlace.JAWA_TENGAH:
            return site.kode.startswith(PROVINCE) if site.kode else None
        case _ as never:
            assert_never(never)


def _access(person: Registration, vacancy: Vacancy) -> tuple[FitLine, ...]:
    if not person.disabilitas:
        return ()
    access = vacancy.disability
    welcome = access.welcome and (not access.kinds or set(person.disabilitas) <= set(access.kinds))
    return (_line(Requirement.ACCESS, FitStatus.MEETS if welcome else FitStatus.ASK),)


def _limit(person: Registration, limit: LegalLimit, today: date) -> tuple[FitLine, ...]:
    """Age and sex only: the other limits are nothing a record can tell. A limit is never "not yet", since nobody grows younger."""
    match limit.kind:
        case LimitKind.AGE_MIN | LimitKind.AGE_MAX if limit.value.isascii() and limit.value.isdigit():
            age, bound = age_on(person.biodata.tanggal_lahir, today), int(limit.value[:3])
            met = age >= bound if limit.kind is LimitKind.AGE_MIN else age <= bound
            status = FitStatus.MEETS if met else FitStatus.ASK
            return (_line(Requirement.AGE, status, f"{limit.kind}.{status}", {"years": bound}),)
        case LimitKind.SEX if limit.value in {"L", "P"}:
            status = FitStatus.MEETS if person.biodata.jenis_kelamin.value == limit.value else FitStatus.ASK
            return (_line(Requirement.SEX, status, words={"sex": f"sex.{limit.value}"}),)
        case _:
            return ()
