"""Questions the edges of a search for work ask. Light: what they need of the vacancies is imported when it is asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain.facts import DocumentKind
from domain.visit import events as ev
from domain.visit import guards
from domain.visit import jobs_events as jv
from domain.visit.pages import Page
from domain.visit.state import VisitState

if TYPE_CHECKING:
    from domain.visit.jobs_state import JobsState

JOB_PAPERS = frozenset({DocumentKind.VACANCY, DocumentKind.APPLICATION, DocumentKind.CV})


def of(state: VisitState) -> JobsState:
    """What the visit knows of its search; a fresh one before it began."""
    from domain.visit.jobs_state import JobsState

    return state.jobs if state.jobs is not None else JobsState()


def has_way_back(state: VisitState, event: ev.Event, today: date) -> bool:
    """There is a page to go back to."""
    return bool(state.history)


def has_no_way_back(state: VisitState, event: ev.Event, today: date) -> bool:
    """The page was reached from the attract page."""
    return not state.history


def identified(state: VisitState, event: ev.Event, today: date) -> bool:
    """The person showed that a record is theirs, or made it in this visit."""
    return state.registration is not None


# --- searching --------------------------------------------------------------------------------------------------------
def is_answer(state: VisitState, event: ev.Event, today: date) -> bool:
    """The answer belongs to the query as it stands; later keystrokes made older ones worthless."""
    return state.jobs is not None and isinstance(event, jv.JobsFound) and event.answer.query == state.jobs.query


def is_here(state: VisitState, event: ev.Event, today: date) -> bool:
    """The suggestions are for the place distances start from now."""
    return state.jobs is not None and isinstance(event, jv.JobsSuggested) and event.place in {"", state.jobs.query.place}


def is_opened(state: VisitState, event: ev.Event, today: date) -> bool:
    """The vacancy is the one on the page."""
    if state.jobs is None or not isinstance(event, jv.JobShown):
        return False
    asked = event.vacancy_id or (event.hit.vacancy.vacancy_id if event.hit is not None else "")
    return asked == state.jobs.opened


def is_of_shown(state: VisitState, event: ev.Event, today: date) -> bool:
    """The vacancy is the one of the application on the page."""
    if state.jobs is None or state.jobs.shown is None or not isinstance(event, jv.JobShown):
        return False
    return event.vacancy_id == state.jobs.shown.vacancy_id


def can_open(state: VisitState, event: ev.Event, today: date) -> bool:
    """The event names a vacancy."""
    return isinstance(event, jv.JobOpened) and bool(event.vacancy_id)


def asked_to_apply(state: VisitState, event: ev.Event, today: date) -> bool:
    """An employer asks the person to apply to this vacancy."""
    return (
        state.jobs is not None and isinstance(event, jv.JobOpened)
        and any(item.vacancy_id == event.vacancy_id for item in state.jobs.asked_still)
    )  # fmt: skip


def far_from_nowhere(state: VisitState, event: ev.Event, today: date) -> bool:
    """A distance is asked for, and it is not known from where."""
    return isinstance(event, jv.JobsSearched) and event.query.within_km is not None and not event.query.place


def came_from_the_start(state: VisitState, event: ev.Event, today: date) -> bool:
    """The area was asked for on the page with the suggestions."""
    return bool(state.history) and state.history[-1] is Page.JOBS


# --- applying ---------------------------------------------------------------------------------------------------------
def may_apply(state: VisitState, event: ev.Event, today: date) -> bool:
    """The vacancy is known and open, as far as the page knows."""
    return state.jobs is not None and state.jobs.chosen is not None and not state.jobs.chosen_gone


def may_apply_now(state: VisitState, event: ev.Event, today: date) -> bool:
    """The vacancy is open and it is known who applies."""
    return may_apply(state, event, today) and identified(state, event, today)


def sent_back(state: VisitState, event: ev.Event, today: date) -> bool:
    """An officer sent the registration back, so nothing can be sent in its name yet."""
    return may_apply_now(state, event, today) and state.rejected


def applied_before(state: VisitState, event: ev.Event, today: date) -> bool:
    """There is an application to this vacancy that was not taken back."""
    from domain.applications import ApplicationState

    if not may_apply_now(state, event, today) or state.jobs is None or state.jobs.chosen is None:
        return False
    found = state.jobs.application_to(state.jobs.chosen.vacancy.vacancy_id)
    return found is not None and found.state is not ApplicationState.WITHDRAWN


def finds_application(state: VisitState, event: ev.Event, today: date) -> bool:
    """The list that just arrived holds an application to the vacancy being applied to."""
    from domain.applications import ApplicationState

    if state.jobs is None or state.jobs.chosen is None or not isinstance(event, jv.MyApplicationsReady):
        return False
    wanted = state.jobs.chosen.vacancy.vacancy_id
    return any(
        item.vacancy_id == wanted and item.state is not ApplicationState.WITHDRAWN for item in event.applications
    )


def has_disability(state: VisitState, event: ev.Event, today: date) -> bool:
    """The person told one, so it may be added to an application."""
    return state.registration is not None and bool(state.registration.disabilitas)


def closed_meanwhile(state: VisitState, event: ev.Event, today: date) -> bool:
    """The vacancy closed while the person was applying."""
    return isinstance(event, jv.ApplyFailed) and event.problem.code == "vacancy_closed"


# --- on the way to who it is ------------------------------------------------------------------------------------------
def wants_more(state: VisitState) -> bool:
    """The person goes through identification for an application or for their list."""
    return state.jobs is not None and state.jobs.wants != ""


def _blocked(state: VisitState, rejected: bool) -> bool:
    return rejected and state.jobs is not None and state.jobs.wants == "apply"


def proven_wanting(state: VisitState, event: ev.Event, today: date) -> bool:
    """Proven by the card, on the way to apply or to one's applications."""
    return (
        wants_more(state) and guards.proven(state, event, today)
        and isinstance(event, ev.PersonKnown) and not _blocked(state, event.person.state == "rejected")
    )  # fmt: skip


