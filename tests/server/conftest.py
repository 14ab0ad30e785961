"""Servers and databases for these tests.

In-process tests use Django's test database: SQLite in memory, or PostgreSQL when ``DATABASE_URL`` names one (the test in
``test_siker_postgresql.py`` starts a private cluster and runs this folder's ``both_databases`` tests on it).
``live_url`` is a real server process over real HTTP on its own data folder.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.server.siker_live import LiveServer, start_server, stop_server

collect_ignore_glob = [] if find_spec("django") else ["test_*.py"]

if find_spec("django"):
    os.environ["DJANGO_SETTINGS_MODULE"] = "siker.settings"
    _folder = tempfile.TemporaryDirectory(prefix="siker-tests-")
    os.environ["SIKER_DATA_DIR"] = _folder.name
    from siker import keyring

    keyring.create(Path(_folder.name))
    import django

    django.setup()


def pytest_configure(config: pytest.Config) -> None:
    """Marks of this folder."""
    config.addinivalue_line("markers", "both_databases: also run on PostgreSQL by test_siker_postgresql.py")


@pytest.fixture(autouse=True)
def _no_memory_of_limits() -> None:
    """Rate limits live in the process's cache; each test starts without any."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One real server for the whole run; tests keep apart by their own stations and people."""
    other = os.environ.get("SIKER_LIVE_DATABASE_URL", "")
    server, process = start_server(tmp_path_factory.mktemp("siker-live"), **({"DATABASE_URL": other} if other else {}))
    yield server
    stop_server(process)


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[Callable[..., LiveServer]]:
    """Real servers of one test's own, with other settings."""
    started: list[subprocess.Popen[str]] = []

    def start(**extra: str) -> LiveServer:
        server, process = start_server(tmp_path / f"server{len(started)}", **extra)
        started.append(process)
        return server

    yield start
    for process in started:
        stop_server(process)
