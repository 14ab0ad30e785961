"""A calculation on paper: everything that must stand on it stands on it, its QR opens the same calculation, links are distrusted."""

from __future__ import annotations

import base64
import json
import re
import string
import subprocess
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.catalogue import LANGUAGES, texts
from assets.legal_tables import LegalTextError, legal_texts
from devices.receipt.roll import Roll
from devices.receipt.stream import StreamParser
from documents import PAPER_58, PAPER_80, Document, Paper, to_escpos, to_pdf
from documents.model import BigCode, Entry, Layout, Place, QrCode, WorkingStep
from documents.rights_link import MAX_CHARACTERS, address_of, fragment_of, read_fragment
from documents.rights_reading import Reader
from documents.rights_sheet import rights_sheet
from documents.typeface import COVERED, ascii_only
from domain.rights import Calculation, Topic, compute, parse_tables, topics
from domain.rights.words import CATALOGUES, INDONESIAN
from tests.unit.documents.samples import AT, OFFICE

PORTAL = "https://siker.example.go.id"
TABLES = parse_tables(legal_texts())
ASKED = {Topic(spec.topic): spec for spec in topics(TABLES)}
VECTORS = json.loads((Path(__file__).parents[2] / "data" / "rights_vectors.json").read_text("utf-8"), parse_float=Decimal)
PAPERS = pytest.mark.parametrize("paper", [PAPER_80, PAPER_58], ids=lambda paper: paper.name)
PHK: dict[str, object] = {
    "alasan": "43_2", "upah_pokok": 5_000_000, "tunjangan_tetap": 750_000, "tanggal_masuk": "2015-03-02",
    "tanggal_keluar": "2026-11-30", "sisa_cuti_hari": 6, "manfaat_pensiun": 20_000_000, "porsi_iuran_pengusaha": Decimal("0.6"),
}  # fmt: skip
LEMBUR: dict[str, object] = {
    "upah_pokok": 4_000_000, "hari_kerja": 6,
    "sesi": [{"jenis_hari": "kerja", "jam": 3, "kali": 4}, {"jenis_hari": "libur", "jam": Decimal("8.5"), "menit": 30}],
}  # fmt: skip


def calculated(topic: Topic, inputs: Mapping[str, object]) -> Calculation:
    done = compute(topic, inputs, TABLES)
    assert isinstance(done, Calculation), done
    return done


def sheet(topic: Topic, inputs: Mapping[str, object], language: str = "id", portal: str = PORTAL) -> Document:
    done = calculated(topic, inputs)
    return rights_sheet(done, ASKED[topic], inputs, AT, OFFICE, texts(language), words=CATALOGUES[language], portal=portal)


def printed(document: Document, paper: Paper) -> Roll:
    roll = Roll(paper.dots)
    parser = StreamParser()
    roll.run(parser.feed(to_escpos(document, paper)))
    assert parser.unfinished == b""
    return roll


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def scan(file: Path) -> list[str]:
    command = ["zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", str(file)]
    return subprocess.run(command, capture_output=True, timeout=60, check=False).stdout.decode().split()


def told(done: Calculation) -> list[str]:
    """All that the task of the sheet is to say, besides what was told."""
    reader = Reader(texts("id"))
    lines = [step for s in done.steps for step in (reader.step(s).words, reader.step(s).numbers, reader.step(s).text, s.article)]
    lines += [reader.sentence(notice.phrase) for notice in done.notices]
    lines += [reader.sentence(assumption.phrase) for assumption in done.assumptions]
    return [*lines, done.tables_version, "30 November 2026", "23 November 2026, pukul 09.41"]


@PAPERS
def test_a_receipt_says_everything(paper: Paper) -> None:
    said = squeezed(" ".join(printed(sheet(Topic.PHK, PHK), paper).lines))
    done = calculated(Topic.PHK, PHK)
    for words in told(done):
        assert squeezed(ascii_only(words)) in said, words
    assert done.tables_digest in said
    for given_value in ("Rp5.000.000", "Rp750.000", "2 Maret 2015", "6 hari", "0,6", "Efisiensi"):
        assert squeezed(given_value) in said


