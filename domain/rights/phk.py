"""Compensation when a permanent worker (PKWTT) is dismissed: UP, UPMK, UPH, uang pisah; pension offset; small firms.

PP 35/2021 Pasal 40-59. UPMK is never multiplied by the factor of UP; fractions of a year never prorate.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from domain.rights import cuti, phk_pensiun
from domain.rights.inputs import Alternatives, Answers, ChoicesFrom, Kind, TopicFields, ask
from domain.rights.masa_kerja import MAX_YEARS, between
from domain.rights.numbers import Exact, completed_months, half_up
from domain.rights.result import Phrase, RefusalCode, Unit, phrase, refuse
from domain.rights.rows import ReasonRow
from domain.rights.sheet import Sheet
from domain.rights.upah import (
    EVENT,
    HOME,
    MAX_LUMP,
    NOT_SMALL,
    SCALE,
    basis_fields,
    daily_wage,
    fixed_wage,
    is_small,
    minimum_wage,
    output_wage,
)

FIELDS = TopicFields(
    "phk",
    (
        ask("alasan", Kind.CHOICE, required=True, choices_from=ChoicesFrom.REASONS),
        SCALE,
        *basis_fields(NOT_SMALL),
        ask("masa_kerja_tahun", Kind.WHOLE, Unit.TAHUN, high=MAX_YEARS, when=(NOT_SMALL,)),
        ask("masa_kerja_bulan", Kind.DECIMAL, Unit.BULAN, high=12, default=0, when=(NOT_SMALL,)),
        ask("tanggal_masuk", Kind.DATE, when=(NOT_SMALL,)),
        ask("tanggal_keluar", Kind.DATE, when=(NOT_SMALL,)),
        ask("sisa_cuti_hari", Kind.WHOLE, Unit.HARI, high=90, default=0, when=(NOT_SMALL,)),
        ask("pembagi_cuti", Kind.WHOLE, Unit.HARI, low=10, high=31, when=(NOT_SMALL,)),
        cuti.ENTITLEMENT,
        cuti.WEEK,
        ask("ongkos_pulang", Kind.RUPIAH, Unit.RUPIAH, high=MAX_LUMP, default=0, when=(NOT_SMALL,)),
        ask("uph_lain", Kind.RUPIAH, Unit.RUPIAH, high=MAX_LUMP, default=0, when=(NOT_SMALL,)),
        ask("uang_pisah", Kind.RUPIAH, Unit.RUPIAH, high=MAX_LUMP, default=0, when=(NOT_SMALL,)),
        ask("manfaat_pensiun", Kind.RUPIAH, Unit.RUPIAH, high=MAX_LUMP, when=(NOT_SMALL,)),
        ask("porsi_iuran_pengusaha", Kind.DECIMAL, Unit.PORSI, high=1, when=(NOT_SMALL,)),
        EVENT,
    ),
    (
        Alternatives((("masa_kerja_tahun", "masa_kerja_bulan"), ("tanggal_masuk", "tanggal_keluar")), (NOT_SMALL,)),
        Alternatives((("manfaat_pensiun", "porsi_iuran_pengusaha"),), (NOT_SMALL,), required=False),
    ),
    day_fields=("tanggal_keluar", "tanggal_kejadian"),
)


def compute(answers: Answers, sheet: Sheet) -> None:
    """UP + UPMK + UPH + uang pisah, or "by agreement" for a micro or small firm."""
    reason = sheet.reason(answers.word("alasan"))
    sheet.step("alasan", None, Unit.NONE, reason, alasan=_label(reason), huruf=reason.letter)
    if is_small(answers, sheet):
        row = sheet.provision("phk.usaha_kecil")
        sheet.step("kesepakatan", None, Unit.NONE, row)
        sheet.figure("status", "kesepakatan")
        sheet.figure("pasal", row.origin.article)
        return
    years = _years(answers, sheet)
    base = _base(answers, sheet)
    up_rung, upmk_rung = sheet.ladder("phk.up"), sheet.ladder("phk.upmk")
    up_row = next(row for row in reversed(up_rung) if row.start <= years)
    upmk_row = next(row for row in reversed(upmk_rung) if row.start <= years)
    up_months = up_row.value if reason.up_times else 0
    upmk_months = upmk_row.value if reason.upmk_times else 0
    up = half_up(base * up_months * reason.up_times)
    upmk = half_up(base * upmk_months * reason.upmk_times)
    if reason.up_times:
        sheet.use(up_row)
        sheet.step("up_bulan", up_months, Unit.BULAN_UPAH, up_row, tahun=years)
        sheet.step("up", up, Unit.RUPIAH, reason, up_row, bulan=up_months, upah=base, kali=reason.up_times)
    else:
        sheet.step("up_tidak_ada", 0, Unit.RUPIAH, reason)
    if reason.upmk_times:
        sheet.use(upmk_row)
        sheet.step("upmk_bulan", upmk_months, Unit.BULAN_UPAH, upmk_row, tahun=years)
        sheet.step("upmk", upmk, Unit.RUPIAH, reason, upmk_row, bulan=upmk_months, upah=base, kali=reason.upmk_times)
    else:
        sheet.step("upmk_tidak_ada", 0, Unit.RUPIAH, reason)
    leave = _leave(answers, sheet, base)
    other = answers.whole("ongkos_pulang") + answers.whole("uph_lain")
    if other:
        sheet.step(
            "uph_lain",
            other,
            Unit.RUPIAH,
            sheet.provision("phk.uph_lain"),
            ongkos=answers.whole("ongkos_pulang"),
            lain=answers.whole("uph_lain"),
        )
    pisah = _uang_pisah(answers, sheet, reason)
    amount = up + upmk + leave + other + pisah
    sheet.step(
        "total",
        amount,
        Unit.RUPIAH,
        sheet.provision("phk.total"),
        up=up,
        upmk=upmk,
        cuti=leave,
        lain=other,
        pisah=pisah,
    )
    sheet.figure("upah_dasar", half_up(base), Unit.RUPIAH)
    sheet.figure("up_bulan", up_months, Unit.BULAN_UPAH)
    sheet.figure("up_pengali", reason.up_times, Unit.KALI)
    sheet.figure("up", up, Unit.RUPIAH)
    sheet.figure("upmk_bulan", upmk_months, Unit.BULAN_UPAH)
    sheet.figure("upmk", upmk, Unit.RUPIAH)
    sheet.figure("uph_cuti", leave, Unit.RUPIAH)
    sheet.figure("uph_lain", other, Unit.RUPIAH)
    sheet.figure("uang_pisah", pisah, Unit.RUPIAH)
    sheet.figure("total", amount, Unit.RUPIAH)
    if answers.given("manfaat_pensiun"):
        phk_pensiun.offset(answers, sheet, up + upmk + pisah)
    sheet.assume("masa_kerja_tahun", "masa_kontrak_sebelumnya")
    floor = minimum_wage(sheet, base) if answers.word("dasar_upah") == "bulanan" else None
    if floor is not None:
        at_floor = (
            half_up(floor * up_months * reason.up_times)
            + half_up(floor * upmk_months * reason.upmk_times)
            + _leave_at(answers, sheet, floor)
            + other
            + pisah
        )
        _warn_floor(sheet, base, floor, at_floor)


def _label(reason: ReasonRow) -> Phrase:
    return phrase("teks", teks=reason.description)


def _years(answers: Answers, sheet: Sheet) -> int:
    row = sheet.provision("phk.masa_kerja")
    start, end = answers.day("tanggal_masuk"), answers.day("tanggal_keluar")
    if start is None or end is None:
        years, months = answers.whole("masa_kerja_tahun"), answers.number("masa_kerja_bulan")
        if months >= 12:
            raise refuse(
                RefusalCode.TOO_LARGE, "masa_kerja_bulan", limit=phrase("satuan.bulan", n=11), saran=phrase("umum.periksa_isian")
            )
        sheet.step("masa_kerja", years, Unit.TAHUN, row, tahun=years, bulan=months)
        return years
    whole_months, days = between(start, end, "tanggal_masuk", "tanggal_keluar")
    years = whole_months // 12
    sheet.step("masa_kerja_tanggal", years, Unit.TAHUN, row, awal=start, akhir=end, bulan=whole_months % 12, hari=days)
    tomorrow = completed_months(start, end + timedelta(days=1)) // 12
    if tomorrow > years and any(rung.start == tomorrow for code in ("phk.up", "phk.upmk") for rung in sheet.ladder(code)):
        sheet.warn("kurang_sehari", row, tahun=tomorrow)
    return years


def _base(answers: Answers, sheet: Sheet) -> Exact:
    match answers.word("dasar_upah"):
        case "harian":
            return daily_wage(answers, sheet, "phk.harian_kali")
        case "satuan_hasil":
            return output_wage(answers, sheet, sheet.provision("phk.upah_satuan_hasil"))
        case _:
            return fixed_wage(answers, sheet, sheet.provision("phk.upah_dasar"))


def _leave(answers: Answers, sheet: Sheet, base: Exact) -> int:
    if not answers.whole("sisa_cuti_hari"):
        return 0
    return cuti.leave_value(answers, sheet, base, "sisa_cuti_hari", "pembagi_cuti")


def _leave_at(answers: Answers, sheet: Sheet, base: Exact) -> int:
    days = answers.whole("sisa_cuti_hari")
    if not days:
        return 0
    default = sheet.scalar(f"cuti.pembagi_{answers.whole('hari_kerja', 6)}").value
    divisor = answers.number("pembagi_cuti") if answers.given("pembagi_cuti") else default
    return half_up(base * days * Fraction(1, divisor))


def _uang_pisah(answers: Answers, sheet: Sheet, reason: ReasonRow) -> int:
    pisah = answers.whole("uang_pisah")
    row = sheet.provision("phk.uang_pisah")
    if pisah:
        sheet.step("uang_pisah", pisah, Unit.RUPIAH, row, pisah=pisah)
        if not reason.uang_pisah:
            sheet.warn("uang_pisah_bukan_perintah", reason)
    elif reason.uang_pisah:
        sheet.warn("uang_pisah_tanyakan", row)
    return pisah


def _warn_floor(sheet: Sheet, base: Exact, floor: Exact, at_floor: int) -> None:
    row = sheet.scalar(HOME)
    sheet.warn("phk_di_bawah_umk", row, upah=base, umk=floor, total=at_floor)
