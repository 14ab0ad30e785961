"""Figure: the list of vacancies while it is scrolled, frame after frame, beside plain rectangles moved the same way."""

from __future__ import annotations

import json

from bench.figure import Figure, at_most, percentile
from bench.processes import floor_program, output, python
from bench.run import Run

GROUP = "List of vacancies, command to frame"
AIM_MS = 16.0


def measure(run: Run) -> list[Figure]:
    """The real page with its list, flicked, paged and typed into; the software renderer on the private screen."""
    frames = 120 if run.plan.quick else 600
    told: dict[str, list[float]] = json.loads(output(python("-m", "bench.jobs_scrolling", str(frames)), run.env))
    bare: list[float] = json.loads(output(python(floor_program("bare_list"), str(frames)), run.env))
    scrolled, paged, typed = told["scrolled"], told["paged"], told["typed"]
    floor_what = f"a ListView of plain rectangles moved the same way, {frames} frames"
    return [
        Figure(
            GROUP, "scrolled, p50", percentile(scrolled, 0.5), "ms", percentile(bare, 0.5), floor_what, note=f"{len(scrolled)} frames",
        ),
        Figure(
            GROUP, "scrolled, p99", percentile(scrolled, 0.99), "ms", percentile(bare, 0.99), aims=(at_most(AIM_MS, "ms"),),
            samples=tuple(scrolled), floor_samples=tuple(bare),
        ),
        Figure(GROUP, "one page down, p99", percentile(paged, 0.99), "ms", samples=tuple(paged), note=f"{len(paged)} touches"),
        Figure(
            GROUP, "another answer of 20 cards while typing, p99", percentile(typed, 0.99), "ms", samples=tuple(typed),
            note=f"{len(typed)} keystrokes; without the search itself, which is a figure of its own",
        ),
    ]  # fmt: skip
