"""Where the indexed vacancies are, seen from one place: which are how near, how many they are, and the fewest marks that name them.

Built once per state of the index and place, then kept; a search only looks up.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, NamedTuple

from domain.vacancy.distance import PlacePoints, near_step
from kiosk.store.vacancy_tokens import area_mark, place_mark

_KEPT: Final = 32
_LAST_BYTE: Final = 255
_EVERYWHERE: Final = 2_000_000
"""A step beyond every step of nearness."""


class PlaceRow(NamedTuple):
    """One place that vacancies of the index name. ``held``: how many do."""

    number: int
    kode: str
    held: int


class IndexedPlaces:
    """Every place that a vacancy of the index names, by the index's number for it."""

    def __init__(self, rows: Iterable[PlaceRow], points: PlacePoints) -> None:
        self.rows = tuple(rows)
        self._codes = {row.number: row.kode for row in self.rows}
        self._seen: dict[str, SeenPlaces] = {}
        self._points = points
        self._in_area: dict[str, set[int]] = defaultdict(set)
        for row in self.rows:
            parts = row.kode.split(".")
            for depth in (2, 3):
                if len(parts) >= depth:
                    self._in_area[".".join(parts[:depth])].add(row.number)

    def seen_from(self, place: str) -> SeenPlaces:
        """Distances from one place. An empty or unknown one gives no distances."""
        found = self._seen.get(place)
        if found is None:
            far = {row.number: self._points.km(place, row.kode) for row in self.rows}
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
            for area in sorted({self._codes[number][:length] for number in left if len(self._codes[number]) >= length}):
                members = self._in_area[area]
                if len(members) > 1 and members <= left:
                    out.append(area_mark(area))
                    left -= members
        return (*out, *(place_mark(self._codes[number]) for number in sorted(left)))


def _byte(step: int) -> bytes:
    return bytes((min(step, _LAST_BYTE),))


class _Step(NamedTuple):
    """Places that count as equally near."""

    step: int
    numbers: tuple[int, ...]


class Ring(NamedTuple):
    """Places between two distances. ``first`` and ``last``: their steps as ``step_bytes`` has them; ``held``: vacancies there."""

    marks: tuple[str, ...]
    first: bytes
    last: bytes
    held: int

    @property
    def equally_near(self) -> bool:
        """Whether all are in one step of nearness."""
        return self.first == self.last


class Within(NamedTuple):
    """The places no farther than a distance. ``flags``: one byte per number of a place, 1 within; ``share``: of all vacancies."""

    marks: tuple[str, ...]
    flags: bytes
    share: float


class SeenPlaces:
    """The places of an index seen from one place. ``km``: kilometres by the index's number, None without a point; ``held``: all vacancies."""

    def __init__(self, km: Mapping[int, float | None], places: IndexedPlaces, *, has_distances: bool) -> None:
        self.km = dict(km)
        self.step = {number: near_step(far) for number, far in self.km.items()}
        self.has_distances = has_distances
        order = bytearray(max(self.step, default=0))
        for number, step in self.step.items():
            order[number - 1] = _byte(step)[0]
        self.step_bytes = bytes(order)
        """One byte per number of a place, rising with its step, for the database to sort by."""
        self._marks_of = places.marks_of
        self._held = {row.number: row.held for row in places.rows}
        self.held = sum(self._held.values())
        self._steps = self._in_steps()
        self._rings: dict[tuple[int, int], Ring] = {}
        self._within: dict[int, Within] = {}

    def _in_steps(self) -> tuple[_Step, ...]:
        by_step: dict[int, list[int]] = defaultdict(list)
        for number, step in self.step.items():
            by_step[step].append(number)
        return tuple(_Step(step, tuple(numbers)) for step, numbers in sorted(by_step.items()))

    def by_step(self, counts: Mapping[int, int]) -> list[tuple[int, int]]:
        """Counts by the number of a place, summed up by step of nearness, the nearest first."""
        out: dict[int, int] = defaultdict(int)
        for number, count in counts.items():
            out[self.step[number]] += count
        return sorted(out.items())

    def rings(self, stops: Iterable[int], within_km: int | None) -> Iterator[Ring]:
        """All places up to a distance in rings from the nearest outwards, none between them left out.

        ``stops``: rising steps of nearness at which a ring ends; the last ring holds all that is left.
        """
        last = None if within_km is None else near_step(float(within_km))
        steps = [step.step for step in self._steps if last is None or step.step <= last]
        first = 0
        for stop in chain(stops, (_EVERYWHERE,)):
            end = bisect_right(steps, stop)
            if end > first:
                yield self._ring(first, end)
                first = end

    def _ring(self, first: int, end: int) -> Ring:
        found = self._rings.get((first, end))
        if found is None:
            steps = self._steps[first:end]
            numbers = [number for step in steps for number in step.numbers]
            held = sum(self._held[number] for number in numbers)
            found = Ring(self._marks_of(numbers), _byte(steps[0].step), _byte(steps[-1].step), held)
            self._rings[first, end] = found
        return found

    def within(self, kilometres: int) -> Within:
        """All places no farther than so many kilometres."""
        found = self._within.get(kilometres)
        if found is None:
            near = self.numbers_within(kilometres)
            flags = bytearray(max(self.km, default=0))
            for number in near:
                flags[number - 1] = 1
            share = sum(self._held[number] for number in near) / max(1, self.held)
            found = Within(self._marks_of(near), bytes(flags), share)
            self._within[kilometres] = found
        return found

    def numbers_within(self, kilometres: int | None) -> tuple[int, ...]:
        """The places themselves; all of them when no limit is given."""
        return tuple(n for n, far in self.km.items() if kilometres is None or (far is not None and far <= kilometres))
