"""No hidden number of people can be told from what is shown, not even by somebody who knows the rule and tries every table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siker.figures.suppress import THRESHOLD, Shown, suppress

SMALL = 3
tables = st.lists(st.integers(0, 60), max_size=9).map(lambda counts: {f"c{at}": count for at, count in enumerate(counts)})
small_tables = st.lists(st.integers(0, 5), max_size=5).map(lambda counts: {f"c{at}": count for at, count in enumerate(counts)})


def every_split(people: int, cells: int) -> Iterator[tuple[int, ...]]:
    """All ways of putting people into cells."""
    if cells == 0:
        if people == 0:
            yield ()
        return
    for first in range(people + 1):
        for rest in every_split(people - first, cells - 1):
            yield (first, *rest)


@given(tables)
def test_small_numbers_are_never_shown(cells: dict[str, int]) -> None:
    shown = suppress(cells)
    assert all(count is None or count == 0 or count >= THRESHOLD for count in shown.cells.values())
    assert shown.total is None or shown.total == 0 or shown.total >= THRESHOLD


@given(tables)
def test_what_is_shown_is_true(cells: dict[str, int]) -> None:
    shown = suppress(cells)
    assert shown.total in {None, sum(cells.values())}
    assert all(count is None or count == cells[name] for name, count in shown.cells.items())
    if all(count == 0 or count >= THRESHOLD for count in cells.values()):
        assert shown == Shown(sum(cells.values()), cells)


@given(tables)
def test_subtracting_leaves_every_hidden_cell_open_up_to_the_threshold(cells: dict[str, int]) -> None:
    shown = suppress(cells)
    hidden = [name for name, count in shown.cells.items() if count is None]
    if not hidden or shown.total is None:
        return
    left = shown.total - sum(count for count in shown.cells.values() if count is not None)
    assert len(hidden) >= 2  # so each may be anything from nothing to all that is left
    assert left >= THRESHOLD


@settings(max_examples=400, deadline=None)
@given(small_tables)
def test_whoever_knows_the_rule_and_tries_every_table_still_cannot_tell(cells: dict[str, int]) -> None:
    shown = suppress(cells, SMALL)
    hidden = [name for name, count in shown.cells.items() if count is None]
    possible: dict[str, set[int]] = {name: set() for name in hidden}
    totals = range(SMALL) if shown.total is None else (shown.total,)
    for split in (split for total in totals for split in every_split(total, len(cells))):
        other = dict(zip(cells, split, strict=True))
        if suppress(other, SMALL) == shown:
            for name, seen in possible.items():
                seen.add(other[name])
    assert all(len(seen) >= 2 for seen in possible.values()), (cells, shown, possible)


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ({"a": 0, "b": 0}, Shown(0, {"a": 0, "b": 0})),
        ({"a": 2, "b": 1}, Shown(None, {"a": None, "b": None})),
        ({"a": 9, "b": 7}, Shown(16, {"a": 9, "b": 7})),
        ({"a": 9, "b": 2, "c": 40, "d": 0}, Shown(51, {"a": None, "b": None, "c": 40, "d": 0})),
        ({"a": 9, "b": 7, "c": 1, "d": 2}, Shown(19, {"a": None, "b": None, "c": None, "d": None})),
        ({"a": 9, "b": 7, "c": 8, "d": 6, "e": 3}, Shown(33, {"a": 9, "b": 7, "c": None, "d": None, "e": None})),
        ({"a": 1, "b": 2, "c": 0, "d": 0, "e": 8, "f": 9}, Shown(20, {"a": None, "b": None, "c": None, "d": None, "e": None, "f": None})),
        ({"a": 12}, Shown(12, {"a": 12})),
        ({}, Shown(0, {})),
    ],
)  # fmt: skip
def test_examples(cells: dict[str, int], shown: Shown) -> None:
    assert suppress(cells) == shown


def test_a_negative_number_of_people_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        suppress({"a": -1})
