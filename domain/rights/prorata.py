"""A part of a month's wage, by the method the user picks; no rule prescribes one, so the method is always shown."""

from __future__ import annotations

from fractions import Fraction

from domain.rights.inputs import Answers, Kind, TopicFields, When, ask
from domain.rights.numbers import half_up
from domain.rights.result import RefusalCode, Unit, refuse
from domain.rights.sheet import Sheet
from domain.rights.upah import EVENT, MAX_MONTHLY, MIN_MONTHLY

_BY_HOUR = When("metode", ("jam_173",))
_BY_DAY = When("metode", ("hari_kerja", "kalender", "bagi_25", "bagi_21"))
_BY_MONTH = When("metode", ("hari_kerja", "kalender"))
FIELDS = TopicFields(
    "upah_prorata",
    (
        ask("upah_sebulan", Kind.RUPIAH, Unit.RUPIAH, low=MIN_MONTHLY, high=MAX_MONTHLY, required=True),
        ask(
            "metode",
            Kind.CHOICE,
            choices=("hari_kerja", "kalender", "bagi_25", "bagi_21", "jam_173"),
            required=True,
        ),
        ask("hari_dijalani", Kind.WHOLE, Unit.HARI, high=31, required=True, when=(_BY_DAY,)),
        ask("hari_penuh", Kind.WHOLE, Unit.HARI, low=1, high=31, required=True, when=(_BY_MONTH,)),
        ask("jam", Kind.DECIMAL, Unit.JAM, high=744, required=True, when=(_BY_HOUR,)),
        EVENT,
    ),
)


def compute(answers: Answers, sheet: Sheet) -> None:
    """Wage × part ÷ whole."""
    method, wage = answers.word("metode"), answers.number("upah_sebulan")
    rule = sheet.provision("prorata.cara")
    match method:
        case "hari_kerja" | "kalender":
            part, whole = answers.number("hari_dijalani"), answers.number("hari_penuh")
            if part > whole:
                raise refuse(RefusalCode.MORE_DAYS_THAN_FULL, "hari_dijalani", hari=part, penuh=whole)
            row = None
        case _:
            row = sheet.scalar(f"prorata.{method}")
            part, whole = answers.number("jam" if method == "jam_173" else "hari_dijalani"), row.value
    value = half_up(wage * part * Fraction(1, whole))
    sheet.step(f"cara_{method}", value, Unit.RUPIAH, row or rule, upah=wage, bagian=part, penuh=whole)
    sheet.figure("nilai", value, Unit.RUPIAH)
    if value > wage:
        sheet.warn("prorata_lebih_dari_sebulan", upah=wage)
