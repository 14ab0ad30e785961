"""The letters AK/IV and AK/V: what they say, what they leave out, and that they come out on one page."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from documents import Document, Office, to_pdf
from documents.model import Field, Letterhead, TitleBar, WriteLine
from documents.referral import Introduced, OpenPlace, call_letter, introduction_letter

OFFICE = Office("PEMERINTAH KOTA SEMARANG", "Dinas Tenaga Kerja", "Jl. Contoh 1", "(024) 000", "Semarang", "")
PERSON = Introduced(
    "Contoh Sekarwangi", "3374990101900777", "3374231126000042", "+6281200000001", "SMK, Otomotif", "Las listrik", "Montir, Bengkel Contoh"
)
PLACE = OpenPlace("LK-7F3-K2R", "Operator jahit", "CONTOH Garmen 1", "Jl. Contoh Industri 1", "Contoh Personalia, 024")
AT = datetime(2026, 12, 1, 9, 0)  # noqa: DTZ001 - a letter prints local time as it is given
LETTERS = {
    "AK/IV": call_letter("AK4-2026-00001", PERSON, PLACE, AT, "Kantor kami", OFFICE, date(2026, 11, 28), "", "Bawa ijazah"),
    "AK/V": introduction_letter("AK5-2026-00001", PERSON, PLACE, AT, OFFICE, date(2026, 11, 28), "Contoh Petugas"),
}


def entries(letter: Document) -> dict[str, str]:
    """Captions and values."""
    blocks = [block for section in letter.sections for block in section.blocks]
    return {block.label: block.value for block in blocks if isinstance(block, Field)}


@pytest.mark.parametrize("form", LETTERS)
def test_it_names_form_number_person_and_vacancy_and_masks_the_nik(form: str) -> None:
    letter = LETTERS[form]
    head = letter.sections[0].blocks
    assert isinstance(head[0], Letterhead)
    assert head[0].form == form
    assert isinstance(head[1], TitleBar)
    assert letter.reference in head[1].subtitle
    said = entries(letter)
    assert (said["Nama"], said["Nomor lowongan"]) == ("Contoh Sekarwangi", "LK-7F3-K2R")
    assert PERSON.nik not in said["NIK"]
    assert "Sekarwangi" not in repr(letter) + repr(PERSON) + letter.title


def test_a_call_says_when_and_where_in_words() -> None:
    said = entries(LETTERS["AK/IV"])
    assert (said["Waktu"], said["Tempat"], said["Catatan"]) == ("Selasa, 1 Desember 2026, pukul 09.00", "Kantor kami", "Bawa ijazah")


def test_an_introduction_carries_a_slip_to_send_back() -> None:
    blocks = [block for section in LETTERS["AK/V"].sections for block in section.blocks]
    assert [block.label for block in blocks if isinstance(block, WriteLine)][:2] == ["Diterima, mulai tanggal", "Belum diterima, karena"]


@pytest.mark.parametrize("form", LETTERS)
def test_it_is_one_page_and_always_the_same_bytes(form: str) -> None:
    raw = to_pdf(LETTERS[form])
    assert raw == to_pdf(LETTERS[form])
    assert raw.count(b"/Type /Page\n") + raw.count(b"/Type /Page ") == 1
