"""A spreadsheet of vacancies: what is read, what is refused and how it is said, and that nothing is saved before somebody confirms."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from siker import clock
from siker.employers.models import Firm, MemberRole
from siker.vacancies import importing, sheet
from siker.vacancies.models import Vacancy
from siker.vacancies.records import proposed_of
from siker.vacancies.sheet import COLUMNS, ROWS_MAX, SheetRefusedError
from siker.vacancies.template import template
from tests.server.siker_firms import firm, member, signed_in

HEAD = ["Nama lowongan", "Golongan jabatan", "Tempat kerja", "Jumlah bebas", "Upah terendah", "Hari terakhir"]


def xlsx(rows: Sequence[Sequence[object]], title: str = "Lowongan") -> bytes:
    """A real workbook."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


STARTS = [b"", b"PK\x03\x04", b"Nama lowongan;Tempat kerja\n"]
GOOD: list[object] = ["Operator jahit", "", "Randugarut, Tugu", 40, 4_000_000.0, None]


def refused(name: str, raw: bytes) -> str:
    """The sentence somebody reads."""
    with pytest.raises(SheetRefusedError) as said:
        sheet.read(name, raw)
    return str(said.value)


def bomb() -> bytes:
    """A small file that unpacks to 200 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<x/>")
        packed.writestr("xl/sharedStrings.xml", b"0" * 200_000_000)
    return out.getvalue()


def with_entity() -> bytes:
    """A workbook whose sheet declares an entity that names a file."""
    source = io.BytesIO(xlsx([HEAD, GOOD]))
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "xl/workbook.xml":
                text = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>' + text.replace(b"Lowongan", b"&y;")
            new.writestr(part, text)
    return out.getvalue()


@pytest.mark.parametrize(("name", "raw", "words"), [
    ("a.xlsx", b"", "kosong"), ("a.pdf", b"%PDF-1.4", "hanya .xlsx dan .csv"), ("a.xls", b"\xd0\xcf\x11\xe0" + b"0" * 600, "Excel lama"),
    ("a.xlsx", b"PK\x03\x04rusak", "tidak bisa dibuka"), ("a.csv", b"x" * (sheet.FILE_MAX + 1), "paling besar 2 MB"),
    ("a.csv", b"Nama;Gaji\nx;1", "Belum ada: Nama lowongan, Tempat kerja"), ("a.csv", b"", "kosong"),
    ("a.csv", b"Nama lowongan;Tempat kerja\n", "Tidak ada baris"), ("a.csv", b"Nama lowongan;Tempat kerja;Usia\nx;y;25", "belum dikenal: Usia"),
    ("a.csv", b"Nama lowongan;Tempat kerja;Tempat kerja\nx;y;z", "ada dua kali"), ("a.csv", b"\xff\xfe\x00", "tidak bisa dibaca"),
    ("a.csv", b"Nama lowongan\x00;Tempat kerja\nx;y", "tidak bisa dibaca"),
    ("a.csv", b"Nama lowongan;Tempat kerja\n" + b"x;y\n" * 10_000, "Paling banyak 200 baris"),
    ("a.csv", b"Nama lowongan;Tempat kerja\n\"" + b"x" * 200_000 + b"\";y", "sangat panjang"),
])  # fmt: skip
def test_files_that_cannot_be_used(name: str, raw: bytes, words: str) -> None:
    assert words in refused(name, raw)


def test_workbooks_that_cannot_be_used() -> None:
    assert "terlalu besar setelah dibuka" in refused("a.xlsx", bomb())
    assert "tidak boleh ada" in refused("a.xlsx", with_entity())
    assert "Paling banyak 200 baris" in refused("a.xlsx", xlsx([HEAD, *[GOOD] * 10_000]))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("word/document.xml", b"<x/>")
    assert "bukan lembar Excel" in refused("a.xlsx", other.getvalue())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.xlsx", "a.csv", "a"]), st.sampled_from(STARTS))
def test_any_bytes_are_rows_or_a_sentence(raw: bytes, name: str, start: bytes) -> None:
    try:
        rows = sheet.read(name, start + raw)
    except SheetRefusedError:
        return
    assert rows


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_workbook_is_rows_or_a_sentence(damage: list[tuple[int, int]]) -> None:
    raw = bytearray(xlsx([HEAD, GOOD]))
    for place, value in damage:
        raw[place % len(raw)] = value
    try:
        rows = sheet.read("a.xlsx", bytes(raw))
    except SheetRefusedError:
        return
    assert len(rows) <= ROWS_MAX


@pytest.mark.parametrize("raw", [
    "Nama lowongan;Tempat kerja;Jumlah bebas\nKasir;Randugarut, Tugu;2\n".encode("utf-8-sig"),
    b'Nama lowongan,Tempat kerja,Jumlah bebas\r\nKasir,"Randugarut, Tugu",2\r\n',
    "Nama lowongan\tTempat kerja\tJumlah bebas\nKasir\tRandugarut, Tugu\t2".encode("utf-16"),
    "NAMA LOWONGAN ;tempat  kerja;Jumlah Bebas\n\n;;\nKasir;Randugarut, Tugu;2".encode("cp1252"),
])  # fmt: skip
def test_csv_as_office_programs_write_it(raw: bytes) -> None:
    (row,) = sheet.read("a.csv", raw)
    assert row.typed == {"title": "Kasir", "tempat": "Randugarut, Tugu", "places_either": "2"}


def test_cells_become_what_somebody_would_have_typed() -> None:
    day = datetime(2027, 8, 17, 10, 0)  # noqa: DTZ001 - cells know no zone
    filled = [["Kasir", None, "Tugu", 2.0, "=1+1", day], [None] * 6, ["Satpam", True, "x", 1.5, 3, ""]]
    rows = sheet.read("a.xlsx", xlsx([HEAD, *filled]))
    assert [(row.number, row.typed) for row in rows] == [
        (2, {"title": "Kasir", "tempat": "Tugu", "places_either": "2", "valid_until": "2027-08-17"}),
        (4, {"title": "Satpam", "kbji": "ya", "tempat": "x", "places_either": "1.5", "wage_min": "3"}),
    ]
    assert rows[0].broken == {"wage_min": "berisi rumus. Salin hasilnya, lalu tempel sebagai nilai."}
    assert rows[0].cells["wage_min"] == "E2"


# --- Against a firm --------------------------------------------------------------------------------------------------
@pytest.fixture
def of(db: None) -> Firm:
    """A verified firm."""
    return firm()


def checked(of: Firm, *rows: Sequence[object], head: Sequence[str] = HEAD) -> list[importing.CheckedRow]:
    """Rows after reading."""
    return importing.check(sheet.read("a.xlsx", xlsx([head, *rows])), of, clock.today(clock.now()))


@pytest.mark.both_databases
def test_problems_name_their_cell_in_plain_words(of: Firm) -> None:
    far = clock.today(clock.now()) + timedelta(days=400)
    head = [*HEAD, "Upah tertinggi", "Umur tertua", "Uraian pekerjaan"]
    good, wrong, long = checked(
        of, [*GOOD, None, None, None],
        ["", "Tukang sulap", "Negeri Dongeng", "banyak", "tiga juta", far, None, None, "maks 25 tahun"],
        ["Kasir", "", "Randugarut, Tugu", 1, 5_000_000, None, 4_000_000, 25, "x" * 30_000], head=head,
    )  # fmt: skip
    assert good.good
    assert not good.notes
    told = {problem.cell: problem.text for problem in wrong.problems}
    assert set(told) == {"A3", "B3", "C3", "D3", "E3"}
    assert told["A3"] == "Nama lowongan belum diisi."
    assert "angka" in told["E3"]
    assert "belum kami kenal" in told["C3"]
    assert {problem.cell: problem.text for problem in long.problems}["I4"] == "Uraian pekerjaan berisi 30.000 huruf, jauh terlalu panjang."


@pytest.mark.both_databases
def test_the_rules_of_a_vacancy_hold_in_a_spreadsheet_too(of: Firm) -> None:
    head = [*HEAD, "Upah tertinggi", "Umur tertua", "Uraian pekerjaan"]
    far = clock.today(clock.now()) + timedelta(days=400)
    low, limited = checked(
        of, ["Kasir", "", "Randugarut, Tugu", 1, 2_000_000, None, None, None, None],
        ["Kasir", "", "Randugarut, Tugu", 1, 5_000_000, far, 4_000_000, 25, "Wanita, belum menikah"], head=head,
    )  # fmt: skip
    assert low.good
    assert "UMK Kota Semarang" in low.notes[0]
    cells = {problem.cell for problem in limited.problems}
    assert {"G3", "F3", "I3"} <= cells
    assert any("Alasan batas umur" in problem.text for problem in limited.problems)


@pytest.mark.both_databases
def test_the_template_can_be_filled_in_and_read_back(of: Firm) -> None:
    book = load_workbook(io.BytesIO(template(of)))
    assert book.sheetnames == ["Lowongan", "Penjelasan", "Jabatan", "Tempat"]
    page, told = book["Lowongan"], book["Penjelasan"]
    assert [cell.value for cell in page[1]] == list(COLUMNS.values())
    examples = {row[0].value: row[2].value for row in told.iter_rows(min_row=2) if row[0].value in set(COLUMNS.values())}
    today = clock.today(clock.now())
    examples |= {"Mulai": today, "Hari terakhir": today + timedelta(days=20)}
    page.append([examples[heading] for heading in COLUMNS.values()])
    out = io.BytesIO()
    book.save(out)
    (row,) = importing.check(sheet.read("templat.xlsx", out.getvalue()), of, today)
    assert row.problems == ()


def upload(client: Client, raw: bytes, name: str = "a.xlsx") -> tuple[int, str]:
    """Send a file as the page does."""
    answer = client.post(reverse("vacancy_import"), {"berkas": SimpleUploadedFile(name, raw)})
    return answer.status_code, answer.content.decode()


def kept(page: str) -> str:
    """The checked rows the page holds."""
    found = re.search(r'name="baris" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.both_databases
def test_nothing_is_saved_before_the_firm_says_so_and_then_once(of: Firm) -> None:
    client = signed_in(member(of, MemberRole.RECRUITER))
    status, page = upload(client, xlsx([HEAD, GOOD, ["", *GOOD[1:]], ["Kasir", *GOOD[1:]]]))
    assert status == 200
    assert "2 baris siap disimpan, 1 baris perlu dibetulkan" in page
    assert "Sel A3" in page
    assert not Vacancy.objects.exists()
    rows = kept(page)
    assert client.post(reverse("vacancy_import_save"), {"baris": rows, "aksi": "ajukan"}).status_code == 302
    assert sorted(Vacancy.objects.values_list("title", "state")) == [("Kasir", "submitted"), ("Operator jahit", "submitted")]
    meant = proposed_of(Vacancy.objects.get(title="Operator jahit"))
    assert meant is not None
    assert (meant.places.either, meant.wage.minimum, meant.kbji, meant.site.kelurahan) == (40, 4_000_000, "8153", "Randugarut")
    again = client.post(reverse("vacancy_import_save"), {"baris": rows, "aksi": "ajukan"})
    assert (again.status_code, Vacancy.objects.count()) == (422, 2)
    assert "sudah tersimpan" in again.content.decode()


@pytest.mark.both_databases
def test_checked_rows_of_one_firm_are_no_rows_of_another(of: Firm) -> None:
    _, page = upload(signed_in(member(of)), xlsx([HEAD, GOOD]))
    other = signed_in(member(firm(2)))
    for text in (kept(page), "karangan", ""):
        answer = other.post(reverse("vacancy_import_save"), {"baris": text, "aksi": "draf"})
        assert answer.status_code == 422
        assert "sekali lagi" in answer.content.decode()
    assert not Vacancy.objects.exists()


@pytest.mark.both_databases
@pytest.mark.parametrize(("raw", "words"), [(b"", "Pilih berkasnya dulu"), (b"x" * (sheet.FILE_MAX + 1), "2 MB"), (b"%PDF", "hanya .xlsx")])
def test_the_page_says_what_is_wrong_with_a_file(of: Firm, raw: bytes, words: str) -> None:
    client = signed_in(member(of))
    answer = client.post(reverse("vacancy_import"), {"berkas": SimpleUploadedFile("a.bin", raw)} if raw else {})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_rows_are_counted_in_one_place() -> None:
    assert f"Paling banyak {ROWS_MAX} baris" in refused("a.xlsx", xlsx([HEAD, *[GOOD] * (ROWS_MAX + 1)]))
