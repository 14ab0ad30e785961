"""Places as people type them, and how far the places with open vacancies are from one. Straight lines between two points."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache, lru_cache

from django.db import connection

from assets.reference import point_rows, region_rows
from domain.regions import Region, RegionLevel, Regions, plain
from domain.vacancy.distance import PlacePoints, near_step

OWN_CITY = "33.74"
AROUND = ("33.74", "33.22", "33.21", "33.24", "33")
"""Where a typed place is looked for, in this order: the city, its neighbours, the province."""
_FORGET_S = 60.0
_TYPED_MAX = 60


@cache
def regions() -> Regions:
    """All regions of the register."""
    return Regions(region_rows())


@lru_cache(maxsize=4096)
def places_for(typed: str) -> tuple[Region, ...]:
    """Places a typed text (or a code) may mean, the likeliest first; empty when none is known by it."""
    text = typed.strip()[:_TYPED_MAX]
    if not text:
        return ()
    if known := regions().get(text):
        return (known,)
    first, _, inside = text.partition(",")
    found: dict[str, Region] = {}
    for begin in AROUND:
        for level in (RegionLevel.KECAMATAN, RegionLevel.KELURAHAN, RegionLevel.KAB_KOTA):
            for region in regions().find(first, level, begin, limit=6):
                found.setdefault(region.kode, region)
        if any(plain(region.nama) == plain(first) for region in found.values()):
            break
    whole = plain(first)
    ranked = sorted(found.values(), key=lambda region: plain(region.nama) != whole)
    if wanted := plain(inside):
        ranked.sort(key=lambda region: not any(plain(part.nama).startswith(wanted) for part in regions().path(region.kode)[:-1]))
    return tuple(ranked[:6])


def place_text(region: Region) -> str:
    """``Tambakaji, Ngaliyan``: the place and what it lies in, so that two of one name can be told apart."""
    path = regions().path(region.kode)
    return ", ".join(part.nama for part in reversed(path[-2:])) if len(path) > 2 else region.nama


def kecamatan_names() -> tuple[str, ...]:
    """The city's kecamatan, for the list under an empty field."""
    return tuple(region.nama for region in regions().children(OWN_CITY))


@cache
def points() -> PlacePoints:
    """The points of the register's places."""
    return PlacePoints(point_rows())


@dataclass(frozen=True, slots=True)
class Near:
    """Places with open vacancies around a start, the nearest first: code, km, and how many are open there."""

    places: tuple[tuple[str, float, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.places)

    def within(self, km: int | None) -> Near:
        """Those at most so far away; all for None."""
        return self if km is None else Near(tuple(place for place in self.places if place[1] <= km))

    def holding(self, wanted: int) -> Near:
        """The nearest places that together hold at least so many, cut only between two steps of nearness."""
        held, last = 0, -1
        for at, (_, km, count) in enumerate(self.places):
            if held >= wanted and near_step(km) != last:
                return Near(self.places[:at])
            held, last = held + count, near_step(km)
        return self


class OpenPlaces:
    """Codes of all places that open vacancies have, and their distances, remembered for a minute by this process."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._near: dict[str, Near] = {}
        self._until = 0.0

    def forget(self) -> None:
        """Read them again at the next question."""
        self._until = 0.0

    def near(self, start: str) -> Near:
        """Every place with open vacancies by its distance from ``start``; places without a point are left out."""
        now = time.monotonic()
        if now >= self._until:
            with connection.cursor() as cursor:
                cursor.execute("SELECT kode, count(*) FROM vacancies_vacancy WHERE state = 'published' AND kode <> '' GROUP BY kode")
                self._counts = {str(kode): int(count) for kode, count in cursor.fetchall()}
            self._near = {}
            self._until = now + _FORGET_S
        found = self._near.get(start)
        if found is None:
            if len(self._near) > 512:
                self._near = {}
            far = ((kode, points().km(start, kode), count) for kode, count in self._counts.items())
            ranked = sorted((km, kode, count) for kode, km, count in far if km is not None)
            found = self._near[start] = Near(tuple((kode, km, count) for km, kode, count in ranked))
        return found


open_places = OpenPlaces()
