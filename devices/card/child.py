"""One life of a reader's process: start it, give it lines, take its bytes, and end it for certain.

It has its own process group, so whatever it started ends with it. Its error output is never read into the kiosk:
a vendor's library may print personal data there.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH")


class ChildStuckError(Exception):
    """The process does not take what it is given."""


class Child:
    """A started process with non-blocking pipes; raises OSError when it cannot be started."""

    def __init__(self, command: tuple[str, ...], environment: Mapping[str, str], folder: Path | None) -> None:
        inherited = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        self._process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**inherited, **environment},
            cwd=folder,
            start_new_session=True,
            bufsize=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin = self._process.stdin
        self._stdout = self._process.stdout
        os.set_blocking(self._stdin.fileno(), False)
        os.set_blocking(self._stdout.fileno(), False)

    @property
    def pid(self) -> int:
        """Process number, for diagnostics."""
        return self._process.pid

    @property
    def output(self) -> int:
        """File descriptor to wait on."""
        return self._stdout.fileno()

    def send(self, line: bytes) -> None:
        """Hand over one line whole; raises ChildStuckError when the pipe is full or closed."""
        try:
            written = os.write(self._stdin.fileno(), line)
        except (BlockingIOError, BrokenPipeError):
            raise ChildStuckError from None
        if written != len(line):
            raise ChildStuckError

    def receive(self) -> bytes | None:
        """Bytes that are there now, None when there are none yet, ``b""`` at the end of its output."""
        try:
            return os.read(self._stdout.fileno(), 65536)
        except BlockingIOError:
            return None

    def end(self, grace_s: float) -> int:
        """Close its input, wait at most ``grace_s``, then kill the whole group; returns the exit code (negative: signal)."""
        with suppress(OSError):
            self._stdin.close()
        if grace_s > 0:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(grace_s)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        if self._process.returncode is None:
            self._process.kill()
        code = self._process.wait()
        self._stdout.close()
        return code
