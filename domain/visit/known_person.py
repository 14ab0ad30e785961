"""What is on record for a NIK; apart, because events and effects both carry it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.ak1 import Ak1State
from domain.seeker import Registration


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What the station or SIKER already holds for a NIK. ``state``: issued, awaiting, verified, rejected.

    ``placed_on``: the day they were hired through SIKER, while that stands.
    """

    registration: Registration
    state: str
    queue_code: str = ""
    reason: str = ""
    card_number: str = ""
    card_state: Ak1State | None = None
    card_issued_on: date | None = None
    card_valid_until: date | None = None
    copies: int = 0
    reports: tuple[int, ...] = ()
    placed_on: date | None = None

    def __repr__(self) -> str:
        return f"KnownPerson({self.state})"
