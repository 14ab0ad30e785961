"""A receipt printer on TCP that prints pictures: for development, the dev dock and tests of everything that can go wrong.

It keeps the exact bytes of each job, obeys real-time commands on arrival as real printers do, and can be put into any trouble
while it runs. What a job left in its buffer comes out when paper is loaded again, unless the buffer was cleared.
Run it alone with ``python -m devices.receipt.emulator --port 9100 --out papers``. It must never run on a deployed station.
"""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from devices.receipt.roll import LINE_DOTS, Roll, dots_of
from devices.receipt.stream import CLEAR_BUFFERS, ConfirmRequest, Cut, Operation, RealTimeScanner, StreamParser

_READ = 1024


class PaperState(StrEnum):
    """The roll."""

    OK = "ok"
    NEAR_END = "near_end"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Condition:
    """What the printer is like at the moment. Times in seconds."""

    paper: PaperState = PaperState.OK
    paper_out_after_lines: int | None = None
    cover_open: bool = False
    cutter_jammed: bool = False
    stalled: bool = False
    mute: bool = False
    reply_delay_s: float = 0.0
    close_after_bytes: int | None = None
    powered: bool = True
    process_id: bool = True
    clears: bool = True


@dataclass(slots=True, eq=False)
class EmulatedJob:
    """One connection that sent something to print."""

    number: int
    received: bytearray = field(default_factory=bytearray)
    printed: list[Operation] = field(default_factory=list)
    cut: bool = False

    def __repr__(self) -> str:
        return f"EmulatedJob({self.number}, {len(self.received)} bytes)"


