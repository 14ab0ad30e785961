"""One short conversation with a printer: questions whose answers can be trusted, writing that cannot hang.

An answer to DLE EOT carries no mark of its question. So: old bytes are drained before every question, and after one question
stayed unanswered no further one is asked in this conversation, because the late answer would be taken for the next one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from devices.receipt.answers import CLEAR_BUFFERS, QUESTIONS, AnswerReader, Cleared, Printed, StatusByte, ask, decode
from devices.receipt.port import PrinterStatus
from devices.receipt.transport import Transport

_SLICE_S = 0.25
_AFTERTHOUGHT_S = 0.02


@dataclass(slots=True)
class Written:
    """How far a write came."""

    accepted: int = 0


class Conversation:
    """Wraps an open transport. Raises LinkLostError from every method when the link ends."""

    def __init__(self, transport: Transport, reply_timeout_s: float) -> None:
        self._transport = transport
        self._reply_timeout_s = reply_timeout_s
        self._reader = AnswerReader()
        self.unanswered = 0
        self.ever_answered = False
        self._tags: set[bytes] = set()

    @property
    def shared_stream(self) -> bool:
        return self._transport.shared_stream

    def close(self, discard: bool = False) -> None:
        """End it; with ``discard`` nothing still buffered here is sent."""
        self._transport.close(discard)

    def _collect(self, timeout_s: float) -> list[StatusByte | Cleared]:
        """Answers that came; confirmations are kept aside, they can only belong to their own job."""
        answers = self._reader.feed(self._transport.read_some(timeout_s))
        self._tags |= {answer.tag for answer in answers if isinstance(answer, Printed)}
        return [answer for answer in answers if not isinstance(answer, Printed)]

    def _drain(self) -> None:
        until = time.monotonic() + self._reply_timeout_s
        while time.monotonic() < until:
            before = self._transport.read_some(0)
            if not before:
                break
            answers = self._reader.feed(before)
            self._tags |= {answer.tag for answer in answers if isinstance(answer, Printed)}

    def await_owed(self, count: int, timeout_s: float) -> int:
        """Take in answers an earlier conversation is still owed; return how many did not come."""
        until = time.monotonic() + timeout_s
        while count > 0 and (left := until - time.monotonic()) > 0:
            count -= sum(isinstance(answer, StatusByte) for answer in self._collect(left))
        return max(0, count)

    def ask(self, question: int) -> int | None:
        """The status byte, or None when the printer did not answer in time or an earlier question is still open."""
        if self.unanswered:
            return None
        self._drain()
        if self._write_by(ask(question), time.monotonic() + self._reply_timeout_s) < 3:
            self.unanswered += 1
            return None
        until = time.monotonic() + self._reply_timeout_s
        while (left := until - time.monotonic()) > 0:
            for answer in self._collect(left):
                if isinstance(answer, StatusByte):
                    self.ever_answered = True
                    return answer.value
        self.unanswered += 1
        return None

    def status(self) -> PrinterStatus:
        """Ask all four questions. One answer too many means none can be matched to its question: UNKNOWN."""
        answers: dict[int, int] = {}
        for question in QUESTIONS:
            value = self.ask(question)
            if value is None:
                return decode({}, f"no answer to DLE EOT {question}") if not answers else decode({}, "answers stopped half way")
            answers[question] = value
        if any(isinstance(extra, StatusByte) for extra in self._collect(_AFTERTHOUGHT_S)):
            return decode({}, "more answers than questions")
        return decode(answers)

    def clear(self, timeout_s: float) -> bool:
        """Have the printer forget everything it holds; True when it says it did."""
        until = time.monotonic() + timeout_s
        self._drain()
        if self._write_by(CLEAR_BUFFERS, until) < len(CLEAR_BUFFERS):
            return False
        while (left := until - time.monotonic()) > 0:
            if any(isinstance(answer, Cleared) for answer in self._collect(left)):
                return True
        return False

    def say(self, data: bytes) -> None:
        """Write a few bytes nobody answers."""
        self._write_by(data, time.monotonic() + self._reply_timeout_s)

    def _write_by(self, data: bytes, until: float) -> int:
        done = Written()
        self.write_all(data, until, until - time.monotonic(), done)
        return done.accepted

    def write_all(self, data: bytes, until: float, stall_s: float, done: Written) -> None:
        """Write until all is accepted, ``until`` is past or nothing moved for ``stall_s``; ``done`` survives a lost link."""
        view = memoryview(data)
        moved = time.monotonic()
        while done.accepted < len(view):
            now = time.monotonic()
            left = min(until, moved + stall_s) - now
            if left <= 0:
                return
            count = self._transport.write_some(view[done.accepted :], min(left, _SLICE_S))
            if count:
                done.accepted += count
                moved = time.monotonic()

    def flush(self, until: float, stall_s: float) -> int:
        """Wait until what was accepted has left this machine; return the bytes that have not."""
        moved, last = time.monotonic(), self._transport.unsent()
        while last and time.monotonic() < min(until, moved + stall_s):
            self._collect(0.02)
            now_left = self._transport.unsent()
            if now_left < last:
                moved = time.monotonic()
            last = now_left
        return last

    def unsent(self) -> int:
        """Bytes that have not left this machine."""
        return self._transport.unsent()

    def listen(self, seconds: float) -> None:
        """Take in what comes during a pause."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._collect(left)

    def confirmed(self, tag: bytes, timeout_s: float) -> bool:
        """Whether the job with ``tag`` was reported printed within the time."""
        until = time.monotonic() + timeout_s
        while tag not in self._tags and (left := until - time.monotonic()) > 0:
            self._collect(min(left, _SLICE_S))
        return tag in self._tags
