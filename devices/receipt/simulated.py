"""A receipt printer without any printer: answers at once, keeps the jobs, and has the state it is told to have.

For the interface's tests and for stations set up without hardware; the emulator is the one that speaks the real protocol.
"""

from __future__ import annotations

import threading
from collections import deque

from devices.receipt.port import FailReason, PrinterState, PrinterStatus, PrintJob, PrintResult
from domain.facts import PrintOutcome

_REFUSALS = {
    PrinterState.NO_PAPER: FailReason.NO_PAPER,
    PrinterState.COVER_OPEN: FailReason.COVER_OPEN,
    PrinterState.CUTTER_FAULT: FailReason.CUTTER_FAULT,
    PrinterState.OFFLINE: FailReason.UNREACHABLE,
}


class SimulatedPrinter:
    """Implements ReceiptPrinter. ``confirms`` False makes it a printer without process ID: good jobs end as ``sent``."""

    def __init__(self, state: PrinterState = PrinterState.READY, confirms: bool = True) -> None:
        self._guard = threading.Lock()
        self._state = state
        self._confirms = confirms
        self._jobs: list[PrintJob] = []
        self._scripted: deque[PrintResult] = deque()

    def set(self, state: PrinterState) -> None:
        """Put the printer into a state."""
        with self._guard:
            self._state = state

    def next_result(self, result: PrintResult) -> None:
        """The next job ends like this, whatever the state; several calls queue up."""
        with self._guard:
            self._scripted.append(result)

    @property
    def jobs(self) -> tuple[PrintJob, ...]:
        """Jobs that came out, oldest first."""
        with self._guard:
            return tuple(self._jobs)

    def status(self) -> PrinterStatus:
        """The state it was told to have."""
        with self._guard:
            return PrinterStatus(self._state, notes=("simulated",))

    def print(self, job: PrintJob, deadline_s: float) -> PrintResult:
        """Keep the job and answer by state."""
        with self._guard:
            status = PrinterStatus(self._state, notes=("simulated",))
            if self._scripted:
                result = self._scripted.popleft()
                if result.outcome in {PrintOutcome.CONFIRMED, PrintOutcome.SENT}:
                    self._jobs.append(job)
                return result
            if not self._state.may_print:
                return PrintResult(PrintOutcome.FAILED, _REFUSALS[self._state], status)
            self._jobs.append(job)
            sure = self._confirms and self._state is not PrinterState.UNKNOWN
            outcome = PrintOutcome.CONFIRMED if sure else PrintOutcome.SENT
            return PrintResult(outcome, None, status, len(job.data))
