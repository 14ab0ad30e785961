"""What each edge of the flow does: guards (questions about the state) and actions (the state after, and effects).

Every function takes (state, event, today). Actions answer a Problem to keep the person where they are.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeAlias

from domain.ak1 import Ak1State, may_renew, report_row
from domain.consent import CHOICES, Purpose
from domain.facts import DocumentKind, PrintOutcome
from domain.identity import IdentityLevel
from domain.problems import Problem
from domain.seeker import draft_of
from domain.visit import answers
from domain.visit import events as ev
from domain.visit.pages import CHAIN, Overlay, Page
from domain.visit.state import KNOWN_CHECK_TRIES, VisitState, keep

Step: TypeAlias = tuple[VisitState, tuple[ev.Effect, ...]] | Problem


# --- guards -----------------------------------------------------------------------------------------------------------
def has_card(state: VisitState, event: ev.Event, today: date) -> bool:
    """A card lies on the reader."""
    return state.card_on_reader


def is_reader(state: VisitState, event: ev.Event, today: date) -> bool:
    """The fault is the reader's."""
    return isinstance(event, ev.DeviceFault) and event.device == "reader" and event.problem is not None


def presence_only(state: VisitState, event: ev.Event, today: date) -> bool:
    """The reader saw a card but no record."""
    return isinstance(event, ev.CardRead) and event.record is None


def record_unusable(state: VisitState, event: ev.Event, today: date) -> bool:
    """The card was read, but what it says cannot be used (a child's card, a number that is none)."""
    if not isinstance(event, ev.CardRead) or event.record is None:
        return False
    return isinstance(answers.draft_from_card(state.draft, event.record, today), Problem)


def is_waiting(state: VisitState, event: ev.Event, today: date) -> bool:
    """A lookup is under way; answers to forgotten questions mean nothing."""
    return state.busy


def proven(state: VisitState, event: ev.Event, today: date) -> bool:
    """The card itself proves who this is; nothing more is asked before their data is shown."""
    return state.busy and state.assurance.level >= IdentityLevel.KARTU_ASLI


def _has_printable(person: ev.KnownPerson) -> bool:
    return person.card_number != "" or person.state == "verified"


def proven_with_card(state: VisitState, event: ev.Event, today: date) -> bool:
    """Proven by the card, and there is an AK/I to print or renew."""
    return proven(state, event, today) and isinstance(event, ev.PersonKnown) and _has_printable(event.person)


def check_passes(state: VisitState, event: ev.Event, today: date) -> bool:
    """The person holds a paper of ours: the queue code of the proof or the number of the card; only so many tries.

    What relatives also know (NIK, phone number, birth date) opens nothing.
    """
    if state.known is None or not isinstance(event, ev.TextAnswered) or state.check_tries >= KNOWN_CHECK_TRIES:
        return False
    typed = _plain(event.text)
    return bool(typed) and typed in {_plain(state.known.queue_code), _plain(state.known.card_number)}


def _plain(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum())


def check_with_card(state: VisitState, event: ev.Event, today: date) -> bool:
    """The check passes and there is an AK/I to print or renew."""
    return check_passes(state, event, today) and state.known is not None and _has_printable(state.known)


def printable(state: VisitState, event: ev.Event, today: date) -> bool:
    """A valid card, or a verified registration whose card was never printed."""
    known = state.known
    if known is None:
        return False
    return known.state == "verified" if not known.card_number else known.card_state is Ak1State.VALID


def renewable(state: VisitState, event: ev.Event, today: date) -> bool:
    """The card is at or near its end."""
    known = state.known
    if known is None or known.card_valid_until is None:
        return False
    return known.card_state is Ak1State.EXPIRED or (
        known.card_state is Ak1State.VALID and may_renew(known.card_valid_until, today)
    )


def reportable(state: VisitState, event: ev.Event, today: date) -> bool:
    """Lapor is for holders of a valid card, when a row is due, once a visit."""
    known = state.known
    if (
        known is None
        or known.card_state is not Ak1State.VALID
        or known.card_issued_on is None
        or state.presence_row
        or state.busy
    ):
        return False
    return report_row(known.card_issued_on, known.reports, today) is not None


def editable(state: VisitState, event: ev.Event, today: date) -> bool:
    """Which answers may be changed from here: never what a genuine card told."""
    return isinstance(event, ev.Edit) and event.page in CHAIN[:-1] and event.page.value not in state.draft.from_card


def came_from_review(state: VisitState, event: ev.Event, today: date) -> bool:
    """The durable step was a registration, not a reprint."""
    return state.registering


def paper_is_out(state: VisitState, event: ev.Event, today: date) -> bool:
    """The printer confirmed, or at least took everything."""
    return isinstance(event, ev.PrintEnded) and event.outcome in {PrintOutcome.CONFIRMED, PrintOutcome.SENT}


def may_be_out(state: VisitState, event: ev.Event, today: date) -> bool:
    """Nobody knows whether paper came out; the person does."""
    return state.print_outcome in {PrintOutcome.UNKNOWN, PrintOutcome.SENT}


def not_confirmed(state: VisitState, event: ev.Event, today: date) -> bool:
    """The printer did not prove the print, so the person's word counts."""
    return state.print_outcome is not PrintOutcome.CONFIRMED


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


