"""Figure 1: from starting the program to the first painted page, seen in the screen's memory, warm."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.figure import Figure, below, median, times_floor
from bench.processes import floor_program, python, running
from bench.run import Run
from bench.screen import HEIGHT, WIDTH, Screen, Spot
from bench.stage import prepare

GROUP = "Start to first painted page"
TIMES = 1.6


@dataclass(slots=True)
class _Program:
    name: str
    command: Callable[[], Sequence[str]]
    env: dict[str, str]
    spots: tuple[Spot, ...] = ()
    samples: list[float] = field(default_factory=list)


def measure(run: Run, screen: Screen) -> list[Figure]:
    """Kiosk, bare window and Chromium in turn, after one start of each that only warms and teaches what the page looks like."""
    stage = prepare(run.work / "start")
    size = (str(WIDTH), str(HEIGHT))
    programs = [
        _Program("kiosk", lambda: python("-m", "kiosk", "--config", str(stage.config), "run"), run.env),
        _Program("window", lambda: python(floor_program("bare_window"), *size), run.env),
    ]
    if (browser := shutil.which("chromium")) is not None:
        page, profile = _page(run.work), run.work / "chromium"
        env = run.env | {"HOME": str(run.work)}
        programs.append(_Program("chromium", lambda: chromium(browser, profile, page), env))
    for turn in range(run.plan.starts + 1):
        for program in programs:
            screen.blank()
            began = time.perf_counter()
            with running(program.command(), program.env, run.log):
                if turn == 0:
                    program.spots = screen.learn(0.7 if run.plan.quick else 1.5)
                else:
                    program.samples.append((screen.painted(program.spots) - began) * 1000)
                    time.sleep(0.2)
    taken = {program.name: program.samples for program in programs}
    kiosk, window = median(taken["kiosk"]), median(taken["window"])
    aims = [times_floor(TIMES)]
    figures = []
    if "chromium" in taken:
        other = median(taken["chromium"])
        aims.append(below(other, "Chromium"))
        figures.append(
            _figure("Chromium --kiosk, a static page", other, taken["chromium"], window, taken["window"], comparison=True)
        )
    own = Figure(
        GROUP, "python -m kiosk run, enrolled station", kiosk, "ms", window, "a bare QML window, software renderer, same run",
        tuple(aims), f"median of {len(taken['kiosk'])} warm starts in turn with the others", tuple(taken["kiosk"]), tuple(taken["window"]),
    )  # fmt: skip
    return [own, *figures]


def _figure(what: str, value: float, samples: list[float], floor: float, floors: list[float], *, comparison: bool) -> Figure:
    return Figure(
        GROUP, what, value, "ms", floor, samples=tuple(samples), floor_samples=tuple(floors), comparison=comparison
    )  # fmt: skip


def chromium(browser: str, profile: Path, page: Path) -> list[str]:
    """The command for a full-screen Chromium on a local page."""
    return [
        browser, "--kiosk", "--no-sandbox", "--no-first-run", "--disable-extensions", "--disable-component-update",
        "--disable-background-networking", "--disable-sync", "--password-store=basic", f"--user-data-dir={profile}",
        f"--window-size={WIDTH},{HEIGHT}", "--window-position=0,0", page.as_uri(),
    ]  # fmt: skip


def _page(work: Path) -> Path:
    page = work / "page.html"
    page.write_text(
        "<!doctype html><meta charset=utf-8><title>Anjungan</title>"
        '<body style="margin:0;background:#2d6a4f;color:white;font:60px sans-serif;display:grid;place-items:center;height:100vh">'
        "<div style='background:#f1faee;color:#2d6a4f;padding:200px'>Anjungan</div>",
        "utf-8",
    )
    return page
