"""Ways through the calculators that together take every edge of the rights part of the flow."""

from __future__ import annotations

from functools import cache

from assets.legal_tables import legal_texts
from domain.facts import PrintOutcome
from domain.problems import Problem
from domain.rights import LegalTables, parse_tables
from domain.visit import events as ev
from domain.visit import rights_events as rv


@cache
def tables() -> LegalTables:
    """The tables shipped with the program."""
    return parse_tables(legal_texts())


def to_topic(topic: str) -> list[ev.Event]:
    """From the attract page to the first question of a topic."""
    return [rv.RightsAsked(), rv.RightsReady(tables()), rv.RightsTopicChosen(topic)]


def touch(value: str) -> ev.Event:
    return ev.ChoiceAnswered(value)


def typed(text: str) -> ev.Event:
    return ev.TextAnswered(text)


PHK: list[ev.Event] = [
    *to_topic("phk"), touch("43_1"), touch("besar"), touch("bulanan"), typed("5000000"), typed("500000"), touch("1"), typed("02032017"),
    typed("30092026"), typed("6"),
]  # fmt: skip
LEMBUR: list[ev.Event] = [
    *to_topic("lembur"), touch("bulanan"), typed("3900000"), typed("300000"), ev.Skipped(), touch("6"), touch("kerja"), typed("2,5"),
    ev.Skipped(), typed("4"),
]  # fmt: skip
THR_AVERAGE: list[ev.Event] = [*to_topic("thr"), touch("yes"), touch("0"), typed("5"), typed("12")]
RIGHTS_EVENTS: list[ev.Event] = [
    *PHK, *LEMBUR, *THR_AVERAGE, rv.RightsRowAdded(), rv.RightsAnswersAsked(), rv.RightsAgain(), rv.RightsPrintAsked(),
    rv.RightsEdited("upah_pokok"), rv.RightsEdited("sesi"), rv.RightsEdited("cara:0"), rv.RightsEdited("nothing"),
    rv.RightsTopicChosen("nothing"), rv.RightsFailed(Problem("rights_tables")), typed(""), typed("abc,,"), touch("yes"), touch("0"),
    ev.ItemRemoved(0), ev.Skipped(), ev.Next(), ev.PrintRetryAsked(), ev.FinishWithoutPaper(), ev.PrintEnded(PrintOutcome.FAILED),
]  # fmt: skip
_FAILED = [*PHK, rv.RightsPrintAsked(), ev.PrintEnded(PrintOutcome.FAILED, Problem("printer_no_paper"))]
RIGHTS_SCRIPTS: list[list[ev.Event]] = [
    [rv.RightsAsked(), rv.RightsTopicChosen("phk"), rv.RightsReady(tables())],
    [rv.RightsAsked(), rv.RightsFailed(Problem("rights_tables")), ev.Back()],
    [
        *PHK,
        rv.RightsAnswersAsked(),
        ev.Next(),
        rv.RightsAnswersAsked(),
        ev.Back(),
        rv.RightsEdited("upah_pokok"),
        ev.Back(),
        ev.Back(),
    ],
    [*PHK, rv.RightsAgain(), rv.RightsTopicChosen("phk"), ev.Back()],
    [*PHK[:5], ev.Back()],
    [*LEMBUR, rv.RightsRowAdded(), touch("libur"), typed("8"), ev.Skipped(), ev.Skipped(), ev.ItemRemoved(0), ev.Next()],
    [*_FAILED, ev.PrintRetryAsked(), ev.PrintEnded(PrintOutcome.SENT), ev.PaperTaken()],
    [*_FAILED, ev.FinishWithoutPaper(), ev.Left()],
    [*PHK, rv.RightsPrintAsked(), ev.PrintEnded(PrintOutcome.SENT), ev.PaperMissing(), ev.PaperTaken(), ev.Left()],
]
