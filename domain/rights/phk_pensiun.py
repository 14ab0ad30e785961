"""Pension already paid for by the employer, set off against UP + UPMK + uang pisah (PP 35/2021 Pasal 58).

Only the employer's share counts, never against UPH, and the rest owed is never below zero.
"""

from __future__ import annotations

from domain.rights.inputs import Answers, Kind, TopicFields, ask
from domain.rights.numbers import half_up
from domain.rights.result import Unit
from domain.rights.sheet import Sheet
from domain.rights.upah import EVENT, MAX_LUMP

FIELDS = TopicFields(
    "phk_offset_pensiun",
    (
        ask("hak_up_upmk_uang_pisah", Kind.RUPIAH, Unit.RUPIAH, high=MAX_LUMP, required=True),
        ask("manfaat_pensiun", Kind.RUPIAH, Unit.RUPIAH, high=MAX_LUMP, required=True),
        ask("porsi_iuran_pengusaha", Kind.DECIMAL, Unit.PORSI, high=1, required=True),
        EVENT,
    ),
)


def compute(answers: Answers, sheet: Sheet) -> None:
    """The offset of a known claim."""
    offset(answers, sheet, answers.whole("hak_up_upmk_uang_pisah"))


def offset(answers: Answers, sheet: Sheet, claim: int) -> None:
    """Steps and figures of the offset against ``claim`` (UP + UPMK + uang pisah, rupiah)."""
    row = sheet.provision("phk.imbangan_pensiun")
    benefit, share = answers.whole("manfaat_pensiun"), answers.number("porsi_iuran_pengusaha")
    counted = half_up(benefit * share)
    rest = max(claim - counted, 0)
    sheet.step("diperhitungkan", counted, Unit.RUPIAH, row, manfaat=benefit, porsi=share)
    sheet.step("kekurangan_pensiun", rest, Unit.RUPIAH, row, hak=claim, hitung=counted)
    sheet.figure("diperhitungkan", counted, Unit.RUPIAH)
    sheet.figure("kekurangan_dibayar_pengusaha", rest, Unit.RUPIAH)
    sheet.warn("imbangan_harus_diatur", row)
