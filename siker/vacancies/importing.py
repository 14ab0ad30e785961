"""A spreadsheet of vacancies to drafts: every row read like the form, its problems by cell, and nothing saved before somebody says so."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime

import uuid6
from django.core import signing
from django.db import transaction
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from assets.vacancy_tables import sectors
from domain.vacancy.rules import LIMITS, VALID_DAYS_MAX
from siker import clock
from siker.audit.models import AuditAction, Entry
from siker.audit.services import Actor, record
from siker.employers.models import Firm
from siker.vacancies import services, words
from siker.vacancies.form import Identity, VacancyForm, fresh, occupations
from siker.vacancies.sheet import COLUMNS, NEEDED, ROWS_MAX, SheetRow
from siker.web import places

KEPT_MAX = 1_500_000
CONFIRM_WITHIN_S = 3600
_CELL_OF = {"tempat_kode": "tempat", "not_limits": "title"}


class ImportGoneError(Exception):
    """The checked rows are too old, were changed, or were saved already; the text is the sentence."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing to mend: in which cell (empty when its column is not there), and what."""

    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row after reading it like the form."""

    number: int
    title: str
    typed: dict[str, str]
    problems: tuple[RowProblem, ...]
    notes: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether it may be saved."""
        return not self.problems


def check(rows: list[SheetRow], firm: Firm, today: date) -> list[CheckedRow]:
    """Every row with what must be mended in it."""
    seen: dict[tuple[str, str], int] = {}
    checked = []
    for row in rows:
        typed = _filled(row.typed, firm, today)
        form = VacancyForm(typed, Identity(str(uuid6.uuid7()), "", firm, today))
        problems = [RowProblem(row.cells.get(key, ""), f"{COLUMNS[key]} {said}") for key, said in row.broken.items()]
        for box in form.errors:
            key = _CELL_OF.get(box.name, box.name)
            if key not in row.broken:
                problems.append(RowProblem(row.cells.get(key, ""), box.summary))
        notes = [note for section in form.sections for box in section.boxes for note in box.notes]
        twin = seen.setdefault((typed.get("title", "").casefold(), typed.get("tempat", "").casefold()), row.number)
        if twin != row.number:
            notes.append(f"Sama dengan baris {twin}. Bila memang satu lowongan, jumlahkan saja orangnya.")
        checked.append(CheckedRow(row.number, row.typed.get("title", "")[:120], typed, tuple(problems), tuple(notes)))
    return checked


def _filled(typed: dict[str, str], firm: Firm, today: date) -> dict[str, str]:
    """Empty cells take what a new form would hold, except the numbers of people."""
    given = {**fresh(firm, today), **typed}
    if not any(name in typed for name in ("places_either", "places_men", "places_women")):
        given["places_either"] = ""
    elif "places_either" not in typed:
        given.pop("places_either")
    if typed.get("tempat"):
        given.pop("tempat_kode", None)
        if not typed.get("alamat"):
            given.pop("alamat", None)
    return given


def keep(rows: list[CheckedRow], firm: Firm) -> str:
    """The good rows as signed text for the page, so that nothing is stored before somebody confirms. Raises ImportGoneError."""
    text = signing.dumps(
        {"id": str(uuid6.uuid7()), "rows": [row.typed for row in rows if row.good]}, salt=_salt(firm), compress=True
    )
    if len(text) > KEPT_MAX:
        raise ImportGoneError("Isi berkas ini terlalu banyak untuk sekali jalan. Bagi menjadi dua berkas.")
    return text


def _salt(firm: Firm) -> str:
    return f"vacancy-import/{firm.pk}"


@transaction.atomic
def save(kept: str, firm: Firm, actor: Actor, now: datetime, *, hand_in: bool) -> tuple[int, int]:
    """Drafts of the confirmed rows, handed in as well when wanted. Returns how many were saved and how many of them handed in.

    Raises ImportGoneError; the same rows are saved only once.
    """
    try:
        held = signing.loads(kept, salt=_salt(firm), max_age=CONFIRM_WITHIN_S)
    except signing.SignatureExpired:
        raise ImportGoneError("Halaman ini sudah lebih dari satu jam. Pilih berkasnya sekali lagi.") from None
    except signing.BadSignature:
        raise ImportGoneError("Isi halaman ini tidak utuh lagi. Pilih berkasnya sekali lagi.") from None
    Firm.objects.select_for_update().get(pk=firm.pk)
    subject = f"impor/{held['id']}"
    if Entry.objects.filter(action=AuditAction.VACANCIES_IMPORTED.value, subject=subject).exists():
        raise ImportGoneError("Baris-baris ini sudah tersimpan sebelumnya.")
    today, saved, handed = clock.today(now), 0, 0
    for typed in held["rows"]:
        form = VacancyForm(typed, Identity(str(uuid6.uuid7()), services.new_number(), firm, today))
        row = services.draft(firm, form.typed, form.vacancy, actor, now, confirmed=form.confirmed)
        saved += 1
        if hand_in and form.ready:
            services.submit(row.pk, actor, now)
            handed += 1
    record(actor, AuditAction.VACANCIES_IMPORTED, subject, now, f"{saved} baris, {handed} diajukan")
    return saved, handed


