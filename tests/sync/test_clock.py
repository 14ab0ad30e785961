"""Time as the station knows it: the server's word, then the wall with its last difference, never before what was seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.clock import BUILT, StationClock
from sync.ports import ClockMemory

TRUE = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


class Hands:
    def __init__(self, wall: datetime) -> None:
        self.wall, self.mono = wall, 50.0

    def clock(self) -> StationClock:
        return StationClock(lambda: self.wall, lambda: self.mono, boot="b")


@pytest.mark.parametrize("error", [timedelta(days=-7300), timedelta(days=-1), timedelta(0), timedelta(days=1), timedelta(days=7300)])
def test_however_wrong_the_wall_is_the_servers_word_counts(error: timedelta) -> None:
    hands = Hands(TRUE + error)
    clock = hands.clock()
    clock.learn(TRUE)
    hands.mono += 90
    hands.wall += timedelta(hours=5)  # somebody sets the clock
    assert clock.now() == TRUE + timedelta(seconds=90)
    assert clock.quality() == "synced"
    assert clock.stamp().offset_ms == round(-error.total_seconds() * 1000)


def test_after_a_restart_the_last_difference_is_kept() -> None:
    hands = Hands(TRUE - timedelta(days=1))
    clock = hands.clock()
    clock.learn(TRUE)
    memory = clock.memory()
    later = Hands(TRUE - timedelta(days=1) + timedelta(hours=2))
    second = later.clock()
    second.restore(memory)
    assert second.now() == TRUE + timedelta(hours=2)
    assert second.quality() == "holdover"


def test_a_dead_battery_is_noticed_and_time_does_not_run_backwards() -> None:
    hands = Hands(datetime(1970, 1, 1, tzinfo=UTC))
    clock = hands.clock()
    clock.restore(ClockMemory(0, "earlier", None, TRUE))
    assert clock.now() == TRUE
    assert clock.quality() == "unknown"
    fresh = Hands(datetime(1970, 1, 1, tzinfo=UTC)).clock()
    assert fresh.now() == BUILT


def test_a_jump_far_ahead_is_forgotten_once_the_server_speaks() -> None:
    hands = Hands(TRUE)
    clock = hands.clock()
    hands.wall = TRUE + timedelta(days=7300)
    assert clock.now().year == 2046
    hands.wall = TRUE
    assert clock.now().year == 2046  # alone, it must not go back
    clock.learn(TRUE)
    assert clock.now() == TRUE


def test_an_old_difference_is_not_called_holdover_for_ever() -> None:
    hands = Hands(TRUE)
    clock = hands.clock()
    clock.restore(ClockMemory(0, "b", TRUE - timedelta(days=31), TRUE - timedelta(days=31)))
    assert clock.quality() == "unknown"


@given(st.lists(st.integers(-10_000_000, 10_000_000), max_size=20))
def test_whatever_the_wall_does_time_never_runs_backwards(jumps: list[int]) -> None:
    hands = Hands(TRUE)
    clock = hands.clock()
    last = clock.now()
    for jump in jumps:
        hands.wall = TRUE + timedelta(seconds=jump)
        hands.mono += 1
        assert clock.now() >= last
        last = clock.now()
