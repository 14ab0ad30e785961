"""The mail worker's loop: the task library's own, told when to end. Several may run; on PostgreSQL a job is taken with
``SKIP LOCKED``, on SQLite under its write lock, so each is taken once.
"""

from __future__ import annotations

import os
import secrets
import signal
import sys
import threading

from django.conf import settings
from django_tasks_db.management.commands.db_worker import Worker

from siker import clock
from siker.notices import delivery

INTERVAL_SECONDS = 1.0


def _end_with_the_server() -> None:
    """The server holds the other end of our standard input; when it is gone, by whatever death, so are we."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def run(*, until_empty: bool = False, with_server: bool = False) -> None:
    """Work until told to end; ``until_empty``: only what is due now. ``with_server``: end when standard input closes."""
    delivery.tidy(clock.now())
    loop = Worker(
        queue_names=["*"], interval=INTERVAL_SECONDS, batch=until_empty, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=f"{os.getpid()}-{secrets.token_hex(4)}", excluded_queue_names=[],
    )  # fmt: skip
    loop.configure_signals()
    if with_server:
        threading.Thread(target=_end_with_the_server, daemon=True).start()
    loop.run()


def is_console_only() -> bool:
    """Whether letters are only written to the terminal."""
    return bool(settings.EMAIL_BACKEND.endswith("console.EmailBackend"))
