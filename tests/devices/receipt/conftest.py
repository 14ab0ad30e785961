"""An emulated printer, a driver with little patience, and a cable that looks like a device file."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import socket
import threading
import tty
from collections.abc import Iterator

import pytest

from devices.receipt.driver import EscPosPrinter, Patience
from devices.receipt.emulator import EmulatedPrinter
from devices.receipt.profile import EPSON_80, GENERIC_80, PrinterProfile
from devices.receipt.transport import TcpPrinter

SHORT = Patience(connect_s=0.5, reply_s=0.3, stall_s=0.6, confirm_s=1.2, settle_s=0.4, watch_s=0.1, clear_s=0.6, late_s=2.0)


@pytest.fixture
def printer() -> Iterator[EmulatedPrinter]:
    """A switched-on 80 mm printer on loopback."""
    with EmulatedPrinter() as emulated:
        yield emulated


@pytest.fixture
def driver(printer: EmulatedPrinter) -> EscPosPrinter:
    """A driver that expects process ID."""
    return driver_for(printer)


@pytest.fixture
def plain_driver(printer: EmulatedPrinter) -> EscPosPrinter:
    """A driver for a model without process ID."""
    return driver_for(printer, GENERIC_80)


def driver_for(printer: EmulatedPrinter, profile: PrinterProfile = EPSON_80, patience: Patience = SHORT) -> EscPosPrinter:
    """A driver on the emulator's port."""
    return EscPosPrinter(TcpPrinter("127.0.0.1", printer.port), profile, patience)


@pytest.fixture
def cable(printer: EmulatedPrinter) -> Iterator[str]:
    """The path of a terminal device whose other end is the emulator."""
    with cable_to(printer) as path:
        yield path


@contextlib.contextmanager
def cable_to(printer: EmulatedPrinter) -> Iterator[str]:
    """Carries bytes between a pseudo terminal and the emulator until left."""
    far, near = pty.openpty()
    tty.setraw(near)
    path = os.ttyname(near)
    link = socket.create_connection(("127.0.0.1", printer.port))
    stop, stopper = os.pipe()

    def carry() -> None:
        while True:
            ready, _, _ = select.select([far, link, stop], [], [])
            if stop in ready:
                return
            if far in ready:
                link.sendall(os.read(far, 4096))
            if link in ready:
                data = link.recv(4096)
                if not data:
                    return
                os.write(far, data)

    thread = threading.Thread(target=carry, daemon=True)
    thread.start()
    try:
        yield path
    finally:
        os.write(stopper, b"x")
        thread.join(5)
        link.close()
        for descriptor in (far, near, stop, stopper):
            os.close(descriptor)
