"""Runs the sync in the background. Two lanes, so that a long download never holds up a citizen's card.

Driven by time, not by events: a lost wake-up costs one rhythm, never more. Callers are never blocked.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from sync.client import SikerClient
from sync.clock import StationClock
from sync.engine import FETCHING, TALKING, Step, SyncEngine
from sync.ports import CatalogStore, StationHealth, SyncStatus, SyncStore

log = logging.getLogger(__name__)
LONGEST_NAP_S = 5.0
"""Each lane looks at its schedule at least this often, whatever was or was not signalled."""


class SyncWorker:
    """``start``, ``kick`` after a commit, ``stop``. ``client_for`` makes one client per lane."""

    def __init__(
        self, store: SyncStore, catalog: CatalogStore, client_for: Callable[[], SikerClient], clock: StationClock, *,
        health: Callable[[], StationHealth] = StationHealth, app_version: str = "0",
    ) -> None:  # fmt: skip
        self._clients = (client_for(), client_for())
        self._lanes = tuple(
            _Lane(name, SyncEngine(store, catalog, client, clock, health=health, app_version=app_version), steps, self._changed)
            for name, client, steps in zip(("sync-talk", "sync-fetch"), self._clients, (TALKING, FETCHING), strict=True)
        )
        self._listeners: list[Callable[[SyncStatus], None]] = []
        self._guard = threading.Lock()
        self._last: SyncStatus | None = None

    def start(self) -> None:
        """Begin; the first cycle runs at once."""
        for lane in self._lanes:
            lane.start()

    def kick(self) -> None:
        """Something was queued: push soon. Never blocks."""
        self._lanes[0].hurry(Step.PUSH, Step.LEASES)
        self._lanes[1].hurry(Step.BLOBS)

    def refresh(self) -> None:
        """A technician wants everything now."""
        for lane in self._lanes:
            lane.hurry_all()

    def stop(self, timeout_s: float = 10.0) -> bool:
        """End both lanes; True when they ended in time. What is on its way is sent again next time."""
        for lane in self._lanes:
            lane.ask_to_stop()
        ended = all(lane.wait(timeout_s) for lane in self._lanes)
        if ended:
            for client in self._clients:
                client.close()
        return ended

    def alive(self, within_s: float = 900.0) -> bool:
        """For the application's watchdog: both lanes moved lately."""
        return all(lane.moved_within(within_s) for lane in self._lanes)

    def on_status(self, listener: Callable[[SyncStatus], None]) -> None:
        """Call ``listener`` from a lane's thread whenever the status changed; it must not block."""
        self._listeners.append(listener)

    def status(self) -> SyncStatus | None:
        """The last published status; None before the first cycle ended."""
        return self._last

    def _changed(self) -> None:
        talk, fetch = (lane.engine for lane in self._lanes)
        with self._guard:
            base = talk.status()
            seen = [flag for flag in (talk.online, fetch.online) if flag is not None]
            troubles = {**{s.value: c for s, c in talk.troubles.items()}, **{s.value: c for s, c in fetch.troubles.items()}}
            status = SyncStatus(
                online=any(seen) if seen else None, last_refreshed=base.last_refreshed, last_pushed=base.last_pushed,
                outbox=base.outbox, leases_left=base.leases_left, condition=base.condition,
                clock_offset_ms=base.clock_offset_ms, clock_quality=base.clock_quality, troubles=tuple(sorted(troubles.items())),
            )  # fmt: skip
            if status == self._last:
                return
            self._last = status
            for listener in self._listeners:
                listener(status)


class _Lane:
    """One thread, one engine, some steps."""

    def __init__(self, name: str, engine: SyncEngine, steps: tuple[Step, ...], changed: Callable[[], None]) -> None:
        self.engine = engine
        self._steps, self._changed = steps, changed
        self._wake = threading.Condition()
        self._hurried: set[Step] = set()
        self._stopping = False
        self._moved = time.monotonic()
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def hurry(self, *steps: Step) -> None:
        with self._wake:
            self._hurried.update(steps)
            self._wake.notify()

    def hurry_all(self) -> None:
        self.hurry(*self._steps)

    def ask_to_stop(self) -> None:
        with self._wake:
            self._stopping = True
            self._wake.notify()

    def wait(self, timeout_s: float) -> bool:
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def moved_within(self, seconds: float) -> bool:
        return time.monotonic() - self._moved <= seconds

    def _live(self) -> None:
        while True:
            with self._wake:
                if self._stopping:
                    return
                hurried, self._hurried = self._hurried, set()
            self._moved = time.monotonic()
            self.engine.hurry(*hurried)
            try:
                for step in self._steps:
                    if self._asked_to_stop():
                        return
                    if self.engine.cycle((step,), due_only=True):
                        self._changed()
            except Exception as error:  # noqa: BLE001 - the lane outlives whatever happens
                log.error("sync lane: %s", type(error).__name__)
            with self._wake:
                if not self._stopping and not self._hurried:
                    self._wake.wait(self._nap())

    def _asked_to_stop(self) -> bool:
        return self._stopping

    def _nap(self) -> float:
        soonest = min(self.engine.schedules[step].due for step in self._steps)
        return max(0.05, min(LONGEST_NAP_S, soonest - time.monotonic()))
