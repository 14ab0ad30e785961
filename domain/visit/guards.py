"""Questions an edge asks about the visit before it is taken. Every guard takes (state, event, today) and changes nothing."""

from __future__ import annotations

from datetime import date

from domain.ak1 import Ak1State, may_renew, report_row
from domain.facts import PrintOutcome
from domain.identity import IdentityLevel
from domain.problems import Problem
from domain.visit import answers
from domain.visit import events as ev
from domain.visit.pages import CHAIN
from domain.visit.state import KNOWN_CHECK_TRIES, VisitState


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
    """Lapor is for holders of a valid card who were not hired, when a row is due, once a visit."""
    known = state.known
    if (
        known is None
        or known.card_state is not Ak1State.VALID
        or known.card_issued_on is None
        or known.placed_on is not None
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
