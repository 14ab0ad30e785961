"""PDFs as poppler sees them: embedded typefaces, findable words, a QR that scans, the same bytes every time."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from assets.catalogue import texts
from documents import Document, ak1_card, registration_proof, to_pdf
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


def ak1() -> Document:
    return ak1_card(card(), OFFICE, ID, photo())


def proof() -> Document:
    return registration_proof(registration(), QUEUE_CODE, AT, OFFICE, ID)


def tool(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return tmp_path / "paper.pdf"


def words_of(document: Document, file: Path) -> str:
    file.write_bytes(to_pdf(document))
    return re.sub(r"\s+", "", tool("pdftotext", "-raw", str(file), "-"))


@pytest.mark.parametrize("document", [ak1(), proof()], ids=["card", "proof"])
def test_every_typeface_is_an_embedded_subset_of_ours(document: Document, saved: Path) -> None:
    saved.write_bytes(to_pdf(document))
    rows = tool("pdffonts", str(saved)).splitlines()[2:]
    assert rows
    for row in rows:
        name, *_, embedded, subset, _unicode, _number, _generation = row.split()
        assert re.fullmatch(r"[A-Z]{6}\+AtkinsonHyperlegible(Next|Mono)-(Regular|Bold)", name)
        assert (embedded, subset) == ("yes", "yes")


def test_a_card_says_everything_the_form_asks(saved: Path) -> None:
    said = words_of(ak1(), saved)
    for words in (
        "KARTU TANDA BUKTI PENDAFTARAN PENCARI KERJA", "3374231126000017", NIK, "Siti Contoh Aminah", "Tgl 12 Bln 01 Thn 2001",
        "Wanita", "Belum kawin", "Islam", "Jl. Mawar II No. 12, RT 003 RW 007", "081200000000", "SDN Contoh 1",
        "SLTP / sederajat", "SMK Contoh 2, Akuntansi", "AKTA I / II / III / IV", "Mengetik", "Kasir, Toko Contoh", "Ketentuan",
        "Kesatu", "23 Mei 2027", "23 November 2027", "23 Mei 2028", "Diterima di", "Terhitung mulai tanggal", "NIP.",
        "Pengantar Kerja / Petugas Antar Kerja", "Tanda tangan pencari kerja", "siker.example.go.id", "Contoh, 23 November 2026",
        "Dikeluarkan pada tanggal : 23 November 2026", "Berlaku sampai dengan : 23 November 2028",
    ):  # fmt: skip
        assert re.sub(r"\s+", "", words) in said, words
    assert "SALINAN" not in said


def test_a_proof_is_no_card_and_masks_the_nik(saved: Path) -> None:
    said = words_of(proof(), saved)
    for words in ("BUKTIPENDAFTARAN", "Menungguverifikasi", "BUKANkartuAK/I", QUEUE_CODE, "3374**********01", "23November2026,pukul09.41"):
        assert words in said
    assert NIK not in said
    assert "KARTUTANDABUKTI" not in said


def test_long_names_and_addresses_wrap_and_lose_nothing(saved: Path) -> None:
    said = words_of(ak1_card(card(long_registration(), copy_no=3), OFFICE, ID, None), saved)
    for words in (LONG_NAME, LONG_STREET, "SALINAN ke-3", "Keterampilan nomor 9", "Pas foto 3 × 4", "S3, Sekolah s3", "NIP."):
        assert re.sub(r"\s+", "", words) in said


def test_a_usual_card_is_one_sheet_and_a_very_full_one_goes_on(saved: Path) -> None:
    for document, pages in ((ak1(), "1"), (ak1_card(card(long_registration()), OFFICE, ID, None), "2"), (proof(), "1")):
        saved.write_bytes(to_pdf(document))
        assert re.search(r"Pages:\s+(\d+)", tool("pdfinfo", str(saved)))[1] == pages


def test_the_second_sheet_of_a_very_full_card_bears_its_number_and_neither_qr_nor_signature(saved: Path) -> None:
    saved.write_bytes(to_pdf(ak1_card(card(long_registration()), OFFICE, ID, None)))
    second = tool("pdftotext", "-f", "2", "-l", "2", str(saved), "-")
    assert "AK/I 3374231126000017 · 2" in second
    assert "CV Contoh" in second
    assert "Pengantar Kerja" not in second
    assert "Pengantar Kerja / Petugas Antar Kerja" in tool("pdftotext", "-l", "1", str(saved), "-")


def test_the_printed_qr_scans(saved: Path) -> None:
    saved.write_bytes(to_pdf(ak1()))
    tool("pdftoppm", "-r", "200", "-png", str(saved), str(saved.with_suffix("")))
    picture = next(saved.parent.glob("*.png"))
    assert tool("zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", str(picture)).split() == [card().verify_url]


def test_the_photo_is_in_and_three_by_four(saved: Path) -> None:
    saved.write_bytes(to_pdf(ak1()))
    kinds = tool("pdfimages", "-list", str(saved)).splitlines()[2:]
    assert len(kinds) == 1
    assert " jpeg " in kinds[0]
    assert " 330   448 " in kinds[0]


def test_a_photo_nobody_can_read_leaves_the_box_to_glue_one_on(saved: Path) -> None:
    assert "Pasfoto3×4" in words_of(ak1_card(card(), OFFICE, ID, b"\x89PNG broken"), saved)


def test_letters_outside_the_typeface_become_their_base_letters(saved: Path) -> None:
    said = words_of(ak1_card(card(registration("Nguyễn Đặng\x00\x1b Łucja")), OFFICE, ID, None), saved)
    assert "NguyenĐangŁucja" in said


def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    script = (
        "import hashlib, documents; from assets.catalogue import texts; from tests.unit.documents import samples as s;"
        "print(hashlib.sha256(documents.to_pdf(documents.ak1_card(s.card(), s.OFFICE, texts('id'), s.photo()))).hexdigest())"
    )
    first, second = (tool(sys.executable, "-c", script) for _ in range(2))
    assert first == second


def test_the_title_of_the_file_names_nobody(saved: Path) -> None:
    saved.write_bytes(to_pdf(ak1()))
    about = tool("pdfinfo", str(saved))
    assert "AK/I 3374231126000017" in about
    assert NIK not in about
    assert "Siti" not in about
