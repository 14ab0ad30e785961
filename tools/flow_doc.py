"""Draws docs/visit-flow.md from the table of transitions, so the picture never lies."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from domain.visit.flow import EDGES, Edge, To
from domain.visit.pages import CHAIN, FORM_QUESTIONS, Page

TARGET = Path("docs/visit-flow.md")
_MANY = 4


def _target(edge: Edge) -> str:
    match edge.to:
        case Page() as page:
            return page.value
        case To.STAY:
            return "(stays)"
        case To.NEXT:
            return "(next question)"
        case To.RIGHTS:
            return "(next question of the right, or its result)"
        case To.WANTED:
            return "(what they came for, or where the paper was asked for)"
        case To.BACK:
            return "(page before)"
        case To.HOME:
            return "attract, everything forgotten"


def _sources(edge: Edge) -> str:
    pages = sorted(page.value for page in edge.pages)
    if len(pages) == len(Page):
        return "every page"
    if len(pages) > len(Page) // 2:
        missing = sorted(page.value for page in set(Page) - edge.pages)
        return "every page but " + ", ".join(missing)
    return ", ".join(pages)


def diagram() -> str:
    """The main way as a Mermaid graph: one arrow a pair of pages, its events as the label."""
    arrows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for edge in EDGES:
        if not isinstance(edge.to, Page) or len(edge.pages) > _MANY:
            continue
        for page in sorted(edge.pages):
            guard = f" [{edge.when.__name__}]" if edge.when else ""
            arrows[page.value, edge.to.value].append(edge.on.__name__ + guard)
    lines = [f'    {source} -->|"{"<br/>".join(events)}"| {target}' for (source, target), events in arrows.items()]
    questions = " --> ".join(page.value for page in (Page.NIK, *CHAIN))
    return "\n".join(["```mermaid", "graph TD", f"    {questions}", *lines, "```"])


def table() -> str:
    """Every transition, in the order in which the first that fits is taken."""
    rows = ["| on | event | if | does | to |", "|---|---|---|---|---|"]
    for edge in EDGES:
        guard = edge.when.__name__ if edge.when else ""
        action = edge.do.__name__ if edge.do else ""
        rows.append(f"| {_sources(edge)} | {edge.on.__name__} | {guard} | {action} | {_target(edge)} |")
    return "\n".join(rows)


def document() -> str:
    """The whole page."""
    return (
        "# The flow of a visit\n\n"
        "Drawn from `domain/visit/flow.py` by `make docs`; do not edit. A page whose answer the card already told, or that does not\n"
        f"apply, is passed over. Form AK/II asks {len(FORM_QUESTIONS)} questions, one a page.\n\n"
        f"{diagram()}\n\n## Every transition\n\n{table()}\n"
    )


def write() -> None:
    """Write the page."""
    TARGET.write_text(document(), "utf-8")
