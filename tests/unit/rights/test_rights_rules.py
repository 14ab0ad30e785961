"""The other rights: edges, regimes, warnings and properties."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rights import Calculation
from domain.rights.numbers import MAX_PLACES

from .conftest import Ask

wages = st.integers(10_000, 1_000_000_000)


def keys(done: Calculation) -> set[str]:
    return {notice.key for notice in done.notices}


def money(done: Calculation, figure: str) -> int:
    value = done.value(figure)
    assert isinstance(value, int)
    assert not isinstance(value, bool)
    return value


# --- PKWT ------------------------------------------------------------------------------------------


@given(wage=wages, months=st.fractions(1, 60, max_denominator=30))
def test_pkwt_is_a_twelfth_per_month_rounded_once(wage: int, months: Fraction, ask: Ask) -> None:
    if 10**MAX_PLACES % months.denominator:
        months = Fraction(months.numerator // months.denominator)
    exact = wage * months * Fraction(1, 12)
    paid = money(ask("pkwt", upah_pokok=wage, masa_kerja_bulan=months), "kompensasi")
    assert abs(paid - exact) <= Fraction(1, 2)


@given(wage=wages, periods=st.lists(st.integers(1, 24), min_size=2, max_size=5))
def test_pkwt_periods_are_rounded_each_and_added(wage: int, periods: list[int], ask: Ask) -> None:
    done = ask("pkwt", upah_pokok=wage, periode_bulan=periods)
    alone = [money(ask("pkwt", upah_pokok=wage, masa_kerja_bulan=n), "kompensasi") for n in periods]
    assert done.value("per_periode") == tuple(alone)
    assert done.value("kompensasi") == sum(alone)
    assert ("pkwt_terlalu_lama" in keys(done)) is (sum(periods) > 60)


def test_pkwt_takes_months_written_with_many_decimals(ask: Ask) -> None:
    assert ask("pkwt", upah_pokok=3_600_000, masa_kerja_bulan=Decimal("5.333333333333333")).value("kompensasi") == 1_600_000


def test_pkwt_single_period_list_has_no_breakdown(ask: Ask) -> None:
    done = ask("pkwt", upah_pokok=6_000_000, periode_bulan=[12])
    assert done.value("kompensasi") == 6_000_000
    assert done.value("per_periode") is None


def test_pkwt_short_first_period_counts_from_the_month_on(ask: Ask) -> None:
    done = ask("pkwt", upah_pokok=6_000_000, periode_bulan=[Fraction(1, 2), 6])
    assert done.value("per_periode") == (0, 3_000_000)
    short = ask("pkwt", upah_pokok=6_000_000, periode_bulan=[12, Fraction(1, 2)])
    assert short.value("per_periode") == (6_000_000, 250_000)


def test_pkwt_by_dates_with_left_over_days(ask: Ask) -> None:
    base = {"upah_pokok": 3_600_000, "tanggal_mulai": "2026-01-01", "tanggal_selesai": "2026-07-16"}
    counted = ask("pkwt", **base)
    assert counted.value("kompensasi") == 1_950_000  # 6,5 months
    assert "hitung_hari" in {assumption.field for assumption in counted.assumptions}
    whole = ask("pkwt", **base, hitung_hari="bulan_penuh")
    assert whole.value("kompensasi") == 1_800_000
    typed = ask("pkwt", upah_pokok=3_600_000, masa_kerja_bulan=6, masa_kerja_hari=15)
    assert typed.value("kompensasi") == 1_950_000


def test_pkwt_before_november_2020_does_not_count(ask: Ask) -> None:
    done = ask("pkwt", upah_pokok=12_000_000, tanggal_mulai="2019-11-02", tanggal_selesai="2021-11-02")
    assert done.value("kompensasi") == 12_000_000
    assert "pkwt_peralihan" in keys(done)


def test_pkwt_exceptions(ask: Ask) -> None:
    assert ask("pkwt", upah_pokok=4_000_000, masa_kerja_bulan=24, tka=True).value("berhak") is False
    small = ask("pkwt", upah_pokok=4_000_000, masa_kerja_bulan=12, skala_usaha="mikro")
    assert (small.value("berhak"), small.value("status"), small.value("kompensasi")) == (True, "kesepakatan", None)
    assert ask("pkwt", upah_pokok=4_000_000, masa_kerja_bulan=12, skala_usaha="menengah").value("kompensasi") == 4_000_000


# --- THR -------------------------------------------------------------------------------------------


@given(wage=wages, months=st.integers(0, 59), more=st.integers(0, 5_000_000))
def test_thr_monotone_and_capped_at_a_month(wage: int, months: int, more: int, ask: Ask) -> None:
    thr = money(ask("thr", upah_pokok=wage, masa_kerja_bulan=months), "thr")
    later = money(ask("thr", upah_pokok=wage, masa_kerja_bulan=months + 1), "thr")
    richer = money(ask("thr", upah_pokok=min(wage + more, 1_000_000_000), masa_kerja_bulan=months), "thr")
    assert 0 <= thr <= later <= wage
    assert thr <= richer
    assert (thr == wage) is (months >= 12)


@pytest.mark.parametrize(
    ("inputs", "entitled"),
    [
        ({"status": "PKWTT", "hari_phk_sebelum_hari_raya": 30}, True),
        ({"status": "PKWTT", "hari_phk_sebelum_hari_raya": 31}, False),
        ({"status": "PKWTT", "hari_phk_sebelum_hari_raya": 0}, True),
        ({"hari_phk_sebelum_hari_raya": 30}, True),
        ({"status": "PKWT", "hari_phk_sebelum_hari_raya": 1}, False),
        ({"status": "PKWT", "hubungan_kerja_berakhir_sebelum_hari_raya": True}, False),
        ({"status": "PKWT", "hubungan_kerja_berakhir_sebelum_hari_raya": False}, True),
        ({"status": "PKWTT", "hubungan_kerja_berakhir_sebelum_hari_raya": True, "hari_phk_sebelum_hari_raya": 29}, True),
    ],
)
def test_thr_after_the_work_ended(inputs: dict[str, object], entitled: bool, ask: Ask) -> None:
    done = ask("thr", upah_pokok=5_000_000, masa_kerja_bulan=24, **inputs)
    assert done.value("berhak") is entitled
    assert done.value("thr") == (5_000_000 if entitled else 0)


def test_thr_casual_workers_average_the_last_twelve_months(ask: Ask) -> None:
    paid = [9_000_000, 9_000_000, *[4_000_000] * 12]
    assert ask("thr", harian_lepas=True, upah_per_bulan=paid, masa_kerja_bulan=14).value("thr") == 4_000_000
    short = ask("thr", harian_lepas=True, upah_per_bulan=[4_000_000, 5_000_000, 4_500_000], masa_kerja_bulan=3)
    assert short.value("thr") == 1_125_000
    partial = ask("thr", satuan_hasil=True, upah_per_bulan=[4_000_000] * 6, masa_kerja_bulan=24)
    assert partial.value("thr") == 4_000_000
    assert "bulan_upah_kurang" in keys(partial)


def test_thr_by_dates(ask: Ask) -> None:
    done = ask("thr", upah_pokok=3_600_000, tanggal_masuk="2025-12-20", tanggal_hari_raya="2026-03-20")
    assert done.value("thr") == 900_000
    day_short = ask("thr", upah_pokok=3_600_000, tanggal_masuk="2025-03-21", tanggal_hari_raya="2026-03-20")
    assert money(day_short, "thr") < 3_600_000


def test_thr_late_fine_is_on_top(ask: Ask) -> None:
    done = ask("thr", upah_pokok=4_000_000, masa_kerja_bulan=12, terlambat=True)
    assert (done.value("thr"), done.value("denda_5_persen")) == (4_000_000, 200_000)
    none = ask("thr", upah_pokok=4_000_000, masa_kerja_bulan=0, terlambat=True)
    assert none.value("denda_5_persen") is None


# --- lembur ----------------------------------------------------------------------------------------

LADDERS = {
    ("kerja", 5): [Fraction(3, 2), *[2] * 15],
    ("kerja", 6): [Fraction(3, 2), *[2] * 16],
    ("libur", 6): [*[2] * 7, 3, *[4] * 16],
    ("libur_hari_terpendek", 6): [*[2] * 5, 3, *[4] * 18],
    ("libur", 5): [*[2] * 8, 3, *[4] * 15],
    ("libur_hari_terpendek", 5): [*[2] * 8, 3, *[4] * 15],
}


@pytest.mark.parametrize(("kind", "week"), LADDERS)
def test_lembur_ladders_hour_by_hour(kind: str, week: int, ask: Ask) -> None:
    ladder = LADDERS[kind, week]
    for hours in range(1, len(ladder) + 1):
        done = ask("lembur", upah_pokok=5_190_000, hari_kerja=week, sesi=[{"jenis_hari": kind, "jam": hours}])
        assert done.value("jumlah_faktor") == sum(ladder[:hours])
        assert done.value("upah_lembur") == 30_000 * sum(ladder[:hours])


@given(
    quarters=st.integers(1, 63),
    kind=st.sampled_from(["kerja", "libur", "libur_hari_terpendek"]),
    times=st.integers(1, 20),
    wage=wages,
)
def test_lembur_parts_of_hours_and_repeats(quarters: int, kind: str, times: int, wage: int, ask: Ask) -> None:
    hours = Fraction(quarters, 4)
    sesi = [{"jenis_hari": kind, "jam": hours, "kali": times}]
    once = ask("lembur", upah_pokok=wage, hari_kerja=6, sesi=[{"jenis_hari": kind, "jam": hours}])
    many = ask("lembur", upah_pokok=wage, hari_kerja=6, sesi=sesi)
    spelled = ask("lembur", upah_pokok=wage, hari_kerja=6, sesi=[{"jenis_hari": kind, "jam": hours}] * times)
    factor = once.value("jumlah_faktor")
    assert isinstance(factor, (int, Fraction))
    assert many.value("jumlah_faktor") == factor * times
    assert many.value("upah_lembur") == spelled.value("upah_lembur")
    assert abs(money(many, "upah_lembur") - wage * factor * times * Fraction(1, 173)) <= Fraction(1, 2)


def test_lembur_minutes(ask: Ask) -> None:
    done = ask("lembur", upah_pokok=5_190_000, hari_kerja=5, sesi=[{"jenis_hari": "kerja", "jam": 0, "menit": 20}])
    assert done.value("upah_lembur") == 15_000
    assert any(notice.key == "belum_pasti.P" for notice in done.notices)


def test_lembur_limits_are_flagged_but_paid(ask: Ask) -> None:
    five = ask("lembur", upah_pokok=5_190_000, hari_kerja=5, sesi=[{"jenis_hari": "kerja", "jam": 5}])
    assert "lembur_sehari" in keys(five)
    assert five.value("upah_lembur") == 30_000 * Fraction(19, 2)
    four = ask("lembur", upah_pokok=5_190_000, hari_kerja=5, sesi=[{"jenis_hari": "kerja", "jam": 4, "kali": 4}])
    assert "lembur_sehari" not in keys(four)
    assert "lembur_seminggu" not in keys(four)
    assert "lembur_makan" in keys(four)
    week = ask("lembur", upah_pokok=5_190_000, hari_kerja=5, sesi=[{"jenis_hari": "kerja", "jam": 4, "kali": 5}])
    assert "lembur_seminggu" in keys(week)
    rest = ask("lembur", upah_pokok=5_190_000, hari_kerja=5, sesi=[{"jenis_hari": "libur", "jam": 10, "kali": 3}])
    assert "lembur_seminggu" not in keys(rest)
    beyond = ask("lembur", upah_pokok=5_190_000, hari_kerja=5, sesi=[{"jenis_hari": "libur", "jam": 13}])
    assert {"lembur_lewat_tangga", "belum_pasti.P"} <= keys(beyond)


def test_lembur_base(ask: Ask) -> None:
    session = [{"jenis_hari": "kerja", "jam": 1}]
    three_quarters = ask(
        "lembur", upah_pokok=1_500_000, tunjangan_tetap=100_000, tunjangan_tidak_tetap=850_001, hari_kerja=6, sesi=session
    )
    assert three_quarters.value("dasar") == 1_837_501  # 1.837.500,75
    for week, times in ((6, 25), (5, 21)):
        daily = ask("lembur", dasar_upah="harian", upah_harian=200_000, hari_kerja=week, sesi=session)
        assert daily.value("dasar") == 200_000 * times
    output = ask(
        "lembur",
        dasar_upah="satuan_hasil",
        rata2_12_bulan=2_000_000,
        upah_minimum=3_000_000,
        hari_kerja=5,
        sesi=session,
    )
    assert output.value("dasar") == 3_000_000


# --- JKP -------------------------------------------------------------------------------------------


def jkp(ask: Ask, **changes: object) -> Calculation:
    usual: dict[str, object] = {
        "upah_terakhir_dilaporkan": 4_000_000,
        "tanggal_phk": "2026-06-01",
        "alasan": "phk",
        "iur_bulan_dalam_24": 12,
    }
    return ask("jkp", **(usual | changes))


def test_jkp_regimes_meet_on_7_february_2025(ask: Ask) -> None:
    old, new = jkp(ask, tanggal_phk="2025-02-06"), jkp(ask, tanggal_phk="2025-02-07")
    assert old.value("per_bulan") == (1_800_000,) * 3 + (1_000_000,) * 3
    assert old.value("total") == 8_400_000
    assert new.value("per_bulan") == (2_400_000,) * 6
    assert jkp(ask, upah_terakhir_dilaporkan=5_000_001).value("total") == 18_000_000


@pytest.mark.parametrize(
    ("changes", "entitled"),
    [
        ({"iur_bulan_dalam_24": 11}, False),
        ({"bulan_sejak_phk_saat_klaim": 6}, True),
        ({"bulan_sejak_phk_saat_klaim": Fraction(61, 10)}, False),
        ({"tanggal_phk": "2025-01-01", "bulan_sejak_phk_saat_klaim": 4}, False),
        ({"tanggal_phk": "2025-01-01", "iur_berturut_bulan": 5}, False),
        ({"tanggal_phk": "2025-01-01", "iur_berturut_bulan": 6}, True),
        ({"iur_berturut_bulan": 5}, True),
        ({"klaim_ke": 3}, True),
        ({"klaim_ke": 4}, False),
        ({"usia_saat_daftar": 53}, True),
        ({"usia_saat_daftar": 54}, False),
        ({"alasan": "mengundurkan_diri"}, False),
        ({"alasan": "cacat_total_tetap"}, False),
        ({"alasan": "pensiun"}, False),
        ({"alasan": "meninggal"}, False),
        ({"alasan": "pkwt_berakhir"}, False),
    ],
)
def test_jkp_entitlement(changes: dict[str, object], entitled: bool, ask: Ask) -> None:
    done = jkp(ask, **changes)
    assert done.value("berhak") is entitled
    assert (money(done, "total") > 0) is entitled


# --- PPh 21 final ----------------------------------------------------------------------------------


@given(
    kind=st.sampled_from(["pesangon", "manfaat_pensiun_tht_jht"]),
    parts=st.lists(st.integers(0, 400_000_000), min_size=1, max_size=5),
)
def test_tax_of_parts_is_the_tax_of_the_whole(kind: str, parts: list[int], ask: Ask) -> None:
    whole = money(ask("pph21_final", jenis=kind, bruto=sum(parts)), "pph21")
    paid, taxed = 0, 0
    for part in parts:
        done = ask("pph21_final", jenis=kind, bruto=part, bruto_sudah_dibayar=paid, tahun_ke=2)
        tax = money(done, "pph21")
        assert 0 <= tax <= -(-part // (4 if kind == "pesangon" else 20))
        assert done.value("neto") == part - tax
        paid, taxed = paid + part, taxed + tax
    assert abs(whole - taxed) <= len(parts)


@given(gross=st.integers(0, 100_000_000_000))
def test_tax_never_above_its_top_rate_and_monotone(gross: int, ask: Ask) -> None:
    tax = money(ask("pph21_final", jenis="pesangon", bruto=gross), "pph21")
    assert 0 <= 4 * tax <= gross
    assert money(ask("pph21_final", jenis="pesangon", bruto=max(gross - 1, 0)), "pph21") <= tax


@pytest.mark.parametrize(
    ("gross", "tax"),
    [(50_000_000, 0), (50_000_010, 1), (100_000_000, 2_500_000), (500_000_000, 62_500_000), (500_000_004, 62_500_001)],
)
def test_tax_brackets_at_their_edges(gross: int, tax: int, ask: Ask) -> None:
    assert ask("pph21_final", jenis="pesangon", bruto=gross).value("pph21") == tax


def test_tax_in_the_third_year_is_not_final(ask: Ask) -> None:
    for kind in ("pesangon", "manfaat_pensiun_tht_jht"):
        assert ask("pph21_final", jenis=kind, bruto=1_000_000, tahun_ke=2).value("pph21") == 0
        third = ask("pph21_final", jenis=kind, bruto=1_000_000, tahun_ke=3)
        assert third.value("status") == "tidak_final_pasal_17"
        assert third.value("pph21") is None


# --- the smaller ones --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "umk"),
    [
        (2021, "2810025"),
        (2022, "2835021.29"),
        (2023, "3060348.78"),
        (2024, "3243969"),
        (2025, "3454827"),
        (2026, "3701709"),
    ],
)
def test_minimum_wage_of_each_year(year: int, umk: str, ask: Ask) -> None:
    exact = ask("umk_cek", tahun=year, upah_pokok=Fraction(umk))
    assert (exact.value("umk"), exact.value("memenuhi"), exact.value("kekurangan")) == (Fraction(umk), True, 0)
    below = ask("umk_cek", tahun=year, upah_pokok=2_000_000, tunjangan_tidak_tetap=9_000_000)
    assert below.value("memenuhi") is False
    assert below.value("kekurangan") == Fraction(umk) - 2_000_000
    province = ask("umk_cek", tahun=year, upah_pokok=2_500_000, wilayah="jawa_tengah")
    assert province.value("memenuhi") is True


def test_minimum_wage_notes(ask: Ask) -> None:
    lean = ask("umk_cek", tahun=2026, upah_pokok=2_000_000, tunjangan_tetap=2_000_000)
    assert lean.value("memenuhi") is True
    assert "pokok_terlalu_kecil" in keys(lean)
    unsure = ask("umk_cek", tahun=2023, upah_pokok=3_060_348)
    assert any("3.060.350,57" in notice.phrase.text() for notice in unsure.notices)


@given(wage=wages, months=st.integers(1, 40))
def test_sick_pay_ladder(wage: int, months: int, ask: Ask) -> None:
    done = ask("upah_sakit", upah_sebulan=wage, lama_bulan=months)
    shares = ([100] * 4 + [75] * 4 + [50] * 4 + [25] * 28)[:months]
    assert done.value("persen_per_bulan") == tuple(shares)
    each = [(wage * share * 2 + 100) // 200 for share in shares]
    assert done.value("total") == sum(each)
    assert done.value("upah_bulan_terakhir") == each[-1]


@given(wage=wages, days=st.integers(0, 31), full=st.integers(1, 31))
def test_part_of_a_month(wage: int, days: int, full: int, ask: Ask) -> None:
    days = min(days, full)
    for method in ("hari_kerja", "kalender"):
        value = money(ask("upah_prorata", upah_sebulan=wage, metode=method, hari_dijalani=days, hari_penuh=full), "nilai")
        assert abs(value - Fraction(wage * days, full)) <= Fraction(1, 2)
        assert value <= wage
    for method, divisor in (("bagi_25", 25), ("bagi_21", 21)):
        done = ask("upah_prorata", upah_sebulan=wage, metode=method, hari_dijalani=days)
        assert abs(money(done, "nilai") - Fraction(wage * days, divisor)) <= Fraction(1, 2)
        assert ("prorata_lebih_dari_sebulan" in keys(done)) is (days > divisor)
    hours = ask("upah_prorata", upah_sebulan=wage, metode="jam_173", jam=days)
    assert abs(money(hours, "nilai") - Fraction(wage * days, 173)) <= Fraction(1, 2)


def test_jht_has_no_cap_and_jp_has_one(ask: Ask) -> None:
    assert ask("jht_iuran", upah=100_000_000).value("iuran_bulanan") == 5_700_000
    jp = ask("jp_iuran", upah=100_000_000, tanggal_kejadian="2024-03-01")
    assert jp.value("iuran_bulanan") == 301_269
    assert ask("jp_iuran", upah=100_000_000, tanggal_kejadian="2024-02-29").value("pekerja") == 95_596
    assert any(notice.key == "belum_pasti.C" for notice in ask("jp_iuran", upah=100_000_000).notices)


@given(wage=wages, days=st.integers(0, 12), divisor=st.integers(10, 31))
def test_leave_in_money(wage: int, days: int, divisor: int, ask: Ask) -> None:
    done = ask("cuti_uang", upah_sebulan=wage, sisa_hari=days, pembagi=divisor)
    assert abs(money(done, "nilai") - Fraction(wage * days, divisor)) <= Fraction(1, 2)


def test_more_leave_with_a_larger_entitlement(ask: Ask) -> None:
    assert ask("cuti_uang", upah_sebulan=2_500_000, sisa_hari=15, hak_cuti_hari=18).value("nilai") == 1_500_000


# --- what the reader sees ------------------------------------------------------------------------------


def test_steps_read_like_a_calculation(ask: Ask) -> None:
    sessions = [{"jenis_hari": "kerja", "jam": 1}, {"jenis_hari": "libur", "jam": 9, "kali": 2}]
    done = ask("lembur", upah_pokok=5_190_000, hari_kerja=6, sesi=sessions)
    said = {step.key: (step.words.text(), step.numbers.text()) for step in done.steps}
    assert said["sesi_kerja"] == ("Lembur 1: hari kerja, 1 jam, 1 kali", "1 × 1,5 = 1,5")
    assert said["sesi_libur"] == ("Lembur 2: hari libur atau istirahat, 9 jam, 2 kali", "7 × 2 + 1 × 3 + 1 × 4 = 21")
    assert said["upah_lembur"][1] == "Rp5.190.000 ÷ 173 × 43,5 = Rp1.305.000"
    tax = ask("pph21_final", jenis="pesangon", bruto=100_000_000)
    assert tax.steps[0].numbers.text() == "Rp50.000.000 × 0% + Rp50.000.000 × 5% = Rp2.500.000"
    assert tax.steps[0].article == "PP 68/2009 Pasal 4 huruf a; PP 68/2009 Pasal 4 huruf b"


@pytest.mark.parametrize(("wage", "warned"), [(3_701_708, True), (3_701_709, False)])
def test_a_wage_at_the_minimum_is_not_called_below_it(wage: int, warned: bool, ask: Ask) -> None:
    phk = ask("phk", alasan="43_2", upah_pokok=wage, masa_kerja_tahun=5)
    assert ("phk_di_bawah_umk" in keys(phk)) is warned
    for done in (
        ask("pkwt", upah_pokok=wage, masa_kerja_bulan=12),
        ask("thr", upah_pokok=wage, masa_kerja_bulan=12),
        ask("lembur", upah_pokok=wage, hari_kerja=5, sesi=[{"jenis_hari": "kerja", "jam": 1}]),
    ):
        assert ("di_bawah_umk" in keys(done)) is warned


def test_fixed_allowances_count_everywhere_they_should(ask: Ask) -> None:
    session = [{"jenis_hari": "kerja", "jam": 1}]
    lembur = {"upah_pokok": 3_000_000, "tunjangan_tetap": 1_000_000, "hari_kerja": 5, "sesi": session}
    mostly_fixed = ask("lembur", **lembur, tunjangan_tidak_tetap=100_000)
    assert mostly_fixed.value("dasar") == 4_000_000
    assert mostly_fixed.steps[0].key == "dasar_penuh"
    assert "di_bawah_umk" not in keys(mostly_fixed)
    mostly_variable = ask("lembur", **lembur, tunjangan_tidak_tetap=2_000_000)
    assert mostly_variable.value("dasar") == 4_500_000
    assert mostly_variable.steps[0].key == "dasar_tiga_perempat"
    exactly = ask("lembur", **lembur | {"upah_pokok": 2_000_000}, tunjangan_tidak_tetap=1_000_000)
    assert exactly.steps[0].key == "dasar_penuh"
    home = ask("phk", alasan="50", upah_pokok=4_000_000, masa_kerja_tahun=5, ongkos_pulang=700_000, uph_lain=50_000)
    assert (home.value("uph_lain"), home.value("total")) == (750_000, 750_000)


@pytest.mark.parametrize(
    ("kind", "week", "regulated"),
    [("libur", 6, 11), ("libur_hari_terpendek", 6, 9), ("libur", 5, 12)],
)
def test_the_end_of_the_ladder_is_still_regulated(kind: str, week: int, regulated: int, ask: Ask) -> None:
    for hours, warned in ((regulated, False), (regulated + 1, True)):
        done = ask("lembur", upah_pokok=5_190_000, hari_kerja=week, sesi=[{"jenis_hari": kind, "jam": hours}])
        told = [notice.phrase.text() for notice in done.notices if notice.key == "lembur_lewat_tangga"]
        assert bool(told) is warned
        assert all(text.startswith("Lembur 1: ") for text in told)
