"""Parsing of what people type: one function per kind of field, each returning the value or a Problem.

Used unchanged by the kiosk's pages and by SIKER's forms. Every problem keeps nothing of the text: the caller keeps
what was typed on screen. ``field`` in the parameters is a key under which the text catalogue knows the field's name.
"""

from __future__ import annotations

import re
from datetime import date

from domain.nik import OLDEST, YOUNGEST, age_on
from domain.problems import Problem
from domain.text import only_digits, tidy

NAME_MAX = 100
ADDRESS_MAX = 200
FREE_TEXT_MAX = 120
WAGE_MIN, WAGE_MAX = 100_000, 500_000_000
_SEN = re.compile(r"(?<=\d)[.,]\d{1,2}$")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
)


def parse_name(text: str) -> str | Problem:
    """A full name as on the KTP, in one field; single-word names are names. Letters of any script, no digits."""
    name = tidy(text)
    if not name:
        return Problem("name_empty")
    if any(c.isdigit() for c in name):
        return Problem("name_has_digits")
    if not any(c.isalpha() for c in name):
        return Problem("name_no_letters")
    if len(name) > NAME_MAX:
        return Problem("name_too_long", {"count": len(name), "limit": NAME_MAX})
    return name


def parse_free_text(text: str, field: str, limit: int = FREE_TEXT_MAX) -> str | Problem:
    """Any non-empty line of text up to ``limit`` characters (place names, schools, jobs, skills)."""
    value = tidy(text)
    if not value:
        return Problem("text_empty", {"field": field})
    if len(value) > limit:
        return Problem("text_too_long", {"field": field, "count": len(value), "limit": limit})
    return value


def parse_address(text: str, field: str = "alamat") -> str | Problem:
    """A street address; the limit is generous because kampung addresses are long."""
    return parse_free_text(text, field, ADDRESS_MAX)


def parse_date(text: str, field: str) -> date | Problem:
    """A date typed as day, month, year (``DDMMYYYY`` with any separators)."""
    digits = only_digits(text)
    if not digits:
        return Problem("date_empty", {"field": field})
    if len(digits) != 8:
        return Problem("date_incomplete", {"field": field, "count": len(digits)})
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if not 1 <= month <= 12:
        return Problem("date_month_unreal", {"field": field, "month": month})
    if year == 0:
        return Problem("year_too_early", {"field": field, "year": year})
    try:
        return date(year, month, day)
    except ValueError:
        return Problem("date_day_unreal", {"field": field, "day": day, "month": month})


def parse_birth_date(text: str, today: date) -> date | Problem:
    """A birth date of somebody aged 15 to 110; younger people are told who can help them."""
    born = parse_date(text, "tanggal_lahir")
    return born if isinstance(born, Problem) else check_birth_date(born, today)


def check_birth_date(born: date, today: date) -> date | Problem:
    """The age rule of ``parse_birth_date`` for a date that is already one (from a card)."""
    if born > today:
        return Problem("birth_date_future")
    age = age_on(born, today)
    if age > OLDEST:
        return Problem("birth_date_too_old", {"age": age})
    if age < YOUNGEST:
        return Problem("birth_date_too_young", {"age": age, "minimum": YOUNGEST})
    return born


def parse_phone(text: str) -> str | Problem:
    """An Indonesian phone number, returned as ``+62…``; mobile (8…) or landline with area code."""
    raw = text.strip()
    if not raw:
        return Problem("phone_empty")
    if any(c not in "0123456789 +-.()" for c in raw):
        return Problem("phone_not_digits")
    digits = only_digits(raw)
    if digits.startswith("0"):
        national = digits[1:]
    elif digits.startswith("62"):
        national = digits[2:].removeprefix("0")
    elif digits.startswith("8"):
        national = digits
    else:
        return Problem("phone_start")
    if len(national) < 8:
        return Problem("phone_too_short", {"count": len(digits)})
    if len(national) > 12:
        return Problem("phone_too_long", {"count": len(digits)})
    if national.startswith("0"):
        return Problem("phone_start")
    return "+62" + national


def parse_email(text: str) -> str | Problem:
    """An e-mail address that has a name, an @ and a domain with a dot."""
    value = tidy(text).replace(" ", "")
    if not value:
        return Problem("email_empty")
    if "@" not in value:
        return Problem("email_no_at")
    if len(value) > 254 or not _EMAIL.fullmatch(value):
        return Problem("email_form")
    return value


def parse_year(text: str, field: str, today: date, born: date | None = None, *, may_be_future: bool = False) -> int | Problem:
    """A four-digit year between five years after birth (or 1930) and this year (next year if ``may_be_future``)."""
    digits = only_digits(text)
    if not digits:
        return Problem("year_empty", {"field": field})
    if len(digits) != 4:
        return Problem("year_incomplete", {"field": field, "count": len(digits)})
    year = int(digits)
    latest = today.year + (1 if may_be_future else 0)
    if year > latest:
        return Problem("year_future", {"field": field, "year": year, "latest": latest})
    if year < 1930 or (born is not None and year < born.year + 5):
        return Problem("year_too_early", {"field": field, "year": year})
    return year


def parse_wage(text: str) -> int | Problem:
    """A monthly wage in whole rupiah, typed with or without separators; sen behind a last comma or dot are dropped."""
    digits = only_digits(_SEN.sub("", text.strip()))
    if not digits:
        return Problem("wage_empty")
    if len(digits.lstrip("0")) > len(str(WAGE_MAX)):
        return Problem("wage_too_high", {"maximum": WAGE_MAX})
    amount = int(digits.lstrip("0") or "0")
    if amount < WAGE_MIN:
        return Problem("wage_too_low", {"minimum": WAGE_MIN})
    if amount > WAGE_MAX:
        return Problem("wage_too_high", {"maximum": WAGE_MAX})
    return amount


def parse_rt_rw(text: str, field: str) -> str | Problem:
    """RT or RW: up to three digits, returned padded (``3`` becomes ``003``); empty stays empty."""
    raw = text.strip()
    if raw in {"", "-"}:
        return ""
    digits = only_digits(raw)
    if not digits or len(digits) > 3 or len(digits) != len(raw):
        return Problem("rt_rw_form", {"field": field})
    return digits.zfill(3)
