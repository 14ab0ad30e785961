"""What the face needs from the application, as small ports; the composition root passes the real things.

All methods are called on the GUI thread and must answer at once (from memory).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.seeker import Address, WishedJob
from domain.visit.events import Event
from domain.visit.state import VisitState


class Conductor(Protocol):
    """Owner of the visit: holds the state, takes events, tells every change on the GUI thread."""

    @property
    def state(self) -> VisitState: ...

    def send(self, event: Event) -> None: ...

    def listen(self, listener: Callable[[], None]) -> None: ...


class Clock(Protocol):
    """Source of time; ``now`` is aware UTC."""

    def now(self) -> datetime: ...


class Suggestions(Protocol):
    """Words offered while somebody types; an empty answer is always fine."""

    def jobs(self, text: str) -> Sequence[WishedJob]: ...

    def villages(self, text: str) -> Sequence[Address]: ...


class Camera(Protocol):
    """A camera for the portrait. ``frame`` is an encoded picture (JPEG or PNG) or None while there is none."""

    def frame(self) -> bytes | None: ...

    def take(self) -> str | None:
        """Keep the present picture; its SHA-256, or None when it could not be taken."""

    def taken(self) -> bytes | None:
        """The kept picture, or None."""

    def forget(self) -> None:
        """Throw the kept picture away."""


class Freshness(Protocol):
    """How old the city's data on this station are."""

    def refreshed_at(self) -> datetime | None: ...


class NoSuggestions:
    """Offers nothing."""

    def jobs(self, text: str) -> Sequence[WishedJob]:
        return ()

    def villages(self, text: str) -> Sequence[Address]:
        return ()


class NoCamera:
    """A station without a camera: the officer takes the photo."""

    def frame(self) -> bytes | None:
        return None

    def take(self) -> str | None:
        return None

    def taken(self) -> bytes | None:
        return None

    def forget(self) -> None:
        return None


class NoFreshness:
    """Says nothing about the age of data."""

    def refreshed_at(self) -> datetime | None:
        return None


@dataclass(frozen=True, slots=True)
class Panel:
    """The real screen: its pixels, and how many of them make a millimetre (21.5 inch portrait: 4.03)."""

    width_px: int = 1080
    height_px: int = 1920
    px_per_mm: float = 4.03
    fullscreen: bool = False


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: without a touch until the warning, the countdown after it, how long the end page and the technician's page stay."""

    idle: int = 150
    countdown: int = 40
    end: int = 25
    technician: int = 300
