"""What each edge of the flow does: the state after it, and the effects. Guards, known people and paper have rooms of their own.

Every function takes (state, event, today) and answers a Problem to keep the person where they are.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeAlias

from domain.consent import CHOICES, Purpose
from domain.problems import Problem
from domain.visit import answers
from domain.visit import events as ev
from domain.visit.pages import Overlay, Page
from domain.visit.state import KNOWN_CHECK_TRIES, VisitState, keep

Step: TypeAlias = tuple[VisitState, tuple[ev.Effect, ...]] | Problem


# --- everywhere -------------------------------------------------------------------------------------------------------
def choose_language(state: VisitState, event: ev.Event, today: date) -> Step:
    """Speak another language from now on."""
    assert isinstance(event, ev.LanguageChosen)
    return replace(state, language=event.language), ()


def choose_display(state: VisitState, event: ev.Event, today: date) -> Step:
    """Larger text or more contrast from now on."""
    assert isinstance(event, ev.DisplayChosen)
    return replace(state, large_text=event.large_text, high_contrast=event.high_contrast), ()


def card_in(state: VisitState, event: ev.Event, today: date) -> Step:
    """Remember that a card lies on the reader."""
    return replace(state, card_on_reader=True), ()


def card_out(state: VisitState, event: ev.Event, today: date) -> Step:
    """The card is gone; what was read from it stays, since people put it away at once."""
    return replace(state, card_on_reader=False), ()


def note_fault(state: VisitState, event: ev.Event, today: date) -> Step:
    """Keep the list of what does not work just now."""
    assert isinstance(event, ev.DeviceFault)
    rest = tuple(item for item in state.faults if item[0] != event.device)
    return replace(state, faults=rest if event.problem is None else (*rest, (event.device, event.problem))), ()


def warn_idle(state: VisitState, event: ev.Event, today: date) -> Step:
    """Ask whether somebody is still there."""
    return replace(state, overlay=Overlay.IDLE_WARNING), ()


def wipe(state: VisitState, event: ev.Event, today: date) -> Step:
    """The visit is over: forget everything."""
    return state, (ev.CancelRead(), ev.WipeVisit()) if state.page is Page.CARD_READING else (ev.WipeVisit(),)


def ask_cancel(state: VisitState, event: ev.Event, today: date) -> Step:
    """Make sure before forgetting what was typed."""
    return replace(state, overlay=Overlay.CANCEL_CONFIRM), ()


def close_overlay(state: VisitState, event: ev.Event, today: date) -> Step:
    """Back to the page below."""
    return replace(state, overlay=None), ()


def ask_help(state: VisitState, event: ev.Event, today: date) -> Step:
    """Show the ticket; the same one if it was asked before."""
    effects: tuple[ev.Effect, ...] = () if state.ticket else (ev.RequestHelp(state.page),)
    return replace(state, overlay=Overlay.HELP), effects


def take_ticket(state: VisitState, event: ev.Event, today: date) -> Step:
    """The ticket's code arrived."""
    assert isinstance(event, ev.HelpTicket)
    return replace(state, ticket=event.ticket), ()


def run_doctor(state: VisitState, event: ev.Event, today: date) -> Step:
    """A technician is here."""
    return replace(state, doctor=()), (ev.RunDoctor(),)


def show_doctor(state: VisitState, event: ev.Event, today: date) -> Step:
    """Results of the checks."""
    assert isinstance(event, ev.DoctorDone)
    return replace(state, doctor=event.lines), ()


def lose_service(state: VisitState, event: ev.Event, today: date) -> Step:
    """Nothing can be recorded safely: forget the visit rather than lose it later."""
    assert isinstance(event, ev.ServiceLost)
    return replace(state.forgotten(), problem=event.problem), (ev.WipeVisit(),)


def note_store(state: VisitState, event: ev.Event, today: date) -> Step:
    """A durable step is under way; its own result decides."""
    assert isinstance(event, ev.ServiceLost)
    return note_fault(state, ev.DeviceFault("store", event.problem), today)


