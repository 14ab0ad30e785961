"""The reader's side of the line protocol for programs written in Python: one loop for stdin, one worker for the read.

The main thread never waits for hardware, so pings are answered even while a card is silent. A read that is stuck beyond
its deadline is answered and the process ends itself: a blocked driver call cannot be cured from inside.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, assert_never

from devices.card import wire
from devices.card.port import CardErrorCode, CardReadError, Step, Want

EXIT_STUCK = 75
EXIT_BAD_LINE = 65
EXIT_LATE_HELLO = 64
_CANCEL_PATIENCE_S = 0.5


class LineOut:
    """Owner of the real standard output; anything else printed there goes to the error output instead."""

    def __init__(self) -> None:
        self._fd = os.dup(1)
        os.dup2(2, 1)
        self._lock = threading.Lock()

    def __call__(self, message: wire.Message) -> None:
        """Write one message whole."""
        self.raw(wire.encode(message))

    def block(self) -> None:
        """Never write again, and stop whoever tries (simulators of hung readers)."""
        with self._lock:
            threading.Event().wait()

    def raw(self, data: bytes) -> None:
        """Write bytes as they are (simulators of broken readers)."""
        with self._lock:
            view = memoryview(data)
            while view:
                view = view[os.write(self._fd, view) :]


class Job:
    """One running read: its wishes, its progress, and one answer only."""

    def __init__(self, request: wire.ReadRequest, out: Callable[[wire.Message], None]) -> None:
        self.id = request.id
        self.want = frozenset(request.want)
        self.deadline_s = request.deadline_ms / 1000
        self.late_code = CardErrorCode.TIMEOUT
        self.cancelled = threading.Event()
        self.over = threading.Event()
        self._out = out
        self._lock = threading.Lock()

    def progress(self, step: Step, done: int, of: int) -> None:
        """Tell a step; raises CANCELLED when the kiosk no longer wants the read."""
        self.check()
        with self._lock:
            if not self.over.is_set():
                self._out(wire.Progress(self.id, step, done, of))

    def check(self) -> None:
        """Raise CANCELLED when the kiosk no longer wants the read."""
        if self.cancelled.is_set():
            raise CardReadError(CardErrorCode.CANCELLED)

    def running(self) -> bool:
        """False once the answer is given; waits for one that is just being written."""
        with self._lock:
            return not self.over.is_set()

    def answer(self, answer: wire.Result | wire.Failure) -> bool:
        """Give the answer unless one was given; True when this was it."""
        with self._lock:
            if self.over.is_set():
                return False
            self._out(answer)
            self.over.set()
            return True


class CardDevice(Protocol):
    """What a program must know of its hardware; the loop does the rest."""

    def greet(self, request: wire.HelloRequest) -> wire.Hello:
        """Say who you are. The key in the request is for the HMAC of the card's number."""

    def watch(self, publish: Callable[[wire.State], None]) -> None:
        """Begin to publish complete states, the first one soon; called once, must not block."""

    def read(self, job: Job) -> wire.Result:
        """Read now, on a worker thread; raise CardReadError on failure. Any other exception becomes DEVICE_FAULT."""

    def script(self, line: str) -> None:
        """Simulators only; others raise MalformedLineError."""

    def stop(self) -> None:
        """Let the hardware go."""


class _Program:
    def __init__(self, device: CardDevice, out: LineOut) -> None:
        self._device = device
        self._out = out
        self._job: Job | None = None
        self._greeted = False

    def take(self, request: wire.Request) -> None:
        if not self._greeted and not isinstance(request, wire.HelloRequest):
            _leave(EXIT_LATE_HELLO)
        match request:
            case wire.HelloRequest():
                self._out(self._device.greet(request))
                self._greeted = True
                self._device.watch(self._out)
            case wire.Ping():
                self._out(wire.Pong(request.id))
            case wire.ReadRequest():
                self._begin(request)
            case wire.Cancel():
                self._cancel(request.read)
            case wire.Script():
                self._device.script(request.line)
                self._out(wire.Pong(request.id))
            case _:
                assert_never(request)

    def _begin(self, request: wire.ReadRequest) -> None:
        if self._job is not None and self._job.running():
            self._out(wire.Failure(request.id, CardErrorCode.DEVICE_FAULT, "busy"))
            return
        job = Job(request, self._out)
        self._job = job
        threading.Thread(target=self._work, args=(job,), name="card-read", daemon=True).start()
        threading.Thread(target=_guard, args=(job,), name="card-deadline", daemon=True).start()

    def _work(self, job: Job) -> None:
        answer: wire.Result | wire.Failure
        try:
            answer = self._device.read(job)
        except CardReadError as error:
            answer = wire.Failure(job.id, error.code, error.detail, error.left)
        except Exception as error:  # noqa: BLE001  # the kiosk must get an answer, whatever the hardware did
            answer = wire.Failure(job.id, CardErrorCode.DEVICE_FAULT, type(error).__name__[:48])
        job.answer(answer)

    def _cancel(self, number: int) -> None:
        job = self._job
        if job is None or job.id != number or job.over.is_set():
            return
        job.cancelled.set()
        threading.Thread(target=_insist, args=(job,), name="card-cancel", daemon=True).start()


def _guard(job: Job) -> None:
    """Answer for a read that is stuck at its deadline, and end the process with it."""
    if not job.over.wait(job.deadline_s) and job.answer(wire.Failure(job.id, job.late_code, "deadline", leaving=True)):
        _leave(EXIT_STUCK)


def _insist(job: Job) -> None:
    """Answer for a read that does not notice its cancellation, and end the process with it."""
    if not job.over.wait(_CANCEL_PATIENCE_S) and job.answer(wire.Failure(job.id, CardErrorCode.CANCELLED, "stuck", leaving=True)):
        _leave(EXIT_STUCK)


def _leave(code: int) -> None:
    os._exit(code)  # other threads may be stuck in a driver; a normal exit would wait for them


def run(device: CardDevice, out: LineOut) -> None:
    """Serve until the kiosk closes our input; then the process ends, whatever else still runs in it."""
    program = _Program(device, out)
    splitter = wire.LineSplitter()
    try:
        while data := os.read(sys.stdin.fileno(), 65536):
            for line in splitter.feed(data):
                program.take(wire.decode_request(line))
    except wire.MalformedLineError:
        _leave(EXIT_BAD_LINE)
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    stopper = threading.Thread(target=_stop, args=(device,), daemon=True)
    stopper.start()
    stopper.join(0.5)
    _leave(0)


def _stop(device: CardDevice) -> None:
    with suppress(Exception):
        device.stop()


def wants(job: Job, *any_of: Want) -> bool:
    """True when the read asks for one of ``any_of``."""
    return not job.want.isdisjoint(any_of)
