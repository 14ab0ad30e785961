"""The transitions of a visit as data, and the reducer that walks them.

``EDGES`` is the whole flow: page, event, guard, what it does, where it goes. The first edge that fits is taken; an
event without an edge changes nothing. An action that answers a Problem keeps the person on the page with everything typed.
docs/visit-flow.md is drawn from this table, and a test walks every edge.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.problems import Problem
from domain.visit import actions as do
from domain.visit import events as ev
from domain.visit import guards, known, paper
from domain.visit.edge import Edge as Edge
from domain.visit.edge import Effects, on
from domain.visit.edge import To as To
from domain.visit.jobs import JOBS_EDGES
from domain.visit.pages import BUSY_PAGES, FORM_QUESTIONS, IDENTITY_QUESTIONS, OPTIONAL_PAGES, QUIET_PAGES, Page
from domain.visit.rights import RIGHTS_EDGES
from domain.visit.state import VisitState, next_page

ALL = frozenset(Page)
OPEN = ALL - QUIET_PAGES - BUSY_PAGES
QUESTIONS = frozenset(IDENTITY_QUESTIONS) | frozenset(FORM_QUESTIONS)
_TEXT = frozenset({Page.NAME, Page.BIRTH_PLACE, Page.BIRTH_DATE, Page.PHONE, Page.EMAIL, Page.WISHED_WAGE})
_CHOICE = frozenset({Page.SEX, Page.MARITAL, Page.RELIGION, Page.DOMICILE_SAME, Page.WISHED_PLACE, Page.WORK_STATUS})
_MANY = frozenset({Page.SKILLS, Page.LANGUAGES, Page.DISABILITY})
_ADDRESS = frozenset({Page.ADDRESS, Page.DOMICILE})
_LISTS = frozenset({Page.EDUCATION, Page.EXPERIENCE, Page.WISHED_JOB})
_KNOWN = frozenset({Page.EXISTING_CARD, Page.AWAITING})


EDGES: tuple[Edge, ...] = (
    # --- workers' rights (first, because a sheet on the printing pages is theirs) ------------------------------------
    *RIGHTS_EDGES,
    # --- looking for work (before the general ones, because it goes on where a visit would end) -----------------------
    *JOBS_EDGES,
    # --- everywhere -------------------------------------------------------------------------------------------------
    Edge(ALL, ev.LanguageChosen, To.STAY, do.choose_language),
    Edge(ALL, ev.DisplayChosen, To.STAY, do.choose_display),
    Edge(ALL - {Page.CARD_READING, Page.IDENTITY, Page.KNOWN_CHECK}, ev.CardInserted, To.STAY, do.card_in),
    Edge(ALL - {Page.CARD_READING}, ev.CardRemoved, To.STAY, do.card_out),
    Edge(ALL - {Page.CARD_READING}, ev.DeviceFault, To.STAY, do.note_fault),
    Edge(OPEN, ev.IdleWarned, To.STAY, do.warn_idle),
    Edge(OPEN, ev.IdleExpired, To.HOME, do.wipe),
    Edge(QUIET_PAGES | BUSY_PAGES, ev.IdleWarned, To.STAY),
    Edge(QUIET_PAGES | BUSY_PAGES, ev.IdleExpired, To.STAY),
    Edge(OPEN, ev.CancelAsked, To.STAY, do.ask_cancel),
    Edge(OPEN, ev.CancelConfirmed, To.HOME, do.wipe),
    Edge(ALL, ev.OverlayClosed, To.STAY, do.close_overlay),
    Edge(ALL - QUIET_PAGES, ev.HelpAsked, To.STAY, do.ask_help),
    Edge(ALL, ev.HelpTicket, To.STAY, do.take_ticket),
    on(Page.ATTRACT, ev.TechnicianCard, Page.TECHNICIAN, do.run_doctor),
    on(Page.OUT_OF_SERVICE, ev.TechnicianCard, Page.TECHNICIAN, do.run_doctor),
    Edge(ALL - {Page.ATTRACT, Page.OUT_OF_SERVICE}, ev.TechnicianCard, To.STAY),
    Edge(ALL - BUSY_PAGES, ev.ServiceLost, Page.OUT_OF_SERVICE, do.lose_service, fresh=True),
    Edge(BUSY_PAGES, ev.ServiceLost, To.STAY, do.note_store),
    on(Page.OUT_OF_SERVICE, ev.ServiceRestored, To.HOME, do.wipe),
    Edge(ALL - {Page.OUT_OF_SERVICE}, ev.ServiceRestored, To.STAY, do.store_is_back),
    on(Page.TECHNICIAN, ev.DoctorDone, To.STAY, do.show_doctor),
    on(Page.TECHNICIAN, ev.Left, To.HOME, do.wipe),
    # --- the door ---------------------------------------------------------------------------------------------------
    on(Page.ATTRACT, ev.Started, Page.PURPOSE),
    on(Page.PURPOSE, ev.PurposeChosen, Page.NOTICE, do.choose_purpose),
    on(Page.NOTICE, ev.Next, Page.CONSENT, do.read_notice),
    on(Page.CONSENT, ev.ConsentSet, To.STAY, do.set_consent),
    on(Page.CONSENT, ev.Next, Page.CARD_READING, do.read_card, guards.has_card),
    on(Page.CONSENT, ev.Next, Page.IDENTITY),
    # --- who is it --------------------------------------------------------------------------------------------------
    on(Page.IDENTITY, ev.CardInserted, Page.CARD_READING, do.insert_and_read),
    on(Page.IDENTITY, ev.Next, Page.CARD_READING, do.read_card, guards.has_card),
    on(Page.IDENTITY, ev.TypeInstead, Page.NIK),
    on(Page.CARD_READING, ev.CardProgress, To.STAY, do.show_card_step),
    on(Page.CARD_READING, ev.CardInserted, To.STAY, do.card_in),
    on(Page.CARD_READING, ev.CardRemoved, Page.IDENTITY, do.card_torn, fresh=True),
    on(Page.CARD_READING, ev.CardFailed, Page.IDENTITY, do.card_failed, fresh=True),
    on(Page.CARD_READING, ev.DeviceFault, Page.IDENTITY, do.reader_fault, guards.is_reader, fresh=True),
    on(Page.CARD_READING, ev.DeviceFault, To.STAY, do.note_fault),
    on(Page.CARD_READING, ev.TypeInstead, Page.NIK, do.stop_reading, fresh=True),
    on(Page.CARD_READING, ev.CardRead, Page.NIK, do.take_presence, guards.presence_only, fresh=True),
    on(Page.CARD_READING, ev.CardRead, Page.IDENTITY, do.refuse_record, guards.record_unusable, fresh=True),
    on(Page.CARD_READING, ev.CardRead, To.STAY, do.take_record),
    on(Page.NIK, ev.TextAnswered, To.STAY, do.look_up),
    Edge(frozenset({Page.NIK, Page.CARD_READING}), ev.PersonUnknown, To.NEXT, do.unknown_person, guards.is_waiting),
    Edge(frozenset({Page.NIK, Page.CARD_READING}), ev.PersonKnown, Page.EXISTING_CARD, do.proven_person, guards.proven_with_card, fresh=True),
    Edge(frozenset({Page.NIK, Page.CARD_READING}), ev.PersonKnown, Page.AWAITING, do.proven_person, guards.proven, fresh=True),
    Edge(frozenset({Page.NIK, Page.CARD_READING}), ev.PersonKnown, Page.KNOWN_CHECK, do.known_person, guards.is_waiting),
    on(Page.NIK, ev.LookUpFailed, To.STAY, do.look_up_failed, guards.is_waiting),
    on(Page.CARD_READING, ev.LookUpFailed, Page.IDENTITY, do.look_up_failed, guards.is_waiting, fresh=True),
    on(Page.KNOWN_CHECK, ev.CardInserted, Page.CARD_READING, do.insert_and_read, fresh=True),
    on(Page.KNOWN_CHECK, ev.TextAnswered, Page.EXISTING_CARD, do.pass_check, guards.check_with_card, fresh=True),
    on(Page.KNOWN_CHECK, ev.TextAnswered, Page.AWAITING, do.pass_check, guards.check_passes, fresh=True),
    on(Page.KNOWN_CHECK, ev.TextAnswered, To.STAY, do.fail_check),
    # --- somebody we know -------------------------------------------------------------------------------------------
    on(Page.EXISTING_CARD, ev.ReprintAsked, Page.ISSUING, known.print_known, guards.printable, fresh=True),
    on(Page.EXISTING_CARD, ev.RenewAsked, Page.REVIEW, known.renew, guards.renewable),
    on(Page.EXISTING_CARD, ev.PresenceAsked, To.STAY, known.report_presence, guards.reportable),
    on(Page.EXISTING_CARD, ev.PresenceRecorded, To.STAY, known.presence_done),
    Edge(frozenset({Page.EXISTING_CARD}), ev.RegisterFailed, To.STAY, do.show_problem),
    on(Page.AWAITING, ev.ReprintAsked, Page.ISSUING, known.print_known, fresh=True),
    on(Page.AWAITING, ev.RenewAsked, Page.REVIEW, known.correct),
    Edge(_KNOWN, ev.Left, Page.END, fresh=True),
    # --- questions --------------------------------------------------------------------------------------------------
    Edge(_TEXT, ev.TextAnswered, To.NEXT, do.answer),
    Edge(_CHOICE, ev.ChoiceAnswered, To.NEXT, do.answer),
    Edge(_MANY, ev.ManyAnswered, To.NEXT, do.answer),
    Edge(_ADDRESS, ev.AddressAnswered, To.NEXT, do.answer),
    on(Page.EDUCATION, ev.EducationAdded, To.STAY, do.answer),
    on(Page.EXPERIENCE, ev.ExperienceAdded, To.STAY, do.answer),
    on(Page.WISHED_JOB, ev.WishedJobAdded, To.STAY, do.answer),
    Edge(_LISTS, ev.ItemRemoved, To.STAY, do.answer),
    on(Page.EDUCATION, ev.Next, To.NEXT, do.need_education),
    on(Page.EXPERIENCE, ev.Next, To.NEXT, do.settle_experience),
    on(Page.WISHED_JOB, ev.Next, To.NEXT, do.need_wished_job),
    on(Page.PHOTO, ev.PhotoTaken, To.STAY, do.take_photo),
    on(Page.PHOTO, ev.Next, To.NEXT),
    Edge(OPTIONAL_PAGES, ev.Skipped, To.NEXT, do.answer),
    on(Page.BIODATA, ev.Next, To.NEXT),
    Edge(frozenset({Page.BIODATA, Page.REVIEW}), ev.Edit, To.STAY, do.edit, guards.editable),
    # --- the durable step and the paper -----------------------------------------------------------------------------
    on(Page.REVIEW, ev.Confirmed, Page.ISSUING, paper.register, fresh=True),
    on(Page.ISSUING, ev.CardIssued, Page.PRINTING, paper.print_card),
    on(Page.ISSUING, ev.ProofIssued, Page.PRINTING, paper.print_proof),
    on(Page.ISSUING, ev.RegisterFailed, Page.REVIEW, do.show_problem, guards.came_from_review),
    on(Page.ISSUING, ev.RegisterFailed, Page.EXISTING_CARD, do.show_problem),
    on(Page.PRINTING, ev.PrintStarted, To.STAY),
    on(Page.PRINTING, ev.PrintEnded, Page.TAKE_PAPER, paper.end_print, guards.paper_is_out),
    on(Page.PRINTING, ev.PrintEnded, Page.PRINT_TROUBLE, paper.end_print),
    on(Page.PRINT_TROUBLE, ev.PrintRetryAsked, Page.PRINTING, paper.print_again, fresh=True),
    on(Page.PRINT_TROUBLE, ev.PaperTaken, Page.END, paper.believe_paper, guards.may_be_out, fresh=True),
    on(Page.PRINT_TROUBLE, ev.FinishWithoutPaper, Page.END, fresh=True),
    on(Page.TAKE_PAPER, ev.PaperTaken, Page.END, fresh=True),
    on(Page.TAKE_PAPER, ev.PaperMissing, Page.PRINT_TROUBLE, paper.doubt_paper, guards.not_confirmed, fresh=True),
    on(Page.END, ev.Left, To.HOME, do.wipe),
    # --- the way back -----------------------------------------------------------------------------------------------
    Edge(frozenset({Page.NOTICE, Page.CONSENT, Page.IDENTITY, Page.NIK, Page.KNOWN_CHECK, Page.BIODATA, Page.REVIEW}) | QUESTIONS,
         ev.Back, To.BACK, do.go_back),
    on(Page.CARD_READING, ev.Back, Page.IDENTITY, do.stop_reading, fresh=True),
    on(Page.PURPOSE, ev.Back, To.HOME, do.wipe),
    Edge(_KNOWN, ev.Back, Page.END, fresh=True),
)  # fmt: skip


def edge_for(state: VisitState, event: ev.Event, today: date) -> Edge | None:
    """The edge an event takes from a state, or None when it means nothing there."""
    for edge in EDGES:
        if state.page in edge.pages and type(event) is edge.on and (edge.when is None or edge.when(state, event, today)):
            return edge
    return None


def reduce(state: VisitState, event: ev.Event, today: date) -> tuple[VisitState, Effects]:
    """The next state and what the application must do. Never raises for any event in any state."""
    edge = edge_for(state, event, today)
    if edge is None:
        return state, ()
    if edge.do is None:
        return _arrive(state, state, edge), ()
    result = edge.do(state, event, today)
    if isinstance(result, Problem):
        return replace(state, problem=result, busy=False), ()
    after, effects = result
    return _arrive(state, after, edge), effects


def _arrive(before: VisitState, after: VisitState, edge: Edge) -> VisitState:
    match edge.to:
        case To.STAY:
            return after
        case To.HOME:
            return after.forgotten()
        case To.BACK:
            if not after.history:
                return after
            return replace(after, page=after.history[-1], history=after.history[:-1], problem=None, return_to=None)
        case To.NEXT:
            target = next_page(after)
        case To.RIGHTS:
            target = after.rights.page if after.rights is not None else after.page
        case To.WANTED:
            return _arrive_wanted(before, after)
        case Page() as page:
            target = page
    if target is before.page:
        return after
    if edge.fresh:
        history: tuple[Page, ...] = ()
    elif target in before.history:
        history = before.history[: before.history.index(target)]
    elif before.page in BUSY_PAGES | QUIET_PAGES | {Page.CARD_READING}:
        history = before.history
    else:
        history = (*before.history, before.page)
    return_to = None if target is after.return_to else after.return_to
    keeps_problem = after.problem is not before.problem
    return replace(after, page=target, history=history, return_to=return_to, problem=after.problem if keeps_problem else None)


def _arrive_wanted(before: VisitState, after: VisitState) -> VisitState:
    """Where somebody wanted to go before they had to show who they are, or before a paper; the way back is from there."""
    assert after.jobs is not None
    problem = after.problem if after.problem is not before.problem else None
    return replace(after, page=after.jobs.leads_to, history=after.jobs.trail, return_to=None, problem=problem)
