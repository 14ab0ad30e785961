"""Wage during long illness: 100, 75, 50, then 25 percent by month of illness (UU 13/2003 Pasal 93 ayat (3))."""

from __future__ import annotations

from domain.rights.inputs import Answers, Kind, TopicFields, ask
from domain.rights.numbers import half_up
from domain.rights.result import Unit
from domain.rights.rows import BracketRow
from domain.rights.sheet import Sheet
from domain.rights.upah import EVENT, MAX_MONTHLY, MIN_MONTHLY

MAX_MONTHS = 120
FIELDS = TopicFields(
    "upah_sakit",
    (
        ask("upah_sebulan", Kind.RUPIAH, Unit.RUPIAH, low=MIN_MONTHLY, high=MAX_MONTHLY, required=True),
        ask("lama_bulan", Kind.WHOLE, Unit.BULAN, low=1, high=MAX_MONTHS, required=True),
        EVENT,
    ),
)


def compute(answers: Answers, sheet: Sheet) -> None:
    """Each month's wage by the ladder; their sum."""
    wage, length = answers.number("upah_sebulan"), answers.whole("lama_bulan")
    runs: list[tuple[BracketRow, int]] = []
    for month in range(1, length + 1):
        rung = sheet.rung("sakit.persen", month)
        if runs and runs[-1][0] is rung:
            runs[-1] = (rung, runs[-1][1] + 1)
        else:
            runs.append((rung, 1))
    total = 0
    percents: list[int] = []
    for rung, months in runs:
        amount = half_up(wage * rung.value)
        total += amount * months
        percents.extend([half_up(rung.value * 100)] * months)
        sheet.step("tahap", amount, Unit.RUPIAH, rung, mulai=rung.start, bulan=months, upah=wage, porsi=rung.value)
    sheet.step("total", total, Unit.RUPIAH, *(rung for rung, _ in runs), bulan=length)
    sheet.figure("persen_per_bulan", tuple(percents), Unit.PERSEN)
    sheet.figure("upah_bulan_terakhir", half_up(wage * runs[-1][0].value), Unit.RUPIAH)
    sheet.figure("total", total, Unit.RUPIAH)
