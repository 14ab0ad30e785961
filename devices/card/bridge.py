"""The kiosk's side of a certified reader, of the PC/SC reader and of the simulator: one supervised process each.

The process may hang, crash, lie or babble; this reader still answers every ``read`` by its deadline, replaces the
process, and tells the listener the truth: nothing is seen while no process looks. It never logs what a line contains.
"""

from __future__ import annotations

import errno
import logging
import os
import queue
import selectors
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import assert_never

from devices.card import wire
from devices.card.child import Child, ChildStuckError
from devices.card.events import EventPump
from devices.card.link import BridgeTiming, Link, LinkFaultError, News
from devices.card.port import (
    Capabilities,
    CardErrorCode,
    CardEvent,
    CardListener,
    CardRead,
    CardReadError,
    ProgressListener,
    ReaderState,
    ReaderStatus,
    ReadProgress,
    RecentError,
    StateChanged,
    Want,
)
from devices.card.presence import ReaderView
from devices.card.verdict import judge

log = logging.getLogger(__name__)
_KEPT_ERRORS = 20


@dataclass(frozen=True, slots=True)
class BridgeSettings:
    """Which program to run and how far to trust it.

    ``granted`` limits what the program may be asked for and may claim, whatever it says of itself. ``production``
    refuses simulated readers. ``uid_key`` (16 to 64 bytes) goes to the process over its input, never on its command line.
    """

    command: tuple[str, ...]
    granted: frozenset[Want]
    production: bool = True
    method: str = "bridge"
    uid_key: bytes | None = field(default=None, repr=False)
    environment: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    folder: Path | None = None
    timing: BridgeTiming = field(default_factory=BridgeTiming)


class _RefusedError(Exception):
    """The program may not be used on this station; starting it again changes nothing."""


@dataclass(slots=True)
class _Call:
    want: frozenset[Want]
    deadline: float
    ready_by: float
    mailbox: queue.SimpleQueue[ReadProgress | CardRead | CardReadError] = field(default_factory=queue.SimpleQueue)
    asked: frozenset[Want] | None = None
    cancelled: bool = False
    cancel_by: float | None = None


class _Sink:
    """Lines to the child; a child that takes none is a fault."""

    def __init__(self, child: Child) -> None:
        self._child = child

    def send(self, line: bytes) -> None:
        try:
            self._child.send(line)
        except ChildStuckError:
            raise LinkFaultError("input-stuck") from None


