"""While somebody types, only the newest words are searched; what a wiped visit asked is never shown to the next person."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import pytest

from domain.problems import Problem
from domain.vacancy.search import JobAnswer, JobHit
from domain.visit import events as ev
from domain.visit import jobs_events as jv
from domain.visit.pages import Page
from kiosk.services.visit import VisitConductor
from tests.unit.visit.jobs_walks import application, person, vacancy

if TYPE_CHECKING:
    from devices.card.port import CardReader
    from kiosk.services.effects import VisitEffects


class Later(Executor):
    """Keeps work until the test lets it run."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], object]] = []

    def submit(self, fn: Callable[..., object], /, *args: object, **kwargs: object) -> Future[object]:  # type: ignore[override]
        self.waiting.append(lambda: fn(*args, **kwargs))
        return Future()

    def run(self) -> None:
        work, self.waiting = self.waiting, []
        for item in work:
            item()


@dataclass
class Answers:
    """Effects that answer at once and remember what they were asked."""

    searched: list[str] = field(default_factory=list)

    def suggest_jobs(self, place: str) -> ev.Event:
        return jv.JobsSuggested((), place)

    def find_jobs(self, asked: jv.SearchJobs) -> ev.Event:
        query = asked.query
        self.searched.append(query.words)
        return jv.JobsFound(JobAnswer(query, (JobHit(vacancy()),), 1))

    def show_job(self, asked: jv.ShowJob) -> ev.Event:
        return jv.JobShown(JobHit(vacancy()), open=True, vacancy_id=asked.vacancy_id)

    def my_applications(self, asked: jv.LoadMyApplications, early: Callable[[ev.Event], None]) -> ev.Event:
        early(jv.MyApplicationsReady((application(),)))
        return jv.MyApplicationsReady((application(), application(number=2)))

    def look_up(self, nik: object) -> ev.Event:
        return ev.PersonKnown(person())


class Nobody:
    """No camera."""

    def taken(self) -> bytes | None:
        return None

    def forget(self) -> None:
        pass


class Noon:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 5, tzinfo=UTC)


def conductor(answers: Answers | None = None) -> tuple[VisitConductor, Later, Answers]:
    workers, answers = Later(), answers or Answers()
    made = VisitConductor(
        clock=Noon(), effects=lambda: cast("VisitEffects", answers), reader=lambda: cast("CardReader", None), portrait=Nobody(),
        workers=workers, post=lambda work: work(),
    )  # fmt: skip
    return made, workers, answers


def test_only_the_newest_words_are_searched() -> None:
    visit, workers, answers = conductor()
    for event in (jv.JobsAsked(), jv.JobsTyped("j"), jv.JobsTyped("ja"), jv.JobsTyped("jahit")):
        visit.send(event)
    workers.run()
    assert answers.searched == ["jahit"]
    assert visit.state.jobs is not None
    assert visit.state.jobs.answer is not None
    assert visit.state.jobs.answer.query.words == "jahit"


def test_an_answer_of_a_wiped_visit_is_forgotten_with_it() -> None:
    visit, workers, answers = conductor()
    visit.send(jv.JobsAsked())
    visit.send(jv.JobsTyped("jahit"))
    visit.send(ev.IdleExpired())
    visit.send(jv.JobsAsked())
    visit.send(jv.JobsKeyboard(True))
    workers.run()
    assert answers.searched == []
    assert visit.state.jobs is not None
    assert visit.state.jobs.answer is None


def test_what_the_station_holds_is_shown_before_siker_answers() -> None:
    visit, workers, _ = conductor()
    seen: list[int] = []
    visit.listen(lambda: seen.append(len(visit.state.jobs.mine or ()) if visit.state.jobs else 0))
    for event in (jv.MyApplicationsAsked(), ev.Next(), ev.Next(), ev.TypeInstead(), ev.TextAnswered("3374994101900001")):
        visit.send(event)
    workers.run()
    visit.send(ev.TextAnswered("CDF-346"))
    assert visit.state.page is Page.MY_APPLICATIONS
    workers.run()
    assert seen[-2:] == [1, 2]


class Broken(Answers):
    """Nobody applied before, and what is to be recorded or printed breaks in a way nobody foresaw."""

    def my_applications(self, asked: jv.LoadMyApplications, early: Callable[[ev.Event], None]) -> ev.Event:
        return jv.MyApplicationsReady(())

    def submit(self, asked: jv.SubmitApplication) -> ev.Event:
        raise RuntimeError("nobody foresaw this")

    def print_for_jobs(self, asked: object) -> ev.Event:
        raise RuntimeError("nor this")


def _break(visit: VisitConductor, workers: Later, event: ev.Event) -> None:
    visit.send(event)
    with pytest.raises(RuntimeError):
        workers.run()


def test_what_breaks_while_a_page_waits_for_it_gives_the_page_back() -> None:
    visit, workers, _ = conductor(Broken())
    for event in (
        jv.JobsAsked(), jv.JobsTyped("jahit"), jv.JobOpened("v-1"), jv.ApplyAsked(), ev.Next(), ev.Next(), ev.TypeInstead(),
        ev.TextAnswered("3374994101900001"), ev.TextAnswered("CDF-346"),
    ):  # fmt: skip
        visit.send(event)
        workers.run()
    assert visit.state.page is Page.APPLY
    _break(visit, workers, jv.ApplyConfirmed())
    assert visit.state.page is Page.APPLY
    assert visit.state.problem == Problem("store_unavailable")
    _break(visit, workers, jv.CvPrintAsked())
    assert visit.state.page is Page.PRINT_TROUBLE
