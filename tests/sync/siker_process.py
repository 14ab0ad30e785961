"""Starts the real SIKER server as its own process over its own embedded database, and can kill and restart it."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _die_with_parent() -> None:
    """In the child: SIGKILL when the test process ends, however it ends (Linux prctl PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class SikerProcess:
    """One server; ``url`` stays the same over restarts."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("SIKER_", "DJANGO_", "DATABASE_"))},
            "SIKER_DATA_DIR": str(folder / "siker"), "SIKER_AUTO_APPROVE": "1", **environment,
        }  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, deadline_s: float = 40.0) -> None:
        """Start and wait until it answers."""
        log = (self.folder / "siker.log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "siker", "serve", "--port", str(self.port)], cwd=ROOT, env=self._environment,
            stdout=log, stderr=log, start_new_session=True, preexec_fn=_die_with_parent,
        )  # fmt: skip
        log.close()
        end = time.monotonic() + deadline_s
        while time.monotonic() < end:
            if self._process.poll() is not None:
                raise RuntimeError((self.folder / "siker.log").read_text()[-2000:])
            try:
                if requests.get(self.url + "/sync/v1/health", timeout=2).status_code == 200:
                    return
            except requests.RequestException:
                time.sleep(0.05)
        raise RuntimeError("SIKER did not start in time")

    def kill(self) -> None:
        """As a power cut: SIGKILL to the whole group."""
        if self._process is not None:
            if self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
            self._process = None

    def command(self, *words: str) -> str:
        """Run a command line of the server."""
        done = subprocess.run(
            [sys.executable, "-m", "siker", *words], cwd=ROOT, env=self._environment, capture_output=True, text=True, timeout=60,
            check=True,
        )  # fmt: skip
        return done.stdout

    def enrolment_code(self) -> str:
        """A fresh one-time code."""
        text = self.command("enrol-code", "--label", "Anjungan Uji")
        found = re.search(r"[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{3}", text)
        assert found is not None, text
        return found.group()
