"""When steps run again: full jitter after failures, the server's wish respected, hurry only when nothing is wrong."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from sync.schedule import LONGEST_S, StepSchedule


@given(st.integers(0, 2**32), st.integers(1, 40))
def test_back_off_is_full_jitter_with_a_ceiling(seed: int, failures: int) -> None:
    schedule = StepSchedule(30, random.Random(seed))
    for _ in range(failures):
        schedule.failed(1000.0)
    assert 0 <= schedule.due - 1000.0 <= min(LONGEST_S, 2.0**failures)


def test_back_off_spreads_over_its_whole_range() -> None:
    waits = []
    for seed in range(300):
        schedule = StepSchedule(30, random.Random(seed))
        for _ in range(8):
            schedule.failed(0.0)
        waits.append(schedule.due)
    assert min(waits) < 20
    assert max(waits) > 230
    assert 100 < sum(waits) / len(waits) < 156


@given(st.integers(0, 2**32), st.floats(1, 3000))
def test_the_servers_wish_is_a_lower_bound_and_is_spread(seed: int, wish: float) -> None:
    schedule = StepSchedule(30, random.Random(seed))
    schedule.failed(0.0, retry_after_s=wish)
    assert wish <= schedule.due <= max(wish * 1.3, 2.0)


def test_the_rhythm_is_spread_so_that_stations_do_not_march_in_step() -> None:
    dues = set()
    for seed in range(50):
        schedule = StepSchedule(30, random.Random(seed))
        schedule.succeeded(0.0)
        assert 24 <= schedule.due <= 36
        dues.add(round(schedule.due))
    assert len(dues) > 5


def test_hurry_brings_the_next_run_forward_but_not_during_back_off() -> None:
    schedule = StepSchedule(30, random.Random(1))
    schedule.succeeded(0.0)
    schedule.hurry(2.0)
    assert schedule.is_due(2.0)
    for _ in range(9):
        schedule.failed(10.0)
    due = schedule.due
    schedule.hurry(11.0)
    assert schedule.due == due