class BridgeReader:
    """A CardReader that runs ``settings.command`` and speaks the line protocol with it. ``clock`` gives aware UTC."""

    def __init__(self, settings: BridgeSettings, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._timing = settings.timing
        self._clock = clock
        self._lock = threading.Lock()
        self._call: _Call | None = None
        self._scripts: deque[str] = deque()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._pump: EventPump | None = None
        self._wake_r, self._wake_w = -1, -1
        self._view = ReaderView()
        self._recent: deque[RecentError] = deque(maxlen=_KEPT_ERRORS)
        self._lives = 0
        self._capabilities = Capabilities()
        self._status = ReaderStatus(ReaderState.STOPPED, Capabilities(), False, ())
        self._pid: int | None = None

    # -- the port ------------------------------------------------------------------------------------------------

    def start(self, listener: CardListener) -> None:
        """Start the process and watch it; events arrive on a thread of this reader."""
        with self._lock:
            if self._thread is not None:
                raise RuntimeError("reader already started")
            self._stopping.clear()
            self._lives = 0
            self._wake_r, self._wake_w = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
            self._pump = EventPump(listener)
            self._thread = threading.Thread(target=self._supervise, name="card-bridge", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End everything; a running read raises CANCELLED."""
        self._stopping.set()
        self._wake()
        thread, pump = self._thread, self._pump
        if thread is None or pump is None:
            return
        thread.join()
        pump.close()
        with self._lock:
            if self._thread is thread:
                os.close(self._wake_w)
                os.close(self._wake_r)
                self._wake_r = self._wake_w = -1
                self._thread = None

    def capabilities(self) -> Capabilities:
        """What the running program can do within this station's grants; empty while none runs."""
        return self._capabilities

    def status(self) -> ReaderStatus:
        """A snapshot for diagnostics."""
        return self._status

    @property
    def pid(self) -> int | None:
        """The running process, for diagnostics; None while none runs."""
        return self._pid

    def read(self, want: frozenset[Want], deadline_s: float, on_progress: ProgressListener | None = None) -> CardRead:
        """Read the card; see the port. At most one read at a time."""
        now = time.monotonic()
        deadline = now + deadline_s
        call = _Call(want, deadline, min(deadline, now + self._timing.ready_wait_s))
        with self._lock:
            if self._thread is None or self._stopping.is_set():
                raise CardReadError(CardErrorCode.DEVICE_FAULT, "stopped")
            if self._call is not None:
                raise CardReadError(CardErrorCode.DEVICE_FAULT, "busy")
            self._call = call
        self._wake()
        try:
            while True:
                # the supervisor answers at the deadline; the margin only covers a supervisor that is itself starved
                item = call.mailbox.get(timeout=max(0.0, call.deadline - time.monotonic()) + 0.5)
                if isinstance(item, CardRead):
                    return item
                if isinstance(item, CardReadError):
                    raise item
                if on_progress is not None:
                    on_progress(item)
        except queue.Empty:
            raise CardReadError(CardErrorCode.TIMEOUT, "supervisor-late") from None
        finally:
            with self._lock:
                if self._call is call:  # left by an exception: the supervisor clears it away
                    call.cancelled = True
            self._wake()

    def cancel(self) -> None:
        """End the running read with CANCELLED."""
        with self._lock:
            if self._call is not None:
                self._call.cancelled = True
        self._wake()

    def script(self, line: str) -> None:
        """Instruct a simulator (``name=value``); a real reader's program answers by ending itself."""
        self._scripts.append(line)
        self._wake()

    # -- the supervisor's thread -----------------------------------------------------------------------------------

    def _supervise(self) -> None:
        pause = self._timing.back_off_first_s
        try:
            while not self._stopping.is_set():
                began = time.monotonic()
                reason, answered = self._one_life()
                if self._stopping.is_set():
                    break
                log.warning("card reader process ended: %s", reason)
                if answered or time.monotonic() - began >= self._timing.healthy_after_s:
                    pause = self._timing.back_off_first_s
                self._wait_until(time.monotonic() + pause)
                pause = min(pause * 2, self._timing.back_off_most_s)
        except _RefusedError as refusal:
            log.error("card reader refused: %s", refusal)
            self._wait_until(None)
        finally:
            self._finish(CardReadError(CardErrorCode.CANCELLED, "stopped"))
            self._post(ReaderState.STOPPED)

    def _one_life(self) -> tuple[str, bool]:
        """Run one process to its end; returns why it ended and whether it ever answered a read."""
        self._post(ReaderState.RESTARTING if self._lives else ReaderState.STARTING)
        self._lives += 1
        settings = self._settings
        try:
            child = Child(settings.command, dict(settings.environment), settings.folder)
        except OSError as error:
            return self._lost(f"cannot-start:{errno.errorcode.get(error.errno or 0, 'unknown')}"), False
        self._pid = child.pid
        greeting = wire.HelloRequest(1, wire.PROTOCOL, settings.production, settings.uid_key)
        link = Link(_Sink(child), self._timing, greeting, time.monotonic())
        reason, grace, after = "stopped", self._timing.stop_grace_s, ReaderState.RESTARTING
        try:
            self._attend(child, link)
        except LinkFaultError as fault:
            reason, grace = fault.reason, 0.1 if fault.reason == "exited" else 0.0
        except _RefusedError as refusal:
            reason, after = str(refusal), ReaderState.REFUSED
            raise
        finally:
            code = child.end(grace)
            self._pid = None
            if reason == "exited":
                reason = f"exited:{code}"
            self._lost(reason, after)
        return reason, link.answered > 0

    def _attend(self, child: Child, link: Link) -> None:
        link.greet()
        with selectors.DefaultSelector() as selector:
            selector.register(child.output, selectors.EVENT_READ)
            selector.register(self._wake_r, selectors.EVENT_READ)
            while not self._stopping.is_set():
                now = time.monotonic()
                link.tick(now)
                due = min(link.due(), self._serve(link, now))
                for key, _ in selector.select(max(0.0, due - now)):
                    if key.fd == self._wake_r:
                        self._drain()
                    elif (data := child.receive()) == b"":
                        raise LinkFaultError("exited")
                    elif data is not None:
                        for news in link.receive(data, time.monotonic()):
                            self._take(link, news)

    def _serve(self, link: Link, now: float) -> float:
        """Move the waiting or running read on; returns when to look again."""
        with self._lock:
            call = self._call
            cancelled = call is not None and call.cancelled
        if link.hello is not None:  # after looking at the call: what was scripted before a read goes out before it
            while self._scripts:
                link.script(self._scripts.popleft())
        if call is None:
            return now + 3600.0
        if call.asked is None:
            if cancelled:
                self._finish(CardReadError(CardErrorCode.CANCELLED))
                return now
            if link.hello is not None and self._view.heard:
                call.asked = (call.want & self._capabilities.gives) | {Want.PRESENCE}
                left = call.deadline - now
                link.begin_read(call.asked, left - min(self._timing.answer_margin_s, left * 0.2))
                return call.deadline
            if now >= call.ready_by:
                self._finish(CardReadError(CardErrorCode.DEVICE_FAULT, "not-ready"))
                return now
            return call.ready_by
        if now >= call.deadline:
            self._finish(CardReadError(CardErrorCode.CANCELLED if cancelled else CardErrorCode.TIMEOUT))
            raise LinkFaultError("deadline")
        if cancelled and call.cancel_by is None:
            call.cancel_by = now + self._timing.cancel_grace_s
            link.cancel_read()
        if call.cancel_by is not None and now >= call.cancel_by:
            self._finish(CardReadError(CardErrorCode.CANCELLED))
            raise LinkFaultError("cancel-ignored")
        return min(call.deadline, call.cancel_by or call.deadline)

    def _take(self, link: Link, news: News) -> None:
        match news:
            case wire.Hello():
                self._greeted(news)
            case wire.State():
                self._tell(self._view.apply(news))
                self._post(self._seen_state())
            case wire.Progress():
                progress = ReadProgress(news.step, news.done, news.of)
                self._tell([progress])
                if self._call is not None:
                    self._call.mailbox.put(progress)
            case wire.Failure():
                cancelled = self._call is not None and self._call.cancelled
                code = CardErrorCode.CANCELLED if cancelled else news.code
                self._finish(CardReadError(code, news.detail, news.left))
                if news.leaving:
                    raise LinkFaultError("leaving")
            case wire.Result():
                self._finish(self._judged(link, news))
            case _:
                assert_never(news)

    def _greeted(self, hello: wire.Hello) -> None:
        if hello.protocol != wire.PROTOCOL:
            raise _RefusedError("protocol-version")
        if hello.simulated and self._settings.production:
            raise _RefusedError("simulated-in-production")
        gives = frozenset(hello.gives) & self._settings.granted
        self._capabilities = Capabilities(hello.adapter, hello.version, hello.simulated, hello.detects_card, gives, hello.sam)

    def _judged(self, link: Link, result: wire.Result) -> CardRead | CardReadError:
        call = self._call
        if call is None or call.asked is None:
            return CardReadError(CardErrorCode.CANCELLED)
        if call.cancelled:
            return CardReadError(CardErrorCode.CANCELLED)
        capabilities = self._capabilities
        presence = None if result.card is None else self._view.presence_of(result.card)
        if capabilities.detects_card and result.card is None:
            return CardReadError(CardErrorCode.DEVICE_FAULT, "card-number-missing")
        if result.card is not None and presence is None:
            changed = CardErrorCode.CARD_CHANGED if self._view.presences else CardErrorCode.CARD_TORN
            return CardReadError(changed, "gone-before-answer")
        try:
            return judge(
                result,
                call.asked,
                keyed=self._settings.uid_key is not None,
                method=self._settings.method,
                adapter=f"{capabilities.adapter}/{capabilities.version}",
                at=self._clock(),
                presence=presence,
            )
        except CardReadError as error:
            return error

    def _finish(self, outcome: CardRead | CardReadError) -> None:
        with self._lock:
            call, self._call = self._call, None
        if call is None:
            return
        if isinstance(outcome, CardReadError) and outcome.code is not CardErrorCode.CANCELLED:
            log.info("card read failed: %s", outcome)
            self._recent.append(RecentError(outcome.code, outcome.detail, self._clock()))
            self._post(self._status.state)
        call.mailbox.put(outcome)

    def _lost(self, reason: str, after: ReaderState = ReaderState.RESTARTING) -> str:
        """Nothing looks any more: tell it, and end a read that was running (one that still waits may wait on)."""
        stopping = self._stopping.is_set()
        self._capabilities = Capabilities()
        if not stopping:
            self._post(after, fault=reason)
        if self._call is not None and self._call.asked is not None:
            code = CardErrorCode.CANCELLED if stopping else CardErrorCode.DEVICE_FAULT
            self._finish(CardReadError(code, reason))
        self._tell(self._view.lost())
        self._post(self._status.state)
        return reason

    def _seen_state(self) -> ReaderState:
        if not self._view.service_up:
            return ReaderState.SERVICE_DOWN
        return ReaderState.READY if self._view.usable else ReaderState.NO_READER

    def _post(self, state: ReaderState, fault: str | None = None) -> None:
        """Publish a snapshot, and the state when it is another one."""
        before = self._status
        self._status = ReaderStatus(
            state=state,
            capabilities=self._capabilities,
            service_up=self._view.service_up,
            readers=self._view.readers,
            restarts=max(0, self._lives - 1),
            last_fault=before.last_fault if fault is None else fault,
            recent_errors=tuple(self._recent),
        )
        if before.state is not state:
            self._tell([StateChanged(state)])

    def _tell(self, events: list[CardEvent]) -> None:
        pump = self._pump
        if pump is not None:
            for event in events:
                pump.put(event)

    def _wait_until(self, moment: float | None) -> None:
        """Pause between two lives (or for ever), still answering reads that may not wait longer."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake_r, selectors.EVENT_READ)
            while not self._stopping.is_set():
                now = time.monotonic()
                if moment is not None and now >= moment:
                    return
                call = self._call
                if call is not None:
                    if call.cancelled:
                        self._finish(CardReadError(CardErrorCode.CANCELLED))
                    elif moment is None or now >= call.ready_by:
                        self._finish(CardReadError(CardErrorCode.DEVICE_FAULT, self._status.last_fault or "not-ready"))
                due = min([t for t in (moment, call.ready_by if call else None) if t is not None], default=now + 3600.0)
                selector.select(max(0.0, due - now))
                self._drain()

    def _wake(self) -> None:
        with self._lock, suppress(BlockingIOError):
            if self._wake_w >= 0:
                os.write(self._wake_w, b"!")

    def _drain(self) -> None:
        with suppress(BlockingIOError):
            while os.read(self._wake_r, 4096):
                pass
