"""What somebody on record may do at once: print, renew, correct, report. Nothing new is made for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.seeker import draft_of
from domain.visit import events as ev
from domain.visit.actions import Step
from domain.visit.state import VisitState


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
