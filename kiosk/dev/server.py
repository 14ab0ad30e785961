"""An embedded SIKER beside the kiosk: a real process of its own over real HTTP, with SQLite in a folder of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

START_S = 60.0
_ROOT = Path(__file__).resolve().parents[2]


class ServerNotStartedError(RuntimeError):
    """SIKER did not answer in time; the text says where its output is."""


class EmbeddedSiker:
    """Start, ask for codes, stop. ``folder`` keeps its database and its output."""

    def __init__(self, folder: Path, port: int = 0, *, public_url: str = "") -> None:
        self.folder = folder.resolve()
        self.port = port or _free_port()
        self._public_url = public_url
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """Its output."""
        return self.folder / "siker.log"

    def start(self) -> None:
        """Start and wait until it answers. Raises ServerNotStartedError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "siker", "serve", "--port", str(self.port)],
                cwd=_ROOT,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        end = time.monotonic() + START_S
        waiter = _Waiter()
        while time.monotonic() < end:
            if self._process.poll() is not None:
                raise ServerNotStartedError(f"SIKER ended at once; see {self.log}")
            try:
                with urllib.request.urlopen(self.url + "/sync/v1/health", timeout=2):
                    return
            except (OSError, urllib.error.URLError):
                waiter.wait()
        self.stop()
        raise ServerNotStartedError(f"SIKER did not answer within {START_S:.0f} s; see {self.log}")

    def command(self, *words: str, stdin: str | None = None) -> str:
        """Run ``python -m siker …`` on this server's data; its output. Raises CalledProcessError."""
        done = subprocess.run(
            [sys.executable, "-m", "siker", *words],
            cwd=_ROOT,
            env=self._environment(),
            input=stdin,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return done.stdout

    def enrol_code(self, label: str) -> str:
        """A fresh one-time code for a station."""
        return self.command("enrol-code", "--label", label).split()[-1]

    def stop(self) -> None:
        """End it, by force if it lingers."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "SIKER_", "DJANGO_"))}
        public = {"SIKER_PUBLIC_URL": self._public_url} if self._public_url else {}
        return {**kept, "SIKER_DATA_DIR": str(self.folder), **public}


class _Waiter:
    """Waits a little longer each time, on a clock, without a busy loop."""

    def __init__(self) -> None:
        self._pause = 0.05

    def wait(self) -> None:
        time.sleep(self._pause)
        self._pause = min(0.5, self._pause * 1.5)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