class EmulatedPrinter:
    """The printer. All methods are safe from any thread; use it as a context manager or call ``start`` and ``stop``."""

    def __init__(self, dots: int = 576, port: int = 0, host: str = "127.0.0.1", buffer_bytes: int = 4096) -> None:
        self.dots, self.host, self.port = dots, host, port
        self._buffer_bytes = buffer_bytes
        self._condition = Condition()
        self._changed = threading.Condition(threading.RLock())
        self._jobs: list[EmulatedJob] = []
        self._buffer: deque[tuple[EmulatedJob, bytes]] = deque()
        self._buffered = 0
        self._parser = StreamParser()
        self._operations: deque[tuple[EmulatedJob, Operation]] = deque()
        self._generation = 0
        self._listener: socket.socket | None = None
        self._link: socket.socket | None = None
        self._link_job: EmulatedJob | None = None
        self._running = False
        self._threads: list[threading.Thread] = []
        self._timers: list[threading.Timer] = []
        self._dots_left: int | None = None
        self.on_change: Callable[[], None] | None = None

    def __enter__(self) -> EmulatedPrinter:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Listen; ``port`` then holds the real port."""
        with self._changed:
            self._running = True
            self._open_listener()
        for name, work in (("emulated-printer-link", self._serve), ("emulated-printer-head", self._print_all)):
            thread = threading.Thread(target=work, name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Close everything and wait for the threads."""
        with self._changed:
            self._running = False
            self._close_all()
            self._changed.notify_all()
            timers = list(self._timers)
        for timer in timers:
            timer.cancel()
        for thread in self._threads:
            thread.join(5)
        self._threads.clear()

    @property
    def condition(self) -> Condition:
        """The present condition."""
        with self._changed:
            return self._condition

    def set(
        self, *, paper: PaperState | None = None, paper_out_after_lines: int | None = None, cover_open: bool | None = None,
        cutter_jammed: bool | None = None, stalled: bool | None = None, mute: bool | None = None,
        reply_delay_s: float | None = None, close_after_bytes: int | None = None, powered: bool | None = None,
        process_id: bool | None = None, clears: bool | None = None,
    ) -> None:  # fmt: skip
        """Change what is given. ``paper_out_after_lines`` and ``close_after_bytes`` work once; loading paper ends the former."""
        with self._changed:
            now = self._condition
            given = {
                "paper": paper, "paper_out_after_lines": paper_out_after_lines, "cover_open": cover_open,
                "cutter_jammed": cutter_jammed, "stalled": stalled, "mute": mute, "reply_delay_s": reply_delay_s,
                "close_after_bytes": close_after_bytes, "powered": powered, "process_id": process_id, "clears": clears,
            }  # fmt: skip
            self._condition = replace(now, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
            if paper is not None:
                self._dots_left = None
            if paper_out_after_lines is not None:
                self._dots_left = paper_out_after_lines * LINE_DOTS
            if now.powered and not self._condition.powered:
                self._close_all()
                self._drop_everything()
            elif not now.powered and self._condition.powered:
                self._open_listener()
            self._tell()

    @property
    def jobs(self) -> tuple[EmulatedJob, ...]:
        """Jobs so far, oldest first."""
        with self._changed:
            return tuple(self._jobs)

    def render(self, job: EmulatedJob) -> bytes:
        """What of ``job`` is on paper, as PNG."""
        return self.roll(job).png()

    def roll(self, job: EmulatedJob) -> Roll:
        """What of ``job`` is on paper: its lines of text, its native QR contents, its length."""
        with self._changed:
            operations = list(job.printed)
        roll = Roll(self.dots)
        roll.run(operations)
        return roll

    def wait_for(self, met: Callable[[EmulatedPrinter], bool], timeout_s: float = 5.0) -> bool:
        """Wait until ``met`` holds."""
        with self._changed:
            return self._changed.wait_for(lambda: met(self), timeout_s)

    @property
    def connected(self) -> bool:
        """Somebody is talking to the printer."""
        with self._changed:
            return self._link is not None

    @property
    def idle(self) -> bool:
        """Nothing is left to print."""
        with self._changed:
            return not self._buffered and not self._operations

    # -- the link ------------------------------------------------------------------------------------------------------

    def _open_listener(self) -> None:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listener.bind((self.host, self.port))
        listener.listen(4)
        listener.setblocking(False)
        self.port = listener.getsockname()[1]
        self._listener = listener

    def _close_all(self) -> None:
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)  # close alone leaves it listening while another thread polls it
            self._listener.close()
            self._listener = None
        self._drop_link()

    def _drop_link(self) -> None:
        if self._link is not None:
            with contextlib.suppress(OSError):
                self._link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._link.close()
            self._link = None

    def _drop_everything(self) -> None:
        self._generation += 1
        self._buffer.clear()
        self._buffered = 0
        self._operations.clear()
        self._parser.forget()

    def _tell(self) -> None:
        self._changed.notify_all()
        if self.on_change is not None:
            self.on_change()

    def _serve(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._listener is not None or not self._running)
                if not self._running:
                    return
                listener = self._listener
            if listener is None or not _readable(listener):
                continue
            try:
                link, _ = listener.accept()
            except OSError:
                continue
            link.setblocking(False)
            with self._changed:
                self._link, self._link_job = link, None
                self._tell()
            self._talk(link)
            with self._changed:
                if self._link is link:
                    self._link = None
                self._tell()
            link.close()

    def _talk(self, link: socket.socket) -> None:
        scanner = RealTimeScanner()
        while True:
            with self._changed:
                if not self._running or self._link is not link:
                    return
                stalled = self._condition.stalled
            if stalled:
                if _hung_up(link):
                    return
                continue
            if not _readable(link):
                continue
            try:
                data = link.recv(_READ)
            except BlockingIOError:
                continue
            except OSError:
                return
            if not data:
                return
            for piece, real_time in scanner.feed(data):
                if real_time:
                    self._obey(link, piece)
                elif not self._take(link, piece):
                    return

    def _take(self, link: socket.socket, piece: bytes) -> bool:
        """Put bytes into the buffer, waiting for room; False when the link is over."""
        with self._changed:
            if self._link_job is None:
                self._link_job = EmulatedJob(len(self._jobs) + 1)
                self._jobs.append(self._link_job)
            job = self._link_job
            generation = self._generation
            while self._buffered >= self._buffer_bytes and self._running and self._link is link:
                self._changed.wait(0.02)
                if _hung_up(link):
                    return False
            if not self._running or self._link is not link:
                return False
            job.received += piece
            if generation == self._generation:
                self._buffer.append((job, piece))
                self._buffered += len(piece)
            limit = self._condition.close_after_bytes
            if limit is not None and len(job.received) >= limit:
                self._condition = replace(self._condition, close_after_bytes=None)
                self._drop_everything()
                self._drop_link()
            self._tell()
            return self._link is link

    # -- real time -----------------------------------------------------------------------------------------------------

    def _obey(self, link: socket.socket, command: bytes) -> None:
        with self._changed:
            now = self._condition
            if command[1] == 0x04:
                self._reply(link, bytes((self._status_byte(command[2]),)))
            elif command == CLEAR_BUFFERS and now.clears:
                self._drop_everything()
                self._reply(link, b"\x37\x25\x00")
                self._tell()

    def _status_byte(self, question: int) -> int:
        now = self._condition
        out = now.paper is PaperState.OUT
        near = now.paper is not PaperState.OK
        bits = {
            1: 0x08 * (out or now.cover_open or now.cutter_jammed),
            2: 0x04 * now.cover_open | 0x20 * out | 0x40 * now.cutter_jammed,
            3: 0x08 * now.cutter_jammed,
            4: 0x0C * near | 0x60 * out,
        }
        return 0x12 | bits.get(question, 0)

    def _reply(self, link: socket.socket, data: bytes) -> None:
        now = self._condition
        if now.mute:
            return
        if not now.reply_delay_s:
            self._send(link, data)
            return
        timer = threading.Timer(now.reply_delay_s, self._send, (link, data))
        timer.daemon = True
        self._timers = [old for old in self._timers if old.is_alive()]
        self._timers.append(timer)
        timer.start()

    def _send(self, link: socket.socket, data: bytes) -> None:
        with self._changed:
            if self._link is link:
                with contextlib.suppress(OSError):
                    link.send(data)

    # -- the print head ------------------------------------------------------------------------------------------------

    def _may_move(self) -> bool:
        now = self._condition
        return now.powered and now.paper is not PaperState.OUT and not now.cover_open and not now.cutter_jammed

    def _print_all(self) -> None:
        with self._changed:
            while self._running:
                if not self._may_move() or not (self._operations or self._buffer):
                    self._changed.wait(0.5)
                    continue
                if not self._operations:
                    job, data = self._buffer.popleft()
                    self._buffered -= len(data)
                    self._operations.extend((job, operation) for operation in self._parser.feed(data))
                    self._tell()
                    continue
                self._print_next()

    def _print_next(self) -> None:
        job, operation = self._operations[0]
        need = dots_of(operation)
        if self._dots_left is not None:
            if need > self._dots_left:
                self._dots_left = None
                self._condition = replace(self._condition, paper=PaperState.OUT, paper_out_after_lines=None)
                self._tell()
                return
            self._dots_left -= need
        self._operations.popleft()
        job.printed.append(operation)
        if isinstance(operation, Cut):
            job.cut = True
        asked = isinstance(operation, ConfirmRequest) and self._condition.process_id
        if asked and isinstance(operation, ConfirmRequest) and self._link is not None and self._link_job is job:
            self._reply(self._link, b"\x37\x22" + operation.tag + b"\x00")
        if not self._operations and not self._buffer:
            self._tell()


