"""Watches readers and cards on its own thread and context, and survives the PC/SC service being killed.

pyscard's monitors die with the service and then tell of cards that are gone; this loop forgets everything it saw when
the service is lost, and begins anew. Every card laid down gets a number that is never used twice.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from devices.card.pcsc.scard import (
    E_CANCELLED,
    E_TIMEOUT,
    E_UNKNOWN_READER,
    UNAWARE,
    W_SECURITY_VIOLATION,
    Look,
    ScardError,
)
from devices.card.wire import MAX_READERS, ReaderEntry, State

_WATCH_MS = 2000
_BACK_OFF_FIRST_S = 0.2
_BACK_OFF_MOST_S = 3.0


class WatchContext(Protocol):
    """What the monitor needs of a PC/SC context."""

    def readers(self) -> list[str]:
        """Names of the attached readers."""

    def changes(self, known: dict[str, int], timeout_ms: int) -> list[Look]:
        """Wait for a difference."""

    def cancel(self) -> None:
        """End the wait."""

    def close(self) -> None:
        """Give the context back."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Which readers may be used. ``skip`` names parts of reader names (a SAM slot); virtual readers need leave."""

    allow_virtual: bool = False
    only: str = ""
    skip: tuple[str, ...] = ()

    def ignores(self, reader: str) -> bool:
        """True for readers that are not ours to watch."""
        return (self.only not in reader) or any(part in reader for part in self.skip)

    def refuses(self, reader: str) -> bool:
        """True for readers that show up but may not be used."""
        return not self.allow_virtual and is_virtual(reader)


def is_virtual(reader: str) -> bool:
    """A reader made of software: anyone on the machine (and for vpcd: on the network) could play a card."""
    return "virtual pcd" in reader.lower()


@dataclass(slots=True)
class Table:
    """Readers and cards as they were last seen; the pure part of the monitor."""

    policy: Policy
    known: dict[str, int] = field(default_factory=dict)
    cards: dict[str, int] = field(default_factory=dict)
    _last: int = 0

    def list_changed(self, names: list[str]) -> bool:
        """Take over the names of attached readers; True when readers came or went."""
        ours = [name for name in names if not self.policy.ignores(name)][:MAX_READERS]
        gone = self.known.keys() - set(ours)
        come = [name for name in ours if name not in self.known]
        for name in gone:
            del self.known[name]
            self.cards.pop(name, None)
        for name in come:
            self.known[name] = UNAWARE
        return bool(gone or come)

    def looked(self, looks: list[Look]) -> list[State]:
        """Take over what the readers show; returns the states to tell, a removal between two looks told apart."""
        told: list[State] = []
        for look in looks:
            before = self.known.get(look.reader)
            if before is None:
                continue
            self.known[look.reader] = look.state
            had = look.reader in self.cards
            moved = before != UNAWARE and look.counter != Look(look.reader, before).counter
            if had and (not look.present or moved):
                del self.cards[look.reader]
                told.append(self.state())
            if look.present and look.reader not in self.cards:
                self._last += 1
                self.cards[look.reader] = self._last
                told.append(self.state())
        return told

    def distrust(self, card: int) -> bool:
        """Give another number to a card that turned out to be another one; False when it is gone anyway."""
        for reader, number in self.cards.items():
            if number == card:
                self._last += 1
                self.cards[reader] = self._last
                return True
        return False

    def forget(self) -> None:
        """The service is gone: nothing is known, but numbers go on."""
        self.known.clear()
        self.cards.clear()

    def state(self) -> State:
        """Everything, as it is told to the kiosk."""
        entries = []
        for name in self.known:
            refused = self.policy.refuses(name)
            entries.append(ReaderEntry(name[:128], None if refused else self.cards.get(name), refused))
        return State("up", entries)


class Monitor:
    """Runs the loop; ``publish`` is called on the monitor's thread with complete states."""

    def __init__(self, policy: Policy, publish: Callable[[State], None], connect: Callable[[], WatchContext]) -> None:
        self._table = Table(policy)
        self._publish = publish
        self._connect = connect
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._context: WatchContext | None = None
        self._now = State("down")
        self._told = False
        self._thread = threading.Thread(target=self._run, name="pcsc-monitor", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End the loop."""
        self._stop.set()
        with self._lock:
            if self._context is not None:
                self._context.cancel()
        self._thread.join(1.0)

    def distrust(self, card: int) -> None:
        """Tell that the card of that number is another one now, although the service saw no change."""
        with self._lock:
            if self._table.distrust(card):
                self._tell(self._table.state())

    @property
    def now(self) -> State:
        """The state told last."""
        return self._now

    def _tell(self, state: State) -> None:
        if state == self._now and self._told:
            return
        self._now, self._told = state, True
        self._publish(state)

    def _run(self) -> None:
        pause = _BACK_OFF_FIRST_S
        told_down = False
        while not self._stop.is_set():
            detail = ""
            try:
                context = self._connect()
                with self._lock:
                    self._context = context
                try:
                    told_down = False
                    pause = _BACK_OFF_FIRST_S
                    self._watch(context)
                finally:
                    with self._lock:
                        self._context = None
                    context.close()
            except ScardError as error:
                detail = "not-authorized" if error.code == W_SECURITY_VIOLATION else str(error)
            if self._stop.is_set():
                return
            with self._lock:
                self._table.forget()
                if not told_down:
                    self._tell(State("down", [], detail))
                    told_down = True
            self._stop.wait(pause)
            pause = min(pause * 2, _BACK_OFF_MOST_S)

    def _watch(self, context: WatchContext) -> None:
        """Look until told to stop; raises ScardError when the service is lost."""
        first = True
        while not self._stop.is_set():
            names = context.readers()
            with self._lock:
                changed = self._table.list_changed(names)
            if changed and self._table.known:
                # one immediate look at newcomers, so that readers and their cards are told together
                self._look(context, 0)
            if changed or first:
                with self._lock:
                    self._tell(self._table.state())
            first = False
            self._look(context, _WATCH_MS)

    def _look(self, context: WatchContext, timeout_ms: int) -> None:
        try:
            looks = context.changes(dict(self._table.known), timeout_ms)
        except ScardError as error:
            if error.code not in {E_TIMEOUT, E_CANCELLED, E_UNKNOWN_READER}:
                raise
            return
        with self._lock:
            for state in self._table.looked(looks):
                self._tell(state)
