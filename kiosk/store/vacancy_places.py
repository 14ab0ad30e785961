"""Where the indexed vacancies are, seen from one place: which are how near, and the fewest marks that name them all.

Built once per state of the index and place, then kept; a search only looks up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from domain.vacancy.distance import PlacePoints, near_step
from kiosk.store.vacancy_tokens import area_mark, place_mark

_KEPT: Final = 32
_LAST_BYTE: Final = 255
_FIRST_RING: Final = 6


class IndexedPlaces:
    """Every place that a vacancy of the index names, by the index's number for it."""

    def __init__(self, places: Mapping[int, str], points: PlacePoints) -> None:
        self._places = dict(places)
        self._seen: dict[str, SeenPlaces] = {}
        self._points = points
        self._in_area: dict[str, set[int]] = defaultdict(set)
        for number, kode in self._places.items():
            parts = kode.split(".")
            for depth in (2, 3):
                if len(parts) >= depth:
                    self._in_area[".".join(parts[:depth])].add(number)

    def seen_from(self, place: str) -> SeenPlaces:
        """Distances from one place. An empty or unknown one gives no distances."""
        found = self._seen.get(place)
        if found is None:
            far = {number: self._points.km(place, kode) for number, kode in self._places.items()}
            found = SeenPlaces(far, self, has_distances=self._points.of(place) is not None)
            if len(self._seen) >= _KEPT:
                self._seen.clear()
            self._seen[place] = found
        return found

    def marks_of(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The fewest marks that name exactly these places: whole kabupaten, whole kecamatan, then single places."""
        left = set(numbers)
        out: list[str] = []
        for length in (5, 8):
            for area in sorted({self._places[number][:length] for number in left if len(self._places[number]) >= length}):
                members = self._in_area[area]
                if len(members) > 1 and members <= left:
                    out.append(area_mark(area))
                    left -= members
        return (*out, *(place_mark(self._places[number]) for number in sorted(left)))


@dataclass(frozen=True, slots=True)
class Ring:
    """Places whose steps of nearness follow each other. ``steps``: the marks of each step alone, nearest first."""

    marks: tuple[str, ...]
    steps: tuple[tuple[str, ...], ...]
    last_step: int


class SeenPlaces:
    """The places of an index seen from one place. ``km``: kilometres by the index's number; None without a point."""

    def __init__(self, km: Mapping[int, float | None], places: IndexedPlaces, *, has_distances: bool) -> None:
        self.km = dict(km)
        self.step = {number: near_step(far) for number, far in self.km.items()}
        self.has_distances = has_distances
        order = bytearray(max(self.step, default=0))
        for number, step in self.step.items():
            order[number - 1] = min(step, _LAST_BYTE)
        self.step_bytes = bytes(order)
        """One byte per number of a place, rising with its step, for the database to sort by."""
        self._marks = places.marks_of
        self._within: dict[int, tuple[tuple[str, ...], bytes]] = {}
        self._rings: tuple[Ring, ...] | None = None

    @property
    def rings(self) -> tuple[Ring, ...]:
        """All places in rings that grow fourfold, from the nearest step outwards."""
        if self._rings is None:
            self._rings = tuple(self._ringed())
        return self._rings

    def _ringed(self) -> Iterator[Ring]:
        by_step: dict[int, list[int]] = defaultdict(list)
        for number, step in self.step.items():
            by_step[step].append(number)
        held: list[list[int]] = []
        room, last = _FIRST_RING, 0
        for last in sorted(by_step):
            held.append(by_step[last])
            if sum(map(len, held)) >= room:
                yield self._ring(held, last)
                held, room = [], room * 4
        if held:
            yield self._ring(held, last)

    def _ring(self, steps: list[list[int]], last: int) -> Ring:
        return Ring(self._marks(number for step in steps for number in step), tuple(map(self._marks, steps)), last)

    def within(self, kilometres: int) -> tuple[tuple[str, ...], bytes]:
        """All places no farther than so many kilometres: as marks, and as one byte per number of a place (1: within)."""
        found = self._within.get(kilometres)
        if found is None:
            near = self.numbers_within(kilometres)
            flags = bytearray(max(self.km, default=0))
            for number in near:
                flags[number - 1] = 1
            found = self._within[kilometres] = (self._marks(near), bytes(flags))
        return found

    def numbers_within(self, kilometres: int | None) -> tuple[int, ...]:
        """The places themselves; all of them when no limit is given."""
        return tuple(n for n, far in self.km.items() if kilometres is None or (far is not None and far <= kilometres))
