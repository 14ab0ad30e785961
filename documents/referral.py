"""The office's letters that send a seeker to a vacancy: AK/IV calls the person in, AK/V introduces the person to the employer.

AK/V carries a return slip on which the employer writes what came of it. The captions are the forms' own and Indonesian in
every language. No layout of these forms could be had from the ministry, so ours says what their names say
(docs/adr/0016-applications-and-hiring.md).
The NIK is masked: the card's number tells the office who it is. Nothing about religion, marriage, health or disability.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from documents.model import (
    Block,
    BulletList,
    Document,
    Field,
    Heading,
    Layout,
    Letterhead,
    OfficerSignature,
    Paragraph,
    Place,
    Section,
    TitleBar,
    WriteLine,
)
from documents.office import Office
from domain.text import mask_nik

_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
_DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()


@dataclass(frozen=True, slots=True)
class Introduced:
    """The person as the letter names them. ``schooling``: the highest level in words; ``card``: the AK/I number, or empty."""

    name: str
    nik: str
    card: str
    phone: str
    schooling: str
    skills: str
    experience: str

    def __repr__(self) -> str:
        return "Introduced(…)"


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """The vacancy and its employer as the letter names them."""

    number: str
    title: str
    employer: str
    address: str
    contact: str


def day_words(day: date) -> str:
    """``Senin, 23 November 2026``"""
    return f"{_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def _when(at: datetime) -> str:
    return f"{day_words(at.date())}, pukul {at:%H.%M}"


def _head(office: Office, form: str, title: str, number: str) -> Section:
    contact = " · ".join(part for part in (office.phone, office.website) if part)
    return Section(
        Place.HEAD,
        (Letterhead(office.government, office.name, office.address, contact, form), TitleBar(title, f"Nomor {number}")),
    )


def _person(person: Introduced) -> Section:
    rows = (
        ("Nama", person.name), ("NIK", mask_nik(person.nik)), ("Nomor AK/I", person.card), ("Telepon", person.phone),
        ("Pendidikan", person.schooling), ("Keterampilan", person.skills), ("Pengalaman", person.experience),
    )  # fmt: skip
    return Section(Place.PERSON, (Heading("Pencari kerja"), *(Field(label, text) for label, text in rows if text)))


def _vacancy(place: OpenPlace) -> Section:
    rows = (
        ("Pekerjaan", place.title), ("Nomor lowongan", place.number), ("Pemberi kerja", place.employer),
        ("Alamat", place.address), ("Kontak", place.contact),
    )  # fmt: skip
    return Section(Place.BODY, (Heading("Lowongan"), *(Field(label, text) for label, text in rows if text)))


def _signature(office: Office, made_on: date, officer: str) -> Section:
    signed = f"{office.city}, {made_on.day} {_MONTHS[made_on.month - 1]} {made_on.year}".lstrip(", ")
    return Section(Place.OFFICER, (OfficerSignature(signed, "Pengantar kerja", officer, "NIP", office.officer_nip),))


def call_letter(
    number: str, person: Introduced, place: OpenPlace, come_at: datetime, come_place: str, office: Office, made_on: date,
    officer: str, note: str = "",
) -> Document:  # fmt: skip
    """AK/IV: come to ``come_place`` at ``come_at`` (local time) about this vacancy."""
    asked: list[Block] = [
        Heading("Kapan dan di mana"), Field("Waktu", _when(come_at)), Field("Tempat", come_place),
    ]  # fmt: skip
    if note:
        asked.append(Field("Catatan", note))
    sections = (
        _head(office, "AK/IV", "SURAT PANGGILAN", number),
        Section(Place.BODY, (Paragraph("Kami memanggil Anda karena ada lowongan kerja yang mungkin cocok untuk Anda."),)),
        _person(person),
        _vacancy(place),
        Section(Place.BODY, tuple(asked)),
        Section(Place.BODY, (
            Heading("Yang dibawa"), BulletList(("KTP", "Kartu AK/I", "Ijazah terakhir, bila ada")),
            Paragraph("Tidak bisa datang? Beri tahu kami lewat telepon, kami carikan waktu lain. Layanan ini gratis."),
        )),
        _signature(office, made_on, officer),
    )  # fmt: skip
    return Document(Layout.SHEET, f"AK/IV {number}", number, 1, sections)


def introduction_letter(
    number: str, person: Introduced, place: OpenPlace, come_at: datetime | None, office: Office, made_on: date, officer: str, note: str = ""
) -> Document:
    """AK/V: this person is introduced for this vacancy; the lower part goes back to the office with the result."""
    asked: tuple[Block, ...] = (Field("Datang pada", _when(come_at)),) if come_at else ()
    noted: tuple[Block, ...] = (Field("Catatan", note),) if note else ()
    sections = (
        _head(office, "AK/V", "SURAT PENGANTAR", number),
        Section(Place.BODY, (
            Paragraph(f"Kepada {place.employer}", strong=True),
            Paragraph("Bersama surat ini kami mengantar pencari kerja berikut untuk lowongan yang Saudara daftarkan."),
        )),
        _person(person),
        Section(Place.BODY, (*_vacancy(place).blocks, *asked, *noted)),
        _signature(office, made_on, officer),
        Section(Place.FOOT, (
            Heading(f"Lembar balasan untuk {office.name}"),
            Paragraph(f"Surat pengantar {number}. Mohon diisi lalu dikembalikan, atau catat hasilnya di SIKER.", small=True),
            WriteLine("Diterima, mulai tanggal"), WriteLine("Belum diterima, karena"), WriteLine("Tidak datang (beri ×)"),
            WriteLine("Nama dan jabatan"), WriteLine("Tanggal dan cap"),
        )),
    )  # fmt: skip
    return Document(Layout.SHEET, f"AK/V {number}", number, 1, sections)
