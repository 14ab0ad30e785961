"""A PostgreSQL cluster of the bench's own, with its durability left on as a server has it; gone when the block ends. Measures nothing."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.run import NotMeasuredError

BIN = next((path for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True) if (path / "initdb").exists()), None)


def _as_postgres(*command: str) -> None:
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*prefix, *command], capture_output=True, text=True, timeout=120, check=False, cwd="/")
    if done.returncode:
        raise NotMeasuredError(f"PostgreSQL: {done.stderr.strip().splitlines()[-1:]}")


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a fresh database. Raises NotMeasuredError where there is no PostgreSQL."""
    if BIN is None:
        raise NotMeasuredError("no PostgreSQL server here", skipped=True)
    folder = Path(tempfile.mkdtemp(prefix="siker-bench-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    data = str(folder / "data")
    try:
        _as_postgres(str(BIN / "initdb"), "-D", data, "-U", "siker", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c shared_buffers=256MB"
        _as_postgres(str(BIN / "pg_ctl"), "-D", data, "-o", options, "-w", "-l", str(folder / "log"), "start")
        _as_postgres(str(BIN / "createdb"), "-h", "127.0.0.1", "-p", port, "-U", "siker", "siker")
        yield f"postgresql://siker@127.0.0.1:{port}/siker"
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            _as_postgres(str(BIN / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)
