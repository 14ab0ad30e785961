"""What the kiosk may rely on, whichever printer stands behind the port."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from assets.catalogue import LANGUAGES, texts
from devices.receipt.emulator import EmulatedPrinter, PaperState
from devices.receipt.port import FailReason, PrinterState, PrintJob, PrintResult, ReceiptPrinter
from devices.receipt.simulated import SimulatedPrinter
from domain.facts import PrintOutcome
from tests.devices.receipt.conftest import driver_for

JOB = PrintJob(b"\x1b@satu\n\x1dV\x00", "aki-0001")


@dataclass(frozen=True)
class Bench:
    """A printer behind the port, and how to trouble it."""

    port: ReceiptPrinter
    trouble: Callable[[PrinterState], None]
    papers: Callable[[], int]


@pytest.fixture(params=["emulated", "simulated"])
def bench(request: pytest.FixtureRequest, printer: EmulatedPrinter) -> Bench:
    if request.param == "simulated":
        simulated = SimulatedPrinter()
        return Bench(simulated, simulated.set, lambda: len(simulated.jobs))

    def trouble(state: PrinterState) -> None:
        printer.set(
            paper={PrinterState.NO_PAPER: PaperState.OUT, PrinterState.NEAR_END: PaperState.NEAR_END}.get(state, PaperState.OK),
            cover_open=state is PrinterState.COVER_OPEN, powered=state is not PrinterState.OFFLINE,
        )  # fmt: skip

    return Bench(driver_for(printer), trouble, lambda: sum(job.cut for job in printer.jobs))


def test_a_ready_printer_confirms(bench: Bench) -> None:
    assert bench.port.status().state is PrinterState.READY
    assert bench.port.print(JOB, 5).outcome is PrintOutcome.CONFIRMED
    assert bench.papers() == 1


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (PrinterState.NO_PAPER, FailReason.NO_PAPER),
        (PrinterState.COVER_OPEN, FailReason.COVER_OPEN),
        (PrinterState.OFFLINE, FailReason.UNREACHABLE),
    ],
)
def test_a_printer_in_trouble_says_so_prints_nothing_and_recovers(bench: Bench, state: PrinterState, reason: FailReason) -> None:
    bench.trouble(state)
    assert bench.port.status().state is state
    result = bench.port.print(JOB, 5)
    assert (result.outcome, result.reason, bench.papers()) == (PrintOutcome.FAILED, reason, 0)
    bench.trouble(PrinterState.READY)
    assert bench.port.print(JOB, 5).outcome is PrintOutcome.CONFIRMED


def test_a_scripted_result_is_given_once() -> None:
    simulated = SimulatedPrinter(confirms=False)
    simulated.next_result(PrintResult(PrintOutcome.UNKNOWN, FailReason.LINK_LOST))
    assert [simulated.print(JOB, 1).outcome for _ in range(2)] == [PrintOutcome.UNKNOWN, PrintOutcome.SENT]
    assert len(simulated.jobs) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence_for_the_citizen_and_one_for_the_technician(language: str) -> None:
    said = texts(language)
    assert [reason for reason in FailReason if not said.get(f"problem.{reason}") or not said.get(f"problem.{reason}.staff")] == []
