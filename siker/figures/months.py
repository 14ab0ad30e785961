"""Whole calendar months at the office. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from siker.clock import OFFICE_ZONE


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month, in order of time."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month | None:
        """``2026-09``; None for anything else."""
        year, dash, month = text.partition("-")
        if not (len(year) == 4 and dash and len(month) == 2 and text.isascii() and (year + month).isdigit()):
            return None
        found = cls(int(year), int(month))
        return found if 1 <= found.month <= 12 and found.year >= 2000 else None

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    def plus(self, months: int) -> Month:
        """So many months later (or earlier)."""
        at = self.year * 12 + self.month - 1 + months
        return Month(at // 12, at % 12 + 1)

    @property
    def begins(self) -> datetime:
        """The moment it begins at the office, in UTC."""
        return datetime.combine(self.first, time(), OFFICE_ZONE).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        """The moment the next one begins."""
        return self.plus(1).begins
