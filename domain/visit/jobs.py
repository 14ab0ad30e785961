"""Looking for work and applying, in the flow: from "kerja apa?" without saying who one is to an application with its slip.

Who applies is asked only when somebody applies, on the way every visit goes; then the person is led on, not sent away.
Everything of it lives in ``VisitState.jobs`` and goes with it. The types of the vacancies are imported inside the functions,
because the first frame does not need them.
"""

from __future__ import annotations

from domain.visit import events as ev
from domain.visit import jobs_apply as ja
from domain.visit import jobs_events as jv
from domain.visit import jobs_guards as jg
from domain.visit import jobs_search as js
from domain.visit.actions import wipe
from domain.visit.edge import Edge, To, on
from domain.visit.pages import Page

_KNOWN = frozenset({Page.EXISTING_CARD, Page.AWAITING})
_ASKING = frozenset({Page.NIK, Page.CARD_READING})
_START = frozenset({Page.JOBS, Page.JOBS_RESULTS})
_LOOKING = frozenset({Page.JOBS, Page.JOBS_RESULTS, Page.JOBS_FILTERS, Page.JOBS_AREA})
_MINE = frozenset({Page.MY_APPLICATIONS, Page.MY_APPLICATION})
_EVERY = _LOOKING | _MINE | {Page.JOB, Page.APPLY, Page.APPLIED, Page.WITHDRAW}

