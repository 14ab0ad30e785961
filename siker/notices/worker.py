"""The loop of the worker that sends letters and does the nightly work: the task library's own, told when to end. Several may
run; on PostgreSQL a job is taken with ``SKIP LOCKED``, on SQLite under its write lock, so each is taken once. A database that is
busy or away for a while is waited for.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import threading
import time

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from siker import clock
from siker.nightly import services as nightly
from siker.notices import delivery

log = logging.getLogger("siker.notices")
INTERVAL_SECONDS = 1.0
AWAY_SECONDS = 5.0


def _end_with(server: int) -> None:
    """When the server that started us is gone, by whatever death, our parent is another."""
    while os.getppid() == server:
        time.sleep(INTERVAL_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def run(*, until_empty: bool = False, server: int = 0) -> None:
    """Work until told to end; ``until_empty``: only what is due now. ``server``: the process to end with, 0 for none."""
    loop = Worker(
        queue_names=["*"], interval=INTERVAL_SECONDS, batch=until_empty, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=f"{os.getpid()}-{secrets.token_hex(4)}", excluded_queue_names=[],
    )  # fmt: skip
    loop.configure_signals()
    if server:
        threading.Thread(target=_end_with, args=(server,), daemon=True).start()
    while not _worked(loop):
        time.sleep(AWAY_SECONDS)


def _worked(loop: Worker) -> bool:
    """One stretch of work; False when the database could not be had."""
    try:
        delivery.tidy(clock.now())
        nightly.order()
        loop.run()
    except (OperationalError, InterfaceError) as away:
        log.warning("the letters wait: the database is busy or away (%s)", type(away).__name__)
        close_old_connections()
        return False
    return True


def is_console_only() -> bool:
    """Whether letters are only written to the terminal."""
    return bool(settings.EMAIL_BACKEND.endswith("console.EmailBackend"))
