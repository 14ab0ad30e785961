"""The receipt printer as the kiosk sees it: what state it is in, and an honest word on what became of a job.

Nothing here knows ESC/POS, sockets or a user interface. All calls block, but only up to a bound, and are safe from any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from domain.facts import PrintOutcome


class PrinterState(StrEnum):
    """What the printer needs, worst first where several things are wrong at once."""

    READY = "ready"
    NEAR_END = "near_end"
    NO_PAPER = "no_paper"
    COVER_OPEN = "cover_open"
    CUTTER_FAULT = "cutter_fault"
    OFFLINE = "offline"
    UNKNOWN = "unknown"

    @property
    def may_print(self) -> bool:
        """Whether a job may be sent. UNKNOWN may: many printers never answer, and the outcome will then be ``sent`` at best."""
        return self in {PrinterState.READY, PrinterState.NEAR_END, PrinterState.UNKNOWN}


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """A state with the reasons for a technician: the raw answer bytes by question, and each set bit in words."""

    state: PrinterState
    answers: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()


class FailReason(StrEnum):
    """Why a job failed or why nothing more is known. Each has a citizen's and a technician's sentence in the text catalogue."""

    NO_PAPER = "printer_no_paper"
    COVER_OPEN = "printer_cover_open"
    CUTTER_FAULT = "printer_cutter_fault"
    OFFLINE = "printer_offline"
    UNREACHABLE = "printer_unreachable"
    STALLED = "printer_stalled"
    LINK_LOST = "printer_link_lost"
    NO_ANSWER = "printer_no_answer"
    BUSY = "printer_busy"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """The bytes of one complete paper. ``title`` is for the log and must be neutral: a random id, never a name or number."""

    data: bytes
    title: str

    def __repr__(self) -> str:
        return f"PrintJob({self.title}, {len(self.data)} bytes)"


@dataclass(frozen=True, slots=True)
class PrintResult:
    """What is known about a job.

    ``confirmed``: the printer itself reported that this very job was printed. ``sent``: all bytes left, nothing contradicts.
    ``failed``: a complete paper did not come out. ``unknown``: bytes left and then nothing could be learned.
    ``accepted`` counts bytes the link took. ``nothing_left``: no remainder can come out later for somebody else; False means
    the printer could not be made to forget, and should be switched off and on before the next visit.
    """

    outcome: PrintOutcome
    reason: FailReason | None = None
    status: PrinterStatus | None = None
    accepted: int = 0
    nothing_left: bool = True


class ReceiptPrinter(Protocol):
    """One receipt printer."""

    def status(self) -> PrinterStatus:
        """Ask the printer. Takes at most a few seconds; while a job is printing, the last known status."""
        ...

    def print(self, job: PrintJob, deadline_s: float) -> PrintResult:
        """Print, or say why not; returns within ``deadline_s`` plus a few seconds of clearing up. Never raises for trouble."""
        ...