def passes_wanting(state: VisitState, event: ev.Event, today: date) -> bool:
    """The answer to "is this you?" is right, on the way to apply or to one's applications."""
    return wants_more(state) and guards.check_passes(state, event, today) and not _blocked(state, state.rejected)


def proven_rejected(state: VisitState, event: ev.Event, today: date) -> bool:
    """Proven by the card, wants to apply, but the registration was sent back."""
    return wants_more(state) and guards.proven(state, event, today) and not proven_wanting(state, event, today)


def passes_rejected(state: VisitState, event: ev.Event, today: date) -> bool:
    """The answer is right, but the registration was sent back."""
    return wants_more(state) and guards.check_passes(state, event, today)


def unknown_wanting_list(state: VisitState, event: ev.Event, today: date) -> bool:
    """Asked for their applications, but nobody is on record under this NIK."""
    return state.busy and state.jobs is not None and state.jobs.wants == "mine"


def registered_wanting(state: VisitState, event: ev.Event, today: date) -> bool:
    """The card or proof is done with, and the person came to apply."""
    return wants_more(state) and identified(state, event, today) and not of_job_paper(state, event, today)


def registered_and_maybe_out(state: VisitState, event: ev.Event, today: date) -> bool:
    """As above, and the paper may have come out."""
    return registered_wanting(state, event, today) and guards.may_be_out(state, event, today)


# --- one's applications and paper -------------------------------------------------------------------------------------
def is_mine(state: VisitState, event: ev.Event, today: date) -> bool:
    """The application is in the list."""
    return (
        state.jobs is not None and isinstance(event, jv.MyApplicationOpened)
        and any(item.application_id == event.application_id for item in state.jobs.mine or ())
    )  # fmt: skip


def can_withdraw(state: VisitState, event: ev.Event, today: date) -> bool:
    """The application on the page is still open, and nothing is under way."""
    return not state.busy and state.jobs is not None and state.jobs.shown is not None and state.jobs.shown.state.is_open


def of_job_paper(state: VisitState, event: ev.Event, today: date) -> bool:
    """The paper is a vacancy, the slip of an application, or a CV."""
    return state.jobs is not None and state.document in JOB_PAPERS


def job_paper_may_be_out(state: VisitState, event: ev.Event, today: date) -> bool:
    """It is one of these papers, and it may have come out."""
    return of_job_paper(state, event, today) and guards.may_be_out(state, event, today)


def job_shown(state: VisitState, event: ev.Event, today: date) -> bool:
    """There is a vacancy on the page."""
    return state.jobs is not None and state.jobs.chosen is not None


def slip_of_applied(state: VisitState, event: ev.Event, today: date) -> bool:
    """Something was just sent."""
    return state.jobs is not None and state.jobs.applied is not None and identified(state, event, today)


def slip_of_shown(state: VisitState, event: ev.Event, today: date) -> bool:
    """An application is on the page."""
    return state.jobs is not None and state.jobs.shown is not None and identified(state, event, today)