# --- The template ----------------------------------------------------------------------------------------------------
def _explained() -> list[tuple[str, str, str]]:
    """Heading, what belongs there, an example."""
    def listed(names: list[str]) -> str:
        return "Salah satu: " + "; ".join(names)

    said = {
        "title": ("Harus diisi. Seperti Anda menyebutnya.", "Operator jahit"),
        "kbji": ("Nama dari daftar di lembar “Jabatan”. Boleh kosong bila namanya sama dengan nama lowongan; “-” bila belum ada di daftar.", "Operator mesin jahit"),
        "kbli": ("Huruf bidang usaha. Kosong: bidang usaha perusahaan. " + "; ".join(f"{a} {b}" for a, b in sectors()), "C"),
        "description": (f"Paling panjang {LIMITS['description']} huruf. Tanpa batas umur, penampilan, atau status kawin.", "Menjahit kemeja, bagian lengan dan kerah."),
        "places_either": ("Jumlah orang, laki-laki atau perempuan.", "40"), "places_men": ("Hanya bila pekerjaannya menuntut.", ""),
        "places_women": ("Hanya bila pekerjaannya menuntut.", ""), "reason_sex": ("Harus ada bila semua tempat untuk satu jenis kelamin.", ""),
        "contract": (listed(list(words.CONTRACTS.values())), "Kontrak (PKWT)"), "placement": (listed(list(words.PLACEMENTS.values())), ""),
        "tempat": ("Harus diisi. Kelurahan dan kecamatan.", "Randugarut, Tugu"), "alamat": ("Jalan, nomor, kawasan.", "Jl. Contoh Industri 1"),
        "negara": ("Hanya untuk kerja di luar negeri.", ""), "education": (listed([name for _, name in words.education_options()]), "SMP / MTs / Paket B"),
        "majors": ("Pisahkan dengan titik koma.", "Tata Busana"), "experience_years": ("Tahun, angka. Kosong: tanpa pengalaman boleh.", "1"),
        "skills": ("Pisahkan dengan titik koma.", "Mesin jahit; Obras"), "wage_min": ("Rupiah sebulan, angka.", "3800000"), "wage_max": ("Rupiah sebulan, angka.", "4200000"),
        "wage_shown": ("ya atau tidak. Kosong: ya.", "ya"), "shift": (listed(list(words.SHIFTS.values())), "Bergilir (shift)"), "hours": ("Bebas.", "Senin–Sabtu, 07.00–15.00"),
        "benefits": ("Bebas.", "Makan siang, seragam"), "training": ("ya atau tidak.", "ya"), "transport": ("ya atau tidak.", ""),
        "disability_welcome": ("ya atau tidak.", "ya"), "disability_note": ("Yang sudah disiapkan.", "Jalan landai"),
        "limit_age_min": ("Biasanya kosong. Hanya dengan alasan dari pekerjaannya.", ""), "limit_age_max": ("Biasanya kosong. Hanya dengan alasan dari pekerjaannya.", ""),
        "reason_age": ("Harus ada bila umur dibatasi.", ""), "limit_looks": ("Biasanya kosong.", ""), "reason_looks": ("Harus ada bila keadaan fisik dibatasi.", ""),
        "valid_from": ("Tanggal. Kosong: hari ini.", "17-08-2027"), "valid_until": (f"Tanggal, paling lama {VALID_DAYS_MAX} hari. Kosong: sebulan.", "16-09-2027"),
        "contact_name": ("Kosong: penghubung perusahaan.", ""), "contact_phone": ("Kosong: telepon perusahaan.", ""), "contact_email": ("Kosong: email perusahaan.", ""),
        "wllp_number": ("Nomor laporan Wajib Lapor Lowongan Pekerjaan, bila sudah.", ""),
    }  # fmt: skip
    return [(heading, *said[key]) for key, heading in COLUMNS.items()]


def template(firm: Firm) -> bytes:
    """An .xlsx to fill in: the sheet itself, an explanation of every column, and the lists to choose from."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Lowongan"
    sheet.append(list(COLUMNS.values()))
    for place, key in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, place)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="0A4A5C" if key in NEEDED else "40505A")
        sheet.column_dimensions[get_column_letter(place)].width = 40 if key == "description" else 20
    sheet.freeze_panes = "B2"
    told = book.create_sheet("Penjelasan")
    told.append(["Kolom", "Isinya", "Contoh"])
    for line in _explained():
        told.append(list(line))
    told.append([])
    told.append([f"Paling banyak {ROWS_MAX} baris. Isi lembar “Lowongan” saja; lembar lain tidak dibaca. Kolom yang tidak dipakai boleh dihapus."])
    jobs = book.create_sheet("Jabatan")
    jobs.append(["Golongan jabatan", "Kode KBJI"])
    for item in sorted(occupations(), key=lambda item: item.jabatan):
        jobs.append([item.jabatan, item.kbji])
    where = book.create_sheet("Tempat")
    where.append(["Kelurahan, kecamatan"])
    for offer in places.offers(firm.region):
        where.append([offer])
    for extra in (told, jobs, where):
        for cell in extra[1]:
            cell.font = Font(bold=True)
        extra.column_dimensions["A"].width = 34
    told.column_dimensions["B"].width = 90
    told.column_dimensions["C"].width = 34
    for line_cells in told.iter_rows(min_row=2, max_col=2, min_col=2):
        line_cells[0].alignment = Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
