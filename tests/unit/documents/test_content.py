"""What the documents consist of, in every language, and what they keep to themselves."""

from __future__ import annotations

import string
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from assets.catalogue import LANGUAGES, texts
from documents import ak1_card, printer_check, registration_proof, to_escpos, to_pdf
from documents.model import BigCode, BoxedNumber, CopyMark, OfficerSignature, Place, ReportTable
from documents.office import Office
from documents.paper import PAPER_80
from documents.typeface import COVERED, FACES, FOLDER, ascii_only, drawable
from domain.ak1 import NumberPattern
from tests.unit.documents.samples import AT, NIK, OFFICE, QUEUE_CODE, card, registration

FILES = {language: Path("assets/texts") / language / "documents.toml" for language in LANGUAGES}


def flat(table: dict[str, object], prefix: str = "") -> dict[str, str]:
    out: dict[str, str] = {}
    for name, value in table.items():
        out |= flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}": str(value)}
    return out


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


WORDS = {language: flat(tomllib.loads(file.read_text("utf-8"))) for language, file in FILES.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence_with_the_same_blanks(language: str) -> None:
    assert {key: blanks(text) for key, text in WORDS[language].items()} == {key: blanks(text) for key, text in WORDS["id"].items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legal_form_is_indonesian_in_every_language(language: str) -> None:
    legal = {key: text for key, text in WORDS["id"].items() if key.startswith("paper.ak1.")}
    assert {key: text for key, text in WORDS[language].items() if key.startswith("paper.ak1.")} == legal
    assert len(legal) > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_can_be_printed_in_every_language(language: str) -> None:
    said = texts(language)
    for document in (
        ak1_card(card(), OFFICE, said, None), registration_proof(registration(), QUEUE_CODE, AT, OFFICE, said, copy_no=2),
        printer_check("st01", AT, OFFICE, said),
    ):  # fmt: skip
        assert to_escpos(document, PAPER_80).startswith(b"\x1b@\x1c.")
        assert to_pdf(document).startswith(b"%PDF-")


def test_number_and_nik_stand_in_their_boxes() -> None:
    boxes = [block for block in ak1_card(card(), OFFICE, texts("id"), None).blocks(Place.NUMBER) if isinstance(block, BoxedNumber)]
    assert [block.groups for block in boxes] == [("3374", "231126", "000017"), (NIK,)]
    other = ak1_card(card(), OFFICE, texts("id"), None, pattern=NumberPattern("AK-{wilayah:4}-{urut:6}"))
    assert next(block for block in other.blocks(Place.NUMBER) if isinstance(block, BoxedNumber)).groups == (card().number,)


def test_the_three_reports_have_their_dates_printed() -> None:
    (table,) = ak1_card(card(), OFFICE, texts("en"), None).blocks(Place.REPORTS)
    assert isinstance(table, ReportTable)
    assert table.rows == (("Kesatu", "23 Mei 2027"), ("Kedua", "23 November 2027"), ("Ketiga", "23 Mei 2028"))


def test_only_reprints_are_marked() -> None:
    assert ak1_card(card(), OFFICE, texts("id"), None).blocks(Place.COPY) == ()
    (mark,) = ak1_card(card(copy_no=2), OFFICE, texts("id"), None).blocks(Place.COPY)
    assert isinstance(mark, CopyMark)
    assert mark.text == "SALINAN ke-2"


def test_a_proof_carries_the_queue_code_large() -> None:
    proof = registration_proof(registration(), QUEUE_CODE, AT, OFFICE, texts("en"))
    assert [block.code for block in proof.blocks(Place.NUMBER) if isinstance(block, BigCode)] == [QUEUE_CODE]


def test_the_officer_is_printed_when_the_office_named_one() -> None:
    office = Office(OFFICE.government, OFFICE.name, OFFICE.address, OFFICE.phone, OFFICE.city, OFFICE.hours, "", "Petugas Contoh", "0000")
    (officer,) = ak1_card(card(), office, texts("id"), None).blocks(Place.OFFICER)
    assert isinstance(officer, OfficerSignature)
    assert (officer.name, officer.nip) == ("Petugas Contoh", "0000")


def test_no_document_shows_a_person_in_its_repr() -> None:
    document = ak1_card(card(), OFFICE, texts("id"), None)
    shown = repr(document) + repr(document.sections)
    assert NIK not in shown
    assert "Siti" not in shown


def test_the_encoders_are_loaded_only_when_something_is_rendered() -> None:
    script = (
        "import sys, documents, devices.receipt.driver, devices.receipt.transport;"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'escpos','reportlab','PIL','segno','qrcode','serial'}))"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, timeout=30).stdout.decode().strip() == "[]"


@pytest.mark.parametrize("face", FACES)
def test_the_typefaces_have_every_letter_we_promise_and_their_family_name(face: str) -> None:
    font = TTFont(FOLDER / f"{face}.ttf")
    assert set(font.getBestCmap()) >= COVERED
    assert font["name"].getDebugName(1) in {"Atkinson Hyperlegible Next", "Atkinson Hyperlegible Mono"}
    assert font["name"].getDebugName(6) == face


@given(st.text(max_size=60))
def test_no_text_puts_more_than_plain_letters_on_paper(text: str) -> None:
    assert all(" " <= char <= "~" for char in ascii_only(text))
    assert all(ord(char) in COVERED for char in drawable(text))


def test_transliteration_keeps_names_readable() -> None:
    assert ascii_only("Désirée Łukasz Đặng “Ayu” – 3×4 ﬁ") == 'Desiree Lukasz Dang "Ayu" - 3x4 fi'
