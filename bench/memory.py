"""Figure 2: memory of the whole process tree at rest after the start, and after many visits in one process."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from bench.figure import Figure, at_most
from bench.processes import Memory, floor_program, memory, python, running
from bench.run import Run
from bench.screen import HEIGHT, WIDTH
from bench.stage import prepare
from bench.start import chromium
from bench.visits import Served

GROUP = "Memory (PSS of the process tree)"
AIM_MB = 110.0


def measure(run: Run, served: Served) -> list[Figure]:
    """One after the other, never together: processes that share libraries would halve each other's PSS."""
    window = _at_rest(run, python(floor_program("bare_window"), str(WIDTH), str(HEIGHT)))
    stage = prepare(run.work / "memory")
    kiosk = _at_rest(run, python("-m", "kiosk", "--config", str(stage.config), "run"))
    count, last = served.memory[-1]
    figures = [
        Figure(
            GROUP, f"kiosk, {run.plan.settle_s:g} s after the start", kiosk.pss, "MB", window.pss,
            f"a bare QML window: {window.pss:.1f} MB PSS, {window.uss:.1f} USS, {window.rss:.0f} RSS", (at_most(AIM_MB, "MB"),),
            f"USS {kiosk.uss:.1f}, RSS {kiosk.rss:.0f} MB, {kiosk.processes} process(es), {kiosk.files} files",
        ),
        Figure(
            GROUP, f"kiosk, after {count} visits", last.pss, "MB", window.pss,
            note=f"USS {last.uss:.1f}, RSS {last.rss:.0f} MB; real services, vault, emulated printer, no server",
            samples=tuple(found.pss for _, found in served.memory),
        ),
        _growth(served),
        _files(served),
    ]  # fmt: skip
    if (browser := shutil.which("chromium")) is not None:
        page = run.work / "page.html"
        if page.exists():
            other = _at_rest(run, chromium(browser, run.work / "chromium", page), home=run.work)
            note = f"USS {other.uss:.1f}, RSS {other.rss:.0f} MB, {other.processes} processes"
            figures.append(
                Figure(GROUP, "Chromium --kiosk, a static page", other.pss, "MB", window.pss, note=note, comparison=True)
            )
    return figures


def _at_rest(run: Run, command: list[str], home: Path | None = None) -> Memory:
    env = run.env | ({"HOME": str(home)} if home is not None else {})
    with running(command, env, run.log) as process:
        time.sleep(run.plan.settle_s)
        return memory(process.pid)


def _growth(served: Served) -> Figure:
    """Growth of the second half of the visits, when everything that is loaded once has been loaded."""
    half = [item for item in served.memory if item[0] >= served.memory[-1][0] / 2] or list(served.memory)
    (first, before), (last, after) = half[0], half[-1]
    grown = (after.uss - before.uss) * 1000 / max(1, last - first)
    note = "of USS, which no neighbour changes; the first half of the visits loads what is loaded once"
    return Figure(GROUP, f"growth per visit, visits {first} to {last}", grown, "kB", note=note)


def _files(served: Served) -> Figure:
    middle, (count, last) = served.memory[len(served.memory) // 2], served.memory[-1]
    return Figure(
        GROUP, f"open files after {count} visits", last.files, "files", middle[1].files, f"open files after {middle[0]} visits"
    )  # fmt: skip
