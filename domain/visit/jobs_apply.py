"""Applying: who it is, what the employer will see, consent, the durable step, the slip; and one's applications.

The button that sends is the consent: it says so, and the page shows what it is given for. Disability is told only when the person
adds it to this very application.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from domain.consent import ADULT_AGE, Purpose
from domain.cv import Cv, cv_of
from domain.facts import DocumentKind, PrintOutcome
from domain.nik import age_on
from domain.problems import Problem
from domain.seeker import Registration, VisitPurpose
from domain.visit import events as ev
from domain.visit import jobs_events as jv
from domain.visit.actions import Step
from domain.visit.jobs_guards import of
from domain.visit.jobs_search import open_jobs
from domain.visit.pages import Page
from domain.visit.state import VisitState

if TYPE_CHECKING:
    from domain.visit.jobs_state import JobsState, MyApplication


_VACANCY_ENDED = frozenset({"vacancy_closed", "firm_gone", "places_filled"})


def cv_shown(state: VisitState) -> Cv | None:
    """Exactly what the employer will see; None while nobody is identified."""
    if state.registration is None:
        return None
    return cv_of(state.registration, with_disability=of(state).with_disability)


def _person(state: VisitState) -> Registration:
    assert state.registration is not None, "guarded"
    return state.registration


def _needs_guardian(person: Registration, today: date) -> bool:
    return age_on(person.biodata.tanggal_lahir, today) < ADULT_AGE


# --- who it is --------------------------------------------------------------------------------------------------------
def identify_to_apply(state: VisitState, event: ev.Event, today: date) -> Step:
    """Nobody is known yet: the usual way to say who one is, and then on with the application."""
    return _identify(state, "apply", Page.APPLY)


def identify_for_list(state: VisitState, event: ev.Event, today: date) -> Step:
    """The usual way to say who one is, and then one's applications."""
    return _identify(state, "mine", Page.MY_APPLICATIONS)


def _identify(state: VisitState, wants: str, leads_to: Page) -> Step:
    trail = state.history if state.page is Page.ATTRACT else (*state.history, state.page)
    jobs = replace(of(state), wants=wants, leads_to=leads_to, trail=trail, typing=False)
    draft = replace(state.draft, tujuan=VisitPurpose.SEEK_WORK)
    return replace(state, jobs=jobs, draft=draft, rights=None, busy=False, problem=None), ()


def arrive_proven(state: VisitState, event: ev.Event, today: date) -> Step:
    """The card shows who it is: on to what they came for."""
    assert isinstance(event, ev.PersonKnown)
    known = replace(
        state, busy=False, known=event.person, check_tries=event.tries, registration=event.person.registration
    )
    return _go_on(known, today)


def arrive_checked(state: VisitState, event: ev.Event, today: date) -> Step:
    """The answer shows who it is: on to what they came for."""
    assert state.known is not None
    return _go_on(replace(state, registration=state.known.registration), today)


def arrive_registered(state: VisitState, event: ev.Event, today: date) -> Step:
    """The card or proof is done with: on to what they came for."""
    return _go_on(replace(state, print_problem=None), today)


def _go_on(state: VisitState, today: date) -> Step:
    return open_apply(state, None, today) if of(state).wants == "apply" else _open_mine(state)


def proven_but_rejected(state: VisitState, event: ev.Event, today: date) -> Step:
    """Show why the registration was sent back; after mending it the application goes on."""
    assert isinstance(event, ev.PersonKnown)
    return replace(
        state, busy=False, known=event.person, check_tries=event.tries, registration=event.person.registration,
        problem=Problem("apply_rejected"),
    ), ()  # fmt: skip


def checked_but_rejected(state: VisitState, event: ev.Event, today: date) -> Step:
    """As above, after the answer to "is this you?"."""
    assert state.known is not None
    return replace(state, registration=state.known.registration, problem=Problem("apply_rejected")), ()


def nobody_here(state: VisitState, event: ev.Event, today: date) -> Step:
    """Nobody is on record under this NIK, so there is no list; work can be looked for."""
    opened = open_jobs(state, event, today)
    assert isinstance(opened, tuple)
    return replace(opened[0], known=None, problem=Problem("applications_none_here")), opened[1]


def say_rejected(state: VisitState, event: ev.Event, today: date) -> Step:
    """Nothing can be sent in the name of a registration that was sent back."""
    return Problem("apply_rejected")


