"""Time for the application: aware UTC instants, and the day it is in Semarang (WIB, UTC+7, no summer time)."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Protocol

WIB = timezone(timedelta(hours=7), "WIB")


class Clock(Protocol):
    """Where every instant comes from; aware UTC."""

    def now(self) -> datetime: ...


class ShiftableClock:
    """The station's clock with the dev dock's "time forward" on top; the sync underneath keeps the true time."""

    def __init__(self, inner: Clock) -> None:
        self._inner = inner
        self._shift = timedelta()

    def now(self) -> datetime:
        """Aware UTC, shifted."""
        return self._inner.now() + self._shift

    def forward(self, by: timedelta) -> None:
        """Development only: pretend it is later."""
        self._shift += by


def local_day(at: datetime) -> date:
    """The calendar day in Semarang."""
    return at.astimezone(WIB).date()
