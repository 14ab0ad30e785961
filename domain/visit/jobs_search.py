"""Looking for work: suggestions, a search that answers as one types, filters, the area, one vacancy. Nobody says who they are.

An answer counts only for the query as it stands, so a late one never overwrites a newer. Going back keeps query and answer.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from domain.visit import events as ev
from domain.visit import jobs_events as jv
from domain.visit.actions import Step
from domain.visit.jobs_guards import of
from domain.visit.pages import Page
from domain.visit.state import VisitState

if TYPE_CHECKING:
    from domain.vacancy.search import JobHit, JobQuery
    from domain.visit.jobs_state import JobsState

WORDS_LIMIT = 80
"""Longer than any name of work; a finger resting on a key must not grow the query without end."""


def _home(state: VisitState) -> str:
    """Where distances start for somebody we know: their kelurahan."""
    return state.registration.domisili.kode if state.registration is not None else ""


def open_jobs(state: VisitState, event: ev.Event, today: date) -> Step:
    """Ask "kerja apa?": what is most open nearby, and a search field."""
    from domain.vacancy.search import JobQuery

    jobs = of(state)
    place = jobs.query.place or _home(state)
    fresh = replace(
        jobs, query=JobQuery(place=place), answer=None, typing=False, chosen=None, opened="", chosen_gone=False, similar=(),
        wants="", suggestions=jobs.suggestions if jobs.query.place == place else None,
    )  # fmt: skip
    effects: tuple[ev.Effect, ...] = (jv.SuggestJobs(place),) if fresh.suggestions is None else ()
    return replace(state, jobs=fresh, rights=None, busy=False, problem=None), effects


def take_suggestions(state: VisitState, event: ev.Event, today: date) -> Step:
    """What is most open."""
    assert isinstance(event, jv.JobsSuggested)
    return replace(state, jobs=replace(of(state), suggestions=event.suggestions)), ()


def jobs_failed(state: VisitState, event: ev.Event, today: date) -> Step:
    """Say that nothing can be searched now; everything typed stays, the next touch tries again."""
    assert isinstance(event, jv.JobsFailed)
    return replace(state, problem=event.problem), ()


# --- asking -----------------------------------------------------------------------------------------------------------
def _ask(state: VisitState, query: JobQuery, **also: bool) -> Step:
    jobs = replace(of(state), query=query)
    if "typing" in also:
        jobs = replace(jobs, typing=also["typing"])
    return replace(state, jobs=jobs, problem=None), (jv.SearchJobs(query, state.registration),)


def first_search(state: VisitState, event: ev.Event, today: date) -> Step:
    """A touched suggestion; the place distances start from stays."""
    assert isinstance(event, jv.JobsSearched)
    query = event.query if event.query.place else replace(event.query, place=of(state).query.place)
    return _ask(state, query, typing=False)


def search(state: VisitState, event: ev.Event, today: date) -> Step:
    """Another filter, a wider search, one more page. What is being asked already is not asked twice."""
    assert isinstance(event, jv.JobsSearched)
    jobs = of(state)
    if event.query == jobs.query and jobs.searching and state.problem is None:
        return state, ()
    return _ask(state, event.query)


def type_words(state: VisitState, event: ev.Event, today: date) -> Step:
    """Search with the words typed so far."""
    assert isinstance(event, jv.JobsTyped)
    query = replace(of(state).query, words=event.words[:WORDS_LIMIT], offset=0)
    return _ask(state, query, typing=True)


def keyboard(state: VisitState, event: ev.Event, today: date) -> Step:
    """The field was touched, or the keyboard put away."""
    assert isinstance(event, jv.JobsKeyboard)
    return replace(state, jobs=replace(of(state), typing=event.up)), ()


def take_answer(state: VisitState, event: ev.Event, today: date) -> Step:
    """What was found; a further page is added to what is shown."""
    assert isinstance(event, jv.JobsFound)
    jobs, answer = of(state), event.answer
    before = jobs.answer
    if answer.query.offset and before is not None and _same_search(before.query, answer.query):
        shown = {hit.vacancy.vacancy_id for hit in before.hits}
        more = tuple(hit for hit in answer.hits if hit.vacancy.vacancy_id not in shown)
        answer = replace(answer, hits=(*before.hits, *more), corrected=answer.corrected or before.corrected)
    return replace(state, jobs=replace(jobs, answer=answer), problem=None), ()


def _same_search(one: JobQuery, other: JobQuery) -> bool:
    return replace(one, offset=0, limit=0) == replace(other, offset=0, limit=0)


# --- filters and area -------------------------------------------------------------------------------------------------
def leave_typing(state: VisitState, event: ev.Event, today: date) -> Step:
    """To a page without the keyboard."""
    return replace(state, jobs=replace(of(state), typing=False)), ()


def ask_from_where(state: VisitState, event: ev.Event, today: date) -> Step:
    """A distance needs a place first; the distance is kept meanwhile."""
    assert isinstance(event, jv.JobsSearched)
    return replace(state, jobs=replace(of(state), query=event.query, typing=False), problem=None), ()


def leave_area(state: VisitState, event: ev.Event, today: date) -> Step:
    """No place was chosen: a distance that waited for one is dropped, so that nothing claims to be near."""
    jobs = of(state)
    if jobs.query.within_km is None or jobs.query.place:
        return leave_typing(state, event, today)
    return _ask(state, replace(jobs.query, within_km=None))


def choose_area(state: VisitState, event: ev.Event, today: date) -> Step:
    """Distances start there from now on; without a place there is no "within"."""
    assert isinstance(event, jv.JobsAreaChosen)
    jobs = of(state)
    query = replace(jobs.query, place=event.kode, offset=0, within_km=jobs.query.within_km if event.kode else None)
    return _ask(replace(state, jobs=replace(jobs, suggestions=None)), query)


def choose_area_first(state: VisitState, event: ev.Event, today: date) -> Step:
    """As above, before anything was searched."""
    done = choose_area(state, event, today)
    assert isinstance(done, tuple)
    assert isinstance(event, jv.JobsAreaChosen)
    return done[0], (jv.SuggestJobs(event.kode),)


def needs_suggestions(state: VisitState, event: ev.Event, today: date) -> Step:
    """Back where the suggestions are; asked again when the place changed meanwhile."""
    jobs = of(state)
    effects: tuple[ev.Effect, ...] = (jv.SuggestJobs(jobs.query.place),) if jobs.suggestions is None else ()
    return replace(state, jobs=replace(jobs, typing=False)), effects


# --- one vacancy ------------------------------------------------------------------------------------------------------
def open_job(state: VisitState, event: ev.Event, today: date) -> Step:
    """Show a vacancy at once as it was found, and read it anew meanwhile."""
    assert isinstance(event, jv.JobOpened)
    jobs = of(state)
    known = _seen(jobs, event.vacancy_id)
    named = (*((jobs.shown,) if jobs.shown is not None else ()), *jobs.asked)
    title = next((item.title for item in named if item.vacancy_id == event.vacancy_id), "")
    opened = replace(jobs, opened=event.vacancy_id, chosen=known, chosen_gone=False, similar=(), typing=False)
    effects: tuple[ev.Effect, ...] = (jv.ShowJob(event.vacancy_id, jobs.query.place, known, title),)
    if state.registration is not None and jobs.mine is None:
        effects = (*effects, jv.LoadMyApplications(state.registration))
    return replace(state, jobs=opened, problem=None), effects


def _seen(jobs: JobsState, vacancy_id: str) -> JobHit | None:
    found = jobs.answer.hits if jobs.answer is not None else ()
    also = (jobs.chosen,) if jobs.chosen is not None else ()
    return next((hit for hit in (*jobs.similar, *jobs.alike, *also, *found) if hit.vacancy.vacancy_id == vacancy_id), None)


def show_job(state: VisitState, event: ev.Event, today: date) -> Step:
    """The vacancy as it stands now, or similar ones when it closed meanwhile."""
    assert isinstance(event, jv.JobShown)
    jobs = of(state)
    return replace(
        state, jobs=replace(jobs, chosen=event.hit or jobs.chosen, chosen_gone=not event.open, similar=event.similar)
    ), ()


def search_again(state: VisitState, event: ev.Event, today: date) -> Step:
    """Back to the search, after an application or from one's list: the last answer, else the suggestions."""
    jobs = of(state)
    if jobs.answer is None:
        opened = open_jobs(state, event, today)
        assert isinstance(opened, tuple)
        return replace(opened[0], jobs=replace(of(opened[0]), leads_to=Page.JOBS, trail=())), opened[1]
    return replace(state, jobs=replace(jobs, wants="", leads_to=Page.JOBS_RESULTS, trail=(Page.JOBS,)), problem=None), ()
