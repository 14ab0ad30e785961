"""The watch tells changes, once, and not every flicker."""

from __future__ import annotations

import queue
from collections.abc import Iterator

import pytest

from devices.receipt.emulator import EmulatedPrinter, PaperState
from devices.receipt.port import PrinterState, PrinterStatus, PrintJob, PrintResult
from devices.receipt.simulated import SimulatedPrinter
from devices.receipt.watch import StatusWatch
from tests.devices.receipt.conftest import driver_for


class Told:
    """A listener that keeps what it was told."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[PrinterState] = queue.SimpleQueue()

    def __call__(self, status: PrinterStatus) -> None:
        self._queue.put(status.state)

    def next(self, timeout_s: float = 5) -> PrinterState:
        return self._queue.get(timeout=timeout_s)

    def nothing_more(self) -> bool:
        return self._queue.empty()


class Scripted:
    """A printer that goes through given states and stays in the last; ``done`` is set when it got there twice."""

    def __init__(self, *states: PrinterState) -> None:
        self._states = list(states)
        self.asked: queue.SimpleQueue[PrinterState] = queue.SimpleQueue()

    def status(self) -> PrinterStatus:
        state = self._states.pop(0) if len(self._states) > 1 else self._states[0]
        self.asked.put(state)
        return PrinterStatus(state)

    def print(self, job: PrintJob, deadline_s: float) -> PrintResult:
        raise AssertionError("the watch never prints")


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def watched(printer: EmulatedPrinter, told: Told) -> Iterator[EmulatedPrinter]:
    watch = StatusWatch(driver_for(printer), told, interval_s=0.05, confirm_s=0.02)
    watch.start()
    yield printer
    watch.stop()


def test_each_change_is_told_once(watched: EmulatedPrinter, told: Told) -> None:
    assert told.next() is PrinterState.READY
    watched.set(paper=PaperState.NEAR_END)
    assert told.next() is PrinterState.NEAR_END
    watched.set(paper=PaperState.OUT)
    assert told.next() is PrinterState.NO_PAPER
    watched.set(powered=False)
    assert told.next() is PrinterState.OFFLINE
    watched.set(powered=True, paper=PaperState.OK)
    assert told.next() is PrinterState.READY
    assert told.nothing_more()


def test_a_flicker_is_not_told(told: Told) -> None:
    flickering = Scripted(*[PrinterState.READY, PrinterState.UNKNOWN] * 5, PrinterState.READY)
    watch = StatusWatch(flickering, told, interval_s=0.001, confirm_s=0.001)
    watch.start()
    for _ in range(14):
        flickering.asked.get(timeout=5)
    watch.stop()
    assert told.next() is PrinterState.READY
    assert told.nothing_more()


def test_poke_asks_without_waiting(told: Told) -> None:
    simulated = SimulatedPrinter()
    watch = StatusWatch(simulated, told, interval_s=600, confirm_s=0.01)
    watch.start()
    assert told.next() is PrinterState.READY
    simulated.set(PrinterState.COVER_OPEN)
    watch.poke()
    assert told.next() is PrinterState.COVER_OPEN
    watch.stop()


def test_a_failing_listener_does_not_end_the_watch(caplog: pytest.LogCaptureFixture) -> None:
    simulated, told = SimulatedPrinter(), Told()

    def listener(status: PrinterStatus) -> None:
        told(status)
        if status.state is PrinterState.READY:
            raise RuntimeError("listener broke")

    watch = StatusWatch(simulated, listener, interval_s=0.01, confirm_s=0.01)
    watch.start()
    assert told.next() is PrinterState.READY
    simulated.set(PrinterState.NO_PAPER)
    assert told.next() is PrinterState.NO_PAPER
    watch.stop()
    assert "listener" in caplog.text