def _readable(link: socket.socket) -> bool:
    try:
        return bool(select.select([link], [], [], 0.05)[0])
    except (OSError, ValueError):
        return True


def _hung_up(link: socket.socket) -> bool:
    """Whether the other side is gone, without reading what it sent."""
    try:
        poll = select.poll()
        poll.register(link, select.POLLRDHUP | select.POLLHUP | select.POLLERR)
        events = poll.poll(20)
    except (OSError, ValueError):
        return True
    return bool(events)


def _main() -> None:
    import argparse
    from pathlib import Path

    options = argparse.ArgumentParser(description="A receipt printer on TCP that prints PNG files.")
    options.add_argument("--port", type=int, default=9100)
    options.add_argument("--dots", type=int, default=576, choices=(576, 512, 384))
    options.add_argument("--out", type=Path, default=Path("papers"))
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    written: dict[int, int] = {}
    with EmulatedPrinter(chosen.dots, chosen.port) as printer, contextlib.suppress(KeyboardInterrupt):
        while True:
            for job in printer.jobs:
                if printer.idle and len(job.printed) > written.get(job.number, 0):
                    written[job.number] = len(job.printed)
                    (chosen.out / f"paper-{job.number:04}.png").write_bytes(printer.render(job))
            time.sleep(0.2)


if __name__ == "__main__":
    _main()
