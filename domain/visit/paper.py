"""The durable step of a registration and the paper after it, with honest words about what came out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.facts import DocumentKind, PrintOutcome
from domain.problems import Problem
from domain.visit import events as ev
from domain.visit.actions import Step
from domain.visit.state import VisitState


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
        print_outcome=None, registration=event.registration or state.registration,
    ), (ev.PrintDocument(DocumentKind.AK1, again=False, language=state.language),)  # fmt: skip


def print_proof(state: VisitState, event: ev.Event, today: date) -> Step:
    """The registration is durable; now the proof."""
    assert isinstance(event, ev.ProofIssued)
    return replace(
        state, document=DocumentKind.PROOF, queue_code=event.queue_code, print_outcome=None,
        registration=event.registration or state.registration,
    ), (ev.PrintDocument(DocumentKind.PROOF, again=False, language=state.language),)  # fmt: skip


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
