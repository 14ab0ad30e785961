"""Rows of law as the calculators see them: typed, frozen, each with its article, validity, source and certainty.

Only ``domain.rights.tables`` makes them, after checking; nothing here checks or computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.rights.numbers import Exact
from domain.rights.result import Source, Topic

REGION_PREFIX = "umk."
_DAYS_KEPT = 64


@dataclass(frozen=True, slots=True)
class ScalarRow:
    """One number of law: a divisor, a rate, a cap, a minimum wage."""

    origin: Source
    code: str
    value: Exact


@dataclass(frozen=True, slots=True)
class BracketRow:
    """One rung: from ``start`` on, ``value`` holds (until the next rung)."""

    origin: Source
    code: str
    start: int
    value: Exact


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason for PHK with its multipliers; ``letter`` is that of PP 35/2021 Pasal 36."""

    origin: Source
    code: str
    letter: str
    description: str
    up_times: Exact
    upmk_times: Exact
    uang_pisah: bool


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """An article a step stands on that carries no number; ``day`` where it names a date."""

    origin: Source
    code: str
    day: date | None


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A sentence of law to print with the results of some topics."""

    origin: Source
    code: str
    topics: tuple[Topic, ...]
    sentence: str
    below_one_only: bool


Row = ScalarRow | BracketRow | ReasonRow | ProvisionRow | RemarkRow


@dataclass(frozen=True, slots=True)
class LawOfTheDay:
    """The rows in force on one day, by code; ladders lowest rung first."""

    scalars: Mapping[str, ScalarRow]
    ladders: Mapping[str, tuple[BracketRow, ...]]
    reasons: Mapping[str, ReasonRow]
    provisions: Mapping[str, ProvisionRow]
    remarks: Mapping[str, tuple[RemarkRow, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class LegalTables:
    """All rows in file order, with the package's version, reference date and digest."""

    version: str
    reference_date: date
    digest: str
    rows: tuple[Row, ...]
    _days: dict[date, LawOfTheDay] = field(default_factory=dict, repr=False)

    def on(self, day: date) -> LawOfTheDay:
        """The law in force on ``day``. The last few days asked for are kept, since most questions share one."""
        law = self._days.get(day)
        if law is None:
            if len(self._days) >= _DAYS_KEPT:
                self._days.clear()
            law = self._days[day] = _law_of(tuple(row for row in self.rows if row.origin.holds_on(day)))
        return law

    def regions(self) -> tuple[str, ...]:
        """Areas with a minimum wage in any year, as codes without the prefix."""
        codes = (row.code for row in self.rows if isinstance(row, ScalarRow) and row.code.startswith(REGION_PREFIX))
        return tuple(dict.fromkeys(code.removeprefix(REGION_PREFIX) for code in codes))


def _law_of(rows: tuple[Row, ...]) -> LawOfTheDay:
    ladders: dict[str, list[BracketRow]] = {}
    for row in rows:
        if isinstance(row, BracketRow):
            ladders.setdefault(row.code, []).append(row)
    return LawOfTheDay(
        scalars={row.code: row for row in rows if isinstance(row, ScalarRow)},
        ladders={code: tuple(sorted(rungs, key=lambda rung: rung.start)) for code, rungs in ladders.items()},
        reasons={row.code: row for row in rows if isinstance(row, ReasonRow)},
        provisions={row.code: row for row in rows if isinstance(row, ProvisionRow)},
        remarks={
            topic.value: tuple(row for row in rows if isinstance(row, RemarkRow) and topic in row.topics) for topic in Topic
        },
    )
