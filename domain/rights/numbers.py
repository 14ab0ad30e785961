"""Exact arithmetic of the rights calculators: rationals in, whole rupiah out.

Amounts stay ``int`` or ``Fraction`` until a rule says "round"; binary fractions never enter a formula.
This module must not know any law: no rates, no brackets.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Exact: TypeAlias = "int | Fraction"
MAX_PLACES = 20
MAX_MAGNITUDE = 40
DAYS_CAP = 29


def half_up(amount: Exact) -> int:
    """The nearest whole number, halves upwards. Amounts here are never negative."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def half_up_places(amount: Exact, places: int) -> Fraction:
    """``amount`` rounded half-up to ``places`` decimals, still exact."""
    scale = 10**places
    return Fraction(half_up(amount * scale), scale)


def plain(value: Exact) -> Exact:
    """A whole rational as ``int``, anything else as it is."""
    return value.numerator if value.denominator == 1 else value


def total(parts: Iterable[Exact]) -> Exact:
    """The exact sum."""
    whole: Exact = 0
    for part in parts:
        whole += part
    return whole


def exact_decimal(number: Decimal) -> Exact | None:
    """``number`` as a rational; None for NaN, infinities and anything absurdly long (so nothing can explode)."""
    if not number.is_finite():
        return None
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -MAX_PLACES or number.adjusted() > MAX_MAGNITUDE:
        return None
    return plain(Fraction(number))


def terminating(number: Exact) -> str | None:
    """The finite decimal writing of ``number`` ("0.75"), or None when it never ends (1/3)."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    if not places:
        return str(number.numerator)
    scaled = number.numerator * 10**places // number.denominator
    digits = str(abs(scaled)).rjust(places + 1, "0")
    return f"{'-' if scaled < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def add_months(start: date, months: int) -> date:
    """The same day ``months`` later; the last day of that month where the day does not exist."""
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    first_of_next = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    last = first_of_next.toordinal() - date(year, month, 1).toordinal()
    return date(year, month, min(start.day, last))


def completed_months(start: date, end: date) -> int:
    """Full calendar months from ``start`` to ``end``; a month is full when the day of ``end`` reaches that of ``start``."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if end.day >= start.day else months - 1


def months_and_days(start: date, end: date) -> tuple[int, int]:
    """Completed months, then days beyond them; never enough days to look like another month."""
    months = completed_months(start, end)
    days = end.toordinal() - add_months(start, months).toordinal()
    return months, min(days, DAYS_CAP)
