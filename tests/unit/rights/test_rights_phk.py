"""PHK: every reason, every bracket edge, leap days, small firms, pension offset, wages below the minimum."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.rights import LegalTables, NoticeKind

from .conftest import Ask

# PP 35/2021 Pasal 41-57, written here a second time on purpose: (UP times, UPMK times, uang pisah).
REASONS = {
    "41": ("1", "1", False),
    "42_1": ("1", "1", False),
    "42_2": ("0.5", "1", False),
    "43_1": ("0.5", "1", False),
    "43_2": ("1", "1", False),
    "44_1": ("0.5", "1", False),
    "44_2": ("1", "1", False),
    "45_1": ("0.5", "1", False),
    "45_2": ("0.75", "1", False),
    "46_1": ("0.5", "1", False),
    "46_2": ("1", "1", False),
    "47": ("0.5", "1", False),
    "48": ("1", "1", False),
    "49": ("0", "0", True),
    "50": ("0", "0", True),
    "51": ("0", "0", True),
    "52_1": ("0.5", "1", False),
    "52_2": ("0", "0", True),
    "54_1": ("0", "0", True),
    "54_2": ("0", "1", False),
    "54_4": ("0", "0", True),
    "54_5": ("0", "1", False),
    "55_1": ("2", "1", False),
    "55_2": ("2", "1", False),
    "56": ("1.75", "1", False),
    "57": ("2", "1", False),
}
UP = (1, 2, 3, 4, 5, 6, 7, 8, 9)
UPMK = {0: 0, 3: 2, 6: 3, 9: 4, 12: 5, 15: 6, 18: 7, 21: 8, 24: 10}


def upmk_months(years: int) -> int:
    return UPMK[max(start for start in UPMK if start <= years)]


def service(years: int, months: int = 0) -> dict[str, object]:
    return {"masa_kerja_tahun": years, "masa_kerja_bulan": months}


def test_the_table_holds_exactly_the_26_reasons(tables: LegalTables) -> None:
    assert set(tables.on(tables.reference_date).reasons) == set(REASONS)
    assert len(REASONS) == 26


@pytest.mark.parametrize("code", REASONS)
def test_each_reason(code: str, ask: Ask) -> None:
    up_times, upmk_times, pisah = REASONS[code]
    done = ask("phk", alasan=code, upah_pokok=4_000_001, **service(10), uang_pisah=0)
    up = Fraction(up_times) * 9 * 4_000_001
    assert done.value("up_pengali") == Fraction(up_times)
    assert done.value("up") == (2 * up.numerator + up.denominator) // (2 * up.denominator)
    assert done.value("upmk") == int(upmk_times) * 4 * 4_000_001
    assert done.value("up_bulan") == (9 if up else 0)
    assert done.value("upmk_bulan") == (4 if upmk_times == "1" else 0)
    assert ("uang_pisah_tanyakan" in {notice.key for notice in done.notices}) is pisah
    contested = {notice.key for notice in done.notices if notice.kind is NoticeKind.LAW}
    assert ("mk168_pengali_diperdebatkan" in contested) is (0 < Fraction(up_times) < 1)
    assert "mk168_paling_sedikit" in contested


@pytest.mark.parametrize("years", range(36))
@pytest.mark.parametrize("months", [0, 11, Fraction(1199, 100)])
def test_brackets_never_prorate(years: int, months: int, ask: Ask) -> None:
    done = ask("phk", alasan="43_2", upah_pokok=1_000_000, **service(years, months))
    assert done.value("up_bulan") == UP[min(years, 8)]
    assert done.value("upmk_bulan") == upmk_months(years)


@given(end=st.dates(date(2021, 2, 3), date(2029, 11, 1)), years=st.integers(1, 40))
def test_exactly_n_years_and_one_day_short(end: date, years: int, ask: Ask) -> None:
    """The anniversary is the higher bracket, the day before it the lower one."""
    assume((end.month, end.day) != (2, 29))
    start = end.replace(year=end.year - years)
    for last, full in ((end, years), (end - timedelta(days=1), years - 1)):
        done = ask("phk", alasan="43_2", upah_pokok=4_000_000, tanggal_masuk=start, tanggal_keluar=last)
        assert done.value("up_bulan") == UP[min(full, 8)]
        assert done.value("upmk_bulan") == upmk_months(full)


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2020-02-29", "2024-02-28", 3),
        ("2020-02-29", "2024-02-29", 4),
        ("2020-02-29", "2023-02-28", 2),
        ("2020-02-29", "2023-03-01", 3),
        ("2019-11-23", "2026-11-22", 6),
        ("2019-11-23", "2026-11-23", 7),
        ("2002-11-23", "2026-11-23", 24),
        ("2002-11-23", "2026-11-22", 23),
        ("2026-11-23", "2026-11-23", 0),
    ],
)
def test_leap_days_and_edges(start: str, end: str, years: int, ask: Ask) -> None:
    done = ask("phk", alasan="43_2", upah_pokok=4_000_000, tanggal_masuk=start, tanggal_keluar=end)
    assert done.value("up_bulan") == UP[min(years, 8)]
    assert done.value("upmk_bulan") == upmk_months(years)


def test_one_day_short_is_pointed_out(ask: Ask) -> None:
    done = ask("phk", alasan="43_2", upah_pokok=4_000_000, tanggal_masuk="2019-11-23", tanggal_keluar="2026-11-22")
    assert "Kurang satu hari dari 7 tahun" in " ".join(notice.phrase.text() for notice in done.notices)
    same_bracket = ask("phk", alasan="43_2", upah_pokok=4_000_000, tanggal_masuk="2013-11-23", tanggal_keluar="2026-11-22")
    assert "kurang_sehari" not in {notice.key for notice in same_bracket.notices}


@given(
    code=st.sampled_from(sorted(REASONS)),
    wage=st.integers(10_000, 1_000_000_000),
    extra=st.integers(0, 1_000_000),
    years=st.integers(0, 59),
    leave=st.integers(0, 12),
)
def test_monotone_additive_and_never_negative(code: str, wage: int, extra: int, years: int, leave: int, ask: Ask) -> None:
    one = ask("phk", alasan=code, upah_pokok=wage, **service(years), sisa_cuti_hari=leave)
    more = ask("phk", alasan=code, upah_pokok=min(wage + extra, 1_000_000_000), **service(years), sisa_cuti_hari=leave)
    longer = ask("phk", alasan=code, upah_pokok=wage, **service(years + 1), sisa_cuti_hari=leave)
    parts = [one.value(part) for part in ("up", "upmk", "uph_cuti", "uph_lain", "uang_pisah")]
    assert all(isinstance(part, int) and part >= 0 for part in parts)
    assert one.value("total") == sum(part for part in parts if isinstance(part, int))
    for key in ("up", "upmk", "total"):
        values = [done.value(key) for done in (one, more, longer)]
        assert all(isinstance(value, int) for value in values)
        assert values[0] <= values[1]  # type: ignore[operator]
        assert values[0] <= values[2]  # type: ignore[operator]


def test_small_firms_pay_by_agreement_even_without_figures(ask: Ask) -> None:
    for scale in ("mikro", "kecil"):
        done = ask("phk", alasan="43_2", skala_usaha=scale)
        assert done.value("status") == "kesepakatan"
        assert done.value("pasal") == "PP 35/2021 Pasal 59"
        assert done.value("total") is None
    assert ask("phk", alasan="43_2", skala_usaha="menengah", upah_pokok=4_000_000, **service(5)).value("total") == 32_000_000


def test_pension_offset_spares_replacement_of_rights(ask: Ask) -> None:
    done = ask(
        "phk",
        alasan="56",
        upah_pokok=10_000_000,
        **service(24),
        sisa_cuti_hari=5,
        manfaat_pensiun=1_000_000_000,
        porsi_iuran_pengusaha=Fraction(3, 5),
    )
    assert done.value("diperhitungkan") == 600_000_000
    assert done.value("kekurangan_dibayar_pengusaha") == 0
    assert done.value("total") == 157_500_000 + 100_000_000 + 2_000_000
    part = ask("phk_offset_pensiun", hak_up_upmk_uang_pisah=15_000_000, manfaat_pensiun=10_000_000, porsi_iuran_pengusaha=1)
    assert part.value("kekurangan_dibayar_pengusaha") == 5_000_000


def test_daily_and_output_wages(ask: Ask) -> None:
    daily = ask("phk", alasan="43_2", dasar_upah="harian", upah_harian=150_000, **service(4))
    assert daily.value("upah_dasar") == 4_500_000
    floor = Fraction(306034878, 100)
    output = ask("phk", alasan="43_2", dasar_upah="satuan_hasil", rata2_12_bulan=2_000_000, upah_minimum=floor, **service(4))
    assert output.value("upah_dasar") == 3_060_349
    assert output.value("up") == 15_301_744  # 5 x 3.060.348,78 = 15.301.743,90, rounded only here
    city = ask("phk", alasan="43_2", dasar_upah="satuan_hasil", rata2_12_bulan=2_000_000, **service(4))
    assert city.value("upah_dasar") == 3_701_709
    assert "upah_minimum" in {assumption.field for assumption in city.assumptions}


def test_wage_below_the_minimum_shows_both_totals(ask: Ask) -> None:
    done = ask("phk", alasan="43_2", upah_pokok=3_000_000, **service(5), sisa_cuti_hari=5)
    assert done.value("total") == 24_000_000 + 600_000
    text = next(notice.phrase.text() for notice in done.notices if notice.key == "phk_di_bawah_umk")
    assert "Rp30.354.014" in text  # 8 x 3.701.709 + 5/25 x 3.701.709


def test_uang_pisah_is_added_whenever_given(ask: Ask) -> None:
    for code in ("50", "43_2"):
        without = ask("phk", alasan=code, upah_pokok=5_000_000, **service(5)).value("total")
        given_ = ask("phk", alasan=code, upah_pokok=5_000_000, **service(5), uang_pisah=1_234_567).value("total")
        assert isinstance(without, int)
        assert given_ == without + 1_234_567


def test_leave_divisor_is_assumed_and_changeable(ask: Ask) -> None:
    base = {"alasan": "50", "upah_pokok": 4_200_000, **service(2), "sisa_cuti_hari": 5}
    six, five = ask("phk", **base), ask("phk", **base, hari_kerja=5)
    assert (six.value("uph_cuti"), five.value("uph_cuti")) == (840_000, 1_000_000)
    assert "pembagi_cuti" in {assumption.field for assumption in six.assumptions}
    chosen = ask("phk", **base, pembagi_cuti=20)
    assert chosen.value("uph_cuti") == 1_050_000
    assert "pembagi_cuti" not in {assumption.field for assumption in chosen.assumptions}
