"""One transition of the flow as data; apart, so that each part of the flow can keep its own list of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from domain.problems import Problem
from domain.visit import events as ev
from domain.visit.pages import Page
from domain.visit.state import VisitState

Effects: TypeAlias = tuple[ev.Effect, ...]
Guard: TypeAlias = Callable[[VisitState, ev.Event, date], bool]
Action: TypeAlias = Callable[[VisitState, ev.Event, date], tuple[VisitState, Effects] | Problem]


class To(StrEnum):
    """Targets that depend on where the person is."""

    STAY = "stay"
    NEXT = "next"
    BACK = "back"
    HOME = "home"
    RIGHTS = "rights"
    WANTED = "wanted"


Target: TypeAlias = Page | To


@dataclass(frozen=True, slots=True)
class Edge:
    """One transition. ``fresh``: the way back is forgotten, because a durable step lies behind."""

    pages: frozenset[Page]
    on: type[ev.Event]
    to: Target
    do: Action | None = None
    when: Guard | None = None
    fresh: bool = False


def on(
    page: Page, event: type[ev.Event], to: Target, act: Action | None = None, when: Guard | None = None, *, fresh: bool = False
) -> Edge:
    """An edge from one page."""
    return Edge(frozenset({page}), event, to, act, when, fresh)
