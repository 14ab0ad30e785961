"""Ways to a printer: TCP port 9100, /dev/usb/lpN, a serial line. Bytes out, bytes in, close; every call bounded.

No transport detaches a kernel driver, resets a device or retries by itself. ``sent`` into a kernel buffer proves nothing:
what the bytes became is asked of the printer, by the driver.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import select
import socket
import struct
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

_CHUNK = 4096


class UnreachableError(Exception):
    """The printer could not be opened. The text is for technicians and holds no personal data."""


class LinkLostError(Exception):
    """The link ended while in use."""


class Transport(Protocol):
    """One open conversation with a printer."""

    @property
    def shared_stream(self) -> bool:
        """Whether an answer that comes late can turn up in a later conversation (USB, serial), or dies with this one (TCP)."""
        ...

    def write_some(self, data: memoryview, timeout_s: float) -> int:
        """Bytes accepted, 0 when none were within the time. Raises LinkLostError."""
        ...

    def read_some(self, timeout_s: float) -> bytes:
        """Bytes that came, empty when none did within the time. Raises LinkLostError."""
        ...

    def unsent(self) -> int:
        """Bytes accepted but known not to have left this machine yet."""
        ...

    def close(self, discard: bool) -> None:
        """End the conversation; with ``discard`` throw away what has not left this machine."""
        ...


Connect: TypeAlias = Callable[[float], Transport]
"""Opens a conversation within the given seconds or raises UnreachableError."""


def _wait(fd: int, events: int, timeout_s: float) -> int:
    poll = select.poll()
    poll.register(fd, events)
    ready = poll.poll(max(0.0, timeout_s) * 1000)
    return ready[0][1] if ready else 0


class _TcpTransport:
    shared_stream = False

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        link.setblocking(False)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def write_some(self, data: memoryview, timeout_s: float) -> int:
        if not _wait(self._link.fileno(), select.POLLOUT, timeout_s):
            return 0
        try:
            return self._link.send(data[:_CHUNK])
        except BlockingIOError:
            return 0
        except OSError as gone:
            raise LinkLostError(_name(gone)) from None

    def read_some(self, timeout_s: float) -> bytes:
        if not _wait(self._link.fileno(), select.POLLIN, timeout_s):
            return b""
        try:
            got = self._link.recv(_CHUNK)
        except BlockingIOError:
            return b""
        except OSError as gone:
            raise LinkLostError(_name(gone)) from None
        if not got:
            raise LinkLostError("closed by the printer")
        return got

    def unsent(self) -> int:
        return _queued(self._link.fileno())

    def close(self, discard: bool) -> None:
        if discard:
            self._link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            self._part_politely()
        self._link.close()

    def _part_politely(self) -> None:
        """Closing with unread answers would reset the connection and could cost the end of the job: read them first."""
        until = time.monotonic() + 0.3
        with contextlib.suppress(OSError, LinkLostError):
            self._link.shutdown(socket.SHUT_WR)
            while (left := until - time.monotonic()) > 0:
                self.read_some(left)


class _FileTransport:
    """A character device opened non-blocking; ``release`` closes whatever owns the descriptor."""

    shared_stream = True

    def __init__(self, fd: int, release: Callable[[], None]) -> None:
        self._fd, self._release = fd, release

    def write_some(self, data: memoryview, timeout_s: float) -> int:
        if not _wait(self._fd, select.POLLOUT, timeout_s) & (select.POLLOUT | select.POLLERR | select.POLLHUP):
            return 0
        try:
            return os.write(self._fd, data[:_CHUNK])
        except BlockingIOError:
            return 0
        except OSError as gone:
            raise LinkLostError(_name(gone)) from None

    def read_some(self, timeout_s: float) -> bytes:
        if not _wait(self._fd, select.POLLIN, timeout_s):
            return b""
        try:
            return os.read(self._fd, _CHUNK)
        except BlockingIOError:
            return b""
        except OSError as gone:
            raise LinkLostError(_name(gone)) from None

    def unsent(self) -> int:
        return _queued(self._fd)

    def close(self, discard: bool) -> None:
        if discard:
            with contextlib.suppress(termios.error):
                termios.tcflush(self._fd, termios.TCOFLUSH)
        self._release()


def _queued(fd: int) -> int:
    try:
        return int(struct.unpack("i", fcntl.ioctl(fd, termios.TIOCOUTQ, b"\0\0\0\0"))[0])
    except OSError:
        return 0


def _name(failure: OSError) -> str:
    return errno.errorcode.get(failure.errno or 0, type(failure).__name__)


@dataclass(frozen=True, slots=True)
class TcpPrinter:
    """Opens TCP connections, normally to port 9100. Give a numeric address: name look-ups are not bounded by the timeout."""

    host: str
    port: int = 9100

    def __call__(self, timeout_s: float) -> Transport:
        try:
            return _TcpTransport(socket.create_connection((self.host, self.port), max(0.05, timeout_s)))
        except OSError as failure:
            raise UnreachableError(f"tcp {self.host}:{self.port}: {_name(failure)}") from None


@dataclass(frozen=True, slots=True)
class UsbPrinter:
    """Opens the kernel's printer device, e.g. ``/dev/usb/lp0``, leaving driver and device alone."""

    path: str = "/dev/usb/lp0"

    def __call__(self, timeout_s: float) -> Transport:
        try:
            fd = os.open(self.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError as failure:
            raise UnreachableError(f"{self.path}: {_name(failure)}") from None
        return _FileTransport(fd, lambda: os.close(fd))


@dataclass(frozen=True, slots=True)
class SerialPrinter:
    """Opens a serial line, 8N1. ``flow``: ``rtscts``, ``dsrdtr``, ``xonxoff`` or ``none`` as set on the printer."""

    path: str
    baud: int = 38400
    flow: str = "dsrdtr"

    def __call__(self, timeout_s: float) -> Transport:
        import serial

        try:
            line = serial.Serial(
                self.path, self.baud, timeout=0, write_timeout=0, exclusive=True, rtscts=self.flow == "rtscts",
                dsrdtr=self.flow == "dsrdtr", xonxoff=self.flow == "xonxoff",
            )  # fmt: skip
        except (OSError, ValueError) as failure:
            name = _name(failure) if isinstance(failure, OSError) else type(failure).__name__
            raise UnreachableError(f"{self.path}: {name}") from None
        return _FileTransport(line.fileno(), line.close)


def parse_address(address: str) -> Connect:
    """``tcp:192.168.1.50:9100``, ``usb:/dev/usb/lp0`` or ``serial:/dev/ttyUSB0,38400,dsrdtr``; ValueError for anything else."""
    kind, _, rest = address.partition(":")
    match kind:
        case "tcp":
            host, _, port = rest.rpartition(":")
            return TcpPrinter(host, int(port)) if host else TcpPrinter(rest)
        case "usb":
            return UsbPrinter(rest)
        case "serial":
            path, *options = rest.split(",")
            return SerialPrinter(path, int(options[0]) if options else 38400, options[1] if len(options) > 1 else "dsrdtr")
        case _:
            raise ValueError(f"a printer address begins with tcp:, usb: or serial:, not {kind!r}")
