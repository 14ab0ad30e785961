"""Bad input gets one clear Indonesian sentence, never an exception: every code, odd types, and fuzzed shapes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rights import Calculation, InputRefused, LegalTables, RefusalCode, Topic, compute, topic_of, topics

from .conftest import Refused

PHK: dict[str, object] = {"alasan": "43_2", "upah_pokok": 5_000_000, "masa_kerja_tahun": 5, "masa_kerja_bulan": 0}
PKWT: dict[str, object] = {"upah_pokok": 5_000_000, "masa_kerja_bulan": 12}
THR: dict[str, object] = {"upah_pokok": 5_000_000, "masa_kerja_bulan": 12}
DAY = {"jenis_hari": "kerja", "jam": 2}
LEMBUR: dict[str, object] = {"upah_pokok": 5_000_000, "hari_kerja": 5, "sesi": [DAY]}
JKP: dict[str, object] = {
    "upah_terakhir_dilaporkan": 5_000_000,
    "tanggal_phk": "2026-06-01",
    "alasan": "phk",
    "iur_bulan_dalam_24": 24,
}
BY_DATES = {"alasan": "43_2", "upah_pokok": 5_000_000}

CASES: list[tuple[str, Mapping[str, object], str, str, str]] = [
    # topic, inputs, code, field, words the sentence must hold
    ("phk", {}, "missing", "alasan", "Alasan PHK belum diisi"),
    ("phk", {**PHK, "upah_pokok": None}, "missing", "upah_pokok", "Upah pokok belum diisi"),
    ("phk", {**BY_DATES}, "missing", "masa_kerja_tahun", "Masa kerja (tahun)"),
    ("phk", {**BY_DATES, "tanggal_masuk": "2020-01-01"}, "missing", "tanggal_keluar", "belum diisi"),
    ("phk", {**BY_DATES, "masa_kerja_bulan": 3}, "missing", "masa_kerja_tahun", "belum diisi"),
    ("phk", {**PHK, "dasar_upah": "harian"}, "missing", "upah_harian", "Upah sehari"),
    ("phk", {**PHK, "manfaat_pensiun": 5}, "missing", "porsi_iuran_pengusaha", "Bagian iuran perusahaan"),
    ("phk", {**PHK, "alasan": "99"}, "unknown_choice", "alasan", "43_2"),
    ("phk", {**PHK, "alasan": 47}, "not_a_text", "alasan", "dipilih dari daftar"),
    ("phk", {**PHK, "upah_pokok": -1}, "negative", "upah_pokok", "tidak boleh kurang dari nol"),
    ("phk", {**PHK, "upah_pokok": 0}, "too_small", "upah_pokok", "Rp10.000"),
    ("phk", {**PHK, "upah_pokok": 10**18}, "too_large", "upah_pokok", "Rp1.000.000.000"),
    ("phk", {**PHK, "upah_pokok": 10**5000}, "too_large", "upah_pokok", "terlalu besar"),
    ("phk", {**PHK, "upah_pokok": -(10**5000)}, "negative", "upah_pokok", "kurang dari nol"),
    ("phk", {**PHK, "upah_pokok": True}, "not_a_whole_number", "upah_pokok", "angka bulat"),
    ("phk", {**PHK, "upah_pokok": "5000000"}, "not_a_whole_number", "upah_pokok", "angka bulat"),
    ("phk", {**PHK, "upah_pokok": Decimal("5000000.5")}, "not_a_whole_number", "upah_pokok", "angka bulat"),
    ("phk", {**PHK, "upah_pokok": 5e6}, "not_a_whole_number", "upah_pokok", "angka bulat"),
    ("phk", {**PHK, "upah_pokok": math.nan}, "not_a_whole_number", "upah_pokok", "angka bulat"),
    ("phk", {**PHK, "upah_pokok": [5]}, "not_a_whole_number", "upah_pokok", "angka bulat"),
    ("phk", {**PHK, "masa_kerja_bulan": 12}, "too_large", "masa_kerja_bulan", "11 bulan"),
    ("phk", {**PHK, "masa_kerja_tahun": 61}, "too_large", "masa_kerja_tahun", "60 tahun"),
    ("phk", {**PHK, "masa_kerja_bulan": math.inf}, "not_a_number", "masa_kerja_bulan", "harus angka"),
    ("phk", {**PHK, "masa_kerja_bulan": Decimal("1e999999")}, "not_a_number", "masa_kerja_bulan", "harus angka"),
    ("phk", {**PHK, "tanggal_masuk": "2020-01-01"}, "two_answers", "tanggal_masuk", "salah satu"),
    (
        "phk",
        {**BY_DATES, "tanggal_masuk": "2024-05-02", "tanggal_keluar": "2024-05-01"},
        "end_before_start",
        "tanggal_keluar",
        "1-5-2024",
    ),
    (
        "phk",
        {**BY_DATES, "tanggal_masuk": "2023-02-29", "tanggal_keluar": "2024-05-01"},
        "impossible_date",
        "tanggal_masuk",
        "kalender",
    ),
    (
        "phk",
        {**BY_DATES, "tanggal_masuk": "23-11-2019", "tanggal_keluar": "2024-05-01"},
        "not_a_date",
        "tanggal_masuk",
        "2026-11-23",
    ),
    (
        "phk",
        {**BY_DATES, "tanggal_masuk": 20191123, "tanggal_keluar": "2024-05-01"},
        "not_a_date",
        "tanggal_masuk",
        "tahun-bulan-hari",
    ),
    (
        "phk",
        {**BY_DATES, "tanggal_masuk": "1949-12-31", "tanggal_keluar": "2024-05-01"},
        "date_too_far",
        "tanggal_masuk",
        "1-1-1950",
    ),
    (
        "phk",
        {**BY_DATES, "tanggal_masuk": "2020-01-01", "tanggal_keluar": "2099-01-01"},
        "date_too_far",
        "tanggal_keluar",
        "tahunnya",
    ),
    (
        "phk",
        {**BY_DATES, "tanggal_masuk": "1955-01-01", "tanggal_keluar": "2024-05-01"},
        "service_too_long",
        "tanggal_masuk",
        "60 tahun",
    ),
    (
        "phk",
        {**BY_DATES, "tanggal_masuk": "2010-01-01", "tanggal_keluar": "2021-02-01"},
        "no_table",
        "tanggal_keluar",
        "1-2-2021",
    ),
    ("phk", {**PHK, "sisa_cuti_hari": 13}, "leave_above_entitlement", "sisa_cuti_hari", "hak cuti 12 hari"),
    ("phk", {**PHK, "sisa_cuti_hari": 5, "pembagi_cuti": 0}, "too_small", "pembagi_cuti", "10 hari"),
    ("phk", {**PHK, "hari_kerja": 7}, "unknown_choice", "hari_kerja", "5 hari; 6 hari"),
    ("phk", {**PHK, "manfaat_pensiun": 5, "porsi_iuran_pengusaha": Fraction(3, 2)}, "too_large", "porsi_iuran_pengusaha", "1"),
    ("phk", {**PHK, "skala_usaha": "raksasa"}, "unknown_choice", "skala_usaha", "Usaha mikro"),
    ("phk_offset_pensiun", {"hak_up_upmk_uang_pisah": 1}, "missing", "manfaat_pensiun", "Manfaat pensiun"),
    ("pkwt", {"upah_pokok": 5_000_000}, "missing", "masa_kerja_bulan", "Masa kerja (bulan)"),
    ("pkwt", {**PKWT, "periode_bulan": [12]}, "two_answers", "periode_bulan", "salah satu"),
    ("pkwt", {"upah_pokok": 5_000_000, "periode_bulan": []}, "empty_list", "periode_bulan", "masih kosong"),
    ("pkwt", {"upah_pokok": 5_000_000, "periode_bulan": 12}, "not_a_list", "periode_bulan", "daftar"),
    ("pkwt", {"upah_pokok": 5_000_000, "periode_bulan": [12, "x"]}, "not_a_number", "periode_bulan[1]", "Lama tiap periode"),
    ("pkwt", {"upah_pokok": 5_000_000, "periode_bulan": [1] * 401}, "list_too_long", "periode_bulan", "400"),
    ("pkwt", {**PKWT, "tka": "ya"}, "not_yes_no", "tka", "ya atau tidak"),
    ("pkwt", {**PKWT, "tka": 1}, "not_yes_no", "tka", "ya atau tidak"),
    ("pkwt", {**PKWT, "masa_kerja_bulan": Fraction(1, 3)}, "too_many_decimals", "masa_kerja_bulan", "20 angka"),
    ("thr", {"harian_lepas": True, "masa_kerja_bulan": 3}, "missing", "upah_per_bulan", "Upah tiap bulan"),
    ("thr", {**THR, "hubungan_kerja_berakhir_sebelum_hari_raya": True}, "missing", "status", "Status pekerja"),
    (
        "thr",
        {**THR, "status": "PKWTT", "hubungan_kerja_berakhir_sebelum_hari_raya": True},
        "missing",
        "hari_phk_sebelum_hari_raya",
        "Hari PHK",
    ),
    (
        "thr",
        {"harian_lepas": True, "upah_per_bulan": [1] * 4, "masa_kerja_bulan": 3},
        "more_months_than_service",
        "upah_per_bulan",
        "upah 4 bulan",
    ),
    ("lembur", {**LEMBUR, "hari_kerja": 7}, "unknown_choice", "hari_kerja", "5 hari; 6 hari"),
    ("lembur", {**LEMBUR, "hari_kerja": "5"}, "not_a_whole_number", "hari_kerja", "angka bulat"),
    ("lembur", {**LEMBUR, "sesi": {}}, "not_a_list", "sesi", "daftar"),
    ("lembur", {**LEMBUR, "sesi": []}, "empty_list", "sesi", "kosong"),
    ("lembur", {**LEMBUR, "sesi": [5]}, "not_an_object", "sesi[0]", "Daftar lembur"),
    ("lembur", {**LEMBUR, "sesi": [DAY, {"jam": 2}]}, "missing", "sesi[1].jenis_hari", "Jenis hari"),
    ("lembur", {**LEMBUR, "sesi": [{**DAY, "jam": 25}]}, "too_large", "sesi[0].jam", "24 jam"),
    ("lembur", {**LEMBUR, "sesi": [{**DAY, "jam": 17}]}, "more_hours_than_a_day", "sesi[0].jam", "16 jam"),
    (
        "lembur",
        {**LEMBUR, "sesi": [{"jenis_hari": "libur", "jam": 24, "menit": 1}]},
        "more_hours_than_a_day",
        "sesi[0].jam",
        "sehari",
    ),
    ("lembur", {**LEMBUR, "sesi": [{**DAY, "jam": 0}]}, "too_small", "sesi[0].jam", "1 menit"),
    ("lembur", {**LEMBUR, "sesi": [{**DAY, "jam": -1}]}, "negative", "sesi[0].jam", "kurang dari nol"),
    ("lembur", {**LEMBUR, "sesi": [{**DAY, "menit": 60}]}, "too_large", "sesi[0].menit", "59 menit"),
    ("lembur", {**LEMBUR, "sesi": [{**DAY, "kali": 0}]}, "too_small", "sesi[0].kali", "1 kali"),
    ("jkp", {**JKP, "iur_bulan_dalam_24": 25}, "too_large", "iur_bulan_dalam_24", "24 bulan"),
    ("jkp", {**JKP, "alasan": "bosan"}, "unknown_choice", "alasan", "Mengundurkan diri"),
    ("jkp", {**JKP, "tanggal_phk": "2020-01-01"}, "no_table", "tanggal_phk", "1-1-2020"),
    ("pph21_final", {"jenis": "pesangon", "bruto": -5}, "negative", "bruto", "Jumlah kotor"),
    ("pph21_final", {"jenis": "gaji", "bruto": 5}, "unknown_choice", "jenis", "Pesangon"),
    ("pph21_final", {"jenis": "pesangon", "bruto": 5, "tahun_ke": 0}, "too_small", "tahun_ke", "1 tahun"),
    ("umk_cek", {"tahun": 2027, "upah_pokok": 3_000_000}, "no_table", "tahun", "tahun 2027"),
    ("umk_cek", {"tahun": 20226, "upah_pokok": 3_000_000}, "too_large", "tahun", "Paling banyak 2100"),
    ("umk_cek", {"tahun": 2026, "upah_pokok": 3_000_000, "wilayah": "mars"}, "unknown_choice", "wilayah", "kota_semarang"),
    ("umk_cek", {"tahun": 2026, "upah_pokok": Fraction(30000001, 10000)}, "too_small", "upah_pokok", "Rp10.000"),
    ("umk_cek", {"tahun": 2026, "upah_pokok": Fraction(30000000001, 10000)}, "too_many_decimals", "upah_pokok", "2 angka"),
    ("cuti_uang", {"upah_sebulan": 5_000_000, "sisa_hari": 13}, "leave_above_entitlement", "sisa_hari", "isi juga hak cuti"),
    ("upah_sakit", {"upah_sebulan": 5_000_000, "lama_bulan": 0}, "too_small", "lama_bulan", "1 bulan"),
    (
        "upah_prorata",
        {"upah_sebulan": 5_000_000, "metode": "kalender", "hari_dijalani": 5},
        "missing",
        "hari_penuh",
        "Hari penuh",
    ),
    ("upah_prorata", {"upah_sebulan": 5_000_000, "metode": "jam_173", "hari_dijalani": 5}, "missing", "jam", "Jumlah jam"),
    (
        "upah_prorata",
        {"upah_sebulan": 5_000_000, "metode": "hari_kerja", "hari_dijalani": 23, "hari_penuh": 22},
        "more_days_than_full",
        "hari_dijalani",
        "(23)",
    ),
    ("jht_iuran", {"upah": 5_000_000, "bulan": 0}, "too_small", "bulan", "1 bulan"),
    ("jp_iuran", {"upah": 5_000_000, "tanggal_kejadian": "2022-01-01"}, "no_table", "tanggal_kejadian", "1-1-2022"),
]


@pytest.mark.parametrize(("topic", "inputs", "code", "field", "words"), CASES)
def test_refusal(topic: str, inputs: Mapping[str, object], code: str, field: str, words: str, refused: Refused) -> None:
    answer = refused(topic, **inputs)
    assert (answer.code, answer.field) == (code, field)
    assert words in answer.message
    assert "{" not in answer.message
    assert answer.message.endswith(".")


def test_every_code_is_exercised() -> None:
    seen = {code for _, _, code, _, _ in CASES}
    assert seen | {"unknown_topic"} == {str(code) for code in RefusalCode}


def test_unknown_topic_lists_the_topics() -> None:
    for name in ("gaji", "", None, 5, ["phk"], True):
        answer = topic_of(name)
        assert isinstance(answer, InputRefused)
        assert answer.code is RefusalCode.UNKNOWN_TOPIC
        assert "phk" in answer.message
    assert topic_of("thr") is Topic.THR


@pytest.mark.parametrize("topic", list(Topic))
@pytest.mark.parametrize("inputs", [None, [], "x", 5, True, 1.5])
def test_inputs_of_the_wrong_shape(topic: Topic, inputs: Any, tables: LegalTables) -> None:
    answer = compute(topic, inputs, tables)
    assert isinstance(answer, InputRefused)
    assert answer.code is RefusalCode.NOT_AN_OBJECT


def test_a_planned_ending_is_fine(tables: LegalTables) -> None:
    done = compute(Topic.PHK, {**BY_DATES, "tanggal_masuk": "2020-01-01", "tanggal_keluar": "2027-04-30"}, tables)
    assert isinstance(done, Calculation)


def test_far_ahead_of_the_last_verification_is_warned_about(tables: LegalTables) -> None:
    done = compute(Topic.PHK, {**BY_DATES, "tanggal_masuk": "2020-01-01", "tanggal_keluar": "2028-04-30"}, tables)
    assert isinstance(done, Calculation)
    assert "tabel_lama" in {notice.key for notice in done.notices}


def test_unknown_fields_are_told_not_swallowed(tables: LegalTables) -> None:
    done = compute(Topic.PHK, {**PHK, "upah_pokokk": 1}, tables)
    assert isinstance(done, Calculation)
    assert any("upah_pokokk" in notice.phrase.text() for notice in done.notices)


_odd = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**20), 10**20),
        st.integers(0, 40),
        st.floats(),
        st.decimals(),
        st.fractions(),
        st.text(max_size=8),
        st.sampled_from(["2026-06-01", "2020-02-30", "kerja", "libur", "phk", "PKWT", "harian", "47", "mikro"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=6,
)


@given(data=st.data(), topic=st.sampled_from(list(Topic)))
def test_any_input_gives_an_answer_or_a_sentence(data: st.DataObject, topic: Topic, tables: LegalTables) -> None:
    """Start from something sensible, spoil some fields, and never see an exception."""
    spec = next(spec for spec in topics(tables) if spec.topic == topic)
    sensible: dict[str, object] = {
        "phk": PHK,
        "pkwt": PKWT,
        "thr": THR,
        "lembur": LEMBUR,
        "jkp": JKP,
    }.get(str(topic), {})
    spoiled = data.draw(st.dictionaries(st.sampled_from([field.id for field in spec.fields]), _odd, max_size=4))
    outcome = compute(topic, {**sensible, **spoiled}, tables)
    if isinstance(outcome, InputRefused):
        assert outcome.message
        assert outcome.field.partition("[")[0] in {field.id for field in spec.fields}
    else:
        assert all(step.words.text() and step.numbers.text() for step in outcome.steps)
        assert all(notice.phrase.text() for notice in outcome.notices)
