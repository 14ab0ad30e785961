"""``python -m bench.search [--count N] [--rounds N]``: the figures of the search alone, as a table."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from bench.__main__ import machine
from bench.figure import Report, table
from bench.jobs import measure


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="The station's search beside LIKE, tantivy and the newest page.")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    before = machine()
    with tempfile.TemporaryDirectory(prefix="anjungan-search-") as folder:
        figures = measure(Path(folder), count=chosen.count, rounds=chosen.rounds)
    after = machine()
    print(f"{before['cpu']}, {before['cores']} cores; load {before['load_before']} → {after['load_before']}; {after['at']}\n")
    print(table(Report(before, tuple(figures))))


if __name__ == "__main__":
    main()
