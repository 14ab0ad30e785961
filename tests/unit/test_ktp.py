"""The text on the chip is a record of 21 parts or it is refused; nothing of it leaks into the refusal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ktp import CHIP_FIELDS, RECORD_FIELDS, KtpRecord, RecordMalformedError, parse_chip_record

PARTS = [
    "3374994101900001", "JL. KENANGA 4", "003", "004", "SEMARANG", "TEMBALANG", "TEMBALANG", "KOTA SEMARANG", "PEREMPUAN", "O",
    "ISLAM", "KAWIN", "KARYAWAN SWASTA", "SITI AMINAH", "01-01-1990", "JAWA TENGAH", "p16", "p17", "p18", "WNI", "p20",
]  # fmt: skip


def chip(parts: list[str]) -> str:
    return ",".join(f'"{part}"' for part in parts)


def test_each_part_finds_its_name() -> None:
    record = parse_chip_record(chip(PARTS))
    assert record == KtpRecord(
        nik="3374994101900001", nama="SITI AMINAH", tempat_lahir="SEMARANG", tanggal_lahir="01-01-1990", jenis_kelamin="PEREMPUAN",
        gol_darah="O", alamat="JL. KENANGA 4", rt="003", rw="004", kel_desa="TEMBALANG", kecamatan="TEMBALANG",
        kab_kota="KOTA SEMARANG", provinsi="JAWA TENGAH", agama="ISLAM", status_perkawinan="KAWIN", pekerjaan="KARYAWAN SWASTA",
        kewarganegaraan="WNI", berlaku_hingga="",
    )  # fmt: skip


def test_parts_of_unknown_meaning_stay_out_of_the_record() -> None:
    record = parse_chip_record(chip(PARTS))
    assert not {"p16", "p17", "p18", "p20"} & {getattr(record, name) for name in RECORD_FIELDS}


@pytest.mark.parametrize("padding", ["\x00\x00\x00", "\r\n", "   ", "\x00 \n"])
def test_what_pads_the_file_is_no_part_of_the_record(padding: str) -> None:
    assert parse_chip_record(chip(PARTS) + padding).nama == "SITI AMINAH"


def test_the_last_part_may_lack_its_quote_or_be_empty() -> None:
    assert parse_chip_record(chip(PARTS)[:-1]).nama == "SITI AMINAH"
    assert parse_chip_record(chip([*PARTS[:-1], ""])).nama == "SITI AMINAH"


def test_commas_and_quotes_inside_a_part_stay() -> None:
    parts = [*PARTS]
    parts[1], parts[13] = "JL. MAWAR, GG. II", 'SITI "AMI" AMINAH'
    record = parse_chip_record(chip(parts))
    assert record.alamat == "JL. MAWAR, GG. II"
    assert record.nama == 'SITI "AMI" AMINAH'


def test_controls_and_spaces_in_a_part_vanish() -> None:
    parts = [*PARTS]
    parts[13] = "\x02 SITI\u202e AMINAH \x00"
    assert parse_chip_record(chip(parts)).nama == "SITI AMINAH"


@pytest.mark.parametrize(
    "text",
    [
        "", "\x00\x00", "{}", chip(PARTS)[1:], chip(PARTS[:-1]), chip([*PARTS, "more"]), chip(["", *PARTS[1:]]),
        chip(["337499410190000", *PARTS[1:]]), chip(["337499410190000X", *PARTS[1:]]), chip(["٣٣٧٤٩٩٤١٠١٩٠٠٠٠١", *PARTS[1:]]),
        chip([*PARTS[:13], " \x00 ", *PARTS[14:]]),
    ],
)  # fmt: skip
def test_anything_else_is_refused_without_quoting_it(text: str) -> None:
    with pytest.raises(RecordMalformedError) as caught:
        parse_chip_record(text)
    assert not any(part in str(caught.value) for part in PARTS if len(part) > 3)


part = st.text(max_size=30).filter(lambda text: '","' not in text)


@given(st.lists(part, min_size=CHIP_FIELDS - 1, max_size=CHIP_FIELDS - 1))
def test_a_full_record_of_any_text_is_read_or_refused(others: list[str]) -> None:
    try:
        record = parse_chip_record(chip([PARTS[0], *others]))
    except RecordMalformedError:
        return
    assert record.nik == PARTS[0]
    assert record.nama
    for value in (getattr(record, name) for name in RECORD_FIELDS):
        assert value == value.strip()
        assert not any(unicodedata.category(c)[0] == "C" for c in value)


@given(st.text())
def test_any_text_is_a_record_or_refused(text: str) -> None:
    try:
        record = parse_chip_record(text)
    except RecordMalformedError:
        return
    assert record.nik in text
    assert len(record.nik) == 16


@given(st.text(min_size=1), st.integers(0, CHIP_FIELDS - 1))
def test_a_wrong_count_of_parts_is_never_guessed_at(text: str, cut: int) -> None:
    with pytest.raises(RecordMalformedError):
        parse_chip_record(chip(PARTS[:cut]))
    with pytest.raises(RecordMalformedError):
        parse_chip_record(chip([*PARTS, text.replace('"', "")]))


def test_a_record_shows_nothing_of_itself() -> None:
    record = parse_chip_record(chip(PARTS))
    assert "SITI" not in repr(record)
    assert "3374994101900001" not in f"{record}"
