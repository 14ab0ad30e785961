"""Length of service in months where fractions count (PKWT, THR): from a number, or between two dates.

The law is silent about left-over days; the choice (days over 30, or full months only) is the user's to change.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from domain.rights.inputs import Answers, FieldSpec, Kind, ask
from domain.rights.numbers import Exact, months_and_days
from domain.rights.result import RefusalCode, Unit, refuse
from domain.rights.sheet import Sheet

MAX_YEARS = 60
MAX_MONTHS = MAX_YEARS * 12
FIELDS: tuple[FieldSpec, ...] = (
    ask("masa_kerja_bulan", Kind.DECIMAL, Unit.BULAN, high=MAX_MONTHS),
    ask("masa_kerja_hari", Kind.WHOLE, Unit.HARI, high=29, default=0),
)
DAYS_CHOICE = ask("hitung_hari", Kind.CHOICE, choices=("per_30", "bulan_penuh"), default="per_30")


def between(start: date, end: date, start_field: str, end_field: str) -> tuple[int, int]:
    """Completed months and left-over days. Refuses an end before the start and a service no one can have."""
    if end < start:
        raise refuse(RefusalCode.END_BEFORE_START, end_field, awal=start, akhir=end)
    months, days = months_and_days(start, end)
    if months > MAX_MONTHS:
        raise refuse(RefusalCode.SERVICE_TOO_LONG, start_field, tahun=MAX_YEARS)
    return months, days


def with_days(answers: Answers, sheet: Sheet, months: Exact, days: int, code: str) -> Exact:
    """Months as an exact number, left-over days counted the way the user chose."""
    whole = Fraction(months)
    if answers.word("hitung_hari") == "bulan_penuh":
        return Fraction(whole.numerator // whole.denominator)
    if not days:
        return whole
    per_month = sheet.scalar(code)
    sheet.default(answers, "hitung_hari", "hari_per_30", hari=days, pembagi=per_month.value)
    return whole + Fraction(days, 1) * Fraction(1, per_month.value)