JOBS_EDGES: tuple[Edge, ...] = (
    # --- looking ------------------------------------------------------------------------------------------------------
    on(Page.ATTRACT, jv.JobsAsked, Page.JOBS, js.open_jobs),
    Edge(_KNOWN, jv.JobsAsked, Page.JOBS, js.open_jobs),
    on(Page.END, jv.JobsAsked, Page.JOBS, js.open_jobs, jg.identified, fresh=True),
    Edge(_EVERY, jv.JobsSuggested, To.STAY, js.take_suggestions, jg.is_here),
    Edge(_EVERY, jv.JobsFound, To.STAY, js.take_answer, jg.is_answer),
    Edge(_LOOKING | {Page.JOB}, jv.JobsFailed, To.STAY, js.jobs_failed),
    on(Page.JOBS, jv.JobsSearched, Page.JOBS_RESULTS, js.first_search),
    Edge(frozenset({Page.JOBS_RESULTS, Page.JOBS_FILTERS}), jv.JobsSearched, Page.JOBS_AREA, js.ask_from_where, jg.far_from_nowhere),
    Edge(frozenset({Page.JOBS_RESULTS, Page.JOBS_FILTERS}), jv.JobsSearched, To.STAY, js.search),
    Edge(_START, jv.JobsTyped, Page.JOBS_RESULTS, js.type_words),
    Edge(_START, jv.JobsKeyboard, To.STAY, js.keyboard),
    on(Page.JOBS_RESULTS, jv.JobsFiltersAsked, Page.JOBS_FILTERS, js.leave_typing),
    on(Page.JOBS_FILTERS, ev.Next, Page.JOBS_RESULTS),
    Edge(_START | {Page.JOBS_FILTERS}, jv.JobsAreaAsked, Page.JOBS_AREA, js.leave_typing),
    on(Page.JOBS_AREA, jv.JobsAreaChosen, To.BACK, js.choose_area_first, jg.came_from_the_start),
    on(Page.JOBS_AREA, jv.JobsAreaChosen, To.BACK, js.choose_area),
    Edge(frozenset({Page.JOBS_RESULTS, Page.JOB, Page.MY_APPLICATION, Page.APPLIED}), jv.JobOpened, Page.JOB, js.open_job,
         jg.can_open),
    on(Page.JOB, jv.JobShown, To.STAY, js.show_job, jg.is_opened),
    on(Page.JOB, jv.JobPrintAsked, Page.PRINTING, ja.print_job, jg.job_shown),
    Edge(frozenset({Page.JOB, Page.JOBS_RESULTS}), jv.JobsAsked, Page.JOBS, js.open_jobs),
    Edge(_MINE | {Page.APPLIED}, jv.JobsAsked, To.WANTED, js.search_again),
    # --- who applies --------------------------------------------------------------------------------------------------
    on(Page.JOB, jv.ApplyAsked, To.STAY, ja.say_rejected, jg.sent_back),
    on(Page.JOB, jv.ApplyAsked, To.WANTED, ja.show_earlier, jg.applied_before),
    on(Page.JOB, jv.ApplyAsked, Page.APPLY, ja.open_apply, jg.may_apply_now),
    on(Page.JOB, jv.ApplyAsked, Page.NOTICE, ja.identify_to_apply, jg.may_apply),
    Edge(_KNOWN | _EVERY | {Page.END}, jv.MyApplicationsAsked, Page.MY_APPLICATIONS, ja.open_mine, jg.identified),
    Edge(_START | {Page.ATTRACT}, jv.MyApplicationsAsked, Page.NOTICE, ja.identify_for_list),
    Edge(_ASKING, ev.PersonKnown, To.WANTED, ja.arrive_proven, jg.proven_wanting),
    Edge(_ASKING, ev.PersonKnown, Page.AWAITING, ja.proven_but_rejected, jg.proven_rejected, fresh=True),
    Edge(_ASKING, ev.PersonUnknown, Page.JOBS, ja.nobody_here, jg.unknown_wanting_list, fresh=True),
    on(Page.KNOWN_CHECK, ev.TextAnswered, To.WANTED, ja.arrive_checked, jg.passes_wanting),
    on(Page.KNOWN_CHECK, ev.TextAnswered, Page.AWAITING, ja.checked_but_rejected, jg.passes_rejected, fresh=True),
    # --- the application ----------------------------------------------------------------------------------------------
    on(Page.APPLY, jv.MyApplicationsReady, To.WANTED, ja.show_found, jg.finds_application),
    on(Page.APPLY, jv.CvDisabilitySet, To.STAY, ja.set_disability, jg.has_disability),
    on(Page.APPLY, jv.ApplyConfirmed, Page.APPLYING, ja.send),
    on(Page.APPLYING, jv.ApplicationMade, Page.APPLIED, ja.sent, fresh=True),
    on(Page.APPLYING, jv.AlreadyApplied, To.WANTED, ja.show_already),
    on(Page.APPLYING, jv.ApplyFailed, Page.JOB, ja.closed_while_applying, jg.closed_meanwhile),
    on(Page.APPLYING, jv.ApplyFailed, Page.APPLY, ja.not_sent),
    on(Page.APPLIED, jv.JobPrintAsked, Page.PRINTING, ja.print_slip, jg.slip_of_applied),
    # --- one's applications -------------------------------------------------------------------------------------------
    Edge(_EVERY, jv.MyApplicationsReady, To.STAY, ja.take_mine),
    on(Page.MY_APPLICATIONS, jv.JobOpened, Page.JOB, js.open_job, jg.asked_to_apply),
    on(Page.MY_APPLICATIONS, jv.MyApplicationOpened, Page.MY_APPLICATION, ja.open_application, jg.is_mine),
    on(Page.MY_APPLICATION, jv.JobPrintAsked, Page.PRINTING, ja.print_slip, jg.slip_of_shown),
    on(Page.MY_APPLICATION, jv.JobShown, To.STAY, ja.take_alike, jg.is_of_shown),
    on(Page.MY_APPLICATION, jv.WithdrawAsked, Page.WITHDRAW, None, jg.can_withdraw),
    on(Page.WITHDRAW, jv.WithdrawConfirmed, To.STAY, ja.withdraw, jg.can_withdraw),
    on(Page.WITHDRAW, jv.ApplicationWithdrawnHere, Page.MY_APPLICATION, ja.taken_back),
    Edge(_MINE, jv.ApplicationWithdrawnHere, To.STAY, ja.taken_back),
    Edge(_MINE, jv.MyApplicationsFailed, To.STAY, ja.list_failed),
    Edge(_MINE | {Page.WITHDRAW}, jv.ApplyFailed, To.STAY, ja.not_sent),
    Edge(_MINE | {Page.APPLY, Page.APPLIED}, jv.CvPrintAsked, Page.PRINTING, ja.print_cv, jg.identified),
    Edge(_MINE | {Page.APPLIED}, ev.Left, Page.END, fresh=True),
    # --- paper --------------------------------------------------------------------------------------------------------
    on(Page.PRINT_TROUBLE, ev.PrintRetryAsked, Page.PRINTING, ja.print_again, jg.of_job_paper),
    on(Page.PRINT_TROUBLE, ev.FinishWithoutPaper, To.WANTED, ja.paper_done, jg.of_job_paper),
    on(Page.PRINT_TROUBLE, ev.PaperTaken, To.WANTED, ja.paper_done, jg.job_paper_may_be_out),
    on(Page.TAKE_PAPER, ev.PaperTaken, To.WANTED, ja.paper_done, jg.of_job_paper),
    on(Page.PRINT_TROUBLE, ev.FinishWithoutPaper, To.WANTED, ja.arrive_registered, jg.registered_wanting),
    on(Page.PRINT_TROUBLE, ev.PaperTaken, To.WANTED, ja.arrive_registered, jg.registered_and_maybe_out),
    on(Page.TAKE_PAPER, ev.PaperTaken, To.WANTED, ja.arrive_registered, jg.registered_wanting),
    # --- the way back -------------------------------------------------------------------------------------------------
    on(Page.JOBS_RESULTS, ev.Back, Page.JOBS, js.needs_suggestions),
    on(Page.JOBS_AREA, ev.Back, To.BACK, js.leave_area, jg.has_way_back),
    Edge(_EVERY - {Page.JOBS_RESULTS, Page.APPLIED}, ev.Back, To.BACK, js.leave_typing, jg.has_way_back),
    Edge(frozenset({Page.JOBS, Page.NOTICE}), ev.Back, To.HOME, wipe, jg.has_no_way_back),
    on(Page.APPLIED, ev.Back, To.WANTED, js.search_again),
    Edge(_EVERY - {Page.JOBS, Page.JOBS_RESULTS, Page.APPLIED}, ev.Back, Page.END, None, None, True),
)  # fmt: skip
