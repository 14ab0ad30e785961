"""Events and effects of the workers' rights calculators. Nothing in them is ever stored, sent to the server or logged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.problems import Problem
from domain.visit.event import Event

if TYPE_CHECKING:
    from domain.rights import Calculation, LegalTables, TopicFields


# --- the person -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class RightsAsked(Event):
    """On the attract page: no card, only a calculation."""


@dataclass(frozen=True, slots=True)
class RightsTopicChosen(Event):
    """``topic`` is the name of a ``domain.rights.Topic``."""

    topic: str


@dataclass(frozen=True, slots=True)
class RightsEdited(Event):
    """Change or add one answer; ``question`` is its path in the form."""

    question: str


@dataclass(frozen=True, slots=True)
class RightsRowAdded(Event):
    """One more row of a list of records (another kind of overtime)."""


@dataclass(frozen=True, slots=True)
class RightsAnswersAsked(Event):
    """Show everything that was answered."""


@dataclass(frozen=True, slots=True)
class RightsAgain(Event):
    """Another calculation."""


@dataclass(frozen=True, slots=True)
class RightsPrintAsked(Event):
    """The sheet on paper."""


# --- results of effects ---------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class RightsReady(Event):
    """The legal tables were read and checked."""

    tables: LegalTables


@dataclass(frozen=True, slots=True)
class RightsFailed(Event):
    """The legal tables cannot be used."""

    problem: Problem


# --- effects --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class LoadRights:
    """Read the legal tables."""


@dataclass(frozen=True, slots=True)
class PrintRights:
    """Print the sheet of a calculation. Not an official document: no ledger, no fact, no copy number."""

    done: Calculation = field(repr=False)
    asked: TopicFields = field(repr=False)
    inputs: tuple[tuple[str, object], ...] = field(repr=False)
    language: str
