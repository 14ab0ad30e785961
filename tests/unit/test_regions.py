"""Regions are found by code, by parent and by the words a card prints; what is unknown stays unknown."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.reference import region_rows
from domain.regions import Region, RegionLevel, Regions, dotted, plain

REGIONS = Regions(region_rows())
L = RegionLevel
kodes = st.sampled_from([kode for kode, _ in region_rows()])


def test_kota_semarang_has_16_kecamatan_and_177_kelurahan() -> None:
    kecamatan = REGIONS.children("33.74")
    assert len(kecamatan) == 16
    assert sum(len(REGIONS.children(item.kode)) for item in kecamatan) == 177
    assert [item.nama for item in kecamatan[:3]] == ["Banyumanik", "Candisari", "Gajahmungkur"]


@pytest.mark.parametrize(("kode", "kecamatan", "desa"), [("33.21", 14, 249), ("33.22", 19, 235), ("33.24", 20, 286)])
def test_the_neighbours_are_known_down_to_the_village(kode: str, kecamatan: int, desa: int) -> None:
    below = REGIONS.children(kode)
    assert (len(below), sum(len(REGIONS.children(item.kode)) for item in below)) == (kecamatan, desa)


def test_the_whole_country_is_known_down_to_the_kecamatan() -> None:
    provinces = REGIONS.children()
    cities = [city for province in provinces for city in REGIONS.children(province.kode)]
    assert (len(provinces), len(cities)) == (38, 514)
    assert all(REGIONS.children(city.kode) for city in cities)


@given(kodes)
def test_every_code_leads_up_to_its_province(kode: str) -> None:
    path = REGIONS.path(kode)
    assert path[-1].kode == kode
    assert [item.level for item in path] == list(RegionLevel)[: len(path)]
    for above, below in pairwise(path):
        assert below.parent_kode == above.kode
        assert below in REGIONS.children(above.kode)


@given(kodes)
def test_a_code_is_known_with_and_without_dots(kode: str) -> None:
    assert dotted(kode.replace(".", "")) == kode
    assert REGIONS.get(kode.replace(".", "")) == REGIONS.get(kode)


@given(st.text())
def test_an_unknown_code_is_nothing(kode: str) -> None:
    found = REGIONS.get(kode)
    assert found is None or found.kode == dotted(kode)
    assert all(isinstance(item, Region) for item in REGIONS.path(kode))


def test_the_known_part_of_an_unknown_nik_region_is_still_told() -> None:
    assert [item.nama for item in REGIONS.path("337499")] == ["Jawa Tengah", "Kota Semarang"]
    assert REGIONS.path("990101") == ()


@given(kodes)
def test_a_region_is_matched_by_its_names_from_the_top(kode: str) -> None:
    path = REGIONS.path(kode)
    words = dict(zip(("provinsi", "kab_kota", "kecamatan", "kel_desa"), (item.nama.upper() for item in path), strict=False))
    found = REGIONS.match(**words)
    assert found is not None
    twins = [item for item in REGIONS.children(path[-1].parent_kode) if plain(item.nama) == plain(path[-1].nama)]
    assert found == path[-1] or (len(twins) > 1 and found.kode == path[-1].parent_kode) or (found in path and has_twin_above(path))


def has_twin_above(path: tuple[Region, ...]) -> bool:
    """Whether a region on the way has a sister of the same plain name (then the words alone cannot lead further)."""
    return any(sum(plain(s.nama) == plain(item.nama) for s in REGIONS.children(item.parent_kode)) > 1 for item in path)


@pytest.mark.parametrize(
    ("words", "kode"),
    [
        (("JAWA TENGAH", "KOTA SEMARANG", "TEMBALANG", "TEMBALANG"), "33.74.10.1006"),
        (("Provinsi Jawa Tengah", "Kota Semarang", "Kec. Mijen", "Kel. Purwosari"), "33.74.14.1005"),
        (("", "KOTA SEMARANG", "SEMARANG UTARA", "PURWOSARI"), "33.74.02.1004"),
        (("", "KAB. SEMARANG", "", ""), "33.22"),
        (("", "KOTA SEMARANG", "", ""), "33.74"),
        (("JAWA TENGAH", "SEMARANG", "TEMBALANG", ""), "33"),
        (("JAWA TENGAH", "KOTA SEMARANG", "TEMBALANG", "KAMPUNG BARU"), "33.74.10"),
        (("DKI JAKARTA", "", "", ""), "31"),
        (("D.I. YOGYAKARTA", "", "", ""), "34"),
    ],
)  # fmt: skip
def test_the_words_of_a_card_become_a_code_as_far_as_they_are_clear(words: tuple[str, str, str, str], kode: str) -> None:
    found = REGIONS.match(*words)
    assert found is not None
    assert found.kode == kode


def test_words_that_name_no_place_match_nothing() -> None:
    assert REGIONS.match("ATLANTIS", "KOTA SEMARANG") is None
    assert REGIONS.match() is None


def test_a_place_is_found_by_the_beginning_of_a_word_and_whole_names_come_first() -> None:
    assert [item.nama for item in REGIONS.find("semarang", L.KECAMATAN, "33.74")] == [
        "Semarang Barat", "Semarang Selatan", "Semarang Tengah", "Semarang Timur", "Semarang Utara",
    ]  # fmt: skip
    assert [item.nama for item in REGIONS.find("tengah", L.KECAMATAN, "33.74")] == ["Semarang Tengah"]
    assert [item.nama for item in REGIONS.find("gunungp", L.KELURAHAN, "33.74")] == ["Gunungpati"]
    assert REGIONS.find("kota semarang", L.KAB_KOTA)[0].kode in {"33.22", "33.74"}
    assert REGIONS.find("", L.KECAMATAN) == ()
    assert len(REGIONS.find("s", L.KECAMATAN, limit=3)) == 3


def test_one_name_may_be_two_kelurahan() -> None:
    assert [item.kode for item in REGIONS.find("mangunharjo", L.KELURAHAN, "33.74")] == ["33.74.10.1003", "33.74.16.1007"]


def test_kelurahan_and_desa_are_told_apart() -> None:
    city, village = REGIONS.get("33.74.10.1006"), REGIONS.get("33.21.01.2007")
    assert city is not None
    assert village is not None
    assert (city.is_desa, village.is_desa) == (False, True)
    assert city.level is village.level is L.KELURAHAN


@pytest.mark.parametrize(
    "rows",
    [[("3374", "x")], [("33", "")], [("33", "a"), ("33", "b")], [("33.74", "orphan")], [("33.74.10.06", "x")], [("٣٣", "x")]],
)
def test_rows_that_make_no_sense_are_refused(rows: list[tuple[str, str]]) -> None:
    with pytest.raises(ValueError, match="region"):
        Regions(rows)


@pytest.mark.parametrize(
    ("words", "same"),
    [("KEC. TEMBALANG", "Tembalang"), ("Kabupaten Kudus", "kudus"), ("Ra\"as", "RAAS"), ("  Kota   Semarang", "semarang"), ("Desa", "DESA")],
)
def test_titles_signs_and_spaces_do_not_make_another_place(words: str, same: str) -> None:
    assert plain(words) == plain(same)
