"""Compensation at the end of a fixed-term contract, PKWT (PP 35/2021 Pasal 15-17).

Each period is rounded and paid at its own end; foreign workers have none; micro and small firms pay by agreement.
"""

from __future__ import annotations

from fractions import Fraction

from domain.rights.inputs import Alternatives, Answers, Kind, TopicFields, ask
from domain.rights.masa_kerja import DAYS_CHOICE, MAX_MONTHS, between, with_days
from domain.rights.masa_kerja import FIELDS as SERVICE
from domain.rights.numbers import Exact, half_up, total
from domain.rights.result import Unit
from domain.rights.sheet import Sheet
from domain.rights.upah import EVENT, SCALE, fixed_wage, is_small, wage_fields, warn_below_minimum

FIELDS = TopicFields(
    "pkwt",
    (
        *wage_fields(),
        *SERVICE,
        ask("periode_bulan", Kind.DECIMAL_LIST, Unit.BULAN, high=MAX_MONTHS),
        ask("tanggal_mulai", Kind.DATE),
        ask("tanggal_selesai", Kind.DATE),
        ask("tka", Kind.YES_NO, default=False),
        SCALE,
        DAYS_CHOICE,
        EVENT,
    ),
    (
        Alternatives(
            (
                ("masa_kerja_bulan", "masa_kerja_hari"),
                ("periode_bulan",),
                ("tanggal_mulai", "tanggal_selesai"),
            )
        ),
    ),
    day_fields=("tanggal_selesai", "tanggal_kejadian"),
)


def compute(answers: Answers, sheet: Sheet) -> None:
    """Months ÷ 12 × wage for each period."""
    periods = _periods(answers, sheet)
    if answers.flag("tka"):
        sheet.step("tka", 0, Unit.RUPIAH, sheet.provision("pkwt.tka"))
        _not_entitled(sheet)
        return
    minimal = sheet.scalar("pkwt.masa_minimal_bulan")
    if total(periods) < minimal.value:
        sheet.step("terlalu_singkat", 0, Unit.RUPIAH, minimal, bulan=total(periods), minimal=minimal.value)
        _not_entitled(sheet)
        return
    if is_small(answers, sheet):
        sheet.step("kesepakatan", None, Unit.NONE, sheet.provision("pkwt.usaha_kecil"))
        sheet.figure("berhak", value=True)
        sheet.figure("status", "kesepakatan")
        return
    base = fixed_wage(answers, sheet, sheet.provision("pkwt.upah"))
    warn_below_minimum(sheet, base)
    divisor = sheet.scalar("pkwt.pembagi_bulan")
    paid: list[int] = []
    served: Exact = 0
    for index, months in enumerate(periods, start=1):
        served += months
        if served < minimal.value:
            sheet.step("periode_singkat", 0, Unit.RUPIAH, minimal, nomor=index, bulan=served, minimal=minimal.value)
            paid.append(0)
            continue
        amount = half_up(base * months * Fraction(1, divisor.value))
        key = "kompensasi" if len(periods) == 1 else "kompensasi_periode"
        sheet.step(key, amount, Unit.RUPIAH, divisor, nomor=index, bulan=months, pembagi=divisor.value, upah=base)
        paid.append(amount)
    sheet.figure("berhak", value=True)
    if len(periods) > 1:
        row = sheet.provision("pkwt.tiap_periode")
        sheet.step("jumlah", sum(paid), Unit.RUPIAH, row, daftar=" + ".join(f"{n:,}".replace(",", ".") for n in paid))
    sheet.figure("kompensasi", sum(paid), Unit.RUPIAH)
    if len(periods) > 1:
        sheet.figure("per_periode", tuple(paid), Unit.RUPIAH)
    longest = sheet.scalar("pkwt.maksimal_bulan")
    if total(periods) > longest.value:
        sheet.warn("pkwt_terlalu_lama", longest, bulan=longest.value)


def _not_entitled(sheet: Sheet) -> None:
    sheet.figure("berhak", value=False)
    sheet.figure("kompensasi", 0, Unit.RUPIAH)


def _periods(answers: Answers, sheet: Sheet) -> tuple[Exact, ...]:
    if answers.given("periode_bulan"):
        return tuple(with_days(answers, sheet, months, 0, "pkwt.hari_sebulan") for months in answers.numbers("periode_bulan"))
    start, end = answers.day("tanggal_mulai"), answers.day("tanggal_selesai")
    if start is None or end is None:
        months, days = answers.number("masa_kerja_bulan"), answers.whole("masa_kerja_hari")
        return (with_days(answers, sheet, months, days, "pkwt.hari_sebulan"),)
    between(start, end, "tanggal_mulai", "tanggal_selesai")
    transition = sheet.provision("pkwt.peralihan")
    counted_from = max(start, transition.day or start)
    if counted_from != start:
        sheet.warn("pkwt_peralihan", transition, awal=counted_from)
    whole, days = between(counted_from, max(end, counted_from), "tanggal_mulai", "tanggal_selesai")
    served = with_days(answers, sheet, whole, days, "pkwt.hari_sebulan")
    sheet.step(
        "masa_kerja_tanggal",
        served,
        Unit.BULAN,
        sheet.scalar("pkwt.pembagi_bulan"),
        awal=counted_from,
        akhir=end,
        bulan=whole,
        hari=days,
    )
    return (served,)
