"""Reads a spreadsheet of vacancies without trusting it: .xlsx or .csv, a known set of columns, plain cells, limited in every way.

The result is text by column; what the text means is the form's business. Nothing here writes or opens other files.
"""

from __future__ import annotations

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from domain.occupations import words_of

FILE_MAX = 2 * 1024 * 1024
UNPACKED_MAX = 12 * 1024 * 1024
PARTS_MAX = 200
ROWS_MAX = 200
COLUMNS_MAX = 60
CELL_MAX = 20_000
ROWS_READ = ROWS_MAX + 2

_DAMAGE = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, struct.error, ParseError, LookupError, ValueError, TypeError, AttributeError,
    ArithmeticError, RuntimeError, OSError, EOFError,
)  # fmt: skip
"""Everything openpyxl raises for a file that is not what it says."""

# key of the form's box: the heading of its column
COLUMNS: dict[str, str] = {
    "title": "Nama lowongan", "kbji": "Golongan jabatan", "kbli": "Bidang usaha", "description": "Uraian pekerjaan",
    "places_either": "Jumlah bebas", "places_men": "Jumlah laki-laki", "places_women": "Jumlah perempuan", "reason_sex": "Alasan jenis kelamin",
    "contract": "Ikatan kerja", "placement": "Penempatan", "tempat": "Tempat kerja", "alamat": "Alamat", "negara": "Negara",
    "education": "Pendidikan", "majors": "Jurusan", "experience_years": "Pengalaman", "skills": "Keterampilan",
    "wage_min": "Upah terendah", "wage_max": "Upah tertinggi", "wage_shown": "Tampilkan upah", "shift": "Waktu kerja", "hours": "Jam kerja",
    "benefits": "Fasilitas", "training": "Pelatihan", "transport": "Transpor", "disability_welcome": "Terbuka disabilitas",
    "disability_note": "Persiapan disabilitas", "limit_age_min": "Umur termuda", "limit_age_max": "Umur tertua", "reason_age": "Alasan umur",
    "limit_looks": "Keadaan fisik", "reason_looks": "Alasan keadaan fisik", "valid_from": "Mulai", "valid_until": "Hari terakhir",
    "contact_name": "Penghubung", "contact_phone": "Telepon", "contact_email": "Email", "wllp_number": "Nomor WLLP",
}  # fmt: skip
NEEDED = ("title", "tempat")


class SheetRefusedError(Exception):
    """The file cannot be used; the text is the sentence for whoever sent it."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One filled row: its number in the file, the text by column, and cells that could not be read."""

    number: int
    typed: dict[str, str]
    cells: dict[str, str]
    broken: dict[str, str]


def read(name: str, raw: bytes) -> list[SheetRow]:
    """The filled rows of a file. Raises SheetRefusedError."""
    if not raw:
        raise SheetRefusedError("Berkasnya kosong. Isi templatnya dulu, simpan, lalu pilih lagi.")
    if len(raw) > FILE_MAX:
        raise SheetRefusedError("Berkas terlalu besar, paling besar 2 MB. Bagi menjadi beberapa berkas.")
    if raw[:2] == b"PK":
        rows = _xlsx(raw)
    elif raw[:4] == b"\xd0\xcf\x11\xe0":
        raise SheetRefusedError("Ini berkas Excel lama (.xls). Simpan sebagai .xlsx dulu, lalu pilih lagi.")
    elif name.lower().endswith((".csv", ".txt")):
        rows = _csv(raw)
    else:
        raise SheetRefusedError("Yang bisa dibaca hanya .xlsx dan .csv. Unduh templatnya, isi, lalu pilih berkas itu.")
    return list(_by_column(rows))


