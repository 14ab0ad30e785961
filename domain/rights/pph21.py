"""Final income tax on severance or lump-sum pension money (PP 68/2009, PMK 16/PMK.03/2010).

Parts paid within two calendar years are taxed together: f(paid before + now) - f(paid before). No PTKP.
"""

from __future__ import annotations

from fractions import Fraction

from domain.rights.inputs import Answers, Kind, TopicFields, ask
from domain.rights.numbers import Exact, half_up
from domain.rights.result import Unit, show_number, show_rupiah
from domain.rights.rows import Row
from domain.rights.sheet import Sheet
from domain.rights.upah import EVENT, MAX_LUMP

FIELDS = TopicFields(
    "pph21_final",
    (
        ask("jenis", Kind.CHOICE, choices=("pesangon", "manfaat_pensiun_tht_jht"), required=True),
        ask("bruto", Kind.RUPIAH, Unit.RUPIAH, high=MAX_LUMP, required=True),
        ask("bruto_sudah_dibayar", Kind.RUPIAH, Unit.RUPIAH, high=MAX_LUMP, default=0),
        ask("tahun_ke", Kind.WHOLE, Unit.TAHUN, low=1, high=50, default=1),
        EVENT,
    ),
)


def compute(answers: Answers, sheet: Sheet) -> None:
    """Tax of this payment, or "not final" from the third year on."""
    year, last = answers.whole("tahun_ke"), sheet.scalar("pph21.tahun_final")
    if year > last.value:
        sheet.step("tidak_final", None, Unit.NONE, last, tahun=year, batas=last.value)
        sheet.figure("status", "tidak_final_pasal_17")
        return
    sheet.default(answers, "tahun_ke", "tahun_pertama")
    code = f"pph21.{answers.word('jenis')}"
    now, before = answers.whole("bruto"), answers.whole("bruto_sudah_dibayar")
    if before:
        earlier = _tax(sheet, code, before, "pajak_dulu")
        together = _tax(sheet, code, before + now, "pajak_semua")
        tax = half_up(together - earlier)
        sheet.step("pajak_selisih", tax, Unit.RUPIAH, last, semua=together, dulu=earlier)
    else:
        tax = half_up(_tax(sheet, code, now, "pajak"))
    sheet.step("neto", now - tax, Unit.RUPIAH, last, bruto=now, pajak=tax)
    sheet.figure("pph21", tax, Unit.RUPIAH)
    sheet.figure("neto", now - tax, Unit.RUPIAH)


def _tax(sheet: Sheet, code: str, amount: int, key: str) -> Exact:
    """The bracket tax on ``amount`` as a step."""
    rungs = sheet.ladder(code)
    tax: Exact = 0
    used: list[Row] = []
    parts: list[str] = []
    for position, rung in enumerate(rungs):
        if amount <= rung.start and position:
            break
        top = rungs[position + 1].start if position + 1 < len(rungs) else Fraction(amount)
        layer = min(Fraction(amount), top) - rung.start
        tax += layer * rung.value
        sheet.use(rung)
        used.append(rung)
        parts.append(f"{show_rupiah(layer)} × {show_number(rung.value * 100)}%")
    sheet.step(key, tax, Unit.RUPIAH, *used, rincian=" + ".join(parts))
    return tax
