"""Whatever happens to the printer, the outcome says what is known and nobody finds a stranger's paper later."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from devices.receipt.driver import EscPosPrinter
from devices.receipt.emulator import EmulatedPrinter, PaperState
from devices.receipt.port import FailReason, PrinterState, PrintJob
from devices.receipt.profile import EPSON_80, GENERIC_80, PrinterProfile
from devices.receipt.transport import TcpPrinter
from domain.facts import PrintOutcome
from tests.devices.receipt.conftest import SHORT, driver_for

LINES = 40


def job(marker: str = "satu", lines: int = LINES) -> PrintJob:
    """Lines with a marker, a cut at the end."""
    return PrintJob(b"\x1b@" + b"".join(f"{marker} {n:03}\n".encode() for n in range(lines)) + b"\x1dV\x00", "aki-7f3a")


def big_job() -> PrintJob:
    """More than any buffer on the way can hold."""
    return PrintJob(b"\x1b@" + b"x" * 40 + b"\n" * 4_000_000, "aki-big")


def on_paper(printer: EmulatedPrinter) -> list[str]:
    """Every line on any paper, in order."""
    return [line for each in printer.jobs for line in printer.roll(each).lines if line]


def test_a_good_job_is_confirmed_by_the_printer_and_arrives_unchanged(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    sent = job()
    result = driver.print(sent, 5)
    assert (result.outcome, result.reason, result.nothing_left) == (PrintOutcome.CONFIRMED, None, True)
    assert bytes(printer.jobs[0].received)[: len(sent.data)] == sent.data
    assert len(on_paper(printer)) == LINES


def test_a_printer_without_process_id_is_never_called_confirmed(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    printer.set(process_id=False)
    result = driver.print(job(), 5)
    assert (result.outcome, result.reason) == (PrintOutcome.SENT, None)
    assert printer.wait_for(lambda p: len(on_paper(p)) == LINES)


def test_a_model_known_to_confirm_nothing_gets_no_extra_bytes(printer: EmulatedPrinter, plain_driver: EscPosPrinter) -> None:
    sent = job()
    assert plain_driver.print(sent, 5).outcome is PrintOutcome.SENT
    assert printer.wait_for(lambda p: bytes(p.jobs[0].received) == sent.data)


@pytest.mark.parametrize(
    ("trouble", "reason", "state"),
    [
        (lambda p: p.set(paper=PaperState.OUT), FailReason.NO_PAPER, PrinterState.NO_PAPER),
        (lambda p: p.set(cover_open=True), FailReason.COVER_OPEN, PrinterState.COVER_OPEN),
        (lambda p: p.set(cutter_jammed=True), FailReason.CUTTER_FAULT, PrinterState.CUTTER_FAULT),
    ],
    ids=["paper out", "cover open", "cutter jammed"],
)
def test_a_printer_in_trouble_is_refused_before_any_byte_of_the_job(
    printer: EmulatedPrinter,
    driver: EscPosPrinter,
    trouble: Callable[[EmulatedPrinter], None],
    reason: FailReason,
    state: PrinterState,
) -> None:
    trouble(printer)
    result = driver.print(job(), 5)
    assert (result.outcome, result.reason, result.accepted, result.nothing_left) == (PrintOutcome.FAILED, reason, 0, True)
    assert result.status is not None
    assert result.status.state is state
    assert printer.jobs == ()


def test_near_end_prints_and_is_reported(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    printer.set(paper=PaperState.NEAR_END)
    assert driver.status().state is PrinterState.NEAR_END
    result = driver.print(job(), 5)
    assert result.outcome is PrintOutcome.CONFIRMED


@pytest.mark.parametrize(
    ("profile", "outcome"), [(EPSON_80, PrintOutcome.FAILED), (GENERIC_80, PrintOutcome.UNKNOWN)], ids=["process id", "without"]
)
def test_paper_running_out_leaves_nothing_for_the_next_person(
    printer: EmulatedPrinter, profile: PrinterProfile, outcome: PrintOutcome
) -> None:
    driver = driver_for(printer, profile)
    printer.set(paper_out_after_lines=10)
    result = driver.print(job("pertama"), 5)
    assert (result.outcome, result.reason, result.nothing_left) == (outcome, FailReason.NO_PAPER, True)
    assert len(on_paper(printer)) == 10
    printer.set(paper=PaperState.OK)
    assert driver.print(job("kedua"), 5).outcome in {PrintOutcome.CONFIRMED, PrintOutcome.SENT}
    assert printer.wait_for(lambda p: len(on_paper(p)) == 10 + LINES)
    assert [line.split()[0] for line in on_paper(printer)] == ["pertama"] * 10 + ["kedua"] * LINES


def test_a_job_bigger_than_the_printers_memory_is_stopped_by_missing_paper(
    printer: EmulatedPrinter, driver: EscPosPrinter
) -> None:
    printer.set(paper_out_after_lines=10)
    result = driver.print(big_job(), 10)
    assert (result.outcome, result.reason, result.nothing_left) == (PrintOutcome.FAILED, FailReason.NO_PAPER, True)
    length = len(printer.jobs[0].printed)
    printer.set(paper=PaperState.OK)
    assert driver.print(job(), 5).outcome is PrintOutcome.CONFIRMED
    assert len(printer.jobs[0].printed) == length


def test_a_printer_that_cannot_forget_is_reported_as_such(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    printer.set(paper_out_after_lines=10, clears=False)
    result = driver.print(job(), 5)
    assert (result.outcome, result.nothing_left) == (PrintOutcome.FAILED, False)
    printer.set(paper=PaperState.OK)
    assert printer.wait_for(lambda p: len(on_paper(p)) == LINES)


def test_the_cover_opened_while_printing_fails_the_job(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    opened = threading.Event()

    def open_when_printing() -> None:
        if not opened.is_set() and printer.jobs and len(printer.jobs[0].printed) > 3:
            opened.set()
            printer.set(cover_open=True)

    printer.on_change = open_when_printing
    result = driver.print(big_job(), 10)
    assert (result.outcome, result.reason, result.nothing_left) == (PrintOutcome.FAILED, FailReason.COVER_OPEN, True)


def test_a_stalled_printer_fails_within_the_deadline_and_prints_nothing_afterwards(
    printer: EmulatedPrinter, driver: EscPosPrinter
) -> None:
    printer.set(stalled=True)
    begun = time.monotonic()
    result = driver.print(big_job(), 3)
    assert (result.outcome, result.reason) == (PrintOutcome.FAILED, FailReason.STALLED)
    assert time.monotonic() - begun < 3 + 4
    assert not result.nothing_left
    printer.set(stalled=False)
    assert driver.print(job("berikut"), 5).outcome is PrintOutcome.CONFIRMED
    assert {line.split()[0] for line in on_paper(printer)} == {"berikut"}


def test_a_mute_printer_is_sent_to_and_never_confirmed(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    printer.set(mute=True)
    assert driver.status().state is PrinterState.UNKNOWN
    result = driver.print(job(), 5)
    assert (result.outcome, result.reason, result.nothing_left) == (PrintOutcome.SENT, None, False)
    assert printer.wait_for(lambda p: len(on_paper(p)) == LINES)


def test_a_printer_that_falls_silent_after_the_job_leaves_it_unknown(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    def fall_silent() -> None:
        if printer.jobs and not printer.condition.mute:
            printer.set(mute=True)

    printer.on_change = fall_silent
    result = driver.print(job(), 5)
    assert (result.outcome, result.reason) == (PrintOutcome.UNKNOWN, FailReason.NO_ANSWER)


def test_a_late_answer_never_answers_the_next_question(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    printer.set(paper=PaperState.OUT, reply_delay_s=0.6)
    assert driver.status().state is PrinterState.UNKNOWN
    printer.set(paper=PaperState.OK, reply_delay_s=0)
    assert driver.status().state is PrinterState.READY


def test_a_late_confirmation_still_confirms_its_own_job(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    printer.set(reply_delay_s=0.5)
    assert driver.print(job(), 5).outcome is PrintOutcome.CONFIRMED


def test_a_connection_closed_in_the_middle_leaves_the_outcome_unknown(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    printer.set(close_after_bytes=2000)
    result = driver.print(big_job(), 5)
    assert (result.outcome, result.reason) == (PrintOutcome.UNKNOWN, FailReason.LINK_LOST)
    assert result.nothing_left
    assert driver.print(job(), 5).outcome is PrintOutcome.CONFIRMED


def test_a_printer_switched_off_is_unreachable_and_comes_back(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    printer.set(powered=False)
    assert driver.status().state is PrinterState.OFFLINE
    result = driver.print(job(), 5)
    assert (result.outcome, result.reason, result.accepted) == (PrintOutcome.FAILED, FailReason.UNREACHABLE, 0)
    printer.set(powered=True)
    assert driver.status().state is PrinterState.READY
    assert driver.print(job(), 5).outcome is PrintOutcome.CONFIRMED


def test_power_lost_while_printing_leaves_the_outcome_unknown(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    def cut_the_power() -> None:
        if printer.condition.powered and printer.jobs and len(printer.jobs[0].received) > 2000:
            printer.set(powered=False)

    printer.on_change = cut_the_power
    result = driver.print(big_job(), 5)
    assert (result.outcome, result.reason, result.nothing_left) == (PrintOutcome.UNKNOWN, FailReason.LINK_LOST, False)


def test_jobs_from_two_threads_do_not_mix(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    outcomes: list[PrintOutcome] = []
    threads = [threading.Thread(target=lambda m=marker: outcomes.append(driver.print(job(m), 10).outcome)) for marker in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert outcomes == [PrintOutcome.CONFIRMED] * 2
    assert sorted([line.split()[0] for line in printer.roll(each).lines if line] for each in printer.jobs) == [
        ["a"] * LINES, ["b"] * LINES,
    ]  # fmt: skip


def test_a_second_job_does_not_wait_past_its_deadline(printer: EmulatedPrinter, driver: EscPosPrinter) -> None:
    printer.set(stalled=True)
    first = threading.Thread(target=driver.print, args=(big_job(), 2))
    first.start()
    assert printer.wait_for(lambda p: p.connected)
    begun = time.monotonic()
    result = driver.print(job(), 0.1)
    assert (result.outcome, result.reason) == (PrintOutcome.FAILED, FailReason.BUSY)
    assert time.monotonic() - begun < 1
    first.join(10)


def test_nobody_listening_is_unreachable() -> None:
    driver = EscPosPrinter(TcpPrinter("127.0.0.1", 9), EPSON_80, SHORT)
    assert driver.print(job(), 1).reason is FailReason.UNREACHABLE


def test_a_job_shows_neither_its_bytes_nor_its_size_in_words() -> None:
    assert "satu" not in repr(job())
