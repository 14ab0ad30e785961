"""Religious holiday allowance, THR (Permenaker 6/2016).

A full month's wage from twelve months of service, a share below; the average wage of casual workers only defines
"a month's wage", the share still applies.
"""

from __future__ import annotations

import math
from fractions import Fraction

from domain.rights.inputs import Alternatives, Answers, Kind, TopicFields, When, ask
from domain.rights.masa_kerja import DAYS_CHOICE, between, with_days
from domain.rights.masa_kerja import FIELDS as SERVICE
from domain.rights.numbers import Exact, half_up, total
from domain.rights.result import RefusalCode, Unit, refuse
from domain.rights.sheet import Sheet
from domain.rights.upah import EVENT, MAX_MONTHLY, fixed_wage, wage_fields, warn_below_minimum

_FIXED = (When("harian_lepas", (False,)), When("satuan_hasil", (False,)))
_AVERAGED = When("harian_lepas", (True,), When("satuan_hasil", (True,)))
FIELDS = TopicFields(
    "thr",
    (
        ask("status", Kind.CHOICE, choices=("PKWTT", "PKWT")),
        ask("harian_lepas", Kind.YES_NO, default=False),
        ask("satuan_hasil", Kind.YES_NO, default=False, when=(_FIXED[0],)),
        *wage_fields(*_FIXED),
        ask("upah_per_bulan", Kind.RUPIAH_LIST, Unit.RUPIAH, high=MAX_MONTHLY, required=True, when=(_AVERAGED,)),
        *SERVICE,
        ask("tanggal_masuk", Kind.DATE),
        ask("tanggal_hari_raya", Kind.DATE),
        ask("hari_phk_sebelum_hari_raya", Kind.WHOLE, Unit.HARI, high=3660),
        ask("hubungan_kerja_berakhir_sebelum_hari_raya", Kind.YES_NO, default=False),
        ask("terlambat", Kind.YES_NO, default=False),
        DAYS_CHOICE,
        EVENT,
    ),
    (Alternatives((("masa_kerja_bulan", "masa_kerja_hari"), ("tanggal_masuk", "tanggal_hari_raya"))),),
    day_fields=("tanggal_hari_raya", "tanggal_kejadian"),
)


def compute(answers: Answers, sheet: Sheet) -> None:
    """Months ÷ 12 × a month's wage, at most one month's wage; a fine of 5% when late."""
    months = _months(answers, sheet)
    minimal, full = sheet.scalar("thr.masa_minimal_bulan"), sheet.scalar("thr.masa_penuh_bulan")
    if months < minimal.value:
        sheet.step("terlalu_singkat", 0, Unit.RUPIAH, minimal, bulan=months, minimal=minimal.value)
        _not_entitled(sheet)
        return
    if _ended_too_early(answers, sheet):
        _not_entitled(sheet)
        return
    wage = _month_wage(answers, sheet, months, full.value)
    if months >= full.value:
        amount = half_up(wage)
        sheet.step("penuh", amount, Unit.RUPIAH, full, bulan=months, upah=wage, penuh=full.value)
    else:
        amount = half_up(wage * months * Fraction(1, full.value))
        sheet.step("prorata", amount, Unit.RUPIAH, full, bulan=months, upah=wage, penuh=full.value)
    sheet.figure("berhak", value=True)
    sheet.figure("thr", amount, Unit.RUPIAH)
    if answers.flag("terlambat"):
        fine = sheet.scalar("thr.denda")
        owed = half_up(amount * fine.value)
        sheet.step("denda", owed, Unit.RUPIAH, fine, thr=amount, porsi=fine.value)
        sheet.figure("denda_5_persen", owed, Unit.RUPIAH)
        sheet.warn("denda_thr", fine)


def _not_entitled(sheet: Sheet) -> None:
    sheet.figure("berhak", value=False)
    sheet.figure("thr", 0, Unit.RUPIAH)


def _months(answers: Answers, sheet: Sheet) -> Exact:
    start, holiday = answers.day("tanggal_masuk"), answers.day("tanggal_hari_raya")
    if start is None or holiday is None:
        months, days = answers.number("masa_kerja_bulan"), answers.whole("masa_kerja_hari")
        return with_days(answers, sheet, months, days, "thr.hari_sebulan")
    whole, days = between(start, holiday, "tanggal_masuk", "tanggal_hari_raya")
    served = with_days(answers, sheet, whole, days, "thr.hari_sebulan")
    row = sheet.scalar("thr.masa_penuh_bulan")
    sheet.step("masa_kerja_tanggal", served, Unit.BULAN, row, awal=start, akhir=holiday, bulan=whole, hari=days)
    return served


def _ended_too_early(answers: Answers, sheet: Sheet) -> bool:
    """Whether work ended before the holiday in a way that ends the right."""
    told_days = answers.given("hari_phk_sebelum_hari_raya")
    days = answers.whole("hari_phk_sebelum_hari_raya", 0)
    ended = answers.flag("hubungan_kerja_berakhir_sebelum_hari_raya") or days > 0
    if not ended:
        return False
    if answers.given("status"):
        status = answers.word("status")
    elif told_days:
        status = "PKWTT"
        sheet.assume("status", "pkwtt")
    else:
        raise refuse(RefusalCode.MISSING, "status")
    if status == "PKWT":
        sheet.step("kontrak_berakhir", 0, Unit.RUPIAH, sheet.provision("thr.kontrak_berakhir"))
        return True
    if not told_days:
        raise refuse(RefusalCode.MISSING, "hari_phk_sebelum_hari_raya")
    limit = sheet.scalar("thr.hari_sebelum")
    if days > limit.value:
        sheet.step("phk_terlalu_awal", 0, Unit.RUPIAH, limit, hari=days, batas=limit.value)
        return True
    sheet.step("phk_masih_berhak", None, Unit.NONE, limit, hari=days, batas=limit.value)
    return False


def _month_wage(answers: Answers, sheet: Sheet, months: Exact, full: Exact) -> Exact:
    if not answers.flag("harian_lepas") and not answers.flag("satuan_hasil"):
        base = fixed_wage(answers, sheet, sheet.provision("thr.upah"))
        warn_below_minimum(sheet, base)
        return base
    paid = answers.numbers("upah_per_bulan")
    row = sheet.provision("thr.upah_rata2")
    if months < full and len(paid) > math.ceil(months):
        raise refuse(RefusalCode.MORE_MONTHS_THAN_SERVICE, "upah_per_bulan", isi=len(paid), masa=months)
    counted = paid[-full.numerator :]
    wanted = min(full, Fraction(math.floor(months))).numerator
    if len(counted) < wanted:
        sheet.warn("bulan_upah_kurang", row, isi=len(counted), perlu=wanted)
    base = total(counted) * Fraction(1, len(counted))
    sheet.step("rata_rata", base, Unit.RUPIAH, row, jumlah=total(counted), banyak=len(counted))
    return base
