"""Figure 8: one rights calculation with its steps, from ``bench.rights``, as time per answer."""

from __future__ import annotations

import json

from bench.figure import Figure, Json, median
from bench.processes import output, python
from bench.run import Run

GROUP = "Workers' rights, one answer"


def measure(run: Run) -> tuple[list[Figure], list[Json]]:
    """The median and the slowest of all topics; every topic in the second value. In a process of its own."""
    seconds = "0.005" if run.plan.quick else "0.05"
    rows: list[dict[str, str | int]] = json.loads(output(python("-m", "bench.rights", "--json", "--seconds", seconds), run.env))
    timed = [
        (str(row["topic"]), 1e6 / int(row["with_steps_per_s"]), 1e6 / int(row["with_sentences_per_s"]), 1e6 / int(row["bare_arithmetic_per_s"]))
        for row in rows
    ]  # fmt: skip
    slowest = max(timed, key=lambda item: item[1])
    figures = [
        Figure(
            GROUP, f"with steps and articles, median of {len(timed)} topics", median([own for _, own, _, _ in timed]), "µs",
            median([bare for *_, bare in timed]), "the bare arithmetic of the same question, no steps, no articles, no checks",
        ),
        Figure(GROUP, f"with steps and articles, slowest ({slowest[0]})", slowest[1], "µs", slowest[3], note="every topic in the JSON"),
        Figure(
            GROUP, f"with every sentence rendered, median of {len(timed)}", median([said for _, _, said, _ in timed]), "µs",
            median([bare for *_, bare in timed]),
        ),
    ]  # fmt: skip
    details: list[Json] = [dict(row.items()) for row in rows]
    return figures, details
