"""The rule tables: every row matters, the day picks the row, and a bad table is refused by file and row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

import pytest

from domain.rights import Calculation, LegalTableError, LegalTables, Topic, compute, parse_tables
from domain.rights.rows import BracketRow, ReasonRow
from kiosk.rights_cli import TABLES, read_tables

TEXTS = {file.name: file.read_text("utf-8") for file in TABLES.glob("*.toml")}


def changed(file: str, old: str, new: str, count: int = 1) -> dict[str, str]:
    assert old in TEXTS[file], old
    return TEXTS | {file: TEXTS[file].replace(old, new, count)}


# --- every row can be reached ------------------------------------------------------------------------


def questions(tables: LegalTables, day: date) -> Iterator[tuple[str, dict[str, object]]]:
    """Enough questions, all on one day, to touch every rule in force then."""
    when: dict[str, object] = {"tanggal_kejadian": day}
    wage: dict[str, object] = {"upah_pokok": 5_000_000}
    phk = {"alasan": "43_1", **wage, **when}
    for row in tables.rows:
        if isinstance(row, ReasonRow):
            yield "phk", {**phk, "alasan": row.code, "masa_kerja_tahun": 10, "uang_pisah": 1_000}
        elif isinstance(row, BracketRow) and row.code.startswith("phk."):
            yield "phk", {**phk, "masa_kerja_tahun": row.start}
        elif isinstance(row, BracketRow) and row.code.startswith("pph21."):
            kind = row.code.removeprefix("pph21.")
            yield "pph21_final", {"jenis": kind, "bruto": row.start + 1, **when}
    yield "phk", {**phk, "masa_kerja_tahun": 5, "sisa_cuti_hari": 5, "uph_lain": 9, "hari_kerja": 5}
    yield "phk", {**phk, "masa_kerja_tahun": 5, "manfaat_pensiun": 5, "porsi_iuran_pengusaha": 1}
    yield "phk", {**phk, "skala_usaha": "mikro"}
    yield "phk", {"alasan": "43_1", "dasar_upah": "harian", "upah_harian": 100_000, "masa_kerja_tahun": 3, **when}
    yield "phk", {"alasan": "43_1", "dasar_upah": "satuan_hasil", "rata2_12_bulan": 100_000, "masa_kerja_tahun": 3, **when}
    yield "phk_offset_pensiun", {"hak_up_upmk_uang_pisah": 9, "manfaat_pensiun": 5, "porsi_iuran_pengusaha": 1, **when}
    yield "pkwt", {**wage, "masa_kerja_bulan": 61, "masa_kerja_hari": 3, **when}
    yield "pkwt", {**wage, "periode_bulan": [6, 6], **when}
    yield "pkwt", {**wage, "masa_kerja_bulan": 6, "tka": True, **when}
    yield "pkwt", {**wage, "masa_kerja_bulan": 6, "skala_usaha": "kecil", **when}
    yield "pkwt", {**wage, "tanggal_mulai": date(2020, 1, 1), "tanggal_selesai": max(day, date(2020, 1, 2))}
    yield "thr", {**wage, "masa_kerja_bulan": 3, "masa_kerja_hari": 3, "terlambat": True, **when}
    yield "thr", {**wage, "masa_kerja_bulan": 3, "status": "PKWTT", "hari_phk_sebelum_hari_raya": 5, **when}
    yield "thr", {**wage, "masa_kerja_bulan": 3, "status": "PKWT", "hari_phk_sebelum_hari_raya": 5, **when}
    yield "thr", {"harian_lepas": True, "upah_per_bulan": [1], "masa_kerja_bulan": 3, **when}
    for week in (5, 6):
        sessions = [
            {"jenis_hari": "kerja", "jam": Fraction(5, 2)},
            {"jenis_hari": "libur", "jam": 13},
            {"jenis_hari": "libur_hari_terpendek", "jam": 13},
        ]
        yield "lembur", {**wage, "hari_kerja": week, "sesi": sessions, **when}
        yield "lembur", {"dasar_upah": "harian", "upah_harian": 100_000, "hari_kerja": week, "sesi": sessions, **when}
        yield "cuti_uang", {"upah_sebulan": 5_000_000, "sisa_hari": 3, "hari_kerja": week, **when}
    output = {"dasar_upah": "satuan_hasil", "rata2_12_bulan": 100_000, "upah_minimum": 200_000}
    yield "lembur", {**output, "hari_kerja": 5, "sesi": [{"jenis_hari": "kerja", "jam": 1}], **when}
    yield "lembur", {**wage, "tunjangan_tidak_tetap": 9, "hari_kerja": 5, "sesi": [{"jenis_hari": "kerja", "jam": 1}], **when}
    for reason in ("phk", "pensiun"):
        yield "jkp", {"upah_terakhir_dilaporkan": 10_000, "tanggal_phk": day, "alasan": reason, "iur_bulan_dalam_24": 24}
    for region in tables.regions():
        yield "umk_cek", {"tahun": day.year, **wage, "tunjangan_tetap": 3_000_000, "wilayah": region}
    yield "umk_cek", {"tahun": day.year, **wage, "skala_usaha": "mikro"}
    yield "upah_sakit", {"upah_sebulan": 5_000_000, "lama_bulan": 13, **when}
    for method in ("kalender", "bagi_25", "bagi_21", "jam_173"):
        yield (
            "upah_prorata",
            {"upah_sebulan": 5_000_000, "metode": method, "hari_dijalani": 3, "hari_penuh": 30, "jam": 8, **when},
        )
    yield "jht_iuran", {"upah": 5_000_000, **when}
    yield "jp_iuran", {"upah": 5_000_000, **when}


def test_every_row_is_reachable(tables: LegalTables) -> None:
    used: set[str] = set()
    days = {row.origin.valid_from for row in tables.rows} | {tables.reference_date}
    for day in days:
        for topic, inputs in questions(tables, day):
            outcome = compute(Topic(topic), inputs, tables)
            if isinstance(outcome, Calculation):
                used |= {source.row for source in outcome.sources}
    assert {row.origin.row for row in tables.rows} - used == set()


def test_row_names_are_unique_and_rows_complete(tables: LegalTables) -> None:
    names = [row.origin.row for row in tables.rows]
    assert len(names) == len(set(names))
    for row in tables.rows:
        assert row.origin.urls
        assert row.origin.article
        assert row.origin.verified <= tables.reference_date


# --- a changed law is an edited file -------------------------------------------------------------------


def figure(tables: LegalTables, topic: str, inputs: Mapping[str, object], name: str) -> object:
    outcome = compute(Topic(topic), inputs, tables)
    assert isinstance(outcome, Calculation), outcome
    return outcome.value(name)


def test_a_new_minimum_wage_is_one_more_row() -> None:
    row = """
