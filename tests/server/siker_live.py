"""Starting and stopping real server processes for tests."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class LiveServer:
    """A running server process."""

    url: str
    data_dir: Path
    env: dict[str, str]
    log: Path

    def command(self, *arguments: str, stdin: str = "") -> str:
        """Run ``python -m siker …`` on the same data and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "siker", *arguments],
            env=self.env,
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def many_codes(self, count: int) -> list[str]:
        """Fresh enrolment codes, made in one process since starting one takes a second."""
        script = (
            "from siker import clock; from siker.fleet.services import create_code; from siker.audit.services import SYSTEM\n"
            f"for n in range({count}): print(create_code('CONTOH', '33.74', clock.now(), SYSTEM)[0])"
        )
        return self.command("django", "shell", "--no-imports", "-c", script).splitlines()

    def code(self, label: str = "CONTOH", region: str = "33.74") -> str:
        """A fresh enrolment code."""
        return self.command("enrol-code", "--label", label, "--region", region).splitlines()[-1]


def start_server(data_dir: Path, **extra: str) -> tuple[LiveServer, subprocess.Popen[str]]:
    """Start ``python -m siker serve`` on a free port and wait until it answers."""
    env = {**os.environ, "SIKER_DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1", **extra}
    data_dir.mkdir(parents=True, exist_ok=True)
    if "DATABASE_URL" not in extra:
        env.pop("DATABASE_URL", None)
    else:
        for command in ("new-key", "migrate"):
            subprocess.run(
                [sys.executable, "-m", "siker", command], env=env, cwd=ROOT, check=True, capture_output=True, timeout=60
            )
    log = data_dir / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "siker", "serve", "--port", "0"],
            env=env,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=out,
            text=True,
        )
    try:
        return _wait_until_it_answers(process, data_dir, env, log), process
    except BaseException:
        stop_server(process)
        raise


def _wait_until_it_answers(process: subprocess.Popen[str], data_dir: Path, env: dict[str, str], log: Path) -> LiveServer:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("SIKER: http://"), line + log.read_text()
    url = line.split()[1].rstrip("/")
    host = {"Host": env["SIKER_HOSTS"]} if "SIKER_HOSTS" in env else {}
    deadline = time.monotonic() + 30
    while True:
        try:
            if requests.get(url + "/sync/v1/health", headers=host, timeout=30).status_code == 200:
                return LiveServer(url, data_dir, env, log)
        except requests.ConnectionError:
            assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()


def stop_server(process: subprocess.Popen[str]) -> None:
    """End it and its workers."""
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)
    if process.stdout is not None:
        process.stdout.close()
