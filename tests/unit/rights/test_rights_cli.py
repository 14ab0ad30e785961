"""The command line: cases in, one entry per case out, exact decimals, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rights import LegalTables, Topic
from kiosk.rights_cli import TABLES, answer, main

ROOT = Path(__file__).parents[3]
VECTORS = ROOT / "tests" / "data" / "rights_vectors.json"


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, Any]:
    code = main(argv)
    return code, json.loads(capsys.readouterr().out, parse_float=Decimal)


def ask(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str | bytes) -> tuple[int, Any]:
    file = tmp_path / "cases.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return run(capsys, str(file))


def test_all_vectors_through_the_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.rights_cli", str(VECTORS)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    answers = {entry["id"]: entry["result"] for entry in json.loads(done.stdout)}
    for vector in json.loads(VECTORS.read_text("utf-8")):
        found = answers[vector["id"]]
        assert {key: found[key] for key in vector["expected"]} == vector["expected"]
        assert found["steps"]
        assert found["tables"]["version"]
    assert done.stderr == ""


def test_one_entry_per_case_in_order(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    cases = """[
      {"id": "a", "topic": "jht_iuran", "inputs": {"upah": 5000000}},
      {"id": "b", "topic": "gaji", "inputs": {}},
      {"id": 3, "topic": "jht_iuran"},
      5, null, [],
      {"topic": "jht_iuran", "inputs": []},
      {"id": "n", "topic": "jht_iuran", "inputs": {"upah": NaN}},
      {"id": "i", "topic": "pph21_final", "inputs": {"jenis": "pesangon", "bruto": -Infinity}},
      {"id": "e", "topic": "jht_iuran", "inputs": {"upah": 5e6}},
      {"id": "h", "topic": "jht_iuran", "inputs": {"upah": 1000000000000000000}}
    ]"""
    code, out = ask(capsys, tmp_path, cases)
    assert code == 0
    assert [entry["id"] for entry in out] == ["a", "b", 3, None, None, None, None, "n", "i", "e", "h"]
    assert out[0]["result"]["iuran_bulanan"] == 285_000
    codes = [entry["error"]["code"] for entry in out[1:]]
    assert codes == [
        "unknown_topic",
        "missing",
        *["not_an_object"] * 4,
        *["not_a_whole_number"] * 3,
        "too_large",
    ]
    assert all(set(entry["error"]) == {"code", "field", "message"} for entry in out[1:])
    assert all(entry["error"]["message"].endswith(".") for entry in out[1:])


def test_numbers_with_thousands_of_digits(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = '[{"id": 1, "topic": "jht_iuran", "inputs": {"upah": %s}}]'
    _, out = ask(capsys, tmp_path, case % ("9" * 6000))
    assert out[0]["error"]["code"] == "too_large"
    _, out = ask(capsys, tmp_path, case % ("-" + "9" * 6000))
    assert out[0]["error"]["code"] == "negative"
    pkwt = '[{"id": 1, "topic": "pkwt", "inputs": {"upah_pokok": 5000000, "masa_kerja_bulan": %s}}]'
    for number in ("1e999999999", "1e99999999999999999999999", "0." + "3" * 5000, "1E-400"):
        _, out = ask(capsys, tmp_path, pkwt % number)
        assert out[0]["error"]["code"] in {"not_a_number", "too_many_decimals"}


@pytest.mark.parametrize(
    "text",
    [b"", b"{}", b"5", b'"x"', b"[", b"\xff\xfe\x00", b'{"id": 1}', b"[" * 100_000, b"[{]"],
    ids=["empty", "object", "number", "text", "cut", "binary", "one case", "deep", "wrong"],
)
def test_unreadable_files(text: bytes, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out = ask(capsys, tmp_path, text)
    assert code == 2
    assert out == [
        {
            "id": None,
            "error": {
                "code": "unreadable",
                "field": "berkas",
                "message": "Berkas tidak bisa dibaca. Pastikan isinya JSON berupa daftar kasus.",
            },
        }
    ]


def test_missing_file_and_bad_arguments(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, str(tmp_path / "none.json"))[0] == 2
    assert main(["--bogus"]) == 2
    assert main([]) == 2
    assert main(["--help"]) == 0


def test_a_bad_table_stops_with_its_row_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for file in TABLES.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text("utf-8").replace("nilai = 173", "nilai = -173"), "utf-8")
    assert main(["--topics", "--tables", str(tmp_path)]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "cuti.toml" in captured.err
    assert "prorata.jam_173" in captured.err
    assert main(["--topics", "--tables", str(tmp_path / "none")]) == 3


def test_empty_list_and_byte_order_mark(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert ask(capsys, tmp_path, "[]") == (0, [])
    assert ask(capsys, tmp_path, "\ufeff[]".encode()) == (0, [])


def test_topics_describe_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "--topics")
    assert code == 0
    assert [topic["topic"] for topic in out] == [str(topic) for topic in Topic]
    fields = {topic["topic"]: {field["id"]: field for field in topic["fields"]} for topic in out}
    assert len(fields["phk"]["alasan"]["choices"]) == 26
    assert fields["phk"]["upah_pokok"] | {"question": "", "hint": ""} == {
        "id": "upah_pokok",
        "kind": "rupiah",
        "unit": "rupiah",
        "min": 10_000,
        "max": 1_000_000_000,
        "required": True,
        "default": None,
        "choices": [],
        "label": "Upah pokok",
        "question": "",
        "hint": "",
        "when": [
            {"field": "skala_usaha", "values": ["menengah", "besar"]},
            {"field": "dasar_upah", "values": ["bulanan"]},
        ],
        "items": [],
    }
    assert {choice["value"] for choice in fields["umk_cek"]["wilayah"]["choices"]} == {"kota_semarang", "jawa_tengah"}
    assert {item["id"] for item in fields["lembur"]["sesi"]["items"]} == {"jenis_hari", "jam", "menit", "kali"}
    assert next(topic for topic in out if topic["topic"] == "pkwt")["alternatives"][0]["one_of"] == [
        ["masa_kerja_bulan", "masa_kerja_hari"],
        ["periode_bulan"],
        ["tanggal_mulai", "tanggal_selesai"],
    ]


def test_exact_decimals_in_and_out(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code = main([str(VECTORS)])
    text = capsys.readouterr().out
    assert code == 0
    assert '"umk": 3060348.78' in text
    assert '"up_pengali": 1.75' in text
    inputs = '{"hak_up_upmk_uang_pisah": 100, "manfaat_pensiun": 100, "porsi_iuran_pengusaha": 0.285}'
    _, out = ask(capsys, tmp_path, f'[{{"id": 1, "topic": "phk_offset_pensiun", "inputs": {inputs}}}]')
    assert out[0]["result"]["diperhitungkan"] == 29  # 28,5 half-up; the nearest double is below 28,5


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=True) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(
    case=_json
    | st.fixed_dictionaries({"id": _json, "topic": st.sampled_from([str(topic) for topic in Topic]) | _json, "inputs": _json})
)
def test_any_case_is_answered(case: object, tables: LegalTables) -> None:
    entry = answer(case, tables)
    assert "id" in entry
    assert ("result" in entry) is not ("error" in entry)


def test_endless_fractions_are_written_as_text() -> None:
    from kiosk.rights_cli import _pieces

    assert "".join(_pieces([Fraction(1, 3), Fraction(1, 4), Decimal("NaN")], 0)) == '[\n  "1/3",\n  0.25,\n  null\n]'
