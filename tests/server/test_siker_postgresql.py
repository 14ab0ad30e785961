"""The tests marked ``both_databases`` once more, on a private PostgreSQL cluster started for this test alone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.siker_live import ROOT

BIN = next((path for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True) if (path / "initdb").exists()), None)
pytestmark = [
    pytest.mark.skipif(BIN is None, reason="no PostgreSQL server binaries here"),
    pytest.mark.skipif("SIKER_TEST_ON_POSTGRESQL" in os.environ, reason="this is the inner run"),
    pytest.mark.timeout(1000),
]


def as_postgres(*command: str) -> None:
    """The server refuses to run as root, so root hands over to the ``postgres`` user."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*prefix, *command], capture_output=True, text=True, timeout=120, check=False, cwd="/")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a fresh cluster with fsync off: what is tested here is behaviour, not durability."""
    assert BIN is not None
    folder = Path(tempfile.mkdtemp(prefix="siker-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = str(folder / "data")
    as_postgres(str(BIN / "initdb"), "-D", data, "-U", "siker", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
    as_postgres(str(BIN / "pg_ctl"), "-D", data, "-o", options, "-w", "-l", str(folder / "log"), "start")
    try:
        for name in ("siker", "live", "letters", "nightly"):
            as_postgres(str(BIN / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "siker", name)
        yield f"postgresql://siker@127.0.0.1:{port}"
    finally:
        as_postgres(str(BIN / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def test_the_same_tests_pass_on_postgresql(cluster: str) -> None:
    env = {
        **os.environ, "DATABASE_URL": f"{cluster}/siker", "SIKER_LIVE_DATABASE_URL": f"{cluster}/live", "SIKER_TEST_ON_POSTGRESQL": "1",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/server", "-m", "both_databases", "-q", "-p", "no:cacheprovider"],
        env=env, cwd=ROOT, capture_output=True, text=True, timeout=960, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
    assert " skipped" not in done.stdout.splitlines()[-1]
