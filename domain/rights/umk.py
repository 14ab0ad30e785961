"""Is the wage below the minimum wage of the year (umk_cek)?

Basic wage plus fixed allowance must reach it; variable allowance never counts. Micro and small firms pay by agreement.
"""

from __future__ import annotations

from domain.rights.inputs import Answers, ChoicesFrom, Kind, TopicFields, ask
from domain.rights.result import Unit
from domain.rights.rows import REGION_PREFIX
from domain.rights.sheet import Sheet
from domain.rights.upah import SCALE, fixed_wage, is_small, wage_fields

FIELDS = TopicFields(
    "umk_cek",
    (
        ask("tahun", Kind.WHOLE, Unit.TAHUN_KALENDER, low=2000, high=2100, required=True),
        ask("wilayah", Kind.CHOICE, choices_from=ChoicesFrom.REGIONS, default="kota_semarang"),
        *wage_fields(sen=True),
        SCALE,
    ),
    day_fields=(),
    year_field="tahun",
)


def compute(answers: Answers, sheet: Sheet) -> None:
    """The gap between the wage and the minimum wage, in rupiah and sen."""
    region = sheet.region(answers.word("wilayah"), "wilayah")
    floor = sheet.scalar(REGION_PREFIX + region)
    sheet.default(answers, "wilayah", "wilayah_semarang")
    sheet.step("umk", floor.value, Unit.RUPIAH, floor, tahun=sheet.day.year)
    sheet.figure("umk", floor.value, Unit.RUPIAH)
    if is_small(answers, sheet):
        sheet.step("dikecualikan", None, Unit.NONE, sheet.provision("umk.usaha_kecil"))
        sheet.figure("status", "dikecualikan_kesepakatan")
        return
    compared = sheet.provision("umk.pembanding")
    base = fixed_wage(answers, sheet, compared)
    gap = max(floor.value - base, 0)
    sheet.step("kekurangan" if gap else "memenuhi", gap, Unit.RUPIAH, compared, umk=floor.value, upah=base)
    sheet.figure("memenuhi", value=gap == 0)
    sheet.figure("kekurangan", gap, Unit.RUPIAH)
    if gap:
        sheet.warn("lapor_pengawas", compared)
    share = sheet.find("upah.pokok_minimal")
    if share is not None and answers.number("upah_pokok") < share.value * base:
        sheet.warn("pokok_terlalu_kecil", share, porsi=share.value)
