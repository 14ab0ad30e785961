"""Time for the application: aware UTC instants, and the day it is in Semarang (WIB, UTC+7, no summer time)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

WIB = timezone(timedelta(hours=7), "WIB")


class Clock(Protocol):
    """Where every instant comes from."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...


class SystemClock:
    """The machine's clock, optionally shifted by the dev dock's "time forward"."""

    def __init__(self) -> None:
        self._shift = timedelta()

    def now(self) -> datetime:
        """Aware UTC, shifted."""
        return datetime.now(UTC) + self._shift

    def forward(self, by: timedelta) -> None:
        """Development only: pretend it is later."""
        self._shift += by


def local_day(at: datetime) -> date:
    """The calendar day in Semarang."""
    return at.astimezone(WIB).date()