# --- the application --------------------------------------------------------------------------------------------------
def open_apply(state: VisitState, event: ev.Event | None, today: date) -> Step:
    """What the employer will see. Under 18 a parent or guardian decides at the counter."""
    jobs, person = of(state), _person(state)
    effects: tuple[ev.Effect, ...] = (jv.LoadMyApplications(person),) if jobs.mine is None else ()
    problem = Problem("apply_guardian") if _needs_guardian(person, today) else None
    fresh = replace(jobs, wants="", with_disability=False, applied=None, claim_code="", typing=False)
    return replace(state, jobs=fresh, problem=problem, busy=False), effects


def set_disability(state: VisitState, event: ev.Event, today: date) -> Step:
    """Add it to this application, or leave it out."""
    assert isinstance(event, jv.CvDisabilitySet)
    return replace(state, jobs=replace(of(state), with_disability=event.included)), ()


def send(state: VisitState, event: ev.Event, today: date) -> Step:
    """Record it durably, with the consent that the touch was."""
    jobs, person, cv = of(state), _person(state), cv_shown(state)
    if _needs_guardian(person, today):
        return Problem("apply_guardian")
    assert jobs.chosen is not None
    assert cv is not None
    return replace(state, problem=None), (
        jv.SubmitApplication(person, jobs.chosen, cv, Purpose.SEND_APPLICATION, state.language),
    )


def sent(state: VisitState, event: ev.Event, today: date) -> Step:
    """It is durable; it may still wait for the network."""
    assert isinstance(event, jv.ApplicationMade)
    jobs = of(state)
    done = replace(
        jobs, applied=event.application, claim_code=event.claim_code, mine=_with(jobs.mine, event.application)
    )
    return replace(state, jobs=done, problem=None), ()


def _with(mine: tuple[MyApplication, ...] | None, item: MyApplication) -> tuple[MyApplication, ...] | None:
    if mine is None:
        return None
    return (item, *(other for other in mine if other.application_id != item.application_id))


def not_sent(state: VisitState, event: ev.Event, today: date) -> Step:
    """Nothing was recorded; everything on the page stays."""
    assert isinstance(event, jv.ApplyFailed)
    return replace(state, busy=False, problem=event.problem), ()


def closed_while_applying(state: VisitState, event: ev.Event, today: date) -> Step:
    """Say so kindly, and look for similar ones."""
    assert isinstance(event, jv.ApplyFailed)
    jobs = of(state)
    assert jobs.chosen is not None
    return replace(state, jobs=replace(jobs, chosen_gone=True), problem=event.problem), (
        jv.ShowJob(jobs.chosen.vacancy.vacancy_id, jobs.query.place, jobs.chosen),
    )


# --- one's applications -----------------------------------------------------------------------------------------------
def open_mine(state: VisitState, event: ev.Event, today: date) -> Step:
    """The list, asked for anew."""
    return _open_mine(state)


def _open_mine(state: VisitState) -> Step:
    jobs = replace(of(state), wants="", shown=None, typing=False)
    return replace(state, jobs=jobs, rights=None, busy=False, problem=None), (jv.LoadMyApplications(_person(state)),)


def take_mine(state: VisitState, event: ev.Event, today: date) -> Step:
    """The list, or a newer one; what is on the page follows it."""
    assert isinstance(event, jv.MyApplicationsReady)
    before = of(state).shown
    jobs = _taken(of(state), event)
    news = state.page is Page.MY_APPLICATION and jobs.shown is not None and before is not None and jobs.shown.state is not before.state
    return replace(state, jobs=jobs), _look_for_alike(jobs) if news else ()


def _look_for_alike(jobs: JobsState) -> tuple[ev.Effect, ...]:
    """Similar ones to the application on the page, when the vacancy itself ended it."""
    from domain.applications import ApplicationState

    shown = jobs.shown
    if shown is None or shown.state is not ApplicationState.NOT_HIRED or shown.reason not in _VACANCY_ENDED:
        return ()
    return (jv.ShowJob(shown.vacancy_id, jobs.query.place, None, shown.title),)


def _taken(jobs: JobsState, event: jv.MyApplicationsReady) -> JobsState:
    shown, mine = jobs.shown, event.applications
    newer = next((item for item in mine if shown is not None and item.application_id == shown.application_id), shown)
    return replace(jobs, mine=mine, shown=newer, asked=jobs.asked if event.asked is None else event.asked)


def list_failed(state: VisitState, event: ev.Event, today: date) -> Step:
    """Say that the list cannot be read now."""
    assert isinstance(event, jv.MyApplicationsFailed)
    return replace(state, problem=event.problem), ()


def show_found(state: VisitState, event: ev.Event, today: date) -> Step:
    """They applied before, perhaps elsewhere: show that one. Back leads to the vacancy."""
    assert isinstance(event, jv.MyApplicationsReady)
    return _show_existing(replace(state, jobs=_taken(of(state), event)))


