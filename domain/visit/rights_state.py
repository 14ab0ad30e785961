"""What a visit knows of a rights calculation. It lives in the visit's state alone, so a wipe forgets it with the rest.

Light on purpose: the calculators themselves are imported when the legal tables are read, after the first frame.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from domain.visit.pages import Page

if TYPE_CHECKING:
    from fractions import Fraction

    from domain.rights import Calculation, InputRefused, LegalTables

Scalar: TypeAlias = "int | Fraction | bool | str | date"


@dataclass(frozen=True, slots=True)
class RightsAnswers:
    """What was answered to one topic. A question is named by its path: ``upah_pokok``, ``sesi[0].jam``, ``cara:0``.

    ``settled``: answered, skipped or finished. ``kept``: text that was left unfinished or was refused.
    """

    topic: str
    values: tuple[tuple[str, Scalar], ...] = ()
    settled: frozenset[str] = frozenset()
    kept: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return f"RightsAnswers({self.topic})"

    def value(self, path: str) -> Scalar | None:
        """The answer to a question, or None."""
        return dict(self.values).get(path)

    def kept_text(self, path: str) -> str:
        """Unfinished text of a question."""
        return dict(self.kept).get(path, "")

    def with_value(self, path: str, value: Scalar | None) -> RightsAnswers:
        """The same with one answer given, or taken back."""
        values = dict(self.values)
        values.pop(path, None) if value is None else values.update({path: value})
        return replace(self, values=tuple(values.items()))

    def with_kept(self, path: str, text: str) -> RightsAnswers:
        """The same with the unfinished text of one question; empty forgets it."""
        kept = {**dict(self.kept), path: text}
        return replace(self, kept=tuple(item for item in kept.items() if item[1]))

    def settle(self, path: str) -> RightsAnswers:
        """The same with a question done."""
        return replace(self, settled=self.settled | {path})


@dataclass(frozen=True, slots=True)
class RightsState:
    """``topic`` empty: still choosing. ``question`` empty: the result is shown. ``all_answers``: every topic begun so far."""

    tables: LegalTables | None = None
    topic: str = ""
    all_answers: tuple[RightsAnswers, ...] = ()
    question: str = ""
    editing: bool = False
    refused: InputRefused | None = None
    result: Calculation | None = None

    def __repr__(self) -> str:
        return f"RightsState({self.topic})"

    @property
    def answers(self) -> RightsAnswers:
        """The answers to the present topic."""
        return next((item for item in self.all_answers if item.topic == self.topic), RightsAnswers(self.topic))

    @property
    def page(self) -> Page:
        """The page this state belongs on."""
        if not self.topic or self.tables is None:
            return Page.RIGHTS_TOPICS
        return Page.RIGHTS_QUESTION if self.question else Page.RIGHTS_RESULT

    def with_answers(self, answers: RightsAnswers) -> RightsState:
        """The same with other answers to their topic."""
        rest = tuple(item for item in self.all_answers if item.topic != answers.topic)
        return replace(self, all_answers=(*rest, answers))
