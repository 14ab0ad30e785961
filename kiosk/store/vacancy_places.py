"""Where the indexed vacancies are, seen from one place: which are how near, and the fewest marks that name them all.

Built once per state of the index and place, then kept; a search only looks up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from domain.vacancy.distance import PlacePoints, near_step
from kiosk.store.vacancy_tokens import area_mark, place_mark

_KEPT: Final = 32


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
            found = SeenPlaces({number: self._points.km(place, kode) for number, kode in self._places.items()}, self)
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
class _Step:
    """Places that count as equally near."""

    step: int
    marks: tuple[str, ...]


class SeenPlaces:
    """The places of an index seen from one place. ``km``: kilometres by the index's number; None without a point."""

    def __init__(self, km: Mapping[int, float | None], places: IndexedPlaces) -> None:
        self.km = dict(km)
        self.step = {number: near_step(far) for number, far in self.km.items()}
        self.has_distances = any(far is not None for far in self.km.values())
        self._marks = places.marks_of
        by_step: dict[int, list[int]] = defaultdict(list)
        for number, step in self.step.items():
            by_step[step].append(number)
        self.steps = tuple(_Step(step, places.marks_of(by_step[step])) for step in sorted(by_step))
        self._within: dict[int, tuple[str, ...]] = {}

    def within(self, kilometres: int) -> tuple[str, ...]:
        """Marks of all places no farther than so many kilometres; empty when there is none."""
        found = self._within.get(kilometres)
        if found is None:
            found = self._within[kilometres] = self._marks(n for n, far in self.km.items() if far is not None and far <= kilometres)
        return found

    def numbers_within(self, kilometres: int | None) -> tuple[int, ...]:
        """The places themselves; all of them when no limit is given."""
        return tuple(n for n, far in self.km.items() if kilometres is None or (far is not None and far <= kilometres))
