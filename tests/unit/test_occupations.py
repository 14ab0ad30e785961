"""Half-typed, misspelt or Javanese words find the occupation; words that mean nothing find nothing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.reference import language_names, majors_of, occupation_rows, skill_names
from domain.occupations import (
    Occupation,
    distance,
    occupations_from,
    prefix_distance,
    suggest,
    suggest_texts,
)

OCCUPATIONS = occupations_from(occupation_rows())
ALL_NAMES = [(item, name) for item in OCCUPATIONS for name in (item.jabatan, *item.sebutan)]


def names(words: str, limit: int = 6) -> list[str]:
    return [item.jabatan for item in suggest(words, OCCUPATIONS, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("jahit", "Penjahit"), ("njahit", "Penjahit"), ("penjahti", "Penjahit"), ("sopir", "Sopir mobil"), ("supir truk", "Sopir truk"),
        ("satpm", "Satpam"), ("security", "Satpam"), ("admn", "Staf administrasi"), ("kasr", "Kasir"), ("oprator", "Operator produksi"),
        ("cleaning servis", "Petugas kebersihan gedung"), ("cleaningservice", "Petugas kebersihan gedung"), ("ojol", "Ojek"),
        ("las", "Tukang las"), ("perawt", "Perawat"), ("momong", "Pengasuh anak"), ("mbatik", "Pembatik"), ("rewang", "Asisten rumah tangga"),
        ("BARISTA", "Barista"), ("spg", "Pramuniaga"), ("qc", "Pemeriksa mutu"), ("operator jhit", "Operator mesin jahit"),
        ("saya ingin jadi perawat", "Perawat"), ("sopir truk antar kota", "Sopir truk"), ("tukang bengkl", "Mekanik kendaraan"),
        ("forklip", "Operator forklift"), ("programer", "Pengembang perangkat lunak"), ("kerja apa saja", "Pekerja serabutan"),
        ("gudnag", "Staf gudang"), ("montr", "Mekanik kendaraan"),
    ],
)  # fmt: skip
def test_what_people_say_finds_the_occupation_first(typed: str, first: str) -> None:
    assert names(typed)[0] == first


@pytest.mark.parametrize(
    "typed", ["", " ", "a", "zzzzz", "presiden", "asdfgh", "1234", "lulusan baru", "saya mau kerja", "??", "qwertyuiop", "lamunan"]
)
def test_what_resembles_nothing_finds_nothing(typed: str) -> None:
    assert names(typed) == []


def test_each_letter_narrows_the_choice() -> None:
    assert "Barista" in names("bar", 20)
    assert names("baris") == ["Barista"]
    assert [names("penjahit"[:size])[0] for size in range(6, 9)] == ["Penjahit"] * 3


def test_every_name_in_the_table_finds_its_own_occupation() -> None:
    assert [name for item, name in ALL_NAMES if item not in suggest(name, OCCUPATIONS, 4)] == []


known = st.sampled_from([(item, name) for item, name in ALL_NAMES if " " not in name and len(name) >= 6])


@given(known, st.data())
def test_one_slip_in_a_longer_word_is_forgiven(chosen: tuple[Occupation, str], data: st.DataObject) -> None:
    item, name = chosen
    at = data.draw(st.integers(1, len(name) - 2))
    slipped = data.draw(st.sampled_from([
        name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    ]))  # fmt: skip
    other_word = any(slipped in words.casefold() for _, words in ALL_NAMES)
    assert other_word or item in suggest(slipped, OCCUPATIONS, 12)


@given(st.text(), st.integers(-2, 10))
def test_any_text_gives_at_most_the_wanted_number_of_different_occupations(typed: str, limit: int) -> None:
    found = suggest(typed, OCCUPATIONS, limit)
    assert len(found) <= max(limit, 0)
    assert len(set(found)) == len(found)


@given(st.sampled_from([name for _, name in ALL_NAMES]), st.integers(1, 5))
def test_a_longer_list_only_adds_at_the_end(typed: str, limit: int) -> None:
    assert names(typed, 10)[:limit] == names(typed, limit)


@given(st.sampled_from([name for _, name in ALL_NAMES]))
def test_capitals_and_stray_signs_do_not_matter(typed: str) -> None:
    assert names(f"  {typed.upper()}, ") == names(typed)


def test_a_suggestion_comes_within_a_keystroke() -> None:
    typed = [name[:size] for _, name in ALL_NAMES[::12] for size in range(2, len(name) + 1)]
    suggest("warm", OCCUPATIONS)
    spent = []
    for words in typed:
        begun = time.process_time()
        suggest(words, OCCUPATIONS)
        spent.append(time.process_time() - begun)
    assert sorted(spent)[len(spent) // 2] < 0.005


# --- distances -----------------------------------------------------------------------------------------------------
def plain_distance(left: str, right: str) -> int:
    """Optimal string alignment, written as its definition."""
    if not left or not right:
        return len(left) + len(right)
    best = min(
        plain_distance(left[1:], right) + 1, plain_distance(left, right[1:]) + 1,
        plain_distance(left[1:], right[1:]) + (left[0] != right[0]),
    )  # fmt: skip
    if len(left) > 1 and len(right) > 1 and left[0] == right[1] and left[1] == right[0]:
        best = min(best, plain_distance(left[2:], right[2:]) + 1)
    return best


short = st.text(alphabet="abc", max_size=5)


@given(short, short, st.integers(0, 4))
def test_the_bounded_distance_is_the_distance_up_to_its_bound(left: str, right: str, limit: int) -> None:
    assert distance(left, right, limit) == min(plain_distance(left, right), limit + 1)


@given(short, short, st.integers(0, 3))
def test_the_prefix_distance_is_the_least_over_all_beginnings(typed: str, word: str, limit: int) -> None:
    least = min(plain_distance(typed, word[:size]) for size in range(len(word) + 1))
    assert prefix_distance(typed, word, limit) == min(least, limit + 1)


# --- the other lists -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "jenjang", "major"),
    [
        ("tkr", "smk", "Teknik Kendaraan Ringan (Otomotif)"), ("otomtif", "smk", "Teknik Kendaraan Ringan (Otomotif)"),
        ("tkj", "smk", "Teknik Komputer dan Jaringan (TKJ)"), ("busana", "smk", "Tata Busana"), ("ips", "sma", "IPS"),
        ("bidan", "d3", "Kebidanan"), ("hukum", "s1", "Ilmu Hukum"), ("pgsd", "s1", "Pendidikan Guru SD (PGSD)"),
    ],
)  # fmt: skip
def test_majors_are_found_by_their_short_names(typed: str, jenjang: str, major: str) -> None:
    assert suggest_texts(typed, majors_of(jenjang))[0] == major


def test_skills_and_languages_are_found_by_other_words() -> None:
    assert suggest_texts("exel", skill_names()) == ("Komputer perkantoran (Word dan Excel)",)
    assert suggest_texts("boso jowo", language_names())[0] == "Jawa"
    assert suggest_texts("isyarat", language_names())[0] == "Bahasa isyarat (BISINDO)"
    assert suggest_texts("klingon", language_names()) == ()