[[nilai]]
kode = "umk.kota_semarang"
nilai = 3950000.5
berlaku_sejak = 2027-01-01
pasal = "SK Gubernur Jawa Tengah 2026"
"""
    tables = parse_tables(TEXTS | {"upah_minimum.toml": TEXTS["upah_minimum.toml"] + row})
    assert figure(tables, "umk_cek", {"tahun": 2027, "upah_pokok": 3_950_000}, "kekurangan") == Fraction(1, 2)
    assert figure(tables, "umk_cek", {"tahun": 2026, "upah_pokok": 3_950_000}, "umk") == 3_701_709


def test_a_new_area_becomes_a_choice() -> None:
    row = '\n[[nilai]]\nkode = "umk.kabupaten_contoh"\nnilai = 3000000\nberlaku_sejak = 2026-01-01\npasal = "SK"\n'
    tables = parse_tables(TEXTS | {"upah_minimum.toml": TEXTS["upah_minimum.toml"] + row})
    asked = {"tahun": 2026, "upah_pokok": 3_000_000, "wilayah": "kabupaten_contoh"}
    assert figure(tables, "umk_cek", asked, "memenuhi") is True


def test_a_new_reason_and_a_changed_multiplier_need_no_code() -> None:
    closed = changed("phk.toml", 'pasal = "PP 35/2021 Pasal 47"', 'pasal = "PP 35/2021 Pasal 47"\nberlaku_sampai = 2026-12-31')
    closed["phk.toml"] += """
[[alasan]]
kode = "47"
huruf = "f"
uraian = "Perusahaan pailit"
up_kali = 1
upmk_kali = 1
uang_pisah = false
pasal = "Aturan baru"
berlaku_sejak = 2027-01-01

