"""A CV made from the AK/I profile: the short form of the kiosk's receipt and the A4 file of the portal, from one content.

What is not in ``domain.cv.Cv`` cannot be on it: no NIK, religion, marital status, birth date, sex, photo or street.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from documents.model import (
    Block,
    BulletList,
    Document,
    Entry,
    Field,
    Heading,
    Layout,
    Paragraph,
    Place,
    Section,
    TitleBar,
)
from documents.office import Office
from documents.words import Words
from domain.cv import Cv
from domain.seeker import Education, Experience


def cv_sheet(cv: Cv, made_on: date, office: Office, texts: Mapping[str, str], *, reference: str = "cv") -> Document:
    """The CV as it stands on ``made_on``: the person's own paper, so it bears no letterhead. ``reference`` titles it; never a name."""
    words = Words(texts, "paper.cv")
    sections = (
        Section(Place.HEAD, (TitleBar(cv.nama.upper(), words("title")),)),
        Section(Place.PERSON, (
            Heading(words("contact")), Field(words("phone"), spoken_phone(cv.telepon)),
            *((Field(words("email"), cv.email),) if cv.email else ()), Field(words("place"), cv.place),
        )),
        Section(Place.BODY, _list(words("wished"), cv.pekerjaan_diinginkan)),
        Section(Place.EDUCATION, _education(cv.pendidikan, words, texts)),
        Section(Place.BODY, _experience(cv.pengalaman, words)),
        Section(Place.SKILLS, _list(words("skills"), cv.keterampilan)),
        Section(Place.SKILLS, _list(words("languages"), cv.bahasa)),
        Section(Place.BODY, _list(words("disability"), tuple(texts[f"disability.{kind}"] for kind in cv.disabilitas))),
        Section(Place.FOOT, (Paragraph(words("made", office=office.name, date=Words(texts, "paper").date(made_on)), small=True),)),
    )  # fmt: skip
    return Document(Layout.SHEET, words("title"), reference, 1, tuple(item for item in sections if item.blocks))


def spoken_phone(phone: str) -> str:
    """``+6281234567890`` as people write it: ``0812 3456 7890``."""
    local = f"0{phone.removeprefix('+62')}" if phone.startswith("+62") else phone
    return " ".join(local[at : at + 4] for at in range(0, len(local), 4))


def _list(title: str, items: tuple[str, ...]) -> tuple[Block, ...]:
    return (Heading(title), BulletList(items)) if items else ()


def _education(entries: tuple[Education, ...], words: Words, texts: Mapping[str, str]) -> tuple[Block, ...]:
    if not entries:
        return ()
    lines = []
    for entry in entries:
        school = ", ".join(part for part in (entry.sekolah, entry.jurusan) if part)
        level = texts[f"education.{entry.jenjang}"]
        lines.append(Entry(f"{level}: {school}" if school else level, str(entry.tahun_lulus or "")))
    return (Heading(words("education")), *lines)


def _experience(jobs: tuple[Experience, ...], words: Words) -> tuple[Block, ...]:
    if not jobs:
        return (Heading(words("experience")), Paragraph(words("none_yet")))
    return (Heading(words("experience")), *(Entry(f"{job.jabatan}, {job.pemberi_kerja}", _span(job, words)) for job in jobs))


def _span(job: Experience, words: Words) -> str:
    end = words("now") if job.tahun_keluar is None else str(job.tahun_keluar)
    return end if end == str(job.tahun_masuk) else words("span", since=job.tahun_masuk, until=end)
