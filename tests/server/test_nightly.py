"""What happens by itself every night: done once by whichever worker comes first, a failing step stopping no other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from domain.vacancy import VacancyState
from siker import clock
from siker.applications.models import Candidate
from siker.audit.models import AuditAction, Entry
from siker.feed import services as feed
from siker.feed.models import FeedRow
from siker.figures.models import Release
from siker.nightly import services as nightly
from siker.nightly.models import StepDue
from siker.nightly.services import LEASE, Step
from siker.notices.tasks import tidy
from sync.wire.messages import RegistrationStatus
from tests.server.permissions_hiring import scene
from tests.server.siker_firms import firm, offer, published
from tests.server.siker_live import ROOT, LiveServer

EVENING = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""19:00 at the office; midnight there is 17:00 UTC."""


@pytest.mark.django_db
@pytest.mark.both_databases
def test_one_night_does_everything_there_is_to_do(settings: object, tmp_path: Path) -> None:
    settings.SIKER_DATA_DIR = tmp_path  # type: ignore[attr-defined]
    here = scene()
    of = firm(2)
    row = published(of, offer(of, valid_until=clock.today(clock.now()) + timedelta(days=3)))
    published(of, offer(of, title="Kasir"))
    Candidate.objects.all().delete()
    later = clock.now() + timedelta(days=4)
    assert nightly.run(later).split() == [step.name for step in nightly.STEPS]
    row.refresh_from_db()
    assert (row.state, row.close_reason) == (VacancyState.CLOSED, "expired")
    assert Candidate.objects.filter(pk=here.candidate.pk).exists()
    assert Release.objects.count() == 12
    assert list(tmp_path.rglob("*.zst"))
    assert StepDue.objects.filter(done_at=later).count() == len(nightly.STEPS)


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_station_that_missed_forgotten_deletions_reads_the_feed_anew() -> None:
    long_ago = EVENING - feed.TOMBSTONES_KEPT - timedelta(days=1)
    for payload in (RegistrationStatus(registration_id="r", state="awaiting"), None):
        feed.publish("33.74", "registration", "r", payload, long_ago)
    feed.publish("33.74", "registration", "s", RegistrationStatus(registration_id="s", state="awaiting"), EVENING)
    generation = feed.head("33.74").generation
    nightly.run(EVENING)
    assert not FeedRow.objects.filter(op="del").exists()
    with pytest.raises(feed.ResyncRequiredError):
        feed.changes("33.74", 1, 10, generation)
    assert [change.id for change in feed.changes("33.74", 2, 10, generation).changes] == ["s"]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_step_is_done_once_a_night_and_an_hourly_one_every_hour() -> None:
    done: list[str] = []

    def noted(name: str) -> Callable[[datetime], int]:
        def work(_: datetime) -> int:
            done.append(name)
            return 1

        return work

    steps = (Step("night", noted("night")), Step("hour", noted("hour"), hourly=True))
    for hours in range(8):  # 19:00 until 02:00
        for _ in range(2):
            nightly.run(EVENING + timedelta(hours=hours), steps)
    assert done.count("hour") == 8
    assert done.count("night") == 2


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_failing_step_stops_no_other_tells_no_secret_and_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    tries: list[datetime] = []

    def fails_once(now: datetime) -> int:
        tries.append(now)
        if len(tries) == 1:
            raise ValueError("Kenariwati")
        return 1

    steps = (Step("first", fails_once), Step("second", lambda _: 1))
    assert nightly.run(EVENING, steps) == "second"
    assert [record.levelname for record in caplog.records if "first" in record.getMessage()] == ["ERROR"]
    assert "Kenariwati" not in caplog.text
    assert nightly.run(EVENING + timedelta(minutes=5), steps) == ""
    assert nightly.run(EVENING + timedelta(hours=1), steps) == "first"


@pytest.mark.django_db
def test_what_another_worker_does_is_left_to_it_and_taken_over_when_that_one_died() -> None:
    asked_meanwhile: list[str] = []

    def work(now: datetime) -> int:
        asked_meanwhile.append(nightly.run(now, (Step("long", lambda _: 1),)))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        nightly.run(EVENING, (Step("long", work),))
    assert asked_meanwhile == [""]
    assert nightly.run(EVENING + LEASE / 2, (Step("long", lambda _: 1),)) == ""
    assert nightly.run(EVENING + LEASE, (Step("long", lambda _: 1),)) == "long"


@pytest.mark.django_db
def test_an_empty_server_releases_no_figures() -> None:
    nightly.run(EVENING)
    assert not Release.objects.exists()
    assert not Entry.objects.filter(action=AuditAction.FIGURES_RELEASED).exists()


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_hourly_round_orders_it_after_the_letters() -> None:
    for _ in range(2):
        tidy.call()
    job = DBTaskResult.objects.get(task_path="siker.nightly.tasks.nightly")
    assert job.priority < 0


@pytest.mark.both_databases
def test_two_workers_close_what_ended_once(fresh_server: Callable[..., LiveServer]) -> None:
    """Real worker processes beside the one of a real server, all on its database."""
    other = os.environ.get("SIKER_LIVE_DATABASE_URL", "").replace("/live", "/nightly")  # where no other server's worker is at it
    server = fresh_server(**({"DATABASE_URL": other} if other else {}))
    script = (
        "from datetime import date; from tests.server.siker_hiring import made_firm, made_vacancy\n"
        "from siker.nightly.models import StepDue; from siker import clock\n"
        "of = made_firm(870)\n"
        "for n in range(20): made_vacancy(of, n, until=date(2026, 11, 1))\n"
        "StepDue.objects.update(due_at=clock.now())"
    )
    server.command("django", "shell", "--no-imports", "-c", script)
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "siker", "worker", "--until-empty"], env=server.env, cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    told = [one.communicate(timeout=90) for one in workers]
    assert [one.returncode for one in workers] == [0, 0], told
    counting = (
        "from siker.audit.models import Entry; from siker.vacancies.models import Vacancy\n"
        "own = list(Vacancy.objects.filter(firm__nib='9999000000870').values_list('pk', flat=True))\n"
        "print(len(own), Vacancy.objects.filter(pk__in=own, state='closed').count(),"
        " Entry.objects.filter(action='vacancy_closed', subject__in=[f'lowongan/{pk}' for pk in own]).count())"
    )
    assert server.command("django", "shell", "--no-imports", "-c", counting).splitlines()[-1] == "20 20 20"
