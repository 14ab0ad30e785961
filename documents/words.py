"""Filling the text catalogue's sentences for paper: dates in words and keys under one prefix.

The catalogue itself is handed in by the caller as a plain mapping; nothing is read from disk here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, repr=False)
class Words:
    """The sentences under one prefix, e.g. ``paper.ak1``. A missing key raises KeyError: a test finds it first."""

    texts: Mapping[str, str]
    prefix: str

    def __call__(self, key: str, **blanks: str | int) -> str:
        text = self.texts[f"{self.prefix}.{key}"]
        return text.format(**blanks) if blanks else text

    def date(self, day: date) -> str:
        """``5 Mei 2027``, in the words of this prefix."""
        return self("date", day=day.day, month=self(f"month_{day.month}"), year=day.year)

    def moment(self, at: datetime) -> str:
        """Date and time of day as ``at`` carries them; the caller converts to local time."""
        return self("at", date=self.date(at.date()), hour=f"{at:%H}", minute=f"{at:%M}")
