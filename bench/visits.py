"""Figures 2, 3 and 5 share one station that serves visit after visit: its memory, its page changes, its issues."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.processes import Memory, memory
from bench.run import NotMeasuredError, Run, visiting
from bench.stage import prepare
from devices.receipt.emulator import EmulatedJob, EmulatedPrinter


@dataclass(frozen=True, slots=True)
class Issue:
    """Milliseconds from the touch on "issue" to the commit and to the first byte of the job at the printer."""

    card: bool
    committed: float
    first_byte: float


@dataclass(frozen=True, slots=True)
class Served:
    """What a station that served ``len(issues)`` visits showed. ``memory`` by the number of visits done."""

    pages: tuple[tuple[str, float], ...]
    issues: tuple[Issue, ...]
    memory: tuple[tuple[int, Memory], ...]
    job_bytes: int
    fact_bytes: tuple[int, ...]


class _Ear:
    """Notes when the first byte of each job reaches the emulated printer; status questions do not count."""

    def __init__(self, printer: EmulatedPrinter) -> None:
        self._printer = printer
        self._heard: list[float] = []
        self._changed = threading.Condition()
        printer.on_change = self._look

    def _look(self) -> None:
        jobs = self._printer.jobs
        if len(jobs) > len(self._heard):
            with self._changed:
                self._heard.append(time.monotonic())
                self._changed.notify_all()

    def job(self, number: int) -> float:
        """The instant of job ``number``, from 0."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._heard) > number, 5):
                raise NotMeasuredError("the printer heard nothing")
            return self._heard[number]


def serve(run: Run) -> Served:
    """Serve the planned visits once; half with a card and an AK/I, half typed and a proof."""
    with EmulatedPrinter() as printer:
        ear = _Ear(printer)
        stage = prepare(run.work / "visits", f"tcp:127.0.0.1:{printer.port}")
        pages: list[tuple[str, float]] = []
        issues: list[Issue] = []
        held: list[tuple[int, Memory]] = []
        with visiting(run, stage.config, "simulated") as visitor:
            held.append((0, memory(visitor.pid)))
            every = max(1, run.plan.visits // 10)
            for number in range(run.plan.visits):
                visitor.say("visits 1")
                told = visitor.hear()
                touched = _number(told["touched"])
                heard = ear.job(number)
                if heard < touched:
                    raise NotMeasuredError("the printer's jobs and the visits do not match")
                issues.append(Issue(bool(told["card"]), (_number(told["committed"]) - touched) * 1000, (heard - touched) * 1000))
                pages += _pages(told["pages"])
                if (number + 1) % every == 0:
                    held.append((number + 1, memory(visitor.pid)))
        jobs: tuple[EmulatedJob, ...] = printer.jobs
    return Served(tuple(pages), tuple(issues), tuple(held), max(len(job.received) for job in jobs), _fact_sizes(stage.folder))


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise NotMeasuredError("the measured station told no number")
    return float(value)


def _pages(value: object) -> list[tuple[str, float]]:
    if not isinstance(value, list):
        raise NotMeasuredError("the measured station told no pages")
    return [(str(name), float(took)) for name, took in value]


def _fact_sizes(folder: Path) -> tuple[int, ...]:
    """Bytes of the facts one issue queued (registered, issued), as they lie in the vault."""
    from kiosk.store.delivery import VaultDelivery
    from kiosk.store.vault import StoreSettings, open_vault
    from sync.clock import StationClock

    vault = open_vault(StoreSettings(folder / "data", folder / "key", min_free_mb=50), StationClock())
    try:
        ops = VaultDelivery(vault).next_ops("dev_bench", 12, 1_000_000)
    finally:
        vault.close()
    for first, second in pairwise(ops):
        if b"seeker.registered" in first.content and b"ak1.issued" in second.content:
            return (len(first.content), len(second.content))
    raise NotMeasuredError("the vault holds no issued card")