def test_a_pdf_says_everything(tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(to_pdf(sheet(Topic.PHK, PHK)))
    text = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, timeout=60).stdout.decode()
    # The running title of later sheets may stand between two lines of a paragraph.
    said = squeezed(re.sub(r"\f?Uang PHK \(pekerja tetap\) 2026-11-23 [·-] \d", "", text))
    done = calculated(Topic.PHK, PHK)
    for words in told(done):
        assert squeezed(words) in said, words
    assert done.tables_digest in said
    assert squeezed(done.standing_note.text()) in said
    assert "Rp76.130.000" in said


def test_the_same_calculation_gives_the_same_bytes() -> None:
    assert to_pdf(sheet(Topic.PHK, PHK)) == to_pdf(sheet(Topic.PHK, PHK))


@PAPERS
@pytest.mark.parametrize(("topic", "inputs"), [(Topic.PHK, PHK), (Topic.LEMBUR, LEMBUR)], ids=["phk", "lembur"])
def test_the_qr_of_a_receipt_opens_the_same_calculation(topic: Topic, inputs: dict[str, object], paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "paper.png").write_bytes(printed(sheet(topic, inputs), paper).png())
    (address,) = scan(tmp_path / "paper.png")
    opens(address, topic, inputs)


def test_the_qr_of_a_pdf_opens_the_same_calculation(tmp_path: Path) -> None:
    (tmp_path / "sheet.pdf").write_bytes(to_pdf(sheet(Topic.LEMBUR, LEMBUR)))
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", "sheet.pdf", "page"], cwd=tmp_path, check=True, timeout=60)
    found = [text for page in sorted(tmp_path.glob("page*.png")) for text in scan(page)]
    assert len(found) == 1
    opens(found[0], Topic.LEMBUR, LEMBUR)


def opens(address: str, topic: Topic, inputs: Mapping[str, object]) -> None:
    page, fragment = address.split("#")
    assert page == f"{PORTAL}/hak/{topic}/"
    shared = read_fragment(fragment)
    assert shared is not None
    assert shared.topic is topic
    assert calculated(topic, shared.inputs) == calculated(topic, inputs)


@PAPERS
def test_the_largest_link_can_still_be_scanned_at_full_width(paper: Paper, tmp_path: Path) -> None:
    inputs = {"satuan_hasil": True, "masa_kerja_bulan": 12, "upah_per_bulan": [4_000_000 + n for n in range(170)]}
    assert 1900 < len(fragment_of(Topic.THR, inputs) or "") <= MAX_CHARACTERS
    (tmp_path / "paper.png").write_bytes(printed(sheet(Topic.THR, inputs), paper).png())
    (address,) = scan(tmp_path / "paper.png")
    opens(address, Topic.THR, inputs)


def test_too_many_inputs_leave_the_address_alone() -> None:
    inputs = {"satuan_hasil": True, "masa_kerja_bulan": 12, "upah_per_bulan": [4_000_000 + n for n in range(400)]}
    assert fragment_of(Topic.THR, inputs) is None
    (code,) = [block for block in sheet(Topic.THR, inputs).blocks(Place.VERIFY) if isinstance(block, QrCode)]
    assert code.content == address_of(PORTAL, Topic.THR)
    assert "terlalu banyak" in code.caption


def test_without_a_portal_there_is_no_qr() -> None:
    assert sheet(Topic.PHK, PHK, portal="").blocks(Place.VERIFY) == ()


def test_the_title_of_the_file_tells_no_inputs() -> None:
    document = sheet(Topic.PHK, PHK)
    assert (document.layout, document.reference, document.title) == (Layout.SHEET, "phk", "Uang PHK (pekerja tetap) 2026-11-23")
    assert "5000000" not in repr(document)
    assert "5000000" not in repr(read_fragment(fragment_of(Topic.PHK, PHK) or ""))


def test_records_stand_one_below_the_other() -> None:
    (entry,) = [block for block in sheet(Topic.LEMBUR, LEMBUR).blocks(Place.BODY) if isinstance(block, Entry) and block.label == "Daftar lembur"]
    assert entry.value == "1) Hari kerja, 3 jam, 4 kali\n2) Hari libur atau istirahat, 8,5 jam, 30 menit"


