"""Which numbers of a table of people may be shown, so that nobody is found in it by looking or by subtracting. Pure.

A table splits one number of people (the total, shown beside it) into cells, each person in exactly one. Its cells stand in a fixed
order and go in pairs, the last three together when their number is odd. A pair with a cell of 1 to ``THRESHOLD`` - 1 people is hidden
whole; while all hidden cells together hold fewer than ``THRESHOLD`` people, the first pair still shown is hidden too. Which cells go
together never depends on their sizes: hiding the smallest neighbour instead would tell something to whoever knows the rule
(the tests try every table that would look the same). Hidden cells look alike, small, large or empty.

What may stand beside each other: tables of the same people by different qualities, each judged alone, because no sum connects
their cells but the total. What may not: tables of overlapping people (running totals, moving windows), whose difference would be a table
nobody judged. That is why figures are published by whole months, once each (``releases``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

THRESHOLD = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it may be seen. ``total`` None: even that is withheld, and so is every cell. A hidden cell is None."""

    total: int | None
    cells: Mapping[str, int | None]


def suppress(cells: Mapping[str, int], threshold: int = THRESHOLD) -> Shown:
    """Judge one table. ``cells``: numbers of people by name, in the table's fixed order. Raises ValueError below zero."""
    if min(cells.values(), default=0) < 0:
        raise ValueError("a number of people cannot be below zero")
    total = sum(cells.values())
    if 0 < total < threshold:
        return Shown(None, dict.fromkeys(cells))
    shown, hidden = list[tuple[str, ...]](), set[str]()
    for group in groups(tuple(cells)):
        if any(0 < cells[name] < threshold for name in group):
            hidden.update(group)
        else:
            shown.append(group)
    while hidden and sum(cells[name] for name in hidden) < threshold:
        hidden.update(shown.pop(0))
    return Shown(total, {name: None if name in hidden else count for name, count in cells.items()})


def groups(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The names in pairs, the last three together when their number is odd."""
    pairs = [names[at : at + 2] for at in range(0, len(names), 2)]
    if len(pairs) > 1 and len(pairs[-1]) == 1:
        last = pairs.pop()
        pairs[-1] += last
    return tuple(pairs)
