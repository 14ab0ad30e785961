"""Figure 3: from an event sent to the next frame with the new page."""

from __future__ import annotations

import json

from bench.figure import Figure, at_most, percentile
from bench.processes import floor_program, output, python
from bench.run import Run
from bench.visits import Served

GROUP = "Page change, event to frame"
AIM_MS = 50.0


def measure(run: Run, served: Served) -> list[Figure]:
    """Every page change a person causes, the first visit apart: there each page's QML is compiled for the first time."""
    once = _visit_one(served)
    taken = [took for _, took in served.pages[once:]]
    first = [took for _, took in served.pages[:once]]
    count = str(min(len(taken), 1000))
    bare: list[float] = json.loads(output(python(floor_program("bare_pages"), count), run.env))
    floor_what = f"a bare QML Loader switching between two trivial items, {count} times"
    slowest = sorted({(name, took) for name, took in served.pages[once:]}, key=lambda item: -item[1])[:3]
    return [
        Figure(
            GROUP, "p50", percentile(taken, 0.5), "ms", percentile(bare, 0.5), floor_what, note=f"{len(taken)} page changes",
        ),
        Figure(
            GROUP, "p99", percentile(taken, 0.99), "ms", percentile(bare, 0.99), aims=(at_most(AIM_MS, "ms"),),
            note="slowest: " + ", ".join(f"{name} {took:.0f} ms" for name, took in slowest),
            samples=tuple(taken), floor_samples=tuple(bare),
        ),
        Figure(
            GROUP, "p99 of the first visit after a start", percentile(first, 0.99), "ms", percentile(bare, 0.99),
            note=f"{len(first)} pages seen for the first time", samples=tuple(first),
        ),
    ]  # fmt: skip


def _visit_one(served: Served) -> int:
    """How many page changes the first two visits (one typed, one with a card) made; a visit begins with ``purpose``."""
    begins = [at for at, (name, _) in enumerate(served.pages) if name == "purpose"]
    return begins[2] if len(begins) > 2 else 0