@pytest.mark.parametrize(
    ("topic", "inputs", "answer"),
    [
        (Topic.PHK, {"alasan": "43_2", "skala_usaha": "mikro"}, "Menurut kesepakatan"),
        (Topic.THR, {"upah_pokok": 4_000_000, "masa_kerja_bulan": 0}, "Tidak mendapat"),
        (Topic.UMK_CEK, {"tahun": 2026, "upah_pokok": 9_000_000}, "Sudah cukup"),
        (Topic.PPH21_FINAL, {"jenis": "pesangon", "bruto": 90_000_000, "tahun_ke": 3}, "Bukan pajak final"),
        (Topic.UMK_CEK, {"tahun": 2026, "upah_pokok": 1_000_000, "skala_usaha": "kecil"}, "Upah kesepakatan"),
    ],
)
def test_an_answer_that_is_no_amount_is_said_in_words(topic: Topic, inputs: dict[str, object], answer: str) -> None:
    (large,) = [block for block in sheet(topic, inputs).blocks(Place.NUMBER) if isinstance(block, BigCode)]
    assert large.code == answer


def test_a_total_before_the_pension_fund_does_not_pass_for_what_is_paid() -> None:
    without = {name: value for name, value in PHK.items() if name not in ("manfaat_pensiun", "porsi_iuran_pengusaha")}
    numbers = [block for inputs in (PHK, without) for block in sheet(Topic.PHK, inputs).blocks(Place.NUMBER)]
    captions = [block.label for block in numbers if isinstance(block, BigCode)]
    assert captions == ["Perkiraan hak PHK sebelum dikurangi dana pensiun", "Perkiraan uang PHK Anda"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_published_example_can_be_printed_in_every_language(language: str) -> None:
    encoded: set[str] = set()
    for vector in VECTORS:
        document = sheet(Topic(vector["topic"]), vector["inputs"], language)
        steps = [block for block in document.blocks(Place.BODY) if isinstance(block, WorkingStep)]
        assert [step.number for step in steps] == list(range(1, len(steps) + 1))
        assert all(step.words and step.article for step in steps), vector["id"]
        # Everything can be drawn: no letter would come out as a question mark.
        for step in steps:
            assert "?" not in ascii_only(step.words + step.numbers + step.value), vector["id"]
        if document.reference not in encoded:
            assert to_escpos(document, PAPER_58).startswith(b"\x1b@")
            encoded.add(document.reference)
    assert encoded == set(Topic)


def test_one_sheet_of_every_topic_becomes_a_pdf() -> None:
    first = {vector["topic"]: vector for vector in reversed(VECTORS)}
    assert len(first) == len(Topic)
    for vector in first.values():
        assert to_pdf(sheet(Topic(vector["topic"]), vector["inputs"])).startswith(b"%PDF-")


# --- the link -------------------------------------------------------------------------------------------------------------


def test_the_format_is_compact_json_in_base64url() -> None:
    code = fragment_of(Topic.UPAH_SAKIT, {"upah_sebulan": 4_000_000, "lama_bulan": 5})
    assert code == "eyJ2IjoxLCJ0b3BpYyI6InVwYWhfc2FraXQiLCJpbnB1dHMiOnsidXBhaF9zZWJ1bGFuIjo0MDAwMDAwLCJsYW1hX2J1bGFuIjo1fX0"
    assert base64.urlsafe_b64decode(code + "=") == b'{"v":1,"topic":"upah_sakit","inputs":{"upah_sebulan":4000000,"lama_bulan":5}}'


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_every_example_survives_the_link(vector: Mapping[str, object]) -> None:
    topic, inputs = Topic(str(vector["topic"])), vector["inputs"]
    assert isinstance(inputs, dict)
    opens(f"{address_of(PORTAL, topic)}#{fragment_of(topic, inputs)}", topic, inputs)


def test_fractions_are_written_exactly_or_not_at_all() -> None:
    code = fragment_of(Topic.PHK, {"porsi_iuran_pengusaha": Fraction(5, 8)})
    shared = read_fragment(code or "")
    assert shared is not None
    assert shared.inputs == {"porsi_iuran_pengusaha": Decimal("0.625")}
    assert fragment_of(Topic.PHK, {"porsi_iuran_pengusaha": Fraction(1, 3)}) is None


def coded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "code",
    [
        "", "eyJ2", "!!!", coded("[]"), coded("null"), coded('{"v":2,"topic":"phk","inputs":{}}'),
        coded('{"v":true,"topic":"phk","inputs":{}}'), coded('{"v":1.0,"topic":"phk","inputs":{}}'),
        coded('{"v":1,"topic":"rahasia","inputs":{}}'), coded('{"v":1,"topic":["phk"],"inputs":{}}'),
        coded('{"v":1,"topic":"phk","inputs":[]}'), coded('{"v":1,"topic":"phk"}'), coded("[" * 1500), coded("9" * 1500),
        "A" * (MAX_CHARACTERS + 1), coded('{"v":1,"topic":"phk","inputs":{}}') + "\n", coded('{"v":1,"topic":"phk","inputs":{}}') + "=",
        base64.urlsafe_b64encode(b'{"v":1,"topic":"phk","inputs":{"a":"\xff"}}').rstrip(b"=").decode(),
    ],
)  # fmt: skip
def test_what_is_not_our_link_is_nothing(code: str) -> None:
    assert read_fragment(code) is None


