"""Rows of law as the calculators see them: typed, frozen, each with its article, validity, source and certainty.

Only ``domain.rights.tables`` makes them, after checking; nothing here checks or computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.rights.result import Certainty, Topic

REGION_PREFIX = "umk."


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row comes from and when it holds; ``valid_to`` None means still in force."""

    file: str
    row: str
    article: str
    valid_from: date
    valid_to: date | None
    urls: tuple[str, ...]
    verified: date
    certainty: Certainty
    remark: str

    def holds_on(self, day: date) -> bool:
        """Whether the row is in force on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class ScalarRow:
    """One number of law: a divisor, a rate, a cap, a minimum wage."""

    origin: Origin
    code: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class BracketRow:
    """One rung: from ``start`` on, ``value`` holds (until the next rung)."""

    origin: Origin
    code: str
    start: Fraction
    value: Fraction


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason for PHK with its multipliers; ``letter`` is that of PP 35/2021 Pasal 36."""

    origin: Origin
    code: str
    letter: str
    description: str
    up_times: Fraction
    upmk_times: Fraction
    uang_pisah: bool


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """An article a step stands on that carries no number; ``day`` where it names a date."""

    origin: Origin
    code: str
    day: date | None


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A sentence of law to print with the results of some topics."""

    origin: Origin
    code: str
    topics: tuple[Topic, ...]
    sentence: str
    below_one_only: bool


Row = ScalarRow | BracketRow | ReasonRow | ProvisionRow | RemarkRow


@dataclass(frozen=True, slots=True, eq=False)
class LegalTables:
    """All rows, by code, with the package's version, reference date and digest."""

    version: str
    reference_date: date
    digest: str
    rows: tuple[Row, ...]
    scalars: Mapping[str, tuple[ScalarRow, ...]]
    brackets: Mapping[str, tuple[BracketRow, ...]]
    reasons: Mapping[str, tuple[ReasonRow, ...]]
    provisions: Mapping[str, tuple[ProvisionRow, ...]]
    remarks: Mapping[Topic, tuple[RemarkRow, ...]]

    def regions(self) -> tuple[str, ...]:
        """Areas with a minimum wage, as codes without the prefix."""
        return tuple(code.removeprefix(REGION_PREFIX) for code in self.scalars if code.startswith(REGION_PREFIX))

    def reasons_on(self, day: date) -> tuple[ReasonRow, ...]:
        """The reasons for PHK known on ``day``, in the order of the table."""
        return tuple(row for rows in self.reasons.values() for row in rows if row.origin.holds_on(day))
