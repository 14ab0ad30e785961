"""Vacancy, application and CV on paper: all that must stand on them, nothing that may not, on every width and in every language."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.catalogue import LANGUAGES, texts
from devices.receipt.roll import Roll
from devices.receipt.stream import StreamParser
from documents import PAPER_58, PAPER_80, Document, Paper, to_escpos, to_pdf
from documents.application_slip import Sending, SlipFacts, application_slip
from documents.cv import cv_sheet, spoken_phone
from documents.model import BigCode, Block, BulletList, Entry, Field, Notice, Paragraph, Place, QrCode, TitleBar
from documents.typeface import ascii_only
from documents.vacancy_slip import vacancy_slip, wage_words
from documents.words import Words
from domain.cv import cv_of
from domain.seeker import Disability, EducationLevel
from domain.vacancy import DisabilityAccess, EducationNeed, LegalLimit, LimitKind, Places, Site, Wage
from domain.vacancy.search import JobHit
from tests.unit.documents.samples import AT, LONG_NAME, NIK, OFFICE, long_registration, registration
from tests.unit.visit.jobs_walks import vacancy

PORTAL = "https://siker.example.go.id"
CODE = "CDFGH-JKM34"
PAPERS = pytest.mark.parametrize("paper", [PAPER_80, PAPER_58], ids=lambda paper: paper.name)
SPOKEN = pytest.mark.parametrize("language", LANGUAGES)
FULL = vacancy(
    title="Operator Mesin Jahit Garmen Ekspor Bagian Penyelesaian Akhir dan Pemeriksaan Mutu",
    employer="PT Contoh Busana Sandang Nusantara Sejahtera Abadi Makmur", places=Places(10, 20, 15), wage=Wage(3_700_000, 4_500_000),
    education=EducationNeed(EducationLevel.SMK, ("Tata Busana",)), experience_years=1, skills=("Menjahit", "Obras"),
    limits=(LegalLimit(LimitKind.AGE_MIN, "18", "mesin berbahaya (contoh)"),), hours="07.00-15.00", training=True, transport=True,
    disability=DisabilityAccess(True, (Disability.RUNGU_WICARA,), "Ada juru bahasa isyarat"), benefits="Makan siang",
    description="Menjahit kemeja (contoh).", contact_name="Personalia", contact_phone="024 000000", contact_email="hrd@contoh.example",
    site=Site("33.74.15.1001", "Wijayakusuma", "Tugu", "Kota Semarang", "Jl. Contoh Raya Km 10"),
)  # fmt: skip


def slip(language: str = "id", *, hit: JobHit | None = None, portal: str = PORTAL) -> Document:
    return vacancy_slip(hit or JobHit(FULL, 2.6), AT, OFFICE, texts(language), portal=portal, origin="Miroto")


def proof(language: str = "id", *, sending: Sending = Sending.WAITING, portal: str = PORTAL, copy_no: int = 1, code: str = CODE) -> Document:
    facts = SlipFacts("LM-CDF-346", FULL.title, FULL.employer, LONG_NAME, AT, sending, code, FULL)
    return application_slip(facts, OFFICE, texts(language), portal=portal, copy_no=copy_no)


def cv(language: str = "id", *, with_disability: bool = False) -> Document:
    person = replace(long_registration(), disabilitas=(Disability.FISIK,), email="contoh@contoh.example")
    return cv_sheet(cv_of(person, with_disability=with_disability), date(2026, 11, 23), OFFICE, texts(language))


def printed(document: Document, paper: Paper) -> Roll:
    roll = Roll(paper.dots)
    parser = StreamParser()
    roll.run(parser.feed(to_escpos(document, paper)))
    assert parser.unfinished == b""
    return roll


def said(document: Document) -> str:
    """Every text of a document."""

    def of(block: Block) -> list[str]:
        match block:
            case Field(label, value):
                return [label, value]
            case BigCode(label, code):
                return [label, code]
            case BulletList(items):
                return list(items)
            case Entry(label, value):
                return [label, value]
            case TitleBar(text, subtitle):
                return [text, subtitle]
            case QrCode(content, caption, address):
                return [content, caption, address]
            case Paragraph(text) | Notice(text):
                return [text]
            case _:
                return []

    return "\n".join(text for section in document.sections for block in section.blocks for text in of(block))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@PAPERS
@SPOKEN
@pytest.mark.parametrize("make", [slip, proof, cv], ids=lambda make: make.__name__)
def test_every_paper_fits_every_roll(make: object, language: str, paper: Paper) -> None:
    document = make(language)  # type: ignore[operator]
    roll = printed(document, paper)
    assert roll.height < 6000
    line = squeezed("".join(roll.lines))
    for block in document.blocks(Place.BODY, Place.PERSON, Place.EDUCATION):
        if isinstance(block, Field):
            assert squeezed(ascii_only(block.value)) in line
        if isinstance(block, BulletList):
            assert all(squeezed(ascii_only(item)) in line for item in block.items)
    assert "?" not in line


@SPOKEN
def test_the_vacancy_tells_what_people_decide_by(language: str) -> None:
    text = said(slip(language))
    for wanted in ("LK-CDF-341", "Wijayakusuma, Tugu", "Rp3.700.000", "Rp4.500.000", "3 km", "Menjahit", "Tata Busana", "024 000000", "18"):
        assert wanted in text
    assert f"{PORTAL}/lowongan/LK-CDF-341" in text
    assert texts(language)["paper.vacancy.free"] in text


def test_a_wage_that_is_not_shown_is_said_to_be_untold() -> None:
    words = Words(texts("id"), "paper.vacancy")
    assert wage_words(Wage(3_000_000, None, shown=False), words) == "tidak dicantumkan"
    assert wage_words(Wage(), words) == "tidak dicantumkan"
    assert wage_words(Wage(3_000_000), words) == "mulai Rp3.000.000"
    assert wage_words(Wage(None, 4_000_000), words) == "sampai Rp4.000.000"
    assert wage_words(Wage(3_500_000, 3_500_000), words) == "Rp3.500.000"


def test_a_bare_vacancy_has_no_empty_parts() -> None:
    document = slip(hit=JobHit(vacancy(sample=False)), portal="")
    text = said(document)
    assert "tidak dicantumkan" in text
    assert "lowongan/" not in text
    assert texts("id")["paper.vacancy.sample"] not in text
    assert all(section.blocks for section in document.sections)


def test_a_sample_says_so() -> None:
    assert texts("id")["paper.vacancy.sample"] in said(slip())


@SPOKEN
def test_the_slip_says_honestly_whether_it_went_out(language: str) -> None:
    catalogue = texts(language)
    for sending, key in ((Sending.SENT, "sent"), (Sending.WAITING, "waiting"), (Sending.WITHDRAWN, "withdrawn")):
        assert catalogue[f"paper.application.{key}"] in said(proof(language, sending=sending))


def test_the_code_is_in_no_address_and_needs_the_portal() -> None:
    codes = [block for block in proof().blocks(Place.VERIFY) if isinstance(block, QrCode)]
    assert [block.content for block in codes] == [f"{PORTAL}/akun/klaim"]
    assert CODE not in codes[0].content + codes[0].address
    assert CODE in said(proof())
    assert CODE not in said(proof(portal=""))
    assert not proof(code="").blocks(Place.VERIFY)


def test_a_second_slip_is_marked() -> None:
    assert proof(copy_no=2).blocks(Place.COPY)
    assert not proof().blocks(Place.COPY)


@PAPERS
def test_the_codes_on_paper_can_be_scanned(tmp_path: Path, paper: Paper) -> None:
    for name, document, wanted in (("v", slip(), f"{PORTAL}/lowongan/LK-CDF-341"), ("a", proof(), f"{PORTAL}/akun/klaim")):
        file = tmp_path / f"{name}.png"
        file.write_bytes(printed(document, paper).png())
        command = ["zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", str(file)]
        assert subprocess.run(command, capture_output=True, timeout=60, check=False).stdout.decode().split() == [wanted]


@SPOKEN
def test_a_cv_holds_nothing_an_employer_may_not_ask(language: str) -> None:
    text = said(cv(language))
    person = long_registration()
    for hidden in (NIK, person.domisili.jalan, "Islam", texts(language)["marital.belum_kawin"], "2001", texts(language)["disability.fisik"]):
        assert hidden not in text
    assert texts(language)["disability.fisik"] in said(cv(language, with_disability=True))
    assert spoken_phone(person.telepon) in text


def test_phones_are_written_as_people_say_them() -> None:
    assert spoken_phone("+6281234567890") == "0812 3456 7890"
    assert spoken_phone("081200000000") == "0812 0000 0000"


def test_somebody_who_never_worked_reads_it_kindly() -> None:
    fresh = replace(registration(), pengalaman=())
    assert "Belum pernah bekerja" in said(cv_sheet(cv_of(fresh), date(2026, 11, 23), OFFICE, texts("id")))


@pytest.mark.parametrize("document", [slip(), proof(), cv()], ids=["vacancy", "application", "cv"])
def test_the_a4_file_is_the_same_every_time_and_names_nobody(document: Document) -> None:
    assert to_pdf(document) == to_pdf(document)
    assert LONG_NAME[:10] not in document.title + document.reference


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=200))
def test_no_text_of_an_employer_breaks_the_paper(title: str, employer: str, description: str) -> None:
    document = slip(hit=JobHit(vacancy(title=title or "x", employer=employer or "x", description=description)))
    assert printed(document, PAPER_58).height > 0
