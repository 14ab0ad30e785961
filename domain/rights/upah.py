"""The wage a right is counted on: monthly, daily or by output, and the comparison with the minimum wage.

Shared by the rights; each passes the article it stands on. The overtime base has its own rule (``lembur``).
"""

from __future__ import annotations

from domain.rights.inputs import Answers, FieldSpec, Kind, When, ask
from domain.rights.numbers import Exact
from domain.rights.result import NoticeKind, Unit
from domain.rights.rows import Row
from domain.rights.sheet import Sheet

MIN_MONTHLY = 10_000
MIN_DAILY = 1_000
MAX_MONTHLY = 1_000_000_000
MAX_DAILY = 100_000_000
MAX_LUMP = 100_000_000_000
HOME = "umk.kota_semarang"
SMALL = ("mikro", "kecil")
NOT_SMALL = When("skala_usaha", ("menengah", "besar"))
MONTHLY = When("dasar_upah", ("bulanan",))
DAILY = When("dasar_upah", ("harian",))
OUTPUT = When("dasar_upah", ("satuan_hasil",))
SCALE = ask("skala_usaha", Kind.CHOICE, choices=("mikro", "kecil", "menengah", "besar"), default="besar")
EVENT = ask("tanggal_kejadian", Kind.DATE)


def wage_fields(*when: When, sen: bool = False) -> tuple[FieldSpec, ...]:
    """Basic wage, fixed and variable allowance."""
    kind = Kind.RUPIAH_SEN if sen else Kind.RUPIAH
    places = 2 if sen else 0
    return (
        ask(
            "upah_pokok",
            kind,
            Unit.RUPIAH,
            low=MIN_MONTHLY,
            high=MAX_MONTHLY,
            required=True,
            when=when,
            places=places,
        ),
        ask("tunjangan_tetap", kind, Unit.RUPIAH, high=MAX_MONTHLY, default=0, when=when, places=places),
        ask("tunjangan_tidak_tetap", kind, Unit.RUPIAH, high=MAX_MONTHLY, default=0, when=when, places=places),
    )


def basis_fields(*when: When) -> tuple[FieldSpec, ...]:
    """How the wage is set, and the fields of each way."""
    return (
        ask("dasar_upah", Kind.CHOICE, choices=("bulanan", "harian", "satuan_hasil"), default="bulanan", when=when),
        *wage_fields(*when, MONTHLY),
        ask("upah_harian", Kind.RUPIAH, Unit.RUPIAH, low=MIN_DAILY, high=MAX_DAILY, required=True, when=(*when, DAILY)),
        ask(
            "rata2_12_bulan",
            Kind.RUPIAH,
            Unit.RUPIAH,
            low=MIN_MONTHLY,
            high=MAX_MONTHLY,
            required=True,
            when=(*when, OUTPUT),
        ),
        ask("upah_minimum", Kind.RUPIAH_SEN, Unit.RUPIAH, high=MAX_MONTHLY, when=(*when, OUTPUT), places=2),
    )


def is_small(answers: Answers, sheet: Sheet) -> bool:
    """Whether the employer is micro or small; tells the assumption when nobody said."""
    sheet.default(answers, "skala_usaha", "bukan_usaha_kecil")
    return answers.word("skala_usaha") in SMALL


def fixed_wage(answers: Answers, sheet: Sheet, row: Row, *, ignored: bool = True) -> Exact:
    """Basic wage plus fixed allowance, as a step."""
    basic, fixed = answers.number("upah_pokok"), answers.number("tunjangan_tetap")
    base = basic + fixed
    if answers.number("tunjangan_tidak_tetap") and ignored:
        sheet.warn("tunjangan_tidak_tetap", row, kind=NoticeKind.IGNORED)
    sheet.step("upah_dasar", base, Unit.RUPIAH, row, pokok=basic, tetap=fixed)
    return base


def daily_wage(answers: Answers, sheet: Sheet, code: str) -> Exact:
    """A day's wage times the days the law puts into a month, as a step."""
    times, day = sheet.scalar(code), answers.number("upah_harian")
    base = day * times.value
    sheet.step("upah_dasar_harian", base, Unit.RUPIAH, times, harian=day, kali=times.value)
    return base


def output_wage(answers: Answers, sheet: Sheet, row: Row) -> Exact:
    """The average of twelve months, never below the minimum wage, as a step."""
    average = answers.number("rata2_12_bulan")
    if answers.given("upah_minimum"):
        floor = answers.number("upah_minimum")
    else:
        found = sheet.scalar(HOME)
        floor = found.value
        sheet.assume("upah_minimum", "umk_kota_semarang", umk=floor)
    base = max(average, floor)
    sheet.step("upah_dasar_hasil", base, Unit.RUPIAH, row, rata2=average, minimum=floor)
    return base


def minimum_wage(sheet: Sheet, base: Exact) -> Exact | None:
    """The city's minimum wage when ``base`` is below it on the day of the event; otherwise None."""
    row = sheet.find(HOME)
    return row.value if row is not None and base < row.value else None


def warn_below_minimum(sheet: Sheet, base: Exact) -> None:
    """Say so when the wage is below the city's minimum wage."""
    row = sheet.find(HOME)
    if row is not None and base < row.value:
        sheet.warn("di_bawah_umk", row, upah=base, umk=row.value)
