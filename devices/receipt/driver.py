"""The driver of an ESC/POS receipt printer over any transport.

One short conversation per job. Before any byte of a job leaves, the printer is asked for its state; afterwards the outcome is
named by what the printer itself said. After a job that did not end well the printer is told to forget what it holds
(DLE DC4 fn 8), so that nobody's paper comes out in a later visit; printers without that command keep it, and the result says so.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from devices.receipt.answers import TAG_LENGTH, request_confirmation
from devices.receipt.conversation import Conversation, Written
from devices.receipt.port import FailReason, PrinterState, PrinterStatus, PrintJob, PrintResult
from devices.receipt.profile import PrinterProfile
from devices.receipt.transport import Connect, LinkLostError, UnreachableError
from domain.facts import PrintOutcome

_FORGET_OLD = b"\x10\x05\x02"
_TAG_LETTERS = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_REASONS = {
    PrinterState.NO_PAPER: FailReason.NO_PAPER,
    PrinterState.COVER_OPEN: FailReason.COVER_OPEN,
    PrinterState.CUTTER_FAULT: FailReason.CUTTER_FAULT,
    PrinterState.OFFLINE: FailReason.OFFLINE,
}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what, in seconds. The defaults suit printers on a local network or cable."""

    connect_s: float = 3.0
    reply_s: float = 0.5
    stall_s: float = 8.0
    confirm_s: float = 12.0
    settle_s: float = 1.5
    watch_s: float = 0.5
    clear_s: float = 1.0
    late_s: float = 5.0


