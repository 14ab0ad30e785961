"""Distances: plausible points, known distances, a fallback that never invents precision, and words in three languages."""

from __future__ import annotations

from collections import defaultdict
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.catalogue import LANGUAGES, say
from assets.reference import point_rows, region_rows
from domain.vacancy.distance import PlacePoints, Point, distance_words, kilometres, near_step

POINTS = PlacePoints(point_rows())
NAMES = dict(region_rows())
NEIGHBOURS = ("33.21", "33.22", "33.24", "33.74")


def test_every_kelurahan_around_and_every_city_of_the_country_has_a_point_of_its_own() -> None:
    held = {kode for kode, _, _ in point_rows()}
    assert {kode for kode in NAMES if len(kode) == 13} <= held
    assert {kode for kode in NAMES if len(kode) == 5} <= held
    assert {kode for kode in NAMES if len(kode) == 8 and kode.startswith(NEIGHBOURS)} <= held
    assert held <= set(NAMES)


def test_the_city_lies_in_its_bounds() -> None:
    """Official bounds are 6°50'–7°10' S, 109°35'–110°50' E; the points must lie well inside."""
    for kode, latitude, longitude in point_rows():
        if kode.startswith("33.74"):
            assert -7.17 < latitude < -6.93, kode
            assert 110.26 < longitude < 110.51, kode


def test_a_kelurahan_is_near_its_kecamatan() -> None:
    of_kecamatan: dict[str, list[str]] = defaultdict(list)
    for kode, _, _ in point_rows():
        if len(kode) == 13:
            of_kecamatan[kode[:8]].append(kode)
    for kecamatan, members in of_kecamatan.items():
        found = [POINTS.of(kode) for kode in members]
        middle = Point(fmean(p.latitude for p in found if p), fmean(p.longitude for p in found if p))
        bound = 5.0 if kecamatan.startswith("33.74") else 12.0
        assert all(kilometres(point, middle) < bound for point in found if point), NAMES[kecamatan]


@pytest.mark.parametrize(
    ("left", "right", "km"),
    [
        ("33.74.01", "33.22.18", 16), ("33.74.01", "33.21.11", 26), ("33.74.01", "33.24.10", 26), ("33.74", "33.72", 75),
        ("33.74", "31.71", 405), ("33.74", "35.78", 260), ("33.74", "34.71", 89), ("33.74.10", "33.74.14", 15),
    ],
)  # fmt: skip
def test_known_distances(left: str, right: str, km: float) -> None:
    found = POINTS.km(left, right)
    assert found == pytest.approx(km, rel=0.12), (NAMES[left], NAMES[right])


def test_a_place_without_a_point_takes_its_parents() -> None:
    assert POINTS.known("33.74.10.1099") == "33.74.10"
    assert POINTS.known("31.71.01.1001") == "31.71"
    assert POINTS.of("") is None
    assert POINTS.km("33.74", "") is None
    assert POINTS.km("33.74.10.1099", "33.74.10") == 0


@given(st.sampled_from(sorted(NAMES)), st.sampled_from(sorted(NAMES)))
def test_distance_is_the_same_both_ways(left: str, right: str) -> None:
    there, back = POINTS.km(left, right), POINTS.km(right, left)
    assert there == (None if back is None else pytest.approx(back))


@given(st.floats(0, 5000), st.floats(0, 5000))
def test_nearer_is_never_a_later_step(left: float, right: float) -> None:
    near, far = sorted((left, right))
    assert near_step(near) <= near_step(far) < near_step(None)


@pytest.mark.parametrize(
    ("here", "there", "km", "words"),
    [
        ("33.74.10.1006", "33.74.10.1005", 2.9, "± 3 km"),
        ("33.74.01.1001", "33.74.01.1002", 0.6, "kurang dari 1 km"),
        ("33.74.10.1006", "33.74.10.1006", 0.0, "di kelurahan yang sama"),
        ("33.74.10.1006", "33.74.10", 0.0, "di kecamatan yang sama"),
        ("33.74.10.1006", "33.74", 4.0, "di kota yang sama"),
    ],
)
def test_how_it_is_said(here: str, there: str, km: float, words: str) -> None:
    said = distance_words(here, there, km)
    assert said is not None
    assert say("id", said[0], **said[1]) == words
    for language in LANGUAGES:
        assert say(language, said[0], **said[1])


def test_nothing_is_said_without_a_place() -> None:
    assert distance_words("", "33.74", 1.0) is None
    assert distance_words("33.74", "", None) is None
