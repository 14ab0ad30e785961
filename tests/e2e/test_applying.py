"""A person finds work, registers, applies and takes the slips while the network is down; then nothing of them is left."""

from __future__ import annotations

from datetime import timedelta

from domain.applications import ApplicationState
from domain.visit import events as ev
from domain.visit import jobs_events as jv
from domain.visit.pages import Page
from kiosk.clock import local_day
from sync.wire.codec import to_json
from sync.wire.messages import Change, ChangesPage
from tests.unit.visit.jobs_walks import vacancy
from tests.unit.visit.test_flow import BIODATA, FORM

from .conftest import Stage
from .test_wiped import _assert_gone, _traces

# Put together at run time, so that this file's own source lines in memory are no trace. Nobody's number: kecamatan 99.
CANARY = "".join(("33749971", "12560008"))
NAME = " ".join(("JALAK", "PERCOBAAN"))


def _post(stage: Stage) -> None:
    """A vacancy in the station's catalog, as the feed brings it."""
    station = stage.kiosk.station()
    today = local_day(stage.kiosk.clock.now())
    job = vacancy(1, kbji="8153", valid_from=today, valid_until=today + timedelta(days=9), published_on=today)
    change = Change(rev=1, e="vacancy", id=job.vacancy_id, op="put", d=to_json(job))
    station.catalog.apply(ChangesPage(feed="33.74", generation="g", from_rev=0, next=1, has_more=False, changes=[change]))


def _send(stage: Stage, *events: ev.Event) -> None:
    for event in events:
        stage.kiosk.conductor.send(event)


def _asked(stage: Stage) -> bool:
    """Whether the suggestions are there; asks for them as soon as the station is in service."""
    state = stage.kiosk.conductor.state
    if state.page is Page.ATTRACT:
        _send(stage, jv.JobsAsked())
    return state.jobs is not None and bool(state.jobs.suggestions)


def _arrive(stage: Stage, page: Page) -> None:
    stage.walker.until(lambda: stage.kiosk.conductor.state.page is page, page.value)



def test_find_apply_and_take_the_slip_without_network_and_leave_no_trace(stage: Stage) -> None:
    conductor, walker = stage.kiosk.conductor, stage.walker
    _post(stage)
    walker.until(lambda: _asked(stage), "suggestions")
    _send(stage, jv.JobsTyped("jahi"), jv.JobsTyped("jahit"))
    walker.until(lambda: bool(conductor.state.jobs and conductor.state.jobs.answer and conductor.state.jobs.answer.hits), "an answer")
    _send(stage, jv.JobOpened("v-1"), jv.JobPrintAsked())
    _arrive(stage, Page.TAKE_PAPER)
    _send(stage, ev.PaperTaken())
    assert conductor.state.page is Page.JOB
    _send(stage, jv.ApplyAsked(), ev.Next(), ev.Next(), ev.TypeInstead(), ev.TextAnswered(CANARY))
    _arrive(stage, Page.NAME)
    form = [event for event in FORM if not isinstance(event, ev.PhotoTaken)]
    _send(stage, ev.TextAnswered(NAME), ev.TextAnswered("Semarang"), ev.TextAnswered("31-12-1956"), *BIODATA[3:], *form)
    assert conductor.state.page is Page.REVIEW
    _send(stage, ev.Confirmed())
    _arrive(stage, Page.TAKE_PAPER)
    _send(stage, ev.PaperTaken())
    assert conductor.state.page is Page.APPLY
    _send(stage, jv.ApplyConfirmed())
    _arrive(stage, Page.APPLIED)
    made = conductor.state.jobs.applied if conductor.state.jobs else None
    assert made is not None
    assert (made.state, made.waiting) == (ApplicationState.SENT, True)
    _send(stage, jv.JobPrintAsked())
    _arrive(stage, Page.TAKE_PAPER)
    _send(stage, ev.PaperTaken(), jv.MyApplicationsAsked())
    walker.until(lambda: bool(conductor.state.jobs and conductor.state.jobs.mine), "the list")
    assert conductor.state.page is Page.MY_APPLICATIONS
    with stage.kiosk.station().vault.read() as reader:
        assert reader.outbox_counts().queued == 5  # registered, card issued, card printed, applied, slip printed
    number = "".join(list(made.number))
    assert _traces(stage, (CANARY,)), "while the visit goes on the number must be found, or this test proves nothing"
    _send(stage, ev.IdleWarned(), ev.IdleExpired())
    assert conductor.state.jobs is None
    del made
    _assert_gone(stage, (CANARY, NAME, number))
