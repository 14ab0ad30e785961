"""Wrong answers to "is this you?" count for a day, per person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.nik import Nik
from kiosk.services.checks import FailedChecks


class _Clock:
    at = datetime(2026, 11, 23, 2, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


def test_tries_are_counted_apart_and_forgotten_the_next_day() -> None:
    clock = _Clock()
    checks = FailedChecks(clock)
    one, other = Nik("3374990101900001"), Nik("3374990101900002")
    checks.note(one)
    checks.note(one)
    assert (checks.tries(one), checks.tries(other)) == (2, 0)
    clock.at += timedelta(days=1)
    assert checks.tries(one) == 0
