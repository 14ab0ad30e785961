"""The protocol over one life of a reader's process: greeting, pings, one read at a time, nothing unexpected.

Any deviation is a LinkFaultError, and a fault ends that life; the bridge starts another. No thread and no clock of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from devices.card import wire
from devices.card.port import Want


class LinkFaultError(Exception):
    """This life is over; ``reason`` is a short token."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LineSink(Protocol):
    """Where lines to the process go."""

    def send(self, line: bytes) -> None:
        """Hand over one line; raises LinkFaultError when the process does not take it."""


@dataclass(frozen=True, slots=True)
class BridgeTiming:
    """Seconds. The defaults suit a kiosk; tests shorten them."""

    hello_s: float = 15.0
    ping_every_s: float = 5.0
    ping_answer_s: float = 4.0
    answer_margin_s: float = 0.4
    cancel_grace_s: float = 1.5
    ready_wait_s: float = 8.0
    stop_grace_s: float = 1.5
    back_off_first_s: float = 0.2
    back_off_most_s: float = 10.0
    healthy_after_s: float = 30.0
    lines_per_second: int = 400


Answer = wire.Result | wire.Failure
News = wire.Hello | wire.State | wire.Progress | Answer


@dataclass(slots=True)
class Link:
    """Call ``receive`` with every chunk and ``tick`` at least at ``due``; times are monotonic seconds."""

    sink: LineSink
    timing: BridgeTiming
    greeting: wire.HelloRequest
    begun: float
    hello: wire.Hello | None = None
    reading: int | None = None
    answered: int = 0
    _splitter: wire.LineSplitter = field(default_factory=wire.LineSplitter)
    _next_id: int = 2
    _ping_id: int | None = None
    _ping_at: float = 0.0
    _window_began: float = 0.0
    _window_lines: int = 0

    def greet(self) -> None:
        """Send the first line."""
        self.sink.send(wire.encode(self.greeting))
        self._window_began = self.begun

    def due(self) -> float:
        """When ``tick`` has something to do."""
        if self.hello is None:
            return self.begun + self.timing.hello_s
        return self._ping_at + (self.timing.ping_every_s if self._ping_id is None else self.timing.ping_answer_s)

    def tick(self, now: float) -> None:
        """Keep the process honest: raises LinkFaultError when it is silent."""
        if now < self.due():
            return
        if self.hello is None:
            raise LinkFaultError("no-hello")
        if self._ping_id is not None:
            raise LinkFaultError("silent")
        self._ping_id, self._ping_at = self._new_id(), now
        self.sink.send(wire.encode(wire.Ping(self._ping_id)))

    def begin_read(self, want: frozenset[Want], deadline_s: float) -> int:
        """Ask for a read and return its number."""
        self.reading = self._new_id()
        milliseconds = max(1, min(600_000, int(deadline_s * 1000)))
        self.sink.send(wire.encode(wire.ReadRequest(self.reading, sorted(want), milliseconds)))
        return self.reading

    def cancel_read(self) -> None:
        """Ask the running read to end."""
        if self.reading is not None:
            self.sink.send(wire.encode(wire.Cancel(self._new_id(), self.reading)))

    def script(self, line: str) -> None:
        """Instruct a simulator; its pong is taken like any other."""
        self.sink.send(wire.encode(wire.Script(self._new_id(), line)))

    def receive(self, data: bytes, now: float) -> list[News]:
        """Take bytes and return the messages that concern the bridge; raises LinkFaultError."""
        try:
            lines = self._splitter.feed(data)
            messages = [wire.decode_message(line) for line in lines]
        except wire.MalformedLineError as error:
            raise LinkFaultError(str(error)) from None
        self._count(len(lines), now)
        return [news for message in messages if (news := self._accept(message, now)) is not None]

    def _accept(self, message: wire.Message, now: float) -> News | None:
        if self.hello is None:
            if not isinstance(message, wire.Hello) or message.id != self.greeting.id:
                raise LinkFaultError("not-greeted")
            self.hello, self._ping_at = message, now
            return message
        match message:
            case wire.Hello():
                raise LinkFaultError("greeted-twice")
            case wire.Pong(id=number):
                if number >= self._next_id:
                    raise LinkFaultError("unasked-pong")
                if number == self._ping_id:
                    self._ping_id, self._ping_at = None, now
                return None
            case wire.State():
                return message
            case wire.Progress(id=number):
                if number != self.reading:
                    raise LinkFaultError("unasked-progress")
                return message
            case wire.Result(id=number) | wire.Failure(id=number):
                if number != self.reading:
                    raise LinkFaultError("unasked-answer")
                self.reading = None
                self.answered += 1
                return message

    def _count(self, lines: int, now: float) -> None:
        if now - self._window_began >= 1.0:
            self._window_began, self._window_lines = now, 0
        self._window_lines += lines
        if self._window_lines > self.timing.lines_per_second:
            raise LinkFaultError("flood")

    def _new_id(self) -> int:
        number = self._next_id
        self._next_id += 1
        return number