def store_is_back(state: VisitState, event: ev.Event, today: date) -> Step:
    """The store works again."""
    return note_fault(state, ev.DeviceFault("store", None), today)


def show_problem(state: VisitState, event: ev.Event, today: date) -> Step:
    """A step could not be done; nothing is lost."""
    assert isinstance(event, ev.RegisterFailed)
    return replace(state, problem=event.problem, busy=False), ()


# --- the door and identity ----------------------------------------------------------------------------------------------
def choose_purpose(state: VisitState, event: ev.Event, today: date) -> Step:
    """Tujuan of form AK/II."""
    assert isinstance(event, ev.PurposeChosen)
    return replace(state, draft=replace(state.draft, tujuan=event.purpose)), ()


def read_notice(state: VisitState, event: ev.Event, today: date) -> Step:
    """The notice was read and the service is wanted; the choices start unticked."""
    settled = dict(state.consents)
    return replace(state, consents=tuple({**settled, Purpose.AK1_SERVICE: True}.items())), ()


def set_consent(state: VisitState, event: ev.Event, today: date) -> Step:
    """Tick or untick one purpose."""
    assert isinstance(event, ev.ConsentSet)
    if event.purpose not in CHOICES:
        return state, ()
    return replace(state, consents=tuple({**dict(state.consents), event.purpose: event.granted}.items())), ()


def read_card(state: VisitState, event: ev.Event, today: date) -> Step:
    """Start reading."""
    return replace(state, card_step="", problem=None), (ev.ReadCard(),)


def insert_and_read(state: VisitState, event: ev.Event, today: date) -> Step:
    """A card was laid on the reader: read it."""
    return replace(state, card_on_reader=True, card_step="", problem=None), (ev.ReadCard(),)


def show_card_step(state: VisitState, event: ev.Event, today: date) -> Step:
    """Progress of the read."""
    assert isinstance(event, ev.CardProgress)
    return replace(state, card_step=event.step), ()


def card_torn(state: VisitState, event: ev.Event, today: date) -> Step:
    """Taken away too early."""
    return replace(state, card_on_reader=False, busy=False, problem=Problem("card_read_card_torn")), (ev.CancelRead(),)


def card_failed(state: VisitState, event: ev.Event, today: date) -> Step:
    """The read ended with a problem; typing is offered beside trying again."""
    assert isinstance(event, ev.CardFailed)
    return replace(state, busy=False, problem=event.problem), ()


def reader_fault(state: VisitState, event: ev.Event, today: date) -> Step:
    """The reader itself failed."""
    assert isinstance(event, ev.DeviceFault)
    assert event.problem is not None
    noted = note_fault(state, event, today)
    assert not isinstance(noted, Problem)
    return replace(noted[0], busy=False, problem=event.problem), (ev.CancelRead(),)


def stop_reading(state: VisitState, event: ev.Event, today: date) -> Step:
    """Away from the reader."""
    return replace(state, busy=False), (ev.CancelRead(),)


def take_presence(state: VisitState, event: ev.Event, today: date) -> Step:
    """Somebody holds a KTP-el; the number must be typed."""
    assert isinstance(event, ev.CardRead)
    return replace(state, evidence=(*state.evidence, *event.evidence)), ()


def refuse_record(state: VisitState, event: ev.Event, today: date) -> Step:
    """Say why the card does not help; typing and the officer remain."""
    assert isinstance(event, ev.CardRead)
    assert event.record is not None
    draft = answers.draft_from_card(state.draft, event.record, today)
    assert isinstance(draft, Problem)
    return replace(state, busy=False, problem=draft), ()


def take_record(state: VisitState, event: ev.Event, today: date) -> Step:
    """The card's record becomes the draft, and the person is looked up."""
    assert isinstance(event, ev.CardRead)
    assert event.record is not None
    draft = answers.draft_from_card(state.draft, event.record, today)
    if isinstance(draft, Problem):
        return draft
    assert draft.nik is not None
    return replace(state, draft=draft, evidence=(*state.evidence, *event.evidence), busy=True), (ev.LookUpPerson(draft.nik),)


