"""Monthly contributions to JHT (no wage cap) and JP (capped wage). Benefits are never promised here."""

from __future__ import annotations

from domain.rights.inputs import Answers, Kind, TopicFields, ask
from domain.rights.numbers import Exact, half_up
from domain.rights.result import Unit
from domain.rights.sheet import Sheet
from domain.rights.upah import EVENT, MAX_MONTHLY, MIN_MONTHLY

_WAGE = ask("upah", Kind.RUPIAH, Unit.RUPIAH, low=MIN_MONTHLY, high=MAX_MONTHLY, required=True)
JHT_FIELDS = TopicFields(
    "jht_iuran",
    (_WAGE, ask("bulan", Kind.WHOLE, Unit.BULAN, low=1, high=720, default=1), EVENT),
)
JP_FIELDS = TopicFields(
    "jp_iuran",
    (_WAGE, ask("batas_upah_jp", Kind.RUPIAH, Unit.RUPIAH, low=100_000, high=MAX_MONTHLY), EVENT),
)


def compute_jht(answers: Answers, sheet: Sheet) -> None:
    """Employer's and worker's share of the whole wage, times the months."""
    monthly = _shares(sheet, "jht", answers.number("upah"))
    months = answers.whole("bulan")
    sheet.default(answers, "bulan", "satu_bulan")
    row = sheet.scalar("jht.pekerja")
    sheet.step("pokok_iuran", monthly * months, Unit.RUPIAH, row, iuran=monthly, bulan=months)
    sheet.figure("pokok_iuran", monthly * months, Unit.RUPIAH)


def compute_jp(answers: Answers, sheet: Sheet) -> None:
    """Employer's and worker's share of the wage up to the cap."""
    wage = answers.number("upah")
    if answers.given("batas_upah_jp"):
        cap = answers.number("batas_upah_jp")
        article = sheet.scalar("jp.pekerja")
    else:
        article = sheet.scalar("jp.batas_upah")
        cap = article.value
        sheet.assume("batas_upah_jp", "batas_upah_jp", batas=cap)
    counted = min(wage, cap)
    sheet.step("upah_dihitung", counted, Unit.RUPIAH, article, upah=wage, batas=cap)
    _shares(sheet, "jp", counted)


def _shares(sheet: Sheet, program: str, wage: Exact) -> int:
    employer, worker = sheet.scalar(f"{program}.pengusaha"), sheet.scalar(f"{program}.pekerja")
    by_employer, by_worker = half_up(wage * employer.value), half_up(wage * worker.value)
    sheet.step("pengusaha", by_employer, Unit.RUPIAH, employer, upah=wage, porsi=employer.value)
    sheet.step("pekerja", by_worker, Unit.RUPIAH, worker, upah=wage, porsi=worker.value)
    sheet.step("iuran_bulanan", by_employer + by_worker, Unit.RUPIAH, employer, worker, pengusaha=by_employer, pekerja=by_worker)
    sheet.figure("pengusaha", by_employer, Unit.RUPIAH)
    sheet.figure("pekerja", by_worker, Unit.RUPIAH)
    sheet.figure("iuran_bulanan", by_employer + by_worker, Unit.RUPIAH)
    return by_employer + by_worker
