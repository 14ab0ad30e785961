"""The figures' arithmetic, table and JSON. Never how fast anything is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.figure import Failure, Figure, Report, as_json, at_most, below, median, percentile, table, times_floor, verdict

SAMPLES = st.lists(st.floats(0, 1e6), min_size=1, max_size=60)


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1), (0.5, 5), (0.9, 9), (0.99, 10), (1.0, 10)])
def test_a_percentile_is_the_sample_at_its_rank(share: float, expected: float) -> None:
    assert percentile([3, 1, 2, 10, 5, 4, 9, 8, 7, 6], share) == expected


@given(SAMPLES, st.floats(0, 1))
def test_a_percentile_was_seen_and_enough_samples_lie_at_or_below_it(samples: list[float], share: float) -> None:
    found = percentile(samples, share)
    assert found in samples
    assert sum(sample <= found for sample in samples) >= share * len(samples) - 1e-9


@given(SAMPLES)
def test_the_median_has_as_many_samples_above_as_below(samples: list[float]) -> None:
    middle = median(samples)
    assert sum(sample < middle for sample in samples) <= len(samples) / 2
    assert sum(sample > middle for sample in samples) <= len(samples) / 2


def test_the_median_of_an_even_row_lies_between_the_two_in_the_middle() -> None:
    assert median([4, 1, 3, 2]) == 2.5


@pytest.mark.parametrize("work", [lambda: percentile([], 0.5), lambda: median([]), lambda: percentile([1], 1.1)])
def test_no_samples_or_an_impossible_share_is_refused(work: object) -> None:
    assert callable(work)
    with pytest.raises(ValueError, match="needs samples"):
        work()


def test_a_figure_meets_its_aims_only_when_it_meets_all_of_them() -> None:
    slow = Figure("g", "x", 170, "ms", 100, aims=(times_floor(1.6), below(400, "Chromium")))
    good = Figure("g", "x", 160, "ms", 100, aims=(times_floor(1.6), below(400, "Chromium")))
    assert (slow.ratio, verdict(slow), verdict(good)) == (1.7, "NOT MET", "met")


def test_without_a_floor_there_is_no_ratio_and_no_verdict_on_one() -> None:
    figure = Figure("g", "x", 170, "ms", aims=(times_floor(1.6),))
    assert (figure.ratio, verdict(figure)) == (None, "")


def _report(*failures: Failure) -> Report:
    figures = (
        Figure("Start", "kiosk", 250.4, "ms", 200.0, "a bare window", (at_most(300, "ms"),), samples=(250.4,)),
        Figure("Start", "browser", 803, "ms", 200.0, comparison=True),
        Figure("Pages", "p99", 61.25, "ms", 12.5, aims=(at_most(50, "ms"),)),
    )
    return Report({"cpu": "test", "cores": 2}, figures, failures, {"rights": [1]})


def test_the_table_names_each_group_once_and_every_figure_with_its_floor_ratio_and_verdict() -> None:
    lines = table(_report()).splitlines()
    assert [line for line in lines if line in {"Start", "Pages"}] == ["Start", "Pages"]
    kiosk, browser, pages = (
        next(line for line in lines if line.startswith(f"  {name} ")) for name in ("kiosk", "browser", "p99")
    )
    assert kiosk.split() == "kiosk 250 ms 200 ms 1.25 × ≤ 300 ms met".split()
    assert browser.split() == "browser 803 ms 200 ms 4.01 × comparison".split()
    assert pages.split() == "p99 61.2 ms 12.5 ms 4.90 × ≤ 50 ms NOT MET".split()
    assert "1 aims met, 1 not met" in "\n".join(lines)
    assert any("floor: a bare window" in line for line in lines)


def test_what_could_not_be_measured_is_said_and_only_a_missing_part_of_the_machine_is_forgiven() -> None:
    skipped = _report(Failure("card", "no pcscd here", skipped=True))
    failed = _report(Failure("sync", "the server ended"))
    assert skipped.complete
    assert not failed.complete
    assert "skipped: card: no pcscd here" in table(skipped)
    assert "NOT MEASURED: sync: the server ended" in table(failed)


def test_the_json_holds_every_figure_with_samples_and_survives_a_round_trip() -> None:
    whole = as_json(_report(Failure("sync", "the server ended")))
    assert json.loads(json.dumps(whole)) == whole
    figures = whole["figures"]
    assert isinstance(figures, list)
    first = figures[0]
    assert isinstance(first, dict)
    assert (first["value"], first["floor"], first["samples"], first["aims"]) == (
        250.4,
        200.0,
        [250.4],
        [{"words": "≤ 300 ms", "met": True}],
    )
    assert len(figures) == 3
    assert whole["failures"] == [{"group": "sync", "reason": "the server ended", "skipped": False}]
