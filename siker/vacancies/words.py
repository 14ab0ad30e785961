"""The words of vacancies on the portal: names of choices, and what each remark says to the employer and to the officer."""

from __future__ import annotations

from collections.abc import Mapping

from assets.vacancy_tables import sectors
from domain.seeker import Disability, EducationLevel
from domain.vacancy import ContractType, LimitKind, PlacementKind, Shift, VacancyState
from domain.vacancy.rules import Remark
from siker.vacancies.models import CloseReason
from siker.web.words import term

CONTRACTS = {
    ContractType.PKWTT: "Pegawai tetap (PKWTT)", ContractType.PKWT: "Kontrak (PKWT)", ContractType.HARIAN: "Harian lepas",
    ContractType.PARUH_WAKTU: "Paruh waktu", ContractType.MAGANG: "Magang",
}  # fmt: skip
SHIFTS = {
    Shift.PAGI: "Pagi sampai sore", Shift.BERGILIR: "Bergilir (shift)", Shift.MALAM: "Malam", Shift.LUWES: "Waktu luwes",
}  # fmt: skip
PLACEMENTS = {
    PlacementKind.AKL: "Di Kota Semarang dan sekitarnya (AKL)", PlacementKind.AKAD: "Di daerah lain di Indonesia (AKAD)",
    PlacementKind.AKAN: "Di luar negeri (AKAN)",
}  # fmt: skip
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

# code: (to the employer, beside the box; to the officer). An empty sentence is not said to that reader.
REMARKS: Mapping[str, tuple[str, str]] = {
    "dates_reversed": ("Hari terakhir melamar jatuh sebelum hari mulai. Betulkan salah satu tanggalnya.", "Tanggal terbalik."),
    "dates_over": ("Hari terakhir melamar sudah lewat. Pilih hari ini atau sesudahnya.", "Hari terakhir melamar sudah lewat."),
    "dates_too_long": ("Satu lowongan tayang paling lama {limit} hari. Majukan hari terakhirnya; nanti bisa diperpanjang.", "Tayang lebih dari {limit} hari."),
    "starts_too_late": ("Hari mulai paling jauh {limit} hari dari sekarang.", "Mulai lebih dari {limit} hari lagi."),
    "places_none": ("Isi jumlah orang yang dicari, paling sedikit satu.", "Tidak ada tempat."),
    "places_many": ("Paling banyak {limit} orang dalam satu lowongan. Bila memang lebih, buat lowongan kedua.", "Lebih dari {limit} tempat."),
    "experience_long": ("Pengalaman paling lama {limit} tahun. Tulis dalam tahun.", "Pengalaman lebih dari {limit} tahun."),
    "country_missing": ("Tulis negara tempat bekerja.", "Negara belum ditulis."),
    "site_missing": ("Tulis kelurahan atau kecamatan tempat bekerja.", "Tempat kerja belum ditulis."),
    "abroad": ("", "Penempatan luar negeri: hanya lewat P3MI berizin (UU 18/2017). Periksa izinnya."),
    "limit_marital": (
        "Status perkawinan tidak boleh menjadi syarat (SE Menaker M/6/HK.04/V/2025). Hapus syarat ini.",
        "Syarat status perkawinan; tidak boleh (SE Menaker M/6/HK.04/V/2025).",
    ),
    "limit_beauty": (
        "Penampilan atau warna kulit tidak boleh menjadi syarat (SE Menaker M/6/HK.04/V/2025). Tulis kerapian atau pakaian kerja saja.",
        "Syarat penampilan; tidak boleh (SE Menaker M/6/HK.04/V/2025).",
    ),
    "age_unreal": ("Umur ditulis dengan angka dari {minimum} sampai 75. Anak di bawah 18 tahun tidak boleh dipekerjakan (UU 13/2003 Pasal 68).", "Batas umur janggal."),
    "ages_reversed": ("Umur paling tua lebih kecil daripada umur paling muda.", "Batas umur terbalik."),
    "limit_needs_reason": (
        "Batas {kind_name} hanya boleh bila sifat pekerjaannya memang menuntutnya (SE Menaker M/6/HK.04/V/2025). Tulis alasan yang ada di pekerjaannya,"
        " misalnya apa yang dikerjakan dan mengapa; “kebijakan perusahaan” belum cukup. Atau kosongkan batasnya.",
        "Batas {kind_name} tanpa alasan dari pekerjaannya.",
    ),
    "limit_with_reason": ("", "Ada batas {kind_name} dengan alasan. Baca apakah alasannya benar dari sifat pekerjaan (SE Menaker M/6/HK.04/V/2025)."),
    "sex_needs_reason": (
        "Semua tempat untuk satu jenis kelamin. Itu hanya boleh bila sifat pekerjaannya menuntutnya (SE Menaker M/6/HK.04/V/2025)."
        " Tulis alasannya, atau pindahkan jumlahnya ke “laki-laki atau perempuan”.",
        "Semua tempat untuk satu jenis kelamin, tanpa alasan.",
    ),
    "sex_split": ("", "Tempat dibagi laki-laki dan perempuan. Pastikan pembagian ini hanya untuk laporan IPK."),
    "words_limit": (
        "Tertulis “{words}”. Itu terbaca sebagai batas {kind_name}, yang tidak boleh menjadi syarat tanpa alasan dari pekerjaannya"
        " (SE Menaker M/6/HK.04/V/2025). Hapus kata itu, atau isi bagian “Batas khusus” beserta alasannya. Bila maksudnya lain, centang di bawah.",
        "Tertulis “{words}”: terbaca sebagai batas {kind_name}.",
    ),
    "words_confirmed": ("", "Tertulis “{words}” ({part_name}). Perusahaan menyatakan itu bukan batas {kind_name}; baca kalimatnya."),
    "wage_reversed": ("Upah tertinggi lebih kecil daripada upah terendah. Betulkan salah satunya.", "Upah terbalik."),
    "wage_below_floor": (
        "Upah ini di bawah {name}, {floor_text} sebulan ({basis}). Pengusaha dilarang membayar di bawah upah minimum (UU 13/2003 Pasal 88E)."
        " Lowongan tetap bisa diajukan, dan petugas akan menanyakannya.",
        "Upah di bawah {name}, {floor_text} ({basis}).",
    ),
    "wage_below_floor_small": (
        "Upah ini di bawah {name}, {floor_text} sebulan ({basis}). Usaha mikro dan kecil boleh bersepakat lain, paling sedikit setengah rata-rata"
        " konsumsi dan seperempat di atas garis kemiskinan provinsi (PP 36/2021 Pasal 36). Petugas akan menanyakannya.",
        "Upah di bawah {name}, {floor_text} ({basis}). Perusahaan mengaku usaha mikro atau kecil (PP 36/2021 Pasal 36): periksa skalanya di NIB.",
    ),
    "wage_too_good": ("", "Upah sangat tinggi untuk syarat seringan ini. Tanyakan ke perusahaan."),
    "contact_none": ("Isi nomor telepon atau alamat email yang bisa dihubungi Disnaker dan pelamar.", "Tanpa kontak."),
    "free_mail": ("", "Mencari banyak orang, tetapi alamat emailnya layanan gratis. Pastikan perusahaan ini yang menulis."),
    "sign_fee": ("", "Ada kata tentang uang dari pelamar: “{words}” ({part_name}). Penempatan tidak boleh memungut biaya (UU 13/2003 Pasal 35, 38)."),
    "sign_papers_kept": ("", "Ijazah atau KTP pelamar ditahan: “{words}” ({part_name}). SE Menaker M/5/HK.04.00/V/2025 melarangnya."),
    "sign_messenger": ("", "Hanya bisa dihubungi lewat pesan pribadi: “{words}” ({part_name})."),
    "sign_short_link": ("", "Ada tautan pendek yang menyembunyikan tujuannya: “{words}” ({part_name})."),
    "sign_easy_money": ("", "Kata yang sering dipakai penipu: “{words}” ({part_name})."),
    "sign_abroad": ("", "Kata yang sering muncul pada perdagangan orang: “{words}” ({part_name}). Periksa dengan teliti."),
    "duplicate_own": ("Mirip lowongan Anda yang masih terbuka: {number}. Bila memang sama, cukup satu saja.", "Mirip lowongan lain dari perusahaan ini yang masih terbuka: {number}."),
    "duplicate_other": ("", "Mirip lowongan perusahaan lain yang masih terbuka: {number}."),
}  # fmt: skip