@given(st.text(alphabet=string.ascii_letters + string.digits + "-_", max_size=200) | st.text(max_size=80))
def test_no_text_breaks_the_reading_of_links(code: str) -> None:
    read_fragment(code)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200)
@given(st.sampled_from(list(Topic)), st.dictionaries(st.sampled_from(["upah_pokok", "sesi", "alasan", "tanggal_phk"]), JSON))
def test_whatever_a_link_claims_is_computed_or_refused_never_a_crash(topic: Topic, inputs: dict[str, object]) -> None:
    code = fragment_of(topic, inputs)
    if code is None:
        return
    shared = read_fragment(code)
    assert shared is not None
    assert type(compute(topic, shared.inputs, TABLES)) is type(compute(topic, inputs, TABLES))


# --- words ----------------------------------------------------------------------------------------------------------------


def leaves(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    out: dict[str, str] = {}
    for name, value in table.items():
        out |= leaves(value, f"{prefix}{name}.") if isinstance(value, Mapping) else {f"{prefix}{name}": str(value)}
    return out


def own(language: str) -> dict[str, str]:
    return leaves(tomllib.loads((Path("assets/texts") / language / "rights.toml").read_text("utf-8")))


def blanks(text: str) -> set[tuple[str, str]]:
    return {(name, form or "") for _, name, form, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_paper_and_pages_say_the_same_in_every_language(language: str) -> None:
    source, translated = own("id"), own(language)
    assert translated.keys() == source.keys()
    assert [key for key in source if blanks(source[key]) != blanks(translated[key])] == []
    assert len([key for key in source if source[key] == translated[key]]) < len(source) / 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calculators_say_the_same_in_every_language(language: str) -> None:
    spoken = CATALOGUES[language]
    assert spoken.keys() == INDONESIAN.keys()
    assert [key for key in INDONESIAN if blanks(INDONESIAN[key]) != blanks(spoken[key])] == []
    drawn = {letter for text in spoken.values() for letter in text}
    assert {letter for letter in drawn if ord(letter) not in COVERED} == set()


def test_other_languages_are_translated_not_copied() -> None:
    same = [
        key for key, text in INDONESIAN.items()
        if text in (CATALOGUES["jv"][key], CATALOGUES["en"][key]) and re.search(r"[a-z]{3}", re.sub(r"\{.*?\}", "", text))
    ]  # fmt: skip
    # What may stay: names of the law, and words Javanese and Indonesian share.
    assert len(same) < len(INDONESIAN) / 5, same


def test_every_topic_has_its_words() -> None:
    said = texts("id")
    for topic in Topic:
        assert said[f"rights.lead.{topic}"]
        assert said[f"rights.about.{topic}"]


def test_a_table_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "phk.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(LegalTextError) as caught:
        legal_texts(tmp_path)
    assert caught.value.file == "phk.toml"
