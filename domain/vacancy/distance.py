"""How far it is between two places of the register, as the crow flies, and how that is said.

Pure: the points come from whoever read them (``assets.reference.point_rows``). A place without a point of its own takes its
kecamatan's, then its kabupaten's; how coarse that is goes into the words, never into a false kilometre.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Final

EARTH_KM: Final = 6371.0088
"""Mean radius of the earth (IUGG)."""
_FINE_STEPS: Final = 10
_FAR_KM: Final = 25


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees north and east."""

    latitude: float
    longitude: float


def kilometres(left: Point, right: Point) -> float:
    """Great-circle distance (haversine)."""
    north, south = radians(left.latitude), radians(right.latitude)
    over = sin((south - north) / 2) ** 2
    along = sin(radians(right.longitude - left.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, over + cos(north) * cos(south) * along)))


class PlacePoints:
    """Points by Kemendagri code. Immutable after it was built."""

    __slots__ = ("_points",)

    def __init__(self, rows: Iterable[tuple[str, float, float]]) -> None:
        """``rows``: code, latitude, longitude."""
        self._points = {kode: Point(latitude, longitude) for kode, latitude, longitude in rows}

    def known(self, kode: str) -> str:
        """The code whose point stands for this place: its own, its kecamatan's or its kabupaten's; empty when none does."""
        while kode and kode not in self._points:
            kode = kode.rpartition(".")[0]
        return kode

    def of(self, kode: str) -> Point | None:
        """The point that stands for a place."""
        return self._points.get(self.known(kode))

    def km(self, left: str, right: str) -> float | None:
        """Kilometres between two places; None when one has no point. Two places of one point are 0 apart."""
        start, end = self.of(left), self.of(right)
        return None if start is None or end is None else kilometres(start, end)


def near_step(km: float | None) -> int:
    """The step of nearness in which vacancies count as equally near, so that the newest of them comes first.

    Whole kilometres up to ten, then five at a time up to 25, then 25 at a time; no distance is the last step of all.
    """
    if km is None:
        return 1_000_000
    if km < _FINE_STEPS:
        return int(km)
    if km < _FAR_KM:
        return _FINE_STEPS + int(km - _FINE_STEPS) // 5
    return _FINE_STEPS + 3 + int(km - _FAR_KM) // 25


def distance_words(here: str, there: str, km: float | None) -> tuple[str, dict[str, str | int]] | None:
    """Key and blanks of the text that says how far ``there`` is from ``here``; None when nothing honest can be said.

    Inside one kelurahan or kecamatan the points say nothing, so the words name what both share.
    """
    if not here or not there or km is None:
        return None
    if here.startswith(there) or there.startswith(here):
        shared = min(here, there, key=len).count(".")
        return {3: "distance.same_kelurahan", 2: "distance.same_kecamatan"}.get(shared, "distance.same_city"), {}
    return ("distance.below_one", {}) if km < 1 else ("distance.about", {"km": round(km)})