def _xlsx(raw: bytes) -> Iterator[Sequence[object]]:
    broken = SheetRefusedError("Berkas Excel ini tidak bisa dibuka. Simpan lagi sebagai .xlsx dari Excel atau LibreOffice.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = packed.infolist()
    except zipfile.BadZipFile:
        raise broken from None
    if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_MAX:
        raise SheetRefusedError("Isi berkas ini terlalu besar setelah dibuka. Salin barisnya saja ke templat baru, tanpa gambar.")
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise SheetRefusedError("Berkas ini bukan lembar Excel. Yang bisa dibaca hanya .xlsx dan .csv.")
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        sheet = next((book[name] for name in book.sheetnames if name.casefold() == "lowongan"), None) or book.worksheets[0]
        rows = [
            tuple(_Formula() if cell.data_type == "f" else cell.value for cell in row)
            for row in sheet.iter_rows(max_row=ROWS_READ, max_col=COLUMNS_MAX)
        ]
        book.close()
    except _DAMAGE as error:
        if isinstance(error, DefusedXmlException) or isinstance(error.__cause__, DefusedXmlException):
            raise SheetRefusedError("Berkas ini berisi hal yang tidak boleh ada di lembar Excel. Salin barisnya ke templat baru.") from None
        raise broken from None
    return iter(rows)


class _Formula:
    """A cell that is worked out by a program; we read only what is written."""


def _csv(raw: bytes) -> Iterator[Sequence[object]]:
    text = _decoded(raw)
    first = text.partition("\n")[0]
    mark = max(";,\t", key=first.count)
    rows: list[Sequence[object]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            rows.append(row[:COLUMNS_MAX])
            if len(rows) >= ROWS_READ:
                break
    except csv.Error:
        raise SheetRefusedError("Ada isian yang sangat panjang atau tanda kutip yang tidak ditutup. Periksa berkasnya.") from None
    return iter(rows)


def _decoded(raw: bytes) -> str:
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encodings: Iterable[str] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise SheetRefusedError("Huruf di berkas ini tidak bisa dibaca. Simpan sebagai CSV UTF-8, atau pakai .xlsx.")


def _by_column(rows: Iterator[Sequence[object]]) -> Iterator[SheetRow]:
    header = next(rows, ())
    keys = _keys(header)
    found = 0
    for number, row in enumerate(rows, 2):
        typed: dict[str, str] = {}
        cells: dict[str, str] = {}
        broken: dict[str, str] = {}
        for place, value in enumerate(row):
            key = keys.get(place)
            if key is None:
                continue
            cells[key] = f"{get_column_letter(place + 1)}{number}"
            text = _text(value, broken, key)
            if text:
                typed[key] = text
        if not typed and not broken:
            continue
        found += 1
        if found > ROWS_MAX:
            raise SheetRefusedError(f"Paling banyak {ROWS_MAX} baris dalam satu berkas. Bagi menjadi beberapa berkas.")
        yield SheetRow(number, typed, cells, broken)
    if not found:
        raise SheetRefusedError("Tidak ada baris yang terisi di bawah judul kolom.")


def _keys(header: Sequence[object]) -> dict[int, str]:
    """The form's box of every column. Raises SheetRefusedError for headings we do not know or that are missing."""
    known = {words_of(heading): key for key, heading in COLUMNS.items()}
    keys: dict[int, str] = {}
    strange: list[str] = []
    for place, value in enumerate(header):
        heading = value if isinstance(value, str) else ""
        if not heading.strip():
            continue
        key = known.get(words_of(heading))
        if key is None:
            strange.append(" ".join(heading.split())[:40])
        elif key in keys.values():
            raise SheetRefusedError(f"Kolom “{COLUMNS[key]}” ada dua kali. Hapus salah satunya.")
        else:
            keys[place] = key
    missing = [COLUMNS[key] for key in NEEDED if key not in keys.values()]
    if missing:
        more = f" Yang ada: {', '.join(strange[:8])}." if strange else ""
        said = f"Judul kolom di baris pertama belum sesuai. Belum ada: {', '.join(missing)}.{more}"
        raise SheetRefusedError(f"{said} Unduh templatnya, lalu salin isinya ke sana.")
    if strange:
        said = f"Ada kolom yang belum dikenal: {', '.join(strange[:8])}."
        raise SheetRefusedError(f"{said} Hapus kolom itu, atau samakan judulnya dengan templat.")
    return keys


def _text(value: object, broken: dict[str, str], key: str) -> str:
    """What a cell says, as somebody would have typed it."""
    if isinstance(value, _Formula):
        broken[key] = "berisi rumus. Salin hasilnya, lalu tempel sebagai nilai."
        return ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).replace("\x00", "").strip()
    if text.startswith("="):
        broken[key] = "berisi rumus. Salin hasilnya, lalu tempel sebagai nilai."
        return ""
    if len(text) > CELL_MAX:
        count = f"{len(text):,}".replace(",", ".")
        broken[key] = f"berisi {count} huruf, jauh terlalu panjang."
        return ""
    return text
