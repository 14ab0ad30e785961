"""The words of vacancies on the portal: names of choices, and what each remark says to the employer and to the officer."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from assets.vacancy_tables import remark_sentences, sectors
from domain.seeker import EducationLevel
from domain.vacancy import LimitKind, VacancyState
from domain.vacancy.rules import VALID_DAYS_MAX, Remark
from siker.vacancies.models import CloseReason
from siker.web.words import rupiah_text, term

E = TypeVar("E", bound=StrEnum)

STATES = {
    VacancyState.DRAFT: "Draf", VacancyState.SUBMITTED: "Menunggu Disnaker", VacancyState.RETURNED: "Perlu diperbaiki",
    VacancyState.PUBLISHED: "Tayang", VacancyState.CLOSED: "Ditutup",
}  # fmt: skip
CLOSE_REASONS = {
    CloseReason.FILLED: "semua tempat terisi", CloseReason.EXPIRED: "masa berlakunya habis",
    CloseReason.EMPLOYER: "ditutup perusahaan", CloseReason.OFFICER: "ditutup Disnaker", CloseReason.FIRM_GONE: "perusahaannya berhenti",
}  # fmt: skip
LIMIT_NAMES = {
    LimitKind.AGE_MIN.value: "umur paling muda", LimitKind.AGE_MAX.value: "umur paling tua", LimitKind.SEX.value: "jenis kelamin",
    LimitKind.MARITAL.value: "status perkawinan", LimitKind.LOOKS.value: "keadaan fisik", "origin": "agama, suku, atau asal",
}  # fmt: skip
PARTS = {
    "title": "Nama lowongan", "description": "Uraian pekerjaan", "benefits": "Fasilitas", "hours": "Jam kerja", "skills": "Keterampilan",
    "majors": "Jurusan",
}  # fmt: skip
HINTS: Mapping[str, str] = {
    "title": "Seperti Anda menyebutnya: Operator jahit, Kasir, Sopir forklif.",
    "description": "Apa yang dikerjakan sehari-hari, dan apa yang perlu disiapkan pelamar. Tanpa batas umur, penampilan, atau status kawin.",
    "places_either": "Jumlah orang. Biasanya cukup isi yang ini.",
    "places_men": "Hanya bila pekerjaannya menuntut.",
    "places_women": "Hanya bila pekerjaannya menuntut.",
    "tempat": "Misalnya: Randugarut, Tugu. Mulai ketik, lalu pilih. Dari sini jarak ke rumah pelamar dihitung.",
    "alamat": "Jalan, nomor, kawasan.",
    "negara": "Hanya untuk kerja di luar negeri.",
    "education": "Kosongkan bila pendidikan apa pun boleh.",
    "majors": "Satu per baris. Kosongkan bila jurusan apa pun boleh.",
    "experience_years": "Kosongkan bila tanpa pengalaman boleh.",
    "skills": "Satu per baris, misalnya: mesin jahit high speed.",
    "wage_min": "Rupiah. Boleh kosong, tetapi lowongan dengan upah lebih dipercaya.",
    "wage_max": "Boleh kosong.",
    "hours": "Misalnya: Senin sampai Sabtu, 07.00–15.00",
    "benefits": "Misalnya: makan siang, BPJS, seragam.",
    "disability_note": "Misalnya: jalan landai, toilet kursi roda, juru bahasa isyarat.",
    "limit_looks": "Misalnya: tidak buta warna.",
    "contact_phone": "Telepon kantor lebih baik daripada nomor pribadi.",
    "wllp_number": "Boleh kosong.",
    "kbji": "Pilih yang paling mirip. Pelamar mencari dengan golongan ini juga.",
    "valid_until": f"Paling lama {VALID_DAYS_MAX} hari. Malam harinya lowongan turun sendiri.",
}
CONFIRM_HERE = "centang di bawah"
"""What the form says where a spreadsheet has a column."""
DISABILITY_LEAD = "Perusahaan swasta mempekerjakan paling sedikit 1 % penyandang disabilitas (UU 8/2016 Pasal 53)."
LIMITS_LEAD = (
    "Umur, jenis kelamin, dan keadaan fisik hanya boleh dibatasi bila sifat pekerjaannya menuntut, dengan alasan"
    " (SE Menaker M/6/HK.04/V/2025). Status kawin tidak boleh ditanyakan."
)


def options(names: Mapping[E, str]) -> list[tuple[str, str]]:
    """Choices for a box."""
    return [(value.value, shown) for value, shown in names.items()]


def education_options() -> list[tuple[str, str]]:
    """The levels of education, in rising order."""
    return [(level.value, term("education", level.value)) for level in EducationLevel]


def _blanks(remark: Remark) -> dict[str, str | int]:
    blanks: dict[str, str | int] = dict(remark.params)
    blanks["part_name"] = PARTS.get(remark.part, remark.part).lower()
    blanks["kind_name"] = LIMIT_NAMES.get(str(blanks.get("kind", "")), "")
    floor = blanks.get("floor")
    blanks["floor_text"] = rupiah_text(floor) if isinstance(floor, int) else ""
    return blanks


def to_employer(remark: Remark) -> str:
    """What stands beside the employer's box; empty when it is for officers only."""
    return remark_sentences()[remark.code][0].format(**_blanks(remark))


def to_officer(remark: Remark) -> str:
    """What an officer reads."""
    return remark_sentences()[remark.code][1].format(**_blanks(remark))


def sector_name(letter: str) -> str:
    """The name of a section of KBLI."""
    return dict(sectors()).get(letter, letter or "–")
