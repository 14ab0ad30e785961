"""What the law and common sense say about a vacancy before it becomes public: to the employer, and to the officer who decides.

Nothing here refuses a whole vacancy. A remark says what must be mended, what must be answered, what both should know, or what only
an officer looks at; its sentences stand in ``siker/vacancies/words.py`` under its code. Remarks hold no personal data.

Sources: SE Menaker M/6/HK.04/V/2025 (no limits of age, looks, marital status and the like; age only where the nature of the work asks
it), UU 13/2003 Pasal 5, 6 (equal treatment), 35 (placement protects), 68 (nobody under 18), Perpres 57/2023 Pasal 5 (what is
reported), UU 13/2003 Pasal 88E as in UU 6/2023 (not below the minimum wage), PP 36/2021 Pasal 36 (micro and small firms agree on wages).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from domain.occupations import words_of
from domain.problems import Problem
from domain.seeker import EducationLevel
from domain.text import only_digits, tidy
from domain.vacancy.limiting_words import Wording, is_empty_reason, limits_in, signs_in
from domain.vacancy.vacancy import LegalLimit, LimitKind, PlacementKind, Vacancy

NIB_DIGITS = 13
VALID_DAYS_MAX = 90
"""How long one publication may run; Karirhub takes vacancies off after three months too."""
STARTS_WITHIN_DAYS = 60
REVERIFY_AFTER_DAYS = 180
"""A vacancy open this long after an officer last read it is read again before it goes on."""
PLACES_MAX = 2000
EXPERIENCE_MAX = 30
ADULT = 18
REASON_MIN = 15
WAGE_CEILING = 60_000_000
TOO_GOOD_TIMES = 3
"""Times the minimum wage that nobody pays for work asking neither schooling beyond SMA nor experience."""
BIG_PLACES = 20
SAME_TITLE = 0.75
LIMITS: Mapping[str, int] = MappingProxyType({
    "title": 120, "jabatan": 80, "hours": 200, "benefits": 600, "description": 4000, "contact_name": 80, "alamat": 200,
    "skills": 80, "majors": 80, "reason": 200, "disability_note": 300,
})  # fmt: skip


class Weight(StrEnum):
    """What a remark asks for: mend it, answer it, know it; or it is for officers' eyes only."""

    MEND = "mend"
    ASK = "ask"
    KNOW = "know"
    LOOK = "look"


