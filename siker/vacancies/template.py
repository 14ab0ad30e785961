"""The spreadsheet firms fill in: the sheet itself, what belongs in every column, and the lists to choose from."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from assets.vacancy_tables import sectors
from domain.vacancy.rules import LIMITS, VALID_DAYS_MAX
from siker.employers.models import Firm
from siker.vacancies import public_words, words
from siker.vacancies.form import occupations
from siker.vacancies.sheet import COLUMNS, NEEDED, ROWS_MAX
from siker.web import places

_YES = "ya atau tidak."
_SELDOM = "Biasanya kosong. Hanya dengan alasan dari pekerjaannya."


def _listed(names: list[str]) -> str:
    return "Salah satu: " + "; ".join(names)


def _explained() -> list[tuple[str, str, str]]:
    """Heading, what belongs there, an example."""
    said = {
        "title": ("Harus diisi. Seperti Anda menyebutnya.", "Operator jahit"),
        "kbji": (
            "Nama dari lembar “Jabatan”. Boleh kosong bila sama dengan nama lowongan; “-” bila belum ada di daftar.",
            "Operator mesin jahit",
        ),
        "kbli": ("Huruf. Kosong: bidang usaha perusahaan. " + "; ".join(f"{letter} {name}" for letter, name in sectors()), "C"),
        "description": (
            f"Paling panjang {LIMITS['description']} huruf. Tanpa batas umur, penampilan, atau status kawin.",
            "Menjahit kemeja, bagian lengan dan kerah.",
        ),
        "places_either": ("Jumlah orang, laki-laki atau perempuan.", "40"),
        "places_men": ("Hanya bila pekerjaannya menuntut.", ""),
        "places_women": ("Hanya bila pekerjaannya menuntut.", ""),
        "reason_sex": ("Harus ada bila semua tempat untuk satu jenis kelamin.", ""),
        "contract": (_listed(list(public_words.CONTRACTS.values())), "Kontrak (PKWT)"),
        "placement": (_listed(list(public_words.PLACEMENTS.values())), ""),
        "tempat": ("Harus diisi. Kelurahan dan kecamatan.", "Randugarut, Tugu"),
        "alamat": ("Jalan, nomor, kawasan.", "Jl. Contoh Industri 1"),
        "negara": ("Hanya untuk kerja di luar negeri.", ""),
        "education": (_listed([name for _, name in words.education_options()]), "SMP / MTs / Paket B"),
        "majors": ("Pisahkan dengan titik koma.", "Tata Busana"),
        "experience_years": ("Tahun, angka. Kosong: tanpa pengalaman boleh.", "1"),
        "skills": ("Pisahkan dengan titik koma.", "Mesin jahit; Obras"),
        "wage_min": ("Rupiah sebulan, angka.", "3800000"),
        "wage_max": ("Rupiah sebulan, angka.", "4200000"),
        "wage_shown": (f"{_YES} Kosong: ya.", "ya"),
        "shift": (_listed(list(public_words.SHIFTS.values())), "Bergilir (shift)"),
        "hours": ("Bebas.", "Senin–Sabtu, 07.00–15.00"),
        "benefits": ("Bebas.", "Makan siang, seragam"),
        "training": (_YES, "ya"),
        "transport": (_YES, ""),
        "disability_welcome": (_YES, "ya"),
        "disability_note": ("Yang sudah disiapkan.", "Jalan landai"),
        "limit_age_min": (_SELDOM, ""),
        "limit_age_max": (_SELDOM, ""),
        "reason_age": ("Harus ada bila umur dibatasi.", ""),
        "limit_looks": (_SELDOM, ""),
        "reason_looks": ("Harus ada bila keadaan fisik dibatasi.", ""),
        "valid_from": ("Tanggal. Kosong: hari ini.", "17-08-2027"),
        "valid_until": (f"Tanggal, paling lama {VALID_DAYS_MAX} hari. Kosong: sebulan.", "16-09-2027"),
        "contact_name": ("Kosong: penghubung perusahaan.", ""),
        "contact_phone": ("Kosong: telepon perusahaan.", ""),
        "contact_email": ("Kosong: email perusahaan.", ""),
        "not_limits": (f"{_YES} Hanya bila ditanya: kata yang terbaca sebagai batas itu bukan syarat pelamar.", ""),
        "wllp_number": ("Nomor laporan Wajib Lapor Lowongan Pekerjaan, bila sudah.", ""),
    }
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
    told.append([f"Paling banyak {ROWS_MAX} baris. Isi lembar “Lowongan” saja. Kolom yang tidak dipakai boleh dihapus."])
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
