"""``python -m bench --out out/bench.json [--quick] [names…]``: measures, prints the table, writes the JSON.

The exit status tells whether everything could be measured (0) or not (1), never whether it was fast.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.figure import Failure, Figure, Json, Report, as_json, table
from bench.run import FULL, QUICK, NotMeasuredError, Run
from bench.screen import Screen, ScreenError
from bench.visits import Served, serve

NAMES = ("start", "memory", "pages", "card", "issue", "documents", "sync", "fill", "rights", "search")
_VISITED = {"memory", "pages", "issue"}


@dataclass(slots=True)
class _Bench:
    """One run, figure by figure; what fails is noted and the rest goes on."""

    run: Run
    screen: Screen
    figures: list[Figure] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    details: dict[str, Json] = field(default_factory=dict)
    served: Served | None = None

    def attempt(self, name: str, work: Callable[[], list[Figure]]) -> None:
        began = time.monotonic()
        try:
            self.figures += work()
        except NotMeasuredError as error:
            self.failures.append(Failure(name, str(error), error.skipped))
        except Exception as error:  # noqa: BLE001  (one figure's trouble must not cost the others)
            self.failures.append(Failure(name, f"{type(error).__name__}: {error}"))
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)

    def visits(self) -> Served:
        if self.served is None:
            raise NotMeasuredError("the visits could not be served")
        return self.served

    def measure(self, names: Sequence[str]) -> None:
        from bench import card, issue, memory, pages, papers, start

        run = self.run
        steps: dict[str, tuple[Callable[[], list[Figure]], ...]] = {
            "start": (lambda: start.measure(run, self.screen),),
            "memory": (lambda: memory.measure(run, self.visits()),),
            "pages": (lambda: pages.measure(run, self.visits()),),
            "card": (lambda: card.certified(run), lambda: card.presence(run)),
            "issue": (lambda: issue.measure(run, self.visits()),),
            "documents": (lambda: papers.measure(run),),
            "sync": (self._sync,),
            "fill": (self._fill,),
            "rights": (self._rights,),
            "search": (self._search,),
        }
        if _VISITED & set(names):
            self.attempt("visits", self._serve)
        for name in NAMES:
            if name in names:
                for step in steps[name]:
                    self.attempt(name, step)

    def _serve(self) -> list[Figure]:
        self.served = serve(self.run)
        return []

    def _rights(self) -> list[Figure]:
        from bench import calculations

        figures, self.details["rights"] = calculations.measure(self.run)
        return figures

    def _fill(self) -> list[Figure]:
        from bench import first_fill

        figures, trouble = first_fill.measure(2_000 if self.run.plan.quick else 100_000, times=1 if self.run.plan.quick else 3)
        if trouble is not None:
            self.failures.append(trouble)
        return figures

    def _search(self) -> list[Figure]:
        from bench import jobs

        folder = self.run.work / "search"
        folder.mkdir()
        quick = self.run.plan.quick
        return jobs.measure(folder, count=5_000 if quick else 100_000, rounds=1 if quick else 5)

    def _sync(self) -> list[Figure]:
        from bench import synchronising

        return synchronising.measure(quick=self.run.plan.quick)


def machine() -> dict[str, Json]:
    """Where and when, for whoever reads the figures later."""
    cpu = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.machine()
    )
    memory = next((int(line.split()[1]) // 1024 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cpu": cpu,
        "cores": os.cpu_count(),
        "memory_mb": memory,
        "system": platform.platform(),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


def main(argv: Sequence[str] | None = None) -> int:
    """See the module."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Figures beside their floors, of the same run.")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write everything, with every sample, as JSON")
    parser.add_argument("--quick", action="store_true", help="few repetitions: shows that everything can be measured")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(NAMES)}")
    wanted = parser.parse_args(argv)
    if unknown := set(wanted.names) - set(NAMES):
        parser.error(f"no figure called {sorted(unknown)[0]}; there are {', '.join(NAMES)}")
    about, began = machine(), time.monotonic()
    plan = QUICK if wanted.quick else FULL
    with tempfile.TemporaryDirectory(prefix="anjungan-bench-") as work:
        try:
            with Screen() as screen:
                bench = _Bench(Run(plan, Path(work), screen.display), screen)
                bench.measure(wanted.names or NAMES)
        except ScreenError as error:
            print(f"Nothing was measured: {error}. Xvfb is needed (make system-test).", file=sys.stderr)
            return 1
    about |= {"load_after": round(os.getloadavg()[0], 2), "seconds": round(time.monotonic() - began), "quick": plan.quick}
    report = Report(about, tuple(bench.figures), tuple(bench.failures), bench.details)
    print(f"{about['cpu']}, {about['cores']} cores, {about['memory_mb']} MB; load {about['load_before']} → {about['load_after']}; "
          f"{about['at']}, {about['seconds']} s{' (quick: too few samples to judge)' if plan.quick else ''}\n")  # fmt: skip
    print(table(report))
    if wanted.out is not None:
        wanted.out.parent.mkdir(parents=True, exist_ok=True)
        wanted.out.write_text(json.dumps(as_json(report), indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0 if report.complete else 1


if __name__ == "__main__":
    raise SystemExit(main())
