"""Cash benefit of job-loss insurance, JKP (PP 37/2021 as changed by PP 6/2025); the regime is that of the day of PHK."""

from __future__ import annotations

from domain.rights.inputs import Answers, Kind, TopicFields, ask
from domain.rights.numbers import half_up
from domain.rights.result import Unit
from domain.rights.rows import Row
from domain.rights.sheet import Sheet
from domain.rights.upah import MAX_MONTHLY, MIN_MONTHLY

COVERED = "phk"
FIELDS = TopicFields(
    "jkp",
    (
        ask("upah_terakhir_dilaporkan", Kind.RUPIAH, Unit.RUPIAH, low=MIN_MONTHLY, high=MAX_MONTHLY, required=True),
        ask("tanggal_phk", Kind.DATE, required=True),
        ask(
            "alasan",
            Kind.CHOICE,
            choices=(COVERED, "mengundurkan_diri", "cacat_total_tetap", "pensiun", "meninggal", "pkwt_berakhir"),
            required=True,
        ),
        ask("iur_bulan_dalam_24", Kind.WHOLE, Unit.BULAN, high=24, required=True),
        ask("iur_berturut_bulan", Kind.WHOLE, Unit.BULAN, high=24),
        ask("bulan_sejak_phk_saat_klaim", Kind.DECIMAL, Unit.BULAN, high=240),
        ask("klaim_ke", Kind.WHOLE, Unit.KALI, low=1, high=20),
        ask("usia_saat_daftar", Kind.WHOLE, Unit.TAHUN, low=10, high=100),
    ),
    day_fields=("tanggal_phk",),
)


def compute(answers: Answers, sheet: Sheet) -> None:
    """Share of the capped wage for each month, or not entitled with the reason."""
    if not _entitled(answers, sheet):
        sheet.figure("berhak", value=False)
        sheet.figure("total", 0, Unit.RUPIAH)
        return
    cap, length = sheet.scalar("jkp.batas_upah"), sheet.scalar("jkp.lama_bulan")
    reported = answers.number("upah_terakhir_dilaporkan")
    wage = min(reported, cap.value)
    sheet.step("upah", wage, Unit.RUPIAH, cap, upah=reported, batas=cap.value)
    months: list[int] = []
    last: Row | None = None
    for month in range(1, length.value.numerator + 1):
        share = sheet.rung("jkp.persen", month)
        amount = half_up(wage * share.value)
        if share is not last:
            sheet.step("sebulan", amount, Unit.RUPIAH, share, mulai=month, porsi=share.value, upah=wage)
            last = share
        months.append(amount)
    sheet.step("total", sum(months), Unit.RUPIAH, length, bulan=len(months))
    sheet.figure("berhak", value=True)
    sheet.figure("per_bulan", tuple(months), Unit.RUPIAH)
    sheet.figure("total", sum(months), Unit.RUPIAH)


def _entitled(answers: Answers, sheet: Sheet) -> bool:
    reason = answers.word("alasan")
    if reason != COVERED:
        sheet.step(f"alasan_{reason}", 0, Unit.RUPIAH, sheet.provision("jkp.alasan"))
        return False
    paid = answers.whole("iur_bulan_dalam_24")
    needed = sheet.scalar("jkp.iur_minimal_bulan")
    if paid < needed.value:
        sheet.step("iuran_kurang", 0, Unit.RUPIAH, needed, bulan=paid, perlu=needed.value)
        return False
    running = sheet.find("jkp.iur_berturut_bulan")
    if running is not None:
        sheet.use(running)
        sheet.default(answers, "iur_berturut_bulan", "iuran_berturut", perlu=running.value)
        if answers.given("iur_berturut_bulan") and answers.number("iur_berturut_bulan") < running.value:
            months = answers.number("iur_berturut_bulan")
            sheet.step("iuran_terputus", 0, Unit.RUPIAH, running, bulan=months, perlu=running.value)
            return False
    limit = sheet.scalar("jkp.batas_klaim_bulan")
    sheet.default(answers, "bulan_sejak_phk_saat_klaim", "klaim_tepat_waktu", batas=limit.value)
    if answers.given("bulan_sejak_phk_saat_klaim") and answers.number("bulan_sejak_phk_saat_klaim") > limit.value:
        waited = answers.number("bulan_sejak_phk_saat_klaim")
        sheet.step("klaim_lewat", 0, Unit.RUPIAH, limit, bulan=waited, batas=limit.value)
        return False
    most = sheet.scalar("jkp.maksimal_klaim")
    if answers.given("klaim_ke") and answers.number("klaim_ke") > most.value:
        sheet.step("klaim_habis", 0, Unit.RUPIAH, most, batas=most.value)
        return False
    age = sheet.scalar("jkp.usia_daftar_batas")
    if answers.given("usia_saat_daftar") and answers.number("usia_saat_daftar") >= age.value:
        sheet.step("usia_lewat", 0, Unit.RUPIAH, age, usia=answers.number("usia_saat_daftar"), batas=age.value)
        return False
    sheet.step("berhak", None, Unit.NONE, needed, bulan=paid, perlu=needed.value)
    return True