def look_up_failed(state: VisitState, event: ev.Event, today: date) -> Step:
    """Say what is missing; trying again or an officer remain."""
    assert isinstance(event, ev.LookUpFailed)
    return replace(state, busy=False, problem=event.problem), ()


def pass_check(state: VisitState, event: ev.Event, today: date) -> Step:
    """The person showed they are the one on record."""
    return state, ()


def fail_check(state: VisitState, event: ev.Event, today: date) -> Step:
    """Another try, or an officer; the record is not shown."""
    tries = state.check_tries + 1
    code = "known_check_locked" if tries >= KNOWN_CHECK_TRIES else "known_check_differs"
    left = max(0, KNOWN_CHECK_TRIES - tries)
    effects: tuple[ev.Effect, ...] = ()
    if state.draft.nik is not None and state.check_tries < KNOWN_CHECK_TRIES:
        effects = (ev.NoteFailedCheck(state.draft.nik),)
    return replace(state, check_tries=min(tries, KNOWN_CHECK_TRIES), problem=Problem(code, {"left": left})), effects


# --- somebody we know -------------------------------------------------------------------------------------------------
def print_known(state: VisitState, event: ev.Event, today: date) -> Step:
    """Print what is on record."""
    assert state.known is not None
    return replace(state, document=None, renew=False, registering=False), (
        ev.PrintKnown(state.known, state.evidence, state.language),
    )


def _take_over(state: VisitState, *, renew: bool) -> Step:
    assert state.known is not None
    draft = replace(draft_of(state.known.registration), from_card=state.draft.from_card, tujuan=state.draft.tujuan)
    if state.draft.from_card:  # the card is newer than the record
        own = state.draft
        draft = replace(
            draft, nama=own.nama or draft.nama, tempat_lahir=own.tempat_lahir or draft.tempat_lahir,
            tanggal_lahir=own.tanggal_lahir or draft.tanggal_lahir, jenis_kelamin=own.jenis_kelamin or draft.jenis_kelamin,
            alamat=own.alamat or draft.alamat,
        )  # fmt: skip
    return replace(state, draft=draft, renew=renew), ()


def renew(state: VisitState, event: ev.Event, today: date) -> Step:
    """Look through the answers, then two more years."""
    return _take_over(state, renew=True)


def correct(state: VisitState, event: ev.Event, today: date) -> Step:
    """Mend what the officer asked about."""
    return _take_over(state, renew=False)


def report_presence(state: VisitState, event: ev.Event, today: date) -> Step:
    """Lapor in one touch."""
    assert state.known is not None
    return replace(state, busy=True, problem=None), (ev.ReportPresence(state.known),)


def presence_done(state: VisitState, event: ev.Event, today: date) -> Step:
    """Lapor is recorded."""
    assert isinstance(event, ev.PresenceRecorded)
    return replace(state, busy=False, presence_row=event.row), ()


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


# --- the durable step and the paper -----------------------------------------------------------------------------------
def register(state: VisitState, event: ev.Event, today: date) -> Step:
    """Everything is asked: make it durable."""
    if state.draft.complete("check") is None:
        return Problem("answers_missing")
    return replace(state, problem=None, registering=True), (
        ev.Register(state.draft, state.evidence, state.consents, state.language, state.known, state.renew),
    )


def print_card(state: VisitState, event: ev.Event, today: date) -> Step:
    """The card is durable; now the paper."""
    assert isinstance(event, ev.CardIssued)
    return replace(
        state, document=DocumentKind.AK1, number=event.number, valid_until=event.valid_until, report_due=event.report_due,
        print_outcome=None,
    ), (ev.PrintDocument(DocumentKind.AK1, again=False, language=state.language),)  # fmt: skip


def print_proof(state: VisitState, event: ev.Event, today: date) -> Step:
    """The registration is durable; now the proof."""
    assert isinstance(event, ev.ProofIssued)
    return replace(state, document=DocumentKind.PROOF, queue_code=event.queue_code, print_outcome=None), (
        ev.PrintDocument(DocumentKind.PROOF, again=False, language=state.language),
    )


def end_print(state: VisitState, event: ev.Event, today: date) -> Step:
    """What is honestly known about the paper."""
    assert isinstance(event, ev.PrintEnded)
    return replace(state, print_outcome=event.outcome, print_problem=event.problem), ()


def print_again(state: VisitState, event: ev.Event, today: date) -> Step:
    """Another try: the same paper after a sure failure, a marked copy when one may be out already."""
    assert state.document is not None
    again = state.print_outcome is not PrintOutcome.FAILED
    return replace(state, print_outcome=None, print_problem=None), (
        ev.PrintDocument(state.document, again=again, language=state.language),
    )


def believe_paper(state: VisitState, event: ev.Event, today: date) -> Step:
    """The person has it."""
    return replace(state, print_outcome=PrintOutcome.SENT, print_problem=None), ()


def doubt_paper(state: VisitState, event: ev.Event, today: date) -> Step:
    """The bytes went out, the paper did not."""
    return replace(state, print_problem=Problem("print_unconfirmed")), ()
