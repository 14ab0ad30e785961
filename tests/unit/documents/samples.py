"""People who do not exist, on paper."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from PIL import Image, ImageDraw

from documents import Office
from domain.ak1 import Ak1, CardClaim, NumberPattern, report_dates, valid_until
from domain.nik import Nik, Sex
from domain.seeker import (
    Address,
    Biodata,
    Education,
    EducationLevel,
    Experience,
    MaritalStatus,
    Registration,
    Religion,
    VisitPurpose,
    WishedJob,
    WishedPlace,
    WorkStatus,
)

NIK = "3374995201010001"
QUEUE_CODE = "K7F-3RA"
ISSUED = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 2, 41, tzinfo=UTC).astimezone(timezone(timedelta(hours=7)))
OFFICE = Office(
    "PEMERINTAH KOTA CONTOH", "Dinas Tenaga Kerja", "Jl. Contoh Raya 21, Contoh Tengah 50000", "(024) 000000", "Contoh",
    "Senin–Kamis 08.00–15.30", "siker.example.go.id",
)  # fmt: skip
LONG_NAME = ("Kartikasari Wulandari Puspaningrum Tjokroaminoto-Soerjoningrat-Hadikoesoemowardhani " + "Widyadhari" * 3)[:100]
LONG_STREET = ("Perumahan Contoh Lestari Blok Cempaka Putih Raya Nomor 127B Gang Baiturrahman " + "JembatanPenyeberangan" * 8)[:200]


def registration(nama: str = "Siti Contoh Aminah", jalan: str = "Jl. Mawar II No. 12", skills: tuple[str, ...] = ("Mengetik",)) -> Registration:
    home = Address(jalan, "003", "007", "Mugas", "Contoh Selatan", "Kota Contoh", "Jawa Tengah")
    person = Biodata(Nik(NIK), nama, "Semarang", date(2001, 1, 12), Sex.P, home)
    return Registration(
        "0190-contoh", VisitPurpose.SEEK_WORK, person, "081200000000", MaritalStatus.BELUM_KAWIN, Religion.ISLAM, home,
        (
            Education(EducationLevel.SD, "SDN Contoh 1", "", 2013), Education(EducationLevel.SMP, "SMP Contoh 5", "", 2016),
            Education(EducationLevel.SMK, "SMK Contoh 2", "Akuntansi", 2019),
        ),
        (WishedJob("kasir"),), WishedPlace.KOTA_SEMARANG, WorkStatus.NOT_WORKING, keterampilan=skills, bahasa=("Indonesia", "Jawa"),
        pengalaman=(Experience("Toko Contoh", "Kasir", 2019, 2021), Experience("CV Contoh", "Admin", 2022)),
    )  # fmt: skip


def long_registration() -> Registration:
    many = tuple(Education(level, f"Sekolah {level} Contoh Nusantara", "Teknik Komputer dan Jaringan", 2010) for level in EducationLevel)
    return replace(registration(LONG_NAME, LONG_STREET, tuple(f"Keterampilan nomor {n}" for n in range(10))), pendidikan=many)


def card(of: Registration | None = None, copy_no: int = 1) -> Ak1:
    number = NumberPattern().format("3374", ISSUED, 17)
    until = valid_until(ISSUED)
    code = CardClaim(number, until, "st01").code("A7b_" * 21 + "xy")
    return Ak1(number, of or registration(), ISSUED, until, report_dates(ISSUED), "st01", f"https://siker.example.go.id/v/{code}", copy_no)


def photo() -> bytes:
    image = Image.new("RGB", (450, 600), (190, 30, 30))
    pen = ImageDraw.Draw(image)
    pen.ellipse((130, 120, 320, 360), fill=(215, 165, 125))
    pen.ellipse((80, 380, 370, 800), fill=(240, 240, 245))
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()
