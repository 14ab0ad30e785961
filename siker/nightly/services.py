"""The steps of the nightly work and who does them. Every step may be done twice without harm, and the failure of one stops no other.

The text of a failure is never logged: it may repeat what somebody typed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django_tasks_db.models import DBTaskResult

from siker import clock
from siker.applications import candidates
from siker.applications.models import Application
from siker.audit.services import SYSTEM
from siker.feed import services as feed
from siker.feed import snapshots
from siker.figures import releases
from siker.nightly.models import StepDue
from siker.vacancies import services as vacancies
from siker.vacancies.models import Vacancy

log = logging.getLogger("siker.nightly")
LEASE: Final = timedelta(hours=6)
AGAIN_AFTER: Final = timedelta(minutes=50)
NIGHT: Final = time(0, 5)


@dataclass(frozen=True, slots=True)
class Step:
    """``work`` returns how much it did. ``hourly``: otherwise once a night, soon after midnight at the office."""

    name: str
    work: Callable[[datetime], int]
    hourly: bool = False

    def next_due(self, now: datetime) -> datetime:
        """When it is to be done again. A little under an hour, so that an hourly round never finds it just not due."""
        if self.hourly:
            return now + AGAIN_AFTER
        return datetime.combine(clock.today(now) + timedelta(days=1), NIGHT, clock.OFFICE_ZONE)


def _close_expired(now: datetime) -> int:
    return vacancies.close_expired(now, SYSTEM)


def _rebuild_candidates(now: datetime) -> int:
    return candidates.rebuild(now)[1]


def _release_figures(now: datetime) -> int:
    """Nothing on a server nobody used yet: a released month is never counted again, also not after a city of samples moved in."""
    if not Vacancy.objects.exists() and not Application.objects.exists():
        return 0
    return len(releases.release_due(now))


def _build_snapshots(now: datetime) -> int:
    return len(snapshots.build_due(now, SYSTEM))


STEPS: Final = (
    Step("close-expired", _close_expired),
    Step("rebuild-candidates", _rebuild_candidates),
    Step("release-figures", _release_figures),
    Step("prune-feed", feed.prune),
    Step("build-snapshots", _build_snapshots, hourly=True),
)


def run(now: datetime, steps: Sequence[Step] = STEPS) -> str:
    """Do what is due; returns the names of the steps this caller did. Never raises for what a step does wrong."""
    return " ".join(step.name for step in steps if _done(step, now))


def _done(step: Step, now: datetime) -> bool:
    try:
        if not _taken(step, now):
            return False
        amount = step.work(now)
        StepDue.objects.filter(pk=step.name).update(due_at=step.next_due(now), done_at=now)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other steps go on
        log.error("%s did not finish (%s); it is tried again within two hours", step.name, type(error).__name__)
        _try_again(step, now)
        return False
    log.info("%s: %d", step.name, amount)
    return True


def _taken(step: Step, now: datetime) -> bool:
    """Whether this caller does the step: of several that ask at once, one moves the time on."""
    StepDue.objects.get_or_create(pk=step.name, defaults={"due_at": now})
    return StepDue.objects.filter(pk=step.name, due_at__lte=now).update(due_at=now + LEASE) == 1


def _try_again(step: Step, now: datetime) -> None:
    try:
        StepDue.objects.filter(pk=step.name).update(due_at=now + AGAIN_AFTER)
    except Exception as error:  # noqa: BLE001 - the database is away: the lease ends by itself
        log.warning("%s waits for its lease to end (%s)", step.name, type(error).__name__)


def order() -> None:
    """Let a worker look for what is due, after the letters that wait. Ordered twice, the second finds nothing to do."""
    from siker.nightly.tasks import nightly

    if not DBTaskResult.objects.filter(task_path=nightly.module_path, status="READY").exists():
        nightly.enqueue()
