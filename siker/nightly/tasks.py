"""The job of the worker that does the nightly work; letters go first."""

from __future__ import annotations

from django_tasks import task

from siker import clock
from siker.nightly import services


@task(priority=-50)
def nightly() -> str:
    """One round: whatever is due."""
    return services.run(clock.now())