class EscPosPrinter:
    """Implements ReceiptPrinter."""

    def __init__(
        self,
        connect: Connect,
        profile: PrinterProfile,
        patience: Patience | None = None,
        entropy: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._connect = connect
        self._profile = profile
        self._patience = patience or Patience()
        self._entropy = entropy
        self._turn = threading.Lock()
        self._last = PrinterStatus(PrinterState.UNKNOWN, notes=("not asked yet",))
        self._owed, self._owed_until = 0, 0.0
        self._leftover = False

    def status(self) -> PrinterStatus:
        """Ask the printer; while a job is printing, the last known status."""
        if not self._turn.acquire(timeout=self._patience.reply_s):
            return self._last
        try:
            self._last = self._ask_apart()
            return self._last
        finally:
            self._turn.release()

    def print(self, job: PrintJob, deadline_s: float) -> PrintResult:
        """Print ``job``; see the port for the meaning of the outcomes."""
        until = time.monotonic() + deadline_s
        if not self._turn.acquire(timeout=max(0.0, deadline_s)):
            return PrintResult(PrintOutcome.FAILED, FailReason.BUSY)
        try:
            result = self._print(job, until)
        finally:
            self._turn.release()
        if result.status is not None:
            self._last = result.status
        return result

    def _open(self, timeout_s: float) -> Conversation:
        return Conversation(self._connect(timeout_s), self._patience.reply_s)

    def _ask_apart(self) -> PrinterStatus:
        try:
            talk = self._open(self._patience.connect_s)
        except UnreachableError as failure:
            return PrinterStatus(PrinterState.OFFLINE, notes=(str(failure),))
        try:
            return self._ask(talk)
        except LinkLostError as failure:
            return PrinterStatus(PrinterState.UNKNOWN, notes=(f"link lost while asking: {failure}",))
        finally:
            talk.close()

    def _ask(self, talk: Conversation) -> PrinterStatus:
        """Status within a conversation; answers owed to an earlier one are waited out on a shared stream."""
        if not self._profile.answers_status:
            return PrinterStatus(PrinterState.UNKNOWN, notes=("this model reports no status",))
        if talk.shared_stream and self._owed:
            left = self._owed_until - time.monotonic()
            if left > 0:
                self._owed = talk.await_owed(self._owed, min(left, self._patience.clear_s))
                if self._owed and time.monotonic() < self._owed_until:
                    return PrinterStatus(PrinterState.UNKNOWN, notes=("still waiting for late answers",))
            self._owed = 0
        status = talk.status()
        self._note_owed(talk)
        return status

    def _note_owed(self, talk: Conversation) -> None:
        if talk.shared_stream and talk.unanswered:
            self._owed, self._owed_until = talk.unanswered, time.monotonic() + self._patience.late_s

    def _print(self, job: PrintJob, until: float) -> PrintResult:
        if self._leftover:
            self._forget()
        try:
            talk = self._open(max(0.05, min(self._patience.connect_s, until - time.monotonic())))
        except UnreachableError as failure:
            status = PrinterStatus(PrinterState.OFFLINE, notes=(str(failure),))
            return PrintResult(PrintOutcome.FAILED, FailReason.UNREACHABLE, status)
        done = Written()
        try:
            before = self._ask(talk)
            if not before.state.may_print:
                talk.close()
                return PrintResult(PrintOutcome.FAILED, _REASONS[before.state], before)
            tag = bytes(_TAG_LETTERS[byte % len(_TAG_LETTERS)] for byte in self._entropy(TAG_LENGTH))
            data = job.data + (request_confirmation(tag) if self._profile.process_id else b"")
            talk.write_all(data, until, self._patience.stall_s, done)
            late = talk.flush(until, self._patience.stall_s) if done.accepted == len(data) else talk.unsent()
            if done.accepted < len(data) or late:
                talk.close(discard=True)
                left_here = done.accepted - late
                outcome = PrintOutcome.FAILED if left_here < len(job.data) else PrintOutcome.UNKNOWN
                return self._ended_badly(outcome, FailReason.STALLED, done.accepted)
            if self._profile.process_id:
                result = self._await_confirmation(talk, tag, before, until, done)
            else:
                result = self._watch_settle(talk, before, until, done)
            self._note_owed(talk)
        except LinkLostError:
            talk.close(discard=True)
            outcome = PrintOutcome.UNKNOWN if done.accepted else PrintOutcome.FAILED
            return self._ended_badly(outcome, FailReason.LINK_LOST, done.accepted)
        good = result.outcome in {PrintOutcome.CONFIRMED, PrintOutcome.SENT}
        talk.close(discard=not good)
        return result if good else self._ended_badly(result.outcome, result.reason, done.accepted, result.status)

    def _await_confirmation(
        self, talk: Conversation, tag: bytes, before: PrinterStatus, until: float, done: Written
    ) -> PrintResult:
        """Wait for the printer's own word, looking every now and then whether it stopped."""
        patience = self._patience
        until = min(until, time.monotonic() + patience.confirm_s)
        status = before
        while not talk.confirmed(tag, min(patience.watch_s, until - time.monotonic())):
            if before.state is not PrinterState.UNKNOWN and not talk.unanswered:
                status = talk.status()
            if not status.state.may_print:
                if talk.confirmed(tag, patience.watch_s):
                    break
                return PrintResult(PrintOutcome.FAILED, _REASONS[status.state], status, done.accepted)
            if time.monotonic() >= until:
                return self._without_confirmation(talk, before, status, done)
        return PrintResult(PrintOutcome.CONFIRMED, None, status, done.accepted)

    def _without_confirmation(
        self, talk: Conversation, before: PrinterStatus, status: PrinterStatus, done: Written
    ) -> PrintResult:
        if before.state is not PrinterState.UNKNOWN and (talk.unanswered or status.state is PrinterState.UNKNOWN):
            return PrintResult(PrintOutcome.UNKNOWN, FailReason.NO_ANSWER, status, done.accepted)
        sure = status.state is not PrinterState.UNKNOWN
        return PrintResult(PrintOutcome.SENT, None, status, done.accepted, nothing_left=sure)

    def _watch_settle(self, talk: Conversation, before: PrinterStatus, until: float, done: Written) -> PrintResult:
        """A printer that confirms nothing is watched for a moment: a stop now leaves the paper in doubt."""
        status = before
        until = min(until, time.monotonic() + self._patience.settle_s)
        while before.state is not PrinterState.UNKNOWN:
            status = talk.status()
            if not status.state.may_print:
                return PrintResult(PrintOutcome.UNKNOWN, _REASONS[status.state], status, done.accepted)
            if status.state is PrinterState.UNKNOWN or time.monotonic() >= until:
                break
            talk.listen(min(self._patience.watch_s, until - time.monotonic()))
        return self._without_confirmation(talk, before, status, done)

    def _ended_badly(
        self, outcome: PrintOutcome, reason: FailReason | None, accepted: int, status: PrinterStatus | None = None
    ) -> PrintResult:
        """Clear the printer and let its state name the reason where the reason was only a symptom."""
        if not accepted:
            return PrintResult(outcome, reason, status)
        self._leftover = True
        after = self._forget()
        if reason is FailReason.STALLED and after is not None and after.state in _REASONS:
            reason = _REASONS[after.state]
        return PrintResult(outcome, reason, status or after, accepted, nothing_left=not self._leftover)

    def _forget(self) -> PrinterStatus | None:
        """Tell the printer to drop what it holds; its status if it can be had."""
        try:
            talk = self._open(self._patience.clear_s)
        except UnreachableError:
            return None
        try:
            if self._profile.clears:
                self._leftover = not talk.clear(self._patience.clear_s)
            else:
                talk.say(_FORGET_OLD)
            return self._ask(talk)
        except LinkLostError:
            return None
        finally:
            talk.close()
