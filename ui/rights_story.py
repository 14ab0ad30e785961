"""What the printing pages and the end tell when the paper is the sheet of a calculation. Pure, no Qt."""

from __future__ import annotations

from assets.catalogue import say, texts
from domain.facts import PrintOutcome
from domain.problems import Problem
from domain.visit.pages import Page
from domain.visit.state import VisitState
from ui.rows import Row
from ui.wording import sentence


def told(state: VisitState) -> tuple[str, str, str, str, tuple[Row, ...], tuple[Row, ...]] | None:
    """Heading, text, note, tone, facts and actions; None on pages that are not the sheet's."""
    language = state.language
    match state.page:
        case Page.PRINTING:
            facts = tuple(
                Row(name, say(language, f"page.printing.step_{name}"), tone=tone)
                for name, tone in (("print", "now"), ("take", "later"))
            )
            return say(language, "page.printing.heading"), say(language, "page.rights_print.body"), "", "info", facts, ()
        case Page.PRINT_TROUBLE:
            return _trouble(state)
        case Page.TAKE_PAPER:
            actions = [Row("taken", say(language, "page.take_paper.taken"), tone="primary")]
            if state.print_outcome is not PrintOutcome.CONFIRMED:
                actions.append(Row("missing", say(language, "page.take_paper.missing")))
            text = say(language, "page.rights_print.take_text")
            return say(language, "page.rights_print.take"), text, "", "info", (), tuple(actions)
        case Page.END:
            return say(language, "page.end.heading"), say(language, "page.rights_print.end"), "", "info", (), ()
        case _:
            return None


def fault_words(language: str, problem: Problem) -> str:
    """What does not work, without saying that anything is saved."""
    return texts(language).get(f"page.rights_print.why.{problem.code}") or sentence(language, problem)


def _trouble(state: VisitState) -> tuple[str, str, str, str, tuple[Row, ...], tuple[Row, ...]]:
    language = state.language
    unsure = state.print_outcome in {PrintOutcome.UNKNOWN, PrintOutcome.SENT}
    note = fault_words(language, state.print_problem) if state.print_problem is not None else ""
    rows = [
        Row("retry", say(language, "page.print_trouble.retry"), say(language, "page.print_trouble.retry_hint")),
        Row("finish", say(language, "page.rights_print.back"), say(language, "page.rights_print.back_hint")),
    ]
    if unsure:
        rows.insert(0, Row("taken", say(language, "page.print_trouble.taken")))
    heading = say(language, "page.print_trouble.heading_unsure" if unsure else "page.print_trouble.heading")
    return heading, say(language, "page.rights_print.kept"), note, "warn", (), tuple(rows)