def look_up(state: VisitState, event: ev.Event, today: date) -> Step:
    """A typed NIK: check its form, then see whether we know the person."""
    if state.busy:
        return state, ()
    draft = answers.answer(state.draft, Page.NIK, event, today)
    if isinstance(draft, Problem):
        return draft
    assert draft.nik is not None
    return replace(state, draft=draft, busy=True, problem=None), (ev.LookUpPerson(draft.nik),)


def unknown_person(state: VisitState, event: ev.Event, today: date) -> Step:
    """A new seeker."""
    return replace(state, busy=False, known=None), ()


def known_person(state: VisitState, event: ev.Event, today: date) -> Step:
    """One valid card per person: what exists is offered, nothing new is made."""
    assert isinstance(event, ev.PersonKnown)
    return replace(state, busy=False, known=event.person, check_tries=event.tries), ()


def proven_person(state: VisitState, event: ev.Event, today: date) -> Step:
    """The card itself shows that the record is theirs."""
    assert isinstance(event, ev.PersonKnown)
    return replace(state, busy=False, known=event.person, check_tries=event.tries, registration=event.person.registration), ()


def look_up_failed(state: VisitState, event: ev.Event, today: date) -> Step:
    """Say what is missing; trying again or an officer remain."""
    assert isinstance(event, ev.LookUpFailed)
    return replace(state, busy=False, problem=event.problem), ()


def pass_check(state: VisitState, event: ev.Event, today: date) -> Step:
    """The person showed they are the one on record."""
    assert state.known is not None
    return replace(state, registration=state.known.registration), ()


def fail_check(state: VisitState, event: ev.Event, today: date) -> Step:
    """Another try, or an officer; the record is not shown."""
    tries = state.check_tries + 1
    code = "known_check_locked" if tries >= KNOWN_CHECK_TRIES else "known_check_differs"
    left = max(0, KNOWN_CHECK_TRIES - tries)
    effects: tuple[ev.Effect, ...] = ()
    if state.draft.nik is not None and state.check_tries < KNOWN_CHECK_TRIES:
        effects = (ev.NoteFailedCheck(state.draft.nik),)
    return replace(state, check_tries=min(tries, KNOWN_CHECK_TRIES), problem=Problem(code, {"left": left})), effects


# --- questions --------------------------------------------------------------------------------------------------------
def answer(state: VisitState, event: ev.Event, today: date) -> Step:
    """Read the answer of the page into the draft."""
    draft = answers.answer(state.draft, state.page, event, today)
    if isinstance(draft, Problem):
        return draft
    return replace(keep(state, ""), draft=draft, problem=None), ()


def need_education(state: VisitState, event: ev.Event, today: date) -> Step:
    """At least one level, also for those who never finished one."""
    return (state, ()) if state.draft.pendidikan else Problem("education_none")


def settle_experience(state: VisitState, event: ev.Event, today: date) -> Step:
    """No entry means never worked, which is an answer."""
    return replace(state, draft=replace(state.draft, pengalaman=state.draft.pengalaman or ())), ()


def need_wished_job(state: VisitState, event: ev.Event, today: date) -> Step:
    """At least one job in the person's own words."""
    return (state, ()) if state.draft.pekerjaan_diinginkan else Problem("wished_job_none")


def take_photo(state: VisitState, event: ev.Event, today: date) -> Step:
    """The photo is held under its digest."""
    assert isinstance(event, ev.PhotoTaken)
    return replace(state, draft=replace(state.draft, foto_sha256=event.sha256)), ()


def edit(state: VisitState, event: ev.Event, today: date) -> Step:
    """Jump to one question and come back here."""
    assert isinstance(event, ev.Edit)
    return replace(state, page=event.page, history=(*state.history, state.page), return_to=state.page, problem=None), ()


def go_back(state: VisitState, event: ev.Event, today: date) -> Step:
    """One page back, keeping unfinished text."""
    assert isinstance(event, ev.Back)
    return replace(keep(state, event.typed), busy=False), ()