def show_already(state: VisitState, event: ev.Event, today: date) -> Step:
    """As above, found when it was to be recorded."""
    assert isinstance(event, jv.AlreadyApplied)
    jobs = of(state)
    return _show_existing(replace(state, jobs=replace(jobs, mine=_with(jobs.mine or (), event.application))))


def show_earlier(state: VisitState, event: ev.Event, today: date) -> Step:
    """As above, before the page to apply was reached."""
    return _show_existing(state)


def _show_existing(state: VisitState) -> Step:
    jobs = of(state)
    assert jobs.chosen is not None
    found = jobs.application_to(jobs.chosen.vacancy.vacancy_id)
    trail = tuple(page for page in state.history if page is not Page.APPLY)
    trail = (*trail, Page.JOB) if state.page is Page.JOB else trail
    return replace(
        state, problem=Problem("already_applied"),
        jobs=replace(jobs, shown=found, alike=(), wants="", leads_to=Page.MY_APPLICATION, trail=trail),
    ), ()  # fmt: skip


def open_application(state: VisitState, event: ev.Event, today: date) -> Step:
    """One application; when the vacancy itself ended it, similar ones are looked for."""
    assert isinstance(event, jv.MyApplicationOpened)
    jobs = of(state)
    found = next(item for item in jobs.mine or () if item.application_id == event.application_id)
    opened = replace(jobs, shown=found, alike=())
    return replace(state, jobs=opened, problem=None), _look_for_alike(opened)


def take_alike(state: VisitState, event: ev.Event, today: date) -> Step:
    """Similar vacancies to an application that came to nothing."""
    assert isinstance(event, jv.JobShown)
    return replace(state, jobs=replace(of(state), alike=event.similar)), ()


def withdraw(state: VisitState, event: ev.Event, today: date) -> Step:
    """Take it back, durably."""
    jobs = of(state)
    assert jobs.shown is not None
    return replace(state, busy=True, problem=None), (
        jv.WithdrawApplication(_person(state).registration_id, jobs.shown),
    )


def taken_back(state: VisitState, event: ev.Event, today: date) -> Step:
    """It was taken back."""
    assert isinstance(event, jv.ApplicationWithdrawnHere)
    jobs = of(state)
    now = replace(jobs, shown=event.application, mine=_with(jobs.mine, event.application))
    return replace(state, jobs=now, busy=False, problem=None), ()


# --- paper ------------------------------------------------------------------------------------------------------------
def _print(state: VisitState, kind: DocumentKind) -> Step:
    jobs = replace(of(state), leads_to=state.page, trail=state.history)
    ready = replace(state, jobs=jobs, document=kind, print_outcome=None, print_problem=None, problem=None)
    return ready, (_paper(ready, again=False),)


def _paper(state: VisitState, *, again: bool) -> ev.Effect:
    jobs = of(state)
    match state.document:
        case DocumentKind.VACANCY:
            assert jobs.chosen is not None
            return jv.PrintVacancy(jobs.chosen, state.language)
        case DocumentKind.CV:
            cv = cv_shown(state)
            assert cv is not None
            return jv.PrintCv(cv, _person(state).registration_id, state.language)
        case _:
            fresh = jobs.leads_to is Page.APPLIED
            slip = jobs.applied if fresh else jobs.shown
            assert slip is not None
            hit = jobs.chosen if jobs.chosen is not None and jobs.chosen.vacancy.vacancy_id == slip.vacancy_id else None
            code = jobs.claim_code if fresh else ""
            return jv.PrintApplication(slip, hit, _person(state).registration_id, code, again, state.language)


def print_job(state: VisitState, event: ev.Event, today: date) -> Step:
    """The vacancy, for anybody."""
    return _print(state, DocumentKind.VACANCY)


def print_slip(state: VisitState, event: ev.Event, today: date) -> Step:
    """The slip of an application."""
    return _print(state, DocumentKind.APPLICATION)


def print_cv(state: VisitState, event: ev.Event, today: date) -> Step:
    """One's CV."""
    return _print(state, DocumentKind.CV)


def print_again(state: VisitState, event: ev.Event, today: date) -> Step:
    """Another try: the same paper after a sure failure, a marked copy when one may be out already."""
    again = state.print_outcome is not PrintOutcome.FAILED
    return replace(state, print_outcome=None, print_problem=None), (_paper(state, again=again),)


def paper_done(state: VisitState, event: ev.Event, today: date) -> Step:
    """Back to where it was asked for."""
    return replace(state, document=None, print_outcome=None, print_problem=None), ()
