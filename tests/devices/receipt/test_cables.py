"""USB device file and serial line, on a pseudo terminal with the emulator at its far end."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest

from devices.receipt.driver import EscPosPrinter
from devices.receipt.emulator import EmulatedPrinter, PaperState
from devices.receipt.port import FailReason, PrinterState, PrintJob
from devices.receipt.profile import EPSON_80
from devices.receipt.transport import Connect, SerialPrinter, TcpPrinter, UsbPrinter, parse_address
from domain.facts import PrintOutcome
from tests.devices.receipt.conftest import SHORT

JOB = PrintJob(b"\x1b@" + b"kabel\n" * 20 + b"\x1dV\x00", "aki-0001")


@pytest.fixture(params=["usb", "serial"])
def connect(request: pytest.FixtureRequest, cable: str) -> Connect:
    return UsbPrinter(cable) if request.param == "usb" else SerialPrinter(cable, 115200, "none")


def test_a_job_over_a_cable_is_confirmed(printer: EmulatedPrinter, connect: Connect) -> None:
    driver = EscPosPrinter(connect, EPSON_80, SHORT)
    assert driver.status().state is PrinterState.READY
    assert driver.print(JOB, 5).outcome is PrintOutcome.CONFIRMED
    assert printer.roll(printer.jobs[0]).lines.count("kabel") == 20


def test_missing_paper_is_refused_over_a_cable(printer: EmulatedPrinter, connect: Connect) -> None:
    printer.set(paper=PaperState.OUT)
    result = EscPosPrinter(connect, EPSON_80, SHORT).print(JOB, 5)
    assert (result.outcome, result.reason) == (PrintOutcome.FAILED, FailReason.NO_PAPER)
    assert printer.jobs == ()


def test_a_late_answer_lingering_in_the_cable_is_not_taken_for_the_next_one(printer: EmulatedPrinter, connect: Connect) -> None:
    driver = EscPosPrinter(connect, EPSON_80, SHORT)
    printer.set(reply_delay_s=0.6)
    assert driver.status().state is PrinterState.UNKNOWN
    printer.set(paper=PaperState.OUT, reply_delay_s=0)
    assert driver.status().state is PrinterState.NO_PAPER


class LingeringLine:
    """A slow cable: answers are under way until somebody waits for them, the very first one until the next conversation."""

    shared_stream = True
    truth: ClassVar[dict[int, int]] = {1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x7E}

    def __init__(self) -> None:
        self.conversations = 0
        self._under_way: list[int] = []

    def __call__(self, timeout_s: float) -> LingeringLine:
        self.conversations += 1
        return self

    def write_some(self, data: memoryview, timeout_s: float) -> int:
        self._under_way.append(self.truth[data[2]])
        return len(data)

    def read_some(self, timeout_s: float) -> bytes:
        arrives = self.conversations > 1 and timeout_s > 0 and self._under_way
        return bytes((self._under_way.pop(0),)) if arrives else b""

    def unsent(self) -> int:
        return 0

    def close(self, discard: bool) -> None:
        pass


def test_an_answer_still_on_its_way_is_waited_out_before_the_next_question() -> None:
    driver = EscPosPrinter(LingeringLine(), EPSON_80, SHORT)
    assert driver.status().state is PrinterState.UNKNOWN
    assert driver.status().state is PrinterState.NO_PAPER


def test_an_unplugged_cable_is_unreachable(tmp_path: Path) -> None:
    for connect in (UsbPrinter(str(tmp_path / "lp0")), SerialPrinter(str(tmp_path / "ttyUSB0"))):
        driver = EscPosPrinter(connect, EPSON_80, SHORT)
        assert driver.status().state is PrinterState.OFFLINE
        assert driver.print(JOB, 1).reason is FailReason.UNREACHABLE


def test_addresses() -> None:
    assert parse_address("tcp:127.0.0.1:9101") == TcpPrinter("127.0.0.1", 9101)
    assert parse_address("tcp:127.0.0.1") == TcpPrinter("127.0.0.1", 9100)
    assert parse_address("usb:/dev/usb/lp1") == UsbPrinter("/dev/usb/lp1")
    assert parse_address("serial:/dev/ttyS0,9600,rtscts") == SerialPrinter("/dev/ttyS0", 9600, "rtscts")
    with pytest.raises(ValueError, match="begins with"):
        parse_address("lpt1")
