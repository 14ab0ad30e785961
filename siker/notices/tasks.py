"""The jobs of the mail worker. A job's arguments are a notice's id and nothing else; what goes wrong is caught here, for the
library would keep the text of an exception, and a mail server's answer repeats the address.
"""

from __future__ import annotations

from django_tasks import task

from siker import clock
from siker.nightly import services as nightly
from siker.notices import delivery


@task()
def deliver(notice_id: str) -> str:
    """One try to send one letter; tries again later by a job of its own."""
    return delivery.attempt(notice_id, clock.now())


@task()
def tidy() -> str:
    """Once an hour: letters whose worker died get a new job, old rows go; then what the night or the hour has to bring."""
    nightly.order()
    return delivery.tidy(clock.now())
