"""The AK/I card as the official form arranges it: number, NIK, photo, ketentuan, laporan, data diri, education, officer.

The captions are the form's own and stay Indonesian in every language; only the closing hint speaks the holder's.
The card carries the full NIK, because that is what the form asks for.
Sources: AK/I forms in use at district offices, see docs/glossary.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from documents.model import (
    Block,
    BoxedNumber,
    CopyMark,
    DateField,
    Document,
    Field,
    FormLine,
    FormLines,
    Heading,
    Layout,
    Letterhead,
    NumberedList,
    OfficerSignature,
    Paragraph,
    Place,
    Portrait,
    QrCode,
    ReportTable,
    Section,
    TitleBar,
    WriteLine,
)
from documents.office import Office
from documents.words import Words
from domain.ak1 import REPORT_ROWS, Ak1, NumberPattern
from domain.nik import Sex
from domain.seeker import Biodata, Education, EducationLevel, Experience, MaritalStatus, Registration, Religion

_SEX_CODE = {Sex.L: "1", Sex.P: "2"}
_STATUS_CODE = {
    MaritalStatus.KAWIN: "1", MaritalStatus.BELUM_KAWIN: "2", MaritalStatus.JANDA: "3", MaritalStatus.DUDA: "4",
}  # fmt: skip
_RELIGION_CODE = {
    Religion.ISLAM: "1", Religion.KATOLIK: "2", Religion.PROTESTAN: "3", Religion.HINDU: "4", Religion.BUDDHA: "5",
    Religion.KONGHUCU: "6", Religion.KEPERCAYAAN: "7",
}  # fmt: skip
_LEVEL = EducationLevel
_EDUCATION_LINES: tuple[tuple[str, frozenset[EducationLevel]], ...] = (
    ("edu_sd", frozenset({_LEVEL.TIDAK_TAMAT_SD, _LEVEL.SD})),
    ("edu_sltp", frozenset({_LEVEL.SMP})),
    ("edu_slta", frozenset({_LEVEL.SMA, _LEVEL.SMK})),
    ("edu_diploma", frozenset({_LEVEL.D1, _LEVEL.D2, _LEVEL.D3, _LEVEL.D4})),
    ("edu_akta", frozenset()),
    ("edu_sarjana", frozenset({_LEVEL.S1, _LEVEL.S2, _LEVEL.S3})),
)
_DEGREES = {
    _LEVEL.D1: "D.I", _LEVEL.D2: "D.II", _LEVEL.D3: "D.III", _LEVEL.D4: "D.IV", _LEVEL.S1: "S1", _LEVEL.S2: "S2", _LEVEL.S3: "S3",
}  # fmt: skip
_SKILL_LINES = 3


def ak1_card(
    card: Ak1,
    office: Office,
    texts: Mapping[str, str],
    photo: bytes | None,
    *,
    pattern: NumberPattern | None = None,
    check_address: str = "",
) -> Document:
    """The card of ``card``. ``photo``: JPEG or PNG of 3x4; None leaves room to glue one on.

    ``texts``: the catalogue of the holder's language. ``pattern`` groups the number's boxes. ``check_address``: the short
    address people can type to check a card; without one the office's website is printed beside the QR.
    """
    words = Words(texts, "paper.ak1")
    person = card.registration.biodata
    mark: tuple[Block, ...] = (CopyMark(words("copy", n=card.copy_no)),) if card.copy_no > 1 else ()
    sections = (
        Section(Place.HEAD, (_letterhead(office, words("form")), TitleBar(words("title")))),
        Section(Place.COPY, mark),
        Section(Place.NUMBER, (
            BoxedNumber(words("number"), (pattern or NumberPattern()).groups(card.number)),
            BoxedNumber(words("nik"), (person.nik.value,)),
        )),
        Section(Place.PORTRAIT, (Portrait(photo, words("photo"), words("holder")),)),
        Section(Place.VALIDITY, (
            Field(words("issued"), words.date(card.issued_on)), Field(words("valid_until"), words.date(card.valid_until)),
        )),
        Section(Place.PERSON, _person(card.registration, person, words)),
        Section(Place.EDUCATION, (Heading(words("education")), _education(card.registration.pendidikan, words))),
        Section(Place.SKILLS, _skills(card.registration, words)),
        Section(Place.OFFICER, (OfficerSignature(
            f"{office.city}, {words.date(card.issued_on)}", words("officer"),
            office.officer_name, words("nip"), office.officer_nip,
        ),)),
        Section(Place.RULES, (
            Heading(words("rules")), NumberedList(tuple(words(f"rule_{number}") for number in range(1, 5))),
        )),
        Section(Place.REPORTS, (_reports(card, words),)),
        Section(Place.PLACEMENT, (WriteLine(words("placed_at")), WriteLine(words("placed_on")))),
        Section(Place.VERIFY, (QrCode(card.verify_url, words("check"), check_address or office.website),)),
        Section(Place.FOOT, (Paragraph(texts["paper.keep"], small=True),)),
    )  # fmt: skip
    return Document(Layout.FOLDED_CARD, f"AK/I {card.number}", card.number, card.copy_no, sections)


def _letterhead(office: Office, form: str) -> Letterhead:
    contact = " · ".join(part for part in (office.phone, office.website) if part)
    return Letterhead(office.government, office.name, office.address, contact, form)


def _person(registration: Registration, person: Biodata, words: Words) -> tuple[Block, ...]:
    born = person.tanggal_lahir
    parts = ((words("day"), f"{born.day:02}"), (words("month"), f"{born.month:02}"), (words("year"), f"{born.year:04}"))
    status, religion = registration.status_perkawinan, registration.agama
    return (
        Heading(words("person")),
        Field(words("name"), person.nama),
        DateField(words("born"), person.tempat_lahir, parts, words.date(born)),
        Field(words("sex"), words(f"sex_{person.jenis_kelamin}"), _SEX_CODE[person.jenis_kelamin], words("sex_legend")),
        Field(words("status"), words(f"status_{status}"), _STATUS_CODE[status], words("status_legend")),
        Field(words("religion"), words(f"religion_{religion}"), _RELIGION_CODE[religion], words("religion_legend")),
        Field(words("address"), "\n".join(registration.domisili.lines())),
        Field(words("phone"), registration.telepon),
    )


def _education(entries: tuple[Education, ...], words: Words) -> FormLines:
    lines: list[FormLine] = []
    for key, levels in _EDUCATION_LINES:
        label = words(key)
        here = [entry for entry in entries if entry.jenjang in levels]
        for entry in here:
            lines.append(FormLine(label, _school(entry, words), str(entry.tahun_lulus or "")))
            label = ""
        if not here:
            lines.append(FormLine(label))
    return FormLines(tuple(lines), words("year"))


def _school(entry: Education, words: Words) -> str:
    degree = words("edu_unfinished") if entry.jenjang is _LEVEL.TIDAK_TAMAT_SD else _DEGREES.get(entry.jenjang, "")
    return ", ".join(part for part in (degree, entry.sekolah, entry.jurusan) if part)


def _skills(registration: Registration, words: Words) -> tuple[Block, ...]:
    lines = [FormLine("", skill) for skill in registration.keterampilan]
    if registration.bahasa:
        lines.append(FormLine(words("languages"), ", ".join(registration.bahasa)))
    for number, job in enumerate(registration.pengalaman):
        label = words("experience") if number == 0 else ""
        lines.append(FormLine(label, f"{job.jabatan}, {job.pemberi_kerja}", _span(job, words)))
    lines += [FormLine("")] * (_SKILL_LINES - len(lines))
    return (Heading(words("skills")), FormLines(tuple(lines), words("year")))


def _span(job: Experience, words: Words) -> str:
    end = words("still_there") if job.tahun_keluar is None else str(job.tahun_keluar)
    return end if end == str(job.tahun_masuk) else f"{job.tahun_masuk}–{end}"


def _reports(card: Ak1, words: Words) -> ReportTable:
    due = [words.date(day) for day in card.report_due]
    due += [""] * (REPORT_ROWS - len(due))
    rows = tuple((words(f"report_{number}"), day) for number, day in enumerate(due[:REPORT_ROWS], start=1))
    return ReportTable((words("reports"), words("report_date"), words("report_officer")), rows)
