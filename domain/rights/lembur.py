"""Overtime pay (PP 35/2021 Pasal 21, 26-33): an hour's wage is 1/173 of a month's, times the ladder of the day.

Part hours count linearly; only the result is rounded. Limits are flagged, never used to cut the pay.
"""

from __future__ import annotations

from fractions import Fraction

from domain.rights.inputs import Answers, Kind, TopicFields, ask
from domain.rights.numbers import Exact, half_up, half_up_places, total
from domain.rights.result import NoticeKind, RefusalCode, Unit, phrase, refuse, show_number
from domain.rights.rows import Row
from domain.rights.sheet import Sheet
from domain.rights.upah import EVENT, basis_fields, daily_wage, output_wage, warn_below_minimum

MINUTES = 60
DAY_HOURS = 24
SESSION = (
    ask("jenis_hari", Kind.CHOICE, choices=("kerja", "libur", "libur_hari_terpendek"), required=True),
    ask("jam", Kind.DECIMAL, Unit.JAM, high=DAY_HOURS, required=True),
    ask("menit", Kind.WHOLE, Unit.MENIT, high=MINUTES - 1, default=0),
    ask("kali", Kind.WHOLE, Unit.KALI, low=1, high=366, default=1),
)
FIELDS = TopicFields(
    "lembur",
    (
        *basis_fields(),
        ask("hari_kerja", Kind.WHOLE_CHOICE, Unit.HARI, choices=(5, 6), required=True),
        ask("sesi", Kind.RECORDS, items=SESSION, required=True),
        EVENT,
    ),
)


def compute(answers: Answers, sheet: Sheet) -> None:
    """Base ÷ 173 × sum of the factors."""
    week = answers.whole("hari_kerja")
    base = _base(answers, sheet, week)
    divisor = sheet.scalar("lembur.pembagi_jam")
    hourly = base * Fraction(1, divisor.value)
    sheet.step("upah_sejam", half_up_places(hourly, 2), Unit.RUPIAH, divisor, dasar=base, pembagi=divisor.value)
    factor: Exact = 0
    workday_hours: Exact = 0
    for index, session in enumerate(answers.records("sesi")):
        hours, times = _hours(session, sheet, index, week), session.whole("kali")
        factor += _session(session, sheet, index, week, hours) * times
        if session.word("jenis_hari") == "kerja":
            workday_hours += hours * times
    _flag_week(sheet, workday_hours)
    pay = half_up(hourly * factor)
    row = sheet.provision("lembur.upah_lembur")
    sheet.step("jumlah_faktor", factor, Unit.KALI, row)
    sheet.step("upah_lembur", pay, Unit.RUPIAH, row, dasar=base, pembagi=divisor.value, faktor=factor)
    sheet.figure("dasar", half_up(base), Unit.RUPIAH)
    sheet.figure("upah_sejam", half_up_places(hourly, 2), Unit.RUPIAH)
    sheet.figure("jumlah_faktor", half_up_places(factor, 4), Unit.KALI)
    sheet.figure("upah_lembur", pay, Unit.RUPIAH)


def _base(answers: Answers, sheet: Sheet, week: int) -> Exact:
    match answers.word("dasar_upah"):
        case "harian":
            return daily_wage(answers, sheet, f"lembur.harian_kali_{week}")
        case "satuan_hasil":
            return output_wage(answers, sheet, sheet.provision("lembur.satuan_hasil"))
    basic, fixed, variable = (answers.number(name) for name in ("upah_pokok", "tunjangan_tetap", "tunjangan_tidak_tetap"))
    warn_below_minimum(sheet, basic + fixed)
    if not variable:
        base = basic + fixed
        sheet.step("upah_dasar", base, Unit.RUPIAH, sheet.provision("lembur.dasar"), pokok=basic, tetap=fixed)
        return base
    share = sheet.scalar("lembur.porsi_dasar")
    base = max(basic + fixed, share.value * (basic + fixed + variable))
    key = "dasar_tiga_perempat" if base > basic + fixed else "dasar_penuh"
    sheet.step(key, base, Unit.RUPIAH, share, pokok=basic, tetap=fixed, tidak_tetap=variable, porsi=share.value)
    return base


def _hours(session: Answers, sheet: Sheet, index: int, week: int) -> Exact:
    """Hours of one session. Refuses none at all, and more than the day can hold beside normal work."""
    hours = session.number("jam") + Fraction(session.whole("menit"), MINUTES)
    if hours <= 0:
        raise refuse(
            RefusalCode.TOO_SMALL, f"sesi[{index}].jam", limit=phrase("satuan.menit", n=1), saran=phrase("umum.periksa_isian")
        )
    normal: Exact = 0
    if session.word("jenis_hari") == "kerja":
        normal = sheet.scalar(f"lembur.jam_kerja_{week}").value
    if hours + normal > DAY_HOURS:
        raise refuse(RefusalCode.MORE_HOURS_THAN_A_DAY, f"sesi[{index}].jam", jam=hours, batas=DAY_HOURS - normal)
    return hours


def _session(session: Answers, sheet: Sheet, index: int, week: int, hours: Exact) -> Exact:
    kind = session.word("jenis_hari")
    match kind:
        case "kerja":
            code = "kerja"
        case "libur_hari_terpendek" if week == 6:
            code = "libur_terpendek_6"
        case _:
            code = f"libur_{week}"
    if kind == "libur_hari_terpendek" and week == 5:
        sheet.warn("tanpa_hari_terpendek", nomor=index + 1)
    rungs = sheet.ladder(f"lembur.{code}")
    used: list[Row] = []
    parts: list[str] = []
    factors: list[Exact] = []
    for position, rung in enumerate(rungs):
        if hours <= rung.start:
            break
        end = rungs[position + 1].start if position + 1 < len(rungs) else hours
        stretch = min(hours, end) - rung.start
        sheet.use(rung)
        used.append(rung)
        parts.append(f"{show_number(stretch)} × {show_number(rung.value)}")
        factors.append(stretch * rung.value)
    if hours.denominator != 1:
        part_hours = sheet.provision("lembur.bagian_jam")
        sheet.use(part_hours)
    factor = total(factors)
    sheet.step(
        f"sesi_{kind}",
        factor,
        Unit.KALI,
        *used,
        nomor=index + 1,
        jam=hours,
        rincian=" + ".join(parts),
        kali=session.whole("kali"),
    )
    _flag_session(session, sheet, index, code, hours)
    return factor


def _flag_session(session: Answers, sheet: Sheet, index: int, code: str, hours: Exact) -> None:
    if code == "kerja":
        limit = sheet.scalar("lembur.maksimal_jam_sehari")
        if hours > limit.value:
            sheet.warn("lembur_sehari", limit, nomor=index + 1, jam=hours, batas=limit.value)
    else:
        regulated = sheet.scalar(f"lembur.jam_diatur_{code}")
        if hours > regulated.value:
            beyond = sheet.provision("lembur.lewat_tangga")
            sheet.warn("lembur_lewat_tangga", beyond, nomor=index + 1, jam=hours, batas=regulated.value)
    meal = sheet.scalar("lembur.jam_makan")
    if hours >= meal.value:
        sheet.warn("lembur_makan", meal, kind=NoticeKind.LAW, nomor=index + 1, jam=meal.value)


def _flag_week(sheet: Sheet, hours: Exact) -> None:
    limit = sheet.scalar("lembur.maksimal_jam_seminggu")
    if hours > limit.value:
        sheet.warn("lembur_seminggu", limit, jam=hours, batas=limit.value)
