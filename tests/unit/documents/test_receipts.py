"""Receipts as a printer would print them: what stands on them, what scans, and what can never get into the bytes."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.catalogue import texts
from devices.receipt.roll import Roll
from devices.receipt.stream import (
    ChineseMode,
    Cut,
    Feed,
    Init,
    LineFeed,
    Operation,
    Other,
    QrCommand,
    Raster,
    RealTime,
    Set,
    StreamParser,
    Switch,
    Text,
)
from documents import PAPER_58, PAPER_80, Document, Paper, ak1_card, printer_check, registration_proof, to_escpos
from documents.receipt.columns import wrap
from tests.unit.documents.samples import (
    AT,
    LONG_NAME,
    LONG_STREET,
    NIK,
    OFFICE,
    QUEUE_CODE,
    card,
    long_registration,
    photo,
    registration,
)

ID = texts("id")
PAPERS = pytest.mark.parametrize("paper", [PAPER_80, PAPER_58], ids=lambda paper: paper.name)


def ak1() -> Document:
    return ak1_card(card(), OFFICE, ID, photo())


def proof() -> Document:
    return registration_proof(registration(), QUEUE_CODE, AT, OFFICE, ID)


def operations(data: bytes) -> list[Operation]:
    parser = StreamParser()
    found = parser.feed(data)
    assert parser.unfinished == b""
    return found


def printed(document: Document, paper: Paper) -> Roll:
    roll = Roll(paper.dots)
    roll.run(operations(to_escpos(document, paper)))
    return roll


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def scan(picture: bytes, folder: Path) -> list[str]:
    file = folder / "paper.png"
    file.write_bytes(picture)
    run = subprocess.run(["zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", str(file)], capture_output=True, timeout=60, check=False)
    return run.stdout.decode().split()


@PAPERS
@pytest.mark.parametrize("native", [False, True], ids=["picture", "native"])
def test_the_qr_of_a_card_leads_to_its_check_page(paper: Paper, native: bool, tmp_path: Path) -> None:
    roll = printed(ak1(), replace(paper, native_qr=native))
    assert scan(roll.png(), tmp_path) == [card().verify_url]
    assert roll.qr_contents == ([card().verify_url] if native else [])


@PAPERS
def test_the_qr_of_a_proof_is_the_queue_code(paper: Paper, tmp_path: Path) -> None:
    assert scan(printed(proof(), paper).png(), tmp_path) == [QUEUE_CODE]


@PAPERS
def test_a_card_says_everything_the_form_asks(paper: Paper) -> None:
    said = squeezed(" ".join(printed(ak1(), paper).lines))
    for words in (
        "Siti Contoh Aminah", "Semarang, 12 Januari 2001", "Wanita", "Belum kawin", "Islam", "Jl. Mawar II No. 12, RT 003 RW 007",
        "081200000000", "SDN Contoh 1 (2013)", "SMK Contoh 2, Akuntansi (2019)", "Mengetik", "Kasir, Toko Contoh (2019-2021)",
        "23 November 2026", "23 November 2028", "1. Kartu ini berlaku", "4. Kartu berlaku 2 tahun", "Simpan kartu ini",
    ):  # fmt: skip
        assert squeezed(words) in said


@PAPERS
def test_a_proof_says_what_to_do_next_and_masks_the_nik(paper: Paper) -> None:
    roll = printed(proof(), paper)
    said = squeezed(" ".join(roll.lines))
    for words in ("Siti Contoh Aminah", "3374**********01", "1. Datang ke Dinas Tenaga Kerja", OFFICE.address, "Senin-Kamis 08.00-15.30"):
        assert squeezed(words) in said
    assert NIK not in said


@PAPERS
def test_long_names_and_addresses_wrap_and_lose_nothing(paper: Paper) -> None:
    roll = printed(ak1_card(card(long_registration()), OFFICE, ID, None), paper)
    said = squeezed("".join(roll.lines))
    assert squeezed(LONG_NAME) in said
    assert squeezed(LONG_STREET) in said
    assert "Keterampilannomor9" in said


@PAPERS
def test_no_line_is_wider_than_the_paper(paper: Paper) -> None:
    for document in (ak1_card(card(long_registration()), OFFICE, ID, photo()), proof(), printer_check("st01", AT, OFFICE, ID)):
        run = 0
        for operation in operations(to_escpos(document, paper)):
            match operation:
                case Text(raw):
                    run += len(raw)
                    assert run <= paper.columns
                case LineFeed():
                    run = 0
                case Raster(row_bytes, _, _):
                    assert row_bytes * 8 <= paper.dots
                case _:
                    pass


@PAPERS
def test_a_job_begins_from_a_known_state_and_ends_cut_or_fed(paper: Paper) -> None:
    found = operations(to_escpos(proof(), paper))
    assert found[:2] == [Init(), ChineseMode(False)]
    assert isinstance(found[-1], Cut if paper.has_cutter else Feed)


def test_a_reprint_prints_differently_from_the_original() -> None:
    original, copy = (printed(ak1_card(card(copy_no=number), OFFICE, ID, None), PAPER_80) for number in (1, 2))
    assert copy.height > original.height + 40


def test_a_card_without_photo_leaves_the_same_room() -> None:
    without, torn = (printed(ak1_card(card(), OFFICE, ID, image), PAPER_80) for image in (None, b"\xff\xd8 not a picture"))
    assert without.height == torn.height == printed(ak1(), PAPER_80).height


ALLOWED_SETTINGS = {Switch.BOLD, Switch.ALIGN, Switch.FONT, Switch.MODE, Switch.SIZE, Switch.INVERSE}
NASTY = st.one_of(
    st.sampled_from(["\x1bp\x00\x19\xfa", "\x10\x14\x01\x00\x05", "\x1d(k", "\x1c&", "\x9b", "\u202e", "x\n\x1b@", "\x1bt\x10é", "漢字", "👍"]),
    st.text(max_size=30),
)
WORDS = st.lists(NASTY, min_size=1, max_size=4).map("".join)


@settings(max_examples=40, deadline=None)
@given(name=WORDS, street=WORDS, skill=WORDS, native=st.booleans(), wide=st.booleans())
def test_peoples_words_bring_no_command_into_the_bytes(name: str, street: str, skill: str, native: bool, wide: bool) -> None:
    paper = replace(PAPER_80 if wide else PAPER_58, native_qr=native)
    person = registration(name, street, (skill,))
    for document in (ak1_card(card(person), OFFICE, ID, None), registration_proof(person, QUEUE_CODE, AT, OFFICE, ID)):
        data = to_escpos(document, paper)
        for operation in operations(data):
            match operation:
                case Text(raw):
                    assert all(0x20 <= byte <= 0x7E for byte in raw)
                case Set(switch, _):
                    assert switch in ALLOWED_SETTINGS
                case Other() | RealTime():
                    pytest.fail(f"{operation} in the bytes")
                case QrCommand():
                    assert native
                case _:
                    pass


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=64, max_size=64))
def test_no_picture_hides_a_real_time_command(noise: bytes) -> None:
    from PIL import Image

    from documents.receipt.encode import raster

    seeded = (noise + b"\x10\x04\x01\x10\x05\x02\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08") * 60
    picture = Image.frombytes("1", (576, len(seeded) // 72), bytes(0xFF ^ byte for byte in seeded[: len(seeded) // 72 * 72]))
    assert not re.search(rb"\x10[\x04\x05\x14]", raster(picture))


def test_no_document_contains_a_real_time_command() -> None:
    for paper in (PAPER_80, PAPER_58):
        for document in (ak1(), proof(), printer_check("st01", AT, OFFICE, ID)):
            assert not re.search(rb"\x10[\x04\x05\x14]", to_escpos(document, paper))


@given(st.text(max_size=120), st.integers(1, 48))
def test_wrapping_keeps_every_letter_and_the_width(text: str, width: int) -> None:
    from documents.typeface import ascii_only

    lines = wrap(text, width)
    assert all(0 < len(line) <= width for line in lines)
    assert squeezed("".join(lines)) == squeezed("".join(ascii_only(part) for part in text.split("\n")))
