"""Looking for work and applying, as the person at the screen lives it: nobody is sent away, nothing is ticked for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.applications import ApplicationState
from domain.facts import DocumentKind, PrintOutcome
from domain.problems import Problem
from domain.seeker import Disability, VisitPurpose
from domain.visit import events as ev
from domain.visit import jobs_events as jv
from domain.visit.flow import reduce
from domain.visit.jobs_apply import cv_shown
from domain.visit.jobs_state import AskedToApply, JobsState
from domain.visit.pages import BUSY_PAGES, Page
from domain.visit.state import VisitState
from tests.unit.visit.jobs_walks import (
    ALIKE,
    ANSWER,
    AT_APPLIED,
    AT_APPLY,
    AT_JOB,
    AT_MINE,
    CHECK,
    CLOSED,
    DOOR,
    ENDED,
    FAILED,
    FOR_LIST,
    HIT,
    HOME,
    JOBS_EVENTS,
    LIST,
    OPEN,
    OTHER,
    QUERY,
    READY,
    REJECTED,
    RESULTS,
    SENT,
    WITHDRAWN,
    application,
    person,
    registration,
)

TODAY = date(2026, 11, 23)


def walk(*steps: ev.Event | list[ev.Event], start: VisitState | None = None) -> VisitState:
    return trace(*steps, start=start)[0]


def trace(*steps: ev.Event | list[ev.Event], start: VisitState | None = None) -> tuple[VisitState, list[ev.Effect]]:
    state, effects = start or VisitState(), []
    for step in steps:
        for event in step if isinstance(step, list) else [step]:
            state, new = reduce(state, event, TODAY)
            effects += new
    return state, effects


def jobs(state: VisitState) -> JobsState:
    assert state.jobs is not None
    return state.jobs


# --- looking ----------------------------------------------------------------------------------------------------------
def test_work_is_looked_for_without_saying_who_one_is() -> None:
    state, effects = trace(AT_JOB)
    assert state.page is Page.JOB
    assert state.draft.nik is None
    assert state.consents == ()
    assert not [item for item in effects if isinstance(item, ev.LookUpPerson)]
    printing, effects = trace(jv.JobPrintAsked(), start=state)
    assert (printing.page, printing.document) == (Page.PRINTING, DocumentKind.VACANCY)
    assert [item.hit for item in effects if isinstance(item, jv.PrintVacancy)] == [HIT]
    back = walk(SENT, ev.PaperTaken(), start=printing)
    assert (back.page, back.history, back.document) == (Page.JOB, state.history, None)


def test_an_answer_to_older_words_is_ignored() -> None:
    state = walk(OPEN, jv.JobsTyped("jah"), jv.JobsTyped("jahit"))
    late = walk(jv.JobsFound(replace(ANSWER, query=replace(QUERY, words="jah"))), start=state)
    assert jobs(late).answer is None
    assert jobs(late).searching
    assert jobs(walk(jv.JobsFound(ANSWER), start=late)).answer == ANSWER


def test_one_more_page_is_added_to_what_is_shown_once() -> None:
    more = replace(QUERY, offset=2)
    state, effects = trace(RESULTS, jv.JobsSearched(more), jv.JobsSearched(more))
    assert [item.query for item in effects if isinstance(item, jv.SearchJobs)] == [QUERY, more]
    third = replace(HIT, vacancy=replace(HIT.vacancy, vacancy_id="v-3"))
    state = walk(jv.JobsFound(replace(ANSWER, query=more, hits=(OTHER, third))), start=state)
    answer = jobs(state).answer
    assert answer is not None
    assert [hit.vacancy.vacancy_id for hit in answer.hits] == ["v-1", "v-2", "v-3"]


def test_back_keeps_words_and_answer() -> None:
    state = walk(AT_JOB, ev.Back())
    assert state.page is Page.JOBS_RESULTS
    assert jobs(state).answer == ANSWER
    state = walk(ev.Back(), start=state)
    assert (state.page, jobs(state).query) == (Page.JOBS, QUERY)
    assert walk(ev.Back(), start=state) == VisitState()


def test_choosing_the_whole_city_lets_the_distance_go() -> None:
    near = replace(QUERY, place=HOME, within_km=3)
    state = walk(RESULTS, jv.JobsSearched(near), jv.JobsAreaAsked(), jv.JobsAreaChosen(""))
    assert state.page is Page.JOBS_RESULTS
    assert (jobs(state).query.place, jobs(state).query.within_km) == ("", None)


FAR = replace(QUERY, within_km=3)


def test_a_distance_asks_from_where_first() -> None:
    asking, effects = trace(RESULTS, jv.JobsFiltersAsked(), jv.JobsSearched(FAR))
    assert asking.page is Page.JOBS_AREA
    assert sum(isinstance(effect, jv.SearchJobs) for effect in effects) == 1, "nothing is asked before the place is known"
    state = walk(jv.JobsAreaChosen(HOME), start=asking)
    assert state.page is Page.JOBS_FILTERS
    assert (jobs(state).query.place, jobs(state).query.within_km) == (HOME, 3)


def test_a_distance_without_a_place_is_dropped() -> None:
    for no_place in (ev.Back(), jv.JobsAreaChosen("")):
        state, effects = trace(RESULTS, jv.JobsFiltersAsked(), jv.JobsSearched(FAR), no_place)
        assert state.page is Page.JOBS_FILTERS
        assert effects[-1] == jv.SearchJobs(QUERY)
        assert jobs(state).query == QUERY


def test_a_vacancy_that_closed_meanwhile_offers_similar_ones() -> None:
    state = walk(RESULTS, jv.JobOpened("v-1"), jv.JobShown(HIT, open=False, similar=(OTHER,)))
    assert jobs(state).chosen_gone
    assert walk(jv.ApplyAsked(), start=state).page is Page.JOB
    other, effects = trace(jv.JobOpened("v-2"), start=state)
    assert jobs(other).chosen == OTHER
    assert [item.vacancy_id for item in effects if isinstance(item, jv.ShowJob)] == ["v-2"]
    late = walk(jv.JobShown(HIT, open=False), start=other)
    assert not jobs(late).chosen_gone


def test_an_invitation_to_apply_opens_its_vacancy_and_goes_with_the_application() -> None:
    known = walk(jv.MyApplicationsAsked(), start=replace(walk(OPEN), registration=person().registration))
    asked = AskedToApply("v-1", "Operator jahit", "CONTOH Garmen", datetime(2026, 11, 22, tzinfo=UTC))
    listed = walk(jv.MyApplicationsReady((), (asked,)), jv.MyApplicationsReady(()), start=known)
    assert jobs(listed).asked_still == (asked,)
    assert walk(jv.JobOpened("v-2"), start=listed).page is Page.MY_APPLICATIONS
    opened, effects = trace(jv.JobOpened("v-1"), start=listed)
    assert opened.page is Page.JOB
    assert [(item.vacancy_id, item.title) for item in effects if isinstance(item, jv.ShowJob)] == [("v-1", "Operator jahit")]
    assert walk(ev.Back(), start=opened).page is Page.MY_APPLICATIONS
    assert jobs(walk(jv.MyApplicationsReady((application(),)), start=listed)).asked_still == ()


def test_a_search_that_fails_keeps_the_words_and_can_be_tried_again() -> None:
    state = walk(OPEN, jv.JobsTyped("jahit"), jv.JobsFailed(Problem("jobs_unavailable")))
    assert state.problem == Problem("jobs_unavailable")
    assert jobs(state).query == QUERY
    again, effects = trace(jv.JobsSearched(QUERY), start=state)
    assert again.problem is None
    assert [item.query for item in effects if isinstance(item, jv.SearchJobs)] == [QUERY]


# --- who applies ------------------------------------------------------------------------------------------------------
def test_applying_asks_who_it_is_and_goes_on_with_the_application() -> None:
    state = walk(AT_JOB, DOOR)
    assert (state.page, state.draft.tujuan) == (Page.NIK, VisitPurpose.SEEK_WORK)
    applying, effects = trace(CHECK, start=state)
    assert applying.page is Page.APPLY
    assert [item for item in effects if isinstance(item, jv.LoadMyApplications)]
    back = walk(ev.Back(), start=applying)
    assert (back.page, jobs(back).chosen) == (Page.JOB, HIT)
    assert walk(jv.ApplyAsked(), start=back).page is Page.APPLY  # asked who they are only once


def test_a_new_person_registers_takes_the_proof_and_goes_on() -> None:
    at_paper = replace(walk(AT_JOB, DOOR, ev.PersonUnknown()), page=Page.ISSUING)
    state = walk(ev.ProofIssued("CDF-346", registration()), SENT, start=at_paper)
    assert (state.page, state.document) == (Page.TAKE_PAPER, DocumentKind.PROOF)
    state = walk(ev.PaperTaken(), start=state)
    assert (state.page, jobs(state).chosen) == (Page.APPLY, HIT)
    without = walk(ev.ProofIssued("CDF-346", registration()), FAILED, ev.FinishWithoutPaper(), start=at_paper)
    assert without.page is Page.APPLY


def test_a_registration_that_was_sent_back_is_mended_first() -> None:
    state = walk(AT_JOB, DOOR, ev.PersonKnown(REJECTED), ev.TextAnswered("CDF346"))
    assert (state.page, state.problem) == (Page.AWAITING, Problem("apply_rejected"))
    looking = walk(jv.JobsAsked(), jv.JobsTyped("jahit"), start=state)
    looking = walk(jv.JobsFound(replace(ANSWER, query=jobs(looking).query)), jv.JobOpened("v-1"), jv.ApplyAsked(), start=looking)
    assert (looking.page, looking.problem) == (Page.JOB, Problem("apply_rejected"))
    mended = walk(ev.RenewAsked(), ev.Confirmed(), ev.ProofIssued("CDF-346", registration()), SENT, ev.PaperTaken(), start=state)
    assert mended.page is Page.APPLY


def test_under_18_a_parent_decides_at_the_counter() -> None:
    young = person("awaiting", born=date(2009, 1, 1), carded=False)
    state = walk(AT_JOB, DOOR, ev.PersonKnown(young), ev.TextAnswered("CDF346"))
    assert (state.page, state.problem) == (Page.APPLY, Problem("apply_guardian"))
    after, effects = trace(jv.ApplyConfirmed(), start=state)
    assert (after.page, after.problem) == (Page.APPLY, Problem("apply_guardian"))
    assert effects == []


# --- the application --------------------------------------------------------------------------------------------------
def test_from_the_vacancy_it_takes_two_touches_of_somebody_known() -> None:
    found = [jv.JobsTyped("jahit"), jv.JobsFound(ANSWER), jv.JobOpened("v-2"), jv.JobShown(OTHER, open=True)]
    known = walk(AT_MINE, ev.Back(), jv.JobsAsked(), found)
    state, effects = trace(jv.ApplyAsked(), start=known)
    assert state.page is Page.APPLY
    assert not [item for item in effects if isinstance(item, jv.SubmitApplication)]
    state, effects = trace(jv.ApplyConfirmed(), start=state)
    assert [item.hit for item in effects if isinstance(item, jv.SubmitApplication)] == [OTHER]


def test_what_is_sent_is_what_was_shown() -> None:
    state, effects = trace(READY, jv.ApplyConfirmed())
    assert state.page is Page.APPLYING
    asked = next(item for item in effects if isinstance(item, jv.SubmitApplication))
    assert asked.cv == cv_shown(state)
    assert asked.cv.disabilitas == ()
    assert asked.hit == HIT


def test_disability_is_told_only_when_added() -> None:
    state = walk(READY, jv.CvDisabilitySet(True))
    shown = cv_shown(state)
    assert shown is not None
    assert shown.disabilitas == (Disability.FISIK,)
    left_out = walk(jv.CvDisabilitySet(False), start=state)
    shown = cv_shown(left_out)
    assert shown is not None
    assert shown.disabilitas == ()


def test_the_slip_then_back_to_what_was_found() -> None:
    state = walk(AT_APPLIED)
    assert (state.page, state.history) == (Page.APPLIED, ())
    printing, effects = trace(jv.JobPrintAsked(), start=state)
    slip = next(item for item in effects if isinstance(item, jv.PrintApplication))
    assert (slip.claim_code, slip.again, slip.hit) == ("CDFGH-JKM34", False, HIT)
    _, effects = trace(SENT, ev.PaperMissing(), ev.PrintRetryAsked(), start=printing)
    assert [item.again for item in effects if isinstance(item, jv.PrintApplication)] == [True]
    done = walk(SENT, ev.PaperTaken(), start=printing)
    assert done.page is Page.APPLIED
    again = walk(jv.JobsAsked(), start=done)
    assert (again.page, jobs(again).answer) == (Page.JOBS_RESULTS, ANSWER)
    assert walk(jv.MyApplicationsAsked(), start=done).page is Page.MY_APPLICATIONS
    assert walk(ev.Left(), start=done).page is Page.END


def test_a_vacancy_that_closes_while_applying_says_so_and_looks_for_similar_ones() -> None:
    state, effects = trace(READY, jv.ApplyConfirmed(), CLOSED)
    assert (state.page, state.problem) == (Page.JOB, Problem("vacancy_closed"))
    assert isinstance(effects[-1], jv.ShowJob)
    assert jobs(walk(jv.JobShown(HIT, open=False, similar=(OTHER,)), start=state)).similar == (OTHER,)


def test_a_full_disk_keeps_the_page_as_it_was() -> None:
    before = walk(READY, jv.CvDisabilitySet(True))
    state = walk(jv.ApplyConfirmed(), jv.ApplyFailed(Problem("store_unavailable")), start=before)
    assert (state.page, jobs(state).with_disability) == (Page.APPLY, True)
    assert walk(ev.Back(), start=state).page is Page.JOB


def test_a_list_that_cannot_be_read_does_not_pass_for_an_application_that_failed() -> None:
    sending = walk(READY, jv.ApplyConfirmed(), jv.MyApplicationsFailed(Problem("store_unavailable")))
    assert (sending.page, sending.problem) == (Page.APPLYING, None)


def test_who_applied_before_sees_that_application() -> None:
    for state in (walk(AT_APPLY, LIST), walk(READY, jv.ApplyConfirmed(), jv.AlreadyApplied(application()))):
        assert (state.page, state.problem) == (Page.MY_APPLICATION, Problem("already_applied"))
        assert jobs(state).shown == application()
        assert walk(ev.Back(), start=state).page is Page.JOB
        assert walk(ev.Back(), jv.ApplyAsked(), start=state).page is Page.MY_APPLICATION


def test_after_taking_it_back_one_may_apply_again() -> None:
    state = walk(AT_APPLY, jv.MyApplicationsReady((application(ApplicationState.WITHDRAWN),)))
    assert state.page is Page.APPLY


# --- one's applications -----------------------------------------------------------------------------------------------
def test_my_applications_ask_who_it_is_first() -> None:
    asked = walk(jv.MyApplicationsAsked())
    assert asked.page is Page.NOTICE
    state, effects = trace(FOR_LIST)
    assert state.page is Page.MY_APPLICATIONS
    assert isinstance(effects[-1], jv.LoadMyApplications)
    assert walk(ev.Back(), start=state).page is Page.END


def test_nobody_on_record_has_no_list_but_may_look() -> None:
    state = walk(FOR_LIST[:-2], ev.PersonUnknown())
    assert (state.page, state.problem) == (Page.JOBS, Problem("applications_none_here"))


def test_taking_back_is_asked_once_more() -> None:
    state = walk(AT_MINE, jv.WithdrawAsked())
    assert state.page is Page.WITHDRAW
    assert walk(ev.Back(), start=state).page is Page.MY_APPLICATION
    state, effects = trace(jv.WithdrawConfirmed(), jv.WithdrawConfirmed(), start=state)
    assert [item.application for item in effects if isinstance(item, jv.WithdrawApplication)] == [application()]
    state = walk(WITHDRAWN, start=state)
    shown = jobs(state).shown
    assert (state.page, shown and shown.state) == (Page.MY_APPLICATION, ApplicationState.WITHDRAWN)
    assert walk(jv.WithdrawAsked(), start=state).page is Page.MY_APPLICATION


def test_a_newer_list_moves_the_application_on_the_page() -> None:
    state = walk(AT_MINE, jv.MyApplicationsReady((application(ApplicationState.INVITED),)))
    shown = jobs(state).shown
    assert shown is not None
    assert shown.state is ApplicationState.INVITED


def test_an_application_that_ended_with_its_vacancy_offers_similar_ones() -> None:
    state, effects = trace(FOR_LIST, ENDED, jv.MyApplicationOpened(application().application_id))
    assert effects[-1] == jv.ShowJob("v-1", "", None, "Operator jahit (contoh)")
    state = walk(ALIKE, start=state)
    assert jobs(state).alike == (OTHER,)
    opened = walk(jv.JobOpened("v-2"), start=state)
    assert (opened.page, jobs(opened).chosen) == (Page.JOB, OTHER)
    assert walk(ev.Back(), start=opened).page is Page.MY_APPLICATION


def test_news_that_the_vacancy_ended_it_brings_similar_ones_too() -> None:
    state, effects = trace(AT_MINE, ENDED)
    assert isinstance(effects[-1], jv.ShowJob)
    assert len([effect for effect in trace(AT_MINE, ENDED, ENDED)[1] if isinstance(effect, jv.ShowJob)]) == 1, "news, once"
    assert jobs(walk(ALIKE, start=state)).alike == (OTHER,)


@pytest.mark.parametrize("people", [person(), person("awaiting", carded=False)])
def test_work_is_offered_to_those_on_record(people: ev.KnownPerson) -> None:
    door: list[ev.Event] = [ev.Started(), ev.PurposeChosen(VisitPurpose.SEEK_WORK), *DOOR[1:]]
    known = walk(door, ev.PersonKnown(people), ev.TextAnswered("CDF346"))
    assert known.page in {Page.EXISTING_CARD, Page.AWAITING}
    looking, effects = trace(jv.JobsAsked(), start=known)
    assert effects == [jv.SuggestJobs(HOME)]
    assert walk(ev.Back(), start=looking).page is known.page
    assert walk(jv.MyApplicationsAsked(), start=known).page is Page.MY_APPLICATIONS


def test_work_is_offered_after_the_card_was_printed() -> None:
    issued = ev.CardIssued("3374231126000001", date(2028, 11, 23), (), registration())
    ended = walk(issued, ev.PrintEnded(PrintOutcome.CONFIRMED), ev.PaperTaken(), start=VisitState(page=Page.ISSUING))
    assert ended.page is Page.END
    assert walk(jv.JobsAsked(), start=ended).page is Page.JOBS
    assert walk(jv.MyApplicationsAsked(), start=ended).page is Page.MY_APPLICATIONS


# --- any order --------------------------------------------------------------------------------------------------------
@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(JOBS_EVENTS), max_size=60), st.sampled_from([[], AT_JOB, AT_APPLY, AT_APPLIED, AT_MINE]))
def test_no_order_of_events_sends_unseen_data_or_leads_nowhere(events: list[ev.Event], first: list[ev.Event]) -> None:
    state = walk(first)
    for event in events:
        before = state
        state, effects = reduce(state, event, TODAY)
        for effect in effects:
            if isinstance(effect, jv.SubmitApplication):
                assert isinstance(event, jv.ApplyConfirmed)
                assert before.page is Page.APPLY
                assert effect.cv == cv_shown(before)
                assert effect.hit == jobs(before).chosen
            if isinstance(effect, jv.LoadMyApplications | jv.WithdrawApplication | jv.PrintCv | jv.PrintApplication):
                assert state.registration is not None
        if before.page is not Page.APPLY and state.page is Page.APPLY and before.page not in BUSY_PAGES | {Page.TAKE_PAPER, Page.PRINT_TROUBLE}:
            assert not jobs(state).with_disability
    assert walk(ev.CancelConfirmed(), start=replace(state, page=Page.JOB)) == VisitState(card_on_reader=state.card_on_reader)
    for _ in range(20):
        if state.page in {Page.ATTRACT, Page.END, Page.TAKE_PAPER, Page.PRINT_TROUBLE} | BUSY_PAGES:
            break
        state = walk(ev.Back(), start=state)
    assert state.page in {Page.ATTRACT, Page.END, Page.TAKE_PAPER, Page.PRINT_TROUBLE, Page.EXISTING_CARD} | BUSY_PAGES