[[alasan]]
kode = "99"
huruf = "z"
uraian = "Alasan baru"
up_kali = 0.25
upmk_kali = 0
uang_pisah = true
pasal = "Aturan baru"
berlaku_sejak = 2027-01-01
"""
    tables = parse_tables(closed)
    asked = {"upah_pokok": 4_000_000, "tanggal_masuk": "2020-01-01"}
    before = {**asked, "alasan": "47", "tanggal_keluar": "2026-12-31"}
    after = {**asked, "alasan": "47", "tanggal_keluar": "2027-01-01"}
    assert figure(tables, "phk", before, "up") == 14_000_000
    assert figure(tables, "phk", after, "up") == 32_000_000
    assert figure(tables, "phk", {**after, "alasan": "99"}, "up") == 8_000_000
    assert compute(Topic.PHK, {**before, "alasan": "99"}, tables).__class__.__name__ == "InputRefused"


def test_results_name_version_and_digest(tables: LegalTables) -> None:
    done = compute(Topic.JHT_IURAN, {"upah": 5_000_000}, tables)
    assert isinstance(done, Calculation)
    assert (done.tables_version, done.tables_digest) == (tables.version, tables.digest)
    assert len(done.tables_digest) == 64
    edited = parse_tables(changed("jht.toml", "# Iuran", "# iuran"))
    assert edited.digest != tables.digest
    assert parse_tables(dict(reversed(TEXTS.items()))).digest == tables.digest


def test_the_day_picks_the_row_at_both_ends(tables: LegalTables) -> None:
    for row in tables.rows:
        if row.origin.valid_to is None:
            continue
        last = row.origin.valid_to
        assert row.origin.holds_on(last)
        assert not row.origin.holds_on(last + timedelta(days=1))
        assert not row.origin.holds_on(row.origin.valid_from - timedelta(days=1))


# --- refusals ---------------------------------------------------------------------------------------

BAD: list[tuple[str, dict[str, str], str, str, str]] = [
    # why, texts, file, row must hold, problem must hold
    ("no package", {k: v for k, v in TEXTS.items() if k != "paket.toml"}, "paket.toml", "", "tidak ada"),
    ("no version", changed("paket.toml", "versi =", "versie ="), "paket.toml", "versi", "teks"),
    ("empty version", changed("paket.toml", '"2026-11-23.1"', '" "'), "paket.toml", "versi", "teks"),
    ("date as text", changed("paket.toml", "= 2026-11-23", '= "2026-11-23"'), "paket.toml", "tanggal_acuan", "tanggal"),
    ("package extra", changed("paket.toml", "versi =", 'x = 1\nversi ='), "paket.toml", "x", "tidak dikenal"),
    ("broken toml", changed("thr.toml", "[[nilai]]", "[[nilai"), "thr.toml", "(berkas)", "TOML"),
    ("unknown kind", changed("thr.toml", "[[nilai]]", "[[angka]]"), "thr.toml", "angka", "jenis baris"),
    ("not an array", TEXTS | {"x.toml": "nilai = 5"}, "x.toml", "nilai", "[[nilai]]"),
    ("array of numbers", TEXTS | {"x.toml": "nilai = [5]"}, "x.toml", "nilai[1]", "kunci dan nilai"),
    ("defaults with values", changed("thr.toml", "[bawaan]", "[bawaan]\nnilai = 5"), "thr.toml", "bawaan", "asal baris"),
    ("unknown code", changed("thr.toml", '"thr.denda"', '"thr.dendaa"'), "thr.toml", "thr.dendaa", "tidak dikenal"),
    ("unknown ladder", changed("phk.toml", '"phk.up"', '"phk.ups"'), "phk.toml", "phk.ups", "tidak dikenal"),
    ("unknown provision", changed("thr.toml", '"thr.upah"', '"thr.gaji"'), "thr.toml", "thr.gaji", "tidak dikenal"),
    ("unknown key", changed("thr.toml", "nilai = 0.05", "nilai = 0.05\nnilia = 1"), "thr.toml", "thr.denda", "'nilia'"),
    ("value absent", changed("thr.toml", "nilai = 0.05\n", ""), "thr.toml", "thr.denda", "'nilai' belum ada"),
    ("article absent", changed("thr.toml", 'pasal = "Permenaker 6/2016 Pasal 10"\n', ""), "thr.toml", "thr.denda", "'pasal'"),
    ("no start", changed("thr.toml", "berlaku_sejak = 2016-03-08\n", ""), "thr.toml", "nilai[1]", "berlaku_sejak"),
    ("value as text", changed("thr.toml", "nilai = 0.05", 'nilai = "0.05"'), "thr.toml", "thr.denda", "angka"),
    ("value as yes", changed("thr.toml", "nilai = 0.05", "nilai = true"), "thr.toml", "thr.denda", "angka"),
    ("value nan", changed("thr.toml", "nilai = 0.05", "nilai = nan"), "thr.toml", "thr.denda", "angka"),
    ("value inf", changed("thr.toml", "nilai = 0.05", "nilai = inf"), "thr.toml", "thr.denda", "angka"),
    ("value huge", changed("thr.toml", "nilai = 0.05", "nilai = 1e9999"), "thr.toml", "thr.denda", "angka"),
    ("percent for share", changed("thr.toml", "nilai = 0.05", "nilai = 5"), "thr.toml", "thr.denda", "batas wajar"),
    ("negative", changed("thr.toml", "nilai = 0.05", "nilai = -0.05"), "thr.toml", "thr.denda", "batas wajar"),
    ("fraction of a divisor", changed("lembur.toml", "nilai = 173", "nilai = 173.5"), "lembur.toml", "pembagi_jam", "bulat"),
    ("missing zeros", changed("upah_minimum.toml", "nilai = 3701709", "nilai = 37017"), "upah_minimum.toml", "2026-01-01", "batas wajar"),
    ("text date", changed("thr.toml", "= 2016-03-08", '= "2016-03-08"'), "thr.toml", "nilai[1]", "tanggal"),
    ("date with time", changed("thr.toml", "= 2016-03-08", "= 2016-03-08T00:00:00"), "thr.toml", "nilai[1]", "tanggal"),
    ("ends before start", changed("jkp.toml", "2025-02-06", "2020-02-06"), "jkp.toml", "jkp.persen mulai 1", "mendahului"),
    ("unknown mark", changed("thr.toml", 'kepastian = "B"', 'kepastian = "Z"'), "thr.toml", "nilai[1]", "kepastian"),
    ("empty article", changed("thr.toml", 'pasal = "Permenaker 6/2016 Pasal 10"', 'pasal = " "'), "thr.toml", "thr.denda", "pasal"),
    ("empty sources", changed("thr.toml", 'sumber = ["https://m', 'sumber = ["", "https://m'), "thr.toml", "nilai[1]", "sumber"),
    ("flag as number", changed("phk.toml", "uang_pisah = false", "uang_pisah = 0"), "phk.toml", "alasan[1] 41", "true atau false"),
    ("unknown topic", changed("thr.toml", 'topik = ["thr"]', 'topik = ["thrr"]'), "thr.toml", "thr_waktu_bayar", "'thrr'"),
    ("rung of a half", changed("phk.toml", "mulai = 3", "mulai = 3.5"), "phk.toml", "mulai 3.5", "bulat"),
    (
        "overlap in time",
        changed("jkp.toml", "berlaku_sampai = 2025-02-06", "berlaku_sampai = 2025-02-07"),
        "jkp.toml",
        "jkp.persen mulai 1",
        "bertumpuk dengan jkp.toml",
    ),
    (
        "same rung twice",
        changed("phk.toml", 'kode = "phk.up"\nmulai = 3', 'kode = "phk.up"\nmulai = 2'),
        "phk.toml",
        "phk.up mulai 2",
        "bertumpuk",
    ),
    (
        "two minimum wages in a year",
        changed("upah_minimum.toml", "2025-12-31", "2026-01-01"),
        "upah_minimum.toml",
        "umk.kota_semarang",
        "bertumpuk",
    ),
    (
        "overlap across files",
        TEXTS | {"zz.toml": TEXTS["jht.toml"]},
        "zz.toml",
        "jht.pengusaha",
        "bertumpuk dengan jht.toml",
    ),
    ("no first rung", changed("phk.toml", '"phk.upmk"\nmulai = 0', '"phk.upmk"\nmulai = 1'), "phk.toml", "phk.upmk", "mulai dari 0"),
    (
        "first rung ends",
        changed("phk.toml", 'pasal = "PP 35/2021 Pasal 40 ayat (3)"', 'pasal = "P"\nberlaku_sampai = 2026-12-31'),
        "phk.toml",
        "phk.upmk mulai 0",
        "mulai dari 0",
    ),
    (
        "rule not in force",
        changed("lembur.toml", "nilai = 173", "nilai = 173\nberlaku_sampai = 2025-12-31"),
        "(paket)",
        "lembur.pembagi_jam",
        "tanggal acuan",
    ),
    ("file missing", {k: v for k, v in TEXTS.items() if k != "upah_sakit.toml"}, "(paket)", "sakit.persen", "tanggal acuan"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "file", "row", "problem"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_bad_table_is_refused_by_name(texts: dict[str, str], file: str, row: str, problem: str) -> None:
    with pytest.raises(LegalTableError) as caught:
        parse_tables(texts)
    assert caught.value.file == file
    assert row in caught.value.row
    assert problem in caught.value.problem
    assert str(caught.value).startswith(file)


def test_the_reader_refuses_what_is_not_text(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "paket.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(LegalTableError, match=r"paket\.toml"):
        read_tables(folder)