def options(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Choices for a box."""
    return [(str(getattr(value, "value", value)), shown) for value, shown in names.items()]


def education_options() -> list[tuple[str, str]]:
    """The levels of education, in rising order."""
    return [(level.value, term("education", level.value)) for level in EducationLevel]


def disability_options() -> list[tuple[str, str]]:
    """The kinds of disability."""
    return [(kind.value, term("disability", kind.value)) for kind in Disability]


def rupiah(amount: int) -> str:
    """``Rp3.701.709``"""
    return "Rp" + f"{amount:,}".replace(",", ".")


def _blanks(remark: Remark) -> dict[str, str | int]:
    blanks: dict[str, str | int] = dict(remark.params)
    blanks["part_name"] = PARTS.get(remark.part, remark.part).lower()
    blanks["kind_name"] = LIMIT_NAMES.get(str(blanks.get("kind", "")), "")
    floor = blanks.get("floor")
    blanks["floor_text"] = rupiah(floor) if isinstance(floor, int) else ""
    return blanks


def to_employer(remark: Remark) -> str:
    """What stands beside the employer's box; empty when it is for officers only."""
    return REMARKS[remark.code][0].format(**_blanks(remark))


def to_officer(remark: Remark) -> str:
    """What an officer reads."""
    return REMARKS[remark.code][1].format(**_blanks(remark))


def sector_name(letter: str) -> str:
    """The name of a section of KBLI."""
    return dict(sectors()).get(letter, letter or "–")
