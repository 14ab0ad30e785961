"""What sending, its end, and the paper of a search for work tell. Pure, no Qt."""

from __future__ import annotations

from datetime import date

from assets.catalogue import say
from domain.facts import DocumentKind, PrintOutcome
from domain.visit import events as ev
from domain.visit import jobs_events as jv
from domain.visit.flow import edge_for
from domain.visit.pages import Page
from domain.visit.state import VisitState
from ui.rows import Row
from ui.wording import sentence

#: What can be done after an application was sent, in the order it is offered.
OFFERS: dict[str, ev.Event] = {
    "slip": jv.JobPrintAsked(), "cv": jv.CvPrintAsked(), "mine": jv.MyApplicationsAsked(), "search": jv.JobsAsked(), "leave": ev.Left(),
}  # fmt: skip
_PAPERS = {DocumentKind.VACANCY: "vacancy", DocumentKind.APPLICATION: "slip", DocumentKind.CV: "cv"}

Told = tuple[str, str, str, str, tuple[Row, ...], tuple[Row, ...]]


def told(state: VisitState, today: date) -> Told | None:
    """Heading, text, note, tone, facts and actions; None on pages that are not of a search for work."""
    language = state.language
    paper = _PAPERS.get(state.document) if state.document is not None else None
    match state.page:
        case Page.APPLYING:
            rows = tuple(
                Row(name, say(language, f"page.applying.step_{name}"), tone=tone) for name, tone in (("save", "now"), ("send", "later"))
            )
            return say(language, "page.applying.heading"), say(language, "page.applying.body"), "", "info", rows, ()
        case Page.APPLIED:
            return _applied(state, today)
        case Page.PRINTING if paper:
            rows = tuple(
                Row(name, say(language, f"page.printing.step_{name}"), tone=tone) for name, tone in (("print", "now"), ("take", "later"))
            )
            return say(language, "page.printing.heading"), say(language, "page.job_paper.body"), "", "info", rows, ()
        case Page.PRINT_TROUBLE if paper:
            return _trouble(state, paper)
        case Page.TAKE_PAPER if paper:
            actions = [Row("taken", say(language, "page.take_paper.taken"), tone="primary")]
            if state.print_outcome is not PrintOutcome.CONFIRMED:
                actions.append(Row("missing", say(language, "page.take_paper.missing")))
            heading, text = say(language, f"page.job_paper.take_{paper}"), say(language, f"page.job_paper.text_{paper}")
            return heading, text, "", "info", (), tuple(actions)
        case Page.END if state.jobs is not None and state.document is None:
            return _end(state)
        case _:
            return None


def _applied(state: VisitState, today: date) -> Told:
    language, jobs = state.language, state.jobs
    item = jobs.applied if jobs is not None else None
    if jobs is None or item is None:
        return say(language, "page.applied.heading"), "", "", "info", (), ()
    waiting = item.waiting
    text = say(language, "page.applied.body", employer=item.employer)
    note = say(language, "page.applied.waiting" if waiting else "page.applied.sent")
    facts = [Row("number", say(language, "page.applied.number"), item.number)]
    if jobs.claim_code:
        facts.append(Row("code", say(language, "page.applied.code"), jobs.claim_code))
    actions = tuple(
        Row(key, say(language, f"page.applied.{key}"), tone="primary" if key == "slip" else "")
        for key, event in OFFERS.items()
        if edge_for(state, event, today) is not None
    )
    return say(language, "page.applied.heading"), text, note, "warn" if waiting else "ok", tuple(facts), actions


def _trouble(state: VisitState, paper: str) -> Told:
    language = state.language
    unsure = state.print_outcome in {PrintOutcome.UNKNOWN, PrintOutcome.SENT}
    note = sentence(language, state.print_problem) if state.print_problem is not None else ""
    rows = [Row("retry", say(language, "page.print_trouble.retry"), say(language, "page.print_trouble.retry_hint"))]
    if unsure:
        rows.insert(0, Row("taken", say(language, "page.print_trouble.taken")))
    rows.append(Row("finish", say(language, "page.job_paper.back"), say(language, "page.rights_print.back_hint")))
    heading = say(language, "page.print_trouble.heading_unsure" if unsure else "page.print_trouble.heading")
    return heading, say(language, f"page.job_paper.kept_{paper}"), note, "warn", (), tuple(rows)


def _end(state: VisitState) -> Told:
    language, jobs = state.language, state.jobs
    assert jobs is not None
    text = say(language, "page.job_paper.end_applied" if jobs.applied is not None else "page.job_paper.end")
    card = say(language, "ui.take_your_card") if state.card_on_reader else ""
    return say(language, "page.end.heading"), text, card, "warn", (), ()
