"""Leave turned into money (cuti_uang), and the same rule inside PHK.

The law has no divisor: the default is the daily wage of PP 36/2021 Pasal 17, shown and changeable.
"""

from __future__ import annotations

from fractions import Fraction

from domain.rights.inputs import Answers, Kind, TopicFields, ask
from domain.rights.numbers import Exact, half_up
from domain.rights.result import RefusalCode, Unit, refuse
from domain.rights.sheet import Sheet
from domain.rights.upah import EVENT, MAX_MONTHLY, MIN_MONTHLY

WEEK = ask("hari_kerja", Kind.WHOLE_CHOICE, Unit.HARI, choices=(5, 6))
ENTITLEMENT = ask("hak_cuti_hari", Kind.WHOLE, Unit.HARI, low=12, high=90)
FIELDS = TopicFields(
    "cuti_uang",
    (
        ask("upah_sebulan", Kind.RUPIAH, Unit.RUPIAH, low=MIN_MONTHLY, high=MAX_MONTHLY, required=True),
        ask("sisa_hari", Kind.WHOLE, Unit.HARI, high=90, required=True),
        ask("pembagi", Kind.WHOLE, Unit.HARI, low=10, high=31),
        WEEK,
        ENTITLEMENT,
        EVENT,
    ),
)


def compute(answers: Answers, sheet: Sheet) -> None:
    """Wage × days left ÷ divisor."""
    value = leave_value(answers, sheet, answers.number("upah_sebulan"), "sisa_hari", "pembagi")
    sheet.figure("nilai", value, Unit.RUPIAH)


def leave_value(answers: Answers, sheet: Sheet, base: Exact, days_field: str, divisor_field: str) -> int:
    """The leave's worth in whole rupiah, as a step. Refuses more days than the entitlement."""
    days = check_days(answers, sheet, days_field)
    row = sheet.provision("phk.uph_cuti" if sheet.topic == "phk" else "cuti.nilai")
    divisor = divisor_of(answers, sheet, divisor_field)
    value = half_up(base * days * Fraction(1, divisor))
    sheet.step("cuti", value, Unit.RUPIAH, row, upah=base, hari=days, pembagi=divisor)
    return value


def check_days(answers: Answers, sheet: Sheet, days_field: str) -> int:
    """Days of leave left, never above the yearly entitlement."""
    days = answers.whole(days_field, 0)
    if answers.given("hak_cuti_hari"):
        entitled = answers.number("hak_cuti_hari")
    else:
        row = sheet.scalar("cuti.hak_hari")
        entitled = row.value
    if days > entitled:
        raise refuse(RefusalCode.LEAVE_ABOVE_ENTITLEMENT, days_field, hari=days, hak=entitled)
    return days


def divisor_of(answers: Answers, sheet: Sheet, divisor_field: str) -> int:
    """The user's divisor, or the table's for the working week (six days unless said otherwise)."""
    if answers.given(divisor_field):
        return answers.whole(divisor_field)
    week = answers.whole("hari_kerja", 6)
    row = sheet.scalar(f"cuti.pembagi_{week}")
    sheet.assume(divisor_field, "pembagi_cuti", pembagi=row.value, minggu=week)
    return row.value.numerator