def _no_params() -> Mapping[str, str | int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say. ``part`` is what of the vacancy it is about (a form's box, a column of a spreadsheet)."""

    code: str
    weight: Weight
    part: str
    params: Mapping[str, str | int] = field(default_factory=_no_params)


@dataclass(frozen=True, slots=True)
class Floor:
    """The minimum wage a wage is held against: rupiah a month, what it is called, and its legal basis."""

    amount: int
    name: str
    basis: str


@dataclass(frozen=True, slots=True)
class FirmFacts:
    """What the rules need to know of the firm. ``small``: micro or small (PP 7/2021), told by the firm itself."""

    small: bool = False
    household: bool = False


def parse_nib(text: str) -> str | Problem:
    """A *nomor induk berusaha*: 13 digits, typed with or without separators; it does not say when it expires."""
    if any(c not in "0123456789 .-" for c in text.strip()):
        return Problem("nib_not_digits")
    digits = only_digits(text)
    if not digits:
        return Problem("nib_empty")
    if len(digits) != NIB_DIGITS:
        return Problem("nib_length", {"count": len(digits), "limit": NIB_DIGITS})
    return Problem("nib_zeros") if not digits.strip("0") else digits


def judge(
    vacancy: Vacancy, firm: FirmFacts, wording: Wording, *, today: date, floor: Floor | None = None, confirmed: bool = False
) -> tuple[Remark, ...]:
    """Everything to say about a vacancy, the weightiest first. ``confirmed``: its writer said that the words found are no limits.

    ``floor``: the minimum wage of the place on the day the work is offered, None when no table knows it.
    """
    remarks = [
        *_dates(vacancy, today), *_places(vacancy), *_limits(vacancy, wording), *_words(vacancy, wording, confirmed=confirmed),
        *_wage(vacancy, firm, floor), *_contact(vacancy, firm, wording), *_signs(vacancy, wording),
    ]  # fmt: skip
    order = list(Weight)
    return tuple(sorted(remarks, key=lambda item: order.index(item.weight)))


def stops(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """What keeps a vacancy from being handed in."""
    return tuple(item for item in remarks if item.weight in {Weight.MEND, Weight.ASK})


def _dates(vacancy: Vacancy, today: date) -> Iterable[Remark]:
    begins, ends = vacancy.valid_from, vacancy.valid_until
    if ends < begins:
        yield Remark("dates_reversed", Weight.MEND, "valid_until")
    elif ends < today:
        yield Remark("dates_over", Weight.MEND, "valid_until")
    elif (ends - max(begins, today)).days > VALID_DAYS_MAX:
        yield Remark("dates_too_long", Weight.MEND, "valid_until", {"limit": VALID_DAYS_MAX})
    if begins > today + timedelta(days=STARTS_WITHIN_DAYS):
        yield Remark("starts_too_late", Weight.MEND, "valid_from", {"limit": STARTS_WITHIN_DAYS})


def _places(vacancy: Vacancy) -> Iterable[Remark]:
    places = vacancy.places
    if min(places.men, places.women, places.either) < 0 or places.total < 1:
        yield Remark("places_none", Weight.MEND, "places_either")
    elif places.total > PLACES_MAX:
        yield Remark("places_many", Weight.MEND, "places_either", {"limit": PLACES_MAX})
    if not 0 <= vacancy.experience_years <= EXPERIENCE_MAX:
        yield Remark("experience_long", Weight.MEND, "experience_years", {"limit": EXPERIENCE_MAX})
    if vacancy.placement is PlacementKind.AKAN and not vacancy.site.negara:
        yield Remark("country_missing", Weight.MEND, "negara")
    if vacancy.placement is PlacementKind.AKAN:
        yield Remark("abroad", Weight.LOOK, "placement")
    if vacancy.placement is not PlacementKind.AKAN and not vacancy.site.kode:
        yield Remark("site_missing", Weight.MEND, "tempat")


def _limits(vacancy: Vacancy, wording: Wording) -> Iterable[Remark]:
    ages: dict[LimitKind, int] = {}
    for limit in vacancy.limits:
        part = f"limit_{limit.kind}"
        if limit.kind is LimitKind.MARITAL:
            yield Remark("limit_marital", Weight.MEND, part)
            continue
        if limit.kind in {LimitKind.AGE_MIN, LimitKind.AGE_MAX}:
            years = int(limit.value) if re.fullmatch(r"[0-9]{1,3}", limit.value) else 0
            if not ADULT <= years <= 75:
                yield Remark("age_unreal", Weight.MEND, part, {"minimum": ADULT})
                continue
            ages[limit.kind] = years
            if limit.kind is LimitKind.AGE_MIN and years == ADULT:
                continue  # the law itself forbids employing children
        yield from _reason(limit, part, wording)
    if LimitKind.AGE_MIN in ages and ages.get(LimitKind.AGE_MAX, 99) < ages[LimitKind.AGE_MIN]:
        yield Remark("ages_reversed", Weight.MEND, "limit_age_max")
    places = vacancy.places
    if places.total and not places.either and not (places.men and places.women) and not _has(vacancy, LimitKind.SEX):
        yield Remark("sex_needs_reason", Weight.MEND, "limit_sex")
    elif places.men and places.women and not places.either:
        yield Remark("sex_split", Weight.LOOK, "places_men")


def _has(vacancy: Vacancy, kind: LimitKind) -> bool:
    return any(limit.kind is kind for limit in vacancy.limits)


def _reason(limit: LegalLimit, part: str, wording: Wording) -> Iterable[Remark]:
    if limit.kind is LimitKind.LOOKS and any(found.kind == LimitKind.LOOKS for found in limits_in(limit.value, wording)):
        beauty = re.search(r"menarik|cantik|tampan|ganteng|looking|kulit|wajah|paras|seksi", limit.value.casefold())
        if beauty:
            yield Remark("limit_beauty", Weight.MEND, part)
            return
    reason = tidy(limit.reason)
    if len(reason) < REASON_MIN or is_empty_reason(reason, wording):
        yield Remark("limit_needs_reason", Weight.MEND, part, {"kind": limit.kind.value})
    else:
        yield Remark("limit_with_reason", Weight.LOOK, part, {"kind": limit.kind.value})


def texts_of(vacancy: Vacancy) -> tuple[tuple[str, str], ...]:
    """The parts people write freely, by the name of the part."""
    return (
        ("title", vacancy.title), ("description", vacancy.description), ("benefits", vacancy.benefits), ("hours", vacancy.hours),
        ("skills", "; ".join(vacancy.skills)), ("majors", "; ".join(vacancy.education.majors)),
    )  # fmt: skip


def _words(vacancy: Vacancy, wording: Wording, *, confirmed: bool) -> Iterable[Remark]:
    reasoned = {limit.kind.value for limit in vacancy.limits}
    told: set[str] = set()
    for part, text in texts_of(vacancy):
        for found in limits_in(text, wording):
            if found.kind in told or found.kind in reasoned:
                continue
            told.add(found.kind)
            params: dict[str, str | int] = {"words": found.words, "kind": found.kind}
            if confirmed:
                yield Remark("words_confirmed", Weight.LOOK, part, params)
            else:
                yield Remark("words_limit", Weight.ASK, part, params)


def _wage(vacancy: Vacancy, firm: FirmFacts, floor: Floor | None) -> Iterable[Remark]:
    low, high = vacancy.wage.minimum, vacancy.wage.maximum
    if low is not None and high is not None and low > high:
        yield Remark("wage_reversed", Weight.MEND, "wage_max")
        return
    least = low if low is not None else high
    if floor is not None and least is not None and least < floor.amount and vacancy.placement is not PlacementKind.AKAN:
        about: dict[str, str | int] = {"floor": floor.amount, "name": floor.name, "basis": floor.basis}
        yield Remark("wage_below_floor_small" if firm.small else "wage_below_floor", Weight.KNOW, "wage_min", about)
    most = high if high is not None else low
    if most is not None and _too_good(vacancy, most, floor):
        yield Remark("wage_too_good", Weight.LOOK, "wage_max")


def _too_good(vacancy: Vacancy, most: int, floor: Floor | None) -> bool:
    if most > WAGE_CEILING:
        return True
    levels = list(EducationLevel)
    least = vacancy.education.minimum
    simple = vacancy.experience_years == 0 and (least is None or levels.index(least) <= levels.index(EducationLevel.SMK))
    return simple and floor is not None and most > TOO_GOOD_TIMES * floor.amount and vacancy.placement is not PlacementKind.AKAN


def _contact(vacancy: Vacancy, firm: FirmFacts, wording: Wording) -> Iterable[Remark]:
    if not vacancy.contact_email and not vacancy.contact_phone:
        yield Remark("contact_none", Weight.MEND, "contact_phone")
    domain = vacancy.contact_email.rpartition("@")[2].casefold()
    if domain in wording.free_mail and not (firm.small or firm.household) and vacancy.places.total >= BIG_PLACES:
        yield Remark("free_mail", Weight.LOOK, "contact_email")


def _signs(vacancy: Vacancy, wording: Wording) -> Iterable[Remark]:
    told: set[str] = set()
    for part, text in texts_of(vacancy):
        for found in signs_in(text, wording):
            if found.kind in told or (found.kind == "messenger" and vacancy.contact_email):
                continue
            told.add(found.kind)
            yield Remark(f"sign_{found.kind}", Weight.LOOK, part, {"words": found.words})


def same_work(one: Vacancy, other: Vacancy) -> bool:
    """Whether two vacancies look like the same work offered twice: nearly the same title, the same place."""
    first, second = set(words_of(one.title)), set(words_of(other.title))
    if not first or not second or (one.site.kode, one.site.negara) != (other.site.kode, other.site.negara):
        return False
    return len(first & second) / len(first | second) >= SAME_TITLE


def same_text(one: Vacancy, other: Vacancy) -> bool:
    """Whether two vacancies carry the same long description, as copied ones do."""
    first, second = (re.sub(r"\W+", " ", text.casefold()).strip() for text in (one.description, other.description))
    return len(first) >= 120 and first == second
