"""What can go wrong in a way we expect, as values with a code.

A problem carries no sentence: the wording lives in ``assets/texts/<language>/problems.toml`` under its code,
once for the citizen and once for staff, so kiosk, paper, command line and server say the same words.
It must never carry personal data in its parameters beyond lengths, limits and field names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


def _no_params() -> Mapping[str, str | int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """One expected problem: ``code`` names the sentence, ``params`` fill its blanks."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=_no_params)

    @property
    def key(self) -> str:
        """The key of the citizen's sentence in the text catalogue."""
        return f"problem.{self.code}"

    @property
    def staff_key(self) -> str:
        """The key of the technician's or officer's sentence."""
        return f"problem.{self.code}.staff"


class ProblemError(Exception):
    """A problem that interrupts a computation; the text of the exception is the code alone."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
