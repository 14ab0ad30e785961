"""Runs a private pcscd with virtual readers, for tests and demonstrations; never needed by a kiosk in use.

pcscd has one fixed socket per machine, so only one can run: a lock file keeps test workers and demonstrations apart.
Why it cannot run is told as a reason with a sentence, not as a traceback. vpcd listens on all network interfaces:
use this on development machines only.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.card.virtual_card import VirtualSlot

_SOCKET = Path("/run/pcscd/pcscd.comm")
_PID_FILE = Path("/run/pcscd/pcscd.pid")
_LOCK = Path(tempfile.gettempdir()) / "anjungan-virtual-reader.lock"
_DRIVERS = (
    Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so"),
    Path("/usr/lib/x86_64-linux-gnu/pcsc/drivers/serial/libifdvpcd.so"),
    Path("/usr/lib/aarch64-linux-gnu/pcsc/drivers/serial/libifdvpcd.so"),
)


class Unavailable(StrEnum):
    """Why no virtual reader can be had here."""

    NOT_INSTALLED = "not_installed"
    NO_DRIVER = "no_driver"
    NO_RIGHTS = "no_rights"
    ALREADY_RUNNING = "already_running"
    LOCKED = "locked"
    DIED = "died"


_SENTENCES = {
    Unavailable.NOT_INSTALLED: "pcscd is not installed: apt-get install pcscd",
    Unavailable.NO_DRIVER: "the virtual reader's driver is not installed: apt-get install vsmartcard-vpcd",
    Unavailable.NO_RIGHTS: "no right to write /run/pcscd: start as root or give this user that folder",
    Unavailable.ALREADY_RUNNING: "another pcscd is running on this machine: stop it (systemctl stop pcscd.socket pcscd)",
    Unavailable.LOCKED: "another test or demonstration holds the virtual reader: wait for it or stop it",
    Unavailable.DIED: "pcscd ended right after its start: run 'pcscd --foreground --debug' to see why",
}


class VirtualReaderUnavailableError(Exception):
    """No virtual reader; ``reason`` says why and the text how to mend it."""

    def __init__(self, reason: Unavailable) -> None:
        super().__init__(_SENTENCES[reason])
        self.reason = reason


def service_answers() -> bool:
    """True when a pcscd listens on this machine."""
    with socket.socket(socket.AF_UNIX) as client, suppress(OSError):
        client.connect(str(_SOCKET))
        return True
    return False


def obstacle() -> Unavailable | None:
    """What would keep a virtual reader from starting now; None when nothing does."""
    if _pcscd() is None:
        return Unavailable.NOT_INSTALLED
    if _driver() is None:
        return Unavailable.NO_DRIVER
    if service_answers():
        return Unavailable.ALREADY_RUNNING
    folder = _SOCKET.parent
    writable = os.access(folder if folder.exists() else folder.parent, os.W_OK | os.X_OK)
    return None if writable else Unavailable.NO_RIGHTS


def _pcscd() -> str | None:
    return shutil.which("pcscd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def _driver() -> Path | None:
    return next((path for path in _DRIVERS if path.exists()), None)


class VirtualReader:
    """A private pcscd with one virtual reader of two slots; a context manager. ``patience_s`` is spent on the lock."""

    def __init__(self, patience_s: float = 120.0) -> None:
        self._patience_s = patience_s
        self._lock_fd = -1
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self.slots: tuple[VirtualSlot, VirtualSlot] = (VirtualSlot(0), VirtualSlot(0))

    def __enter__(self) -> Self:
        self._lock()
        try:
            self._folder = tempfile.TemporaryDirectory(prefix="anjungan-pcscd-")
            port = _free_pair()
            self.slots = (VirtualSlot(port), VirtualSlot(port + 1))
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The running pcscd."""
        return None if self._process is None else self._process.pid

    def start(self, *, attached: bool = True) -> None:
        """Start pcscd, with the virtual reader or (``attached`` False) with no reader at all; waits until it answers."""
        if self._process is not None:
            return
        program, driver = _pcscd(), _driver()
        if (reason := obstacle()) is not None or program is None or driver is None or self._folder is None:
            raise VirtualReaderUnavailableError(reason or Unavailable.DIED)
        for stale in (_SOCKET, _PID_FILE):  # left behind by a killed pcscd; nobody answers there
            with suppress(OSError):
                stale.unlink()
        configuration = Path(self._folder.name) / ("attached" if attached else "bare")
        configuration.mkdir(exist_ok=True)
        if attached:
            _write_configuration(configuration / "vpcd", driver, self.slots[0].port)
        self._process = subprocess.Popen(
            [program, "--foreground", "--config", str(configuration)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._await_answer(self._process, attached)

    def kill(self) -> None:
        """End pcscd as a crash would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End pcscd orderly."""
        self._end(signal.SIGTERM)

    def unplug(self) -> None:
        """Let the reader vanish. pcscd cannot drop this driver's reader, so it is restarted without it."""
        for slot in self.slots:
            slot.remove()
        self.stop()
        self.start(attached=False)

    def plug(self) -> None:
        """Let the reader come back."""
        self.stop()
        self.start()

    def close(self) -> None:
        """Take the cards, end pcscd, and let others have it."""
        for slot in self.slots:
            slot.remove()
        self.stop()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        if self._lock_fd >= 0:
            os.close(self._lock_fd)
            self._lock_fd = -1

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(3.0)
        except subprocess.TimeoutExpired:  # a silent card holds one of its threads
            process.kill()
            process.wait()

    def _lock(self) -> None:
        self._lock_fd = os.open(_LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        end = time.monotonic() + self._patience_s
        pause = threading.Event()
        while True:
            try:
                fcntl.flock(self._lock_fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() >= end:
                    self.close()
                    raise VirtualReaderUnavailableError(Unavailable.LOCKED) from None
                pause.wait(0.1)

    def _await_answer(self, process: subprocess.Popen[bytes], attached: bool) -> None:
        end = time.monotonic() + 10.0
        pause = threading.Event()
        while time.monotonic() < end and process.poll() is None:
            if service_answers() and (not attached or _listening(self.slots[0].port)):
                return
            pause.wait(0.02)
        self.kill()
        raise VirtualReaderUnavailableError(Unavailable.DIED)


def _write_configuration(path: Path, driver: Path, port: int) -> None:
    path.write_text(
        f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x{port:04X}\nLIBPATH {driver}\nCHANNELID 0x{port:04X}\n',
        encoding="ascii",
    )


def _free_pair() -> int:
    """Two neighbouring free ports below the range the system hands out by itself."""
    for port in range(30_200, 32_000, 2):
        with socket.socket() as first, socket.socket() as second, suppress(OSError):
            first.bind(("127.0.0.1", port))
            second.bind(("127.0.0.1", port + 1))
            return port
    raise VirtualReaderUnavailableError(Unavailable.DIED)


def _listening(port: int) -> bool:
    """True when somebody listens on the port, without connecting (a connection would be a card)."""
    with socket.socket() as probe:
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104  # only to see whether it is taken
        except OSError:
            return True
    return False
