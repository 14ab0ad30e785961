"""What time it probably is. The station's wall clock may be wrong by years, so it orders nothing and gates no push.

Once the server told its time in this boot, time is that instant plus the monotonic clock. Before that it is the wall
clock with the last known difference, never earlier than the latest instant ever seen. Never sets the system clock.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:  # the first frame of the screen waits for this module: the wire and its cryptography come later
    from sync.ports import ClockMemory
    from sync.wire.envelope import OpClock

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""No correct clock shows less than this; raised with each release."""

HOLDOVER = timedelta(days=30)


def _wall() -> datetime:
    return datetime.now(UTC)


def boot_id() -> str:
    """The kernel's id of this boot, so that ``mono_ms`` of two programs of one boot compare; else a random one."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return str(uuid4())


class StationClock:
    """Thread-safe. ``wall`` gives aware UTC, ``monotonic`` seconds that never jump."""

    def __init__(
        self, wall: Callable[[], datetime] = _wall, monotonic: Callable[[], float] = time.monotonic, boot: str = ""
    ) -> None:
        self._wall, self._monotonic = wall, monotonic
        self._boot = boot or boot_id()
        self._lock = threading.Lock()
        self._offset_ms = 0
        self._synced_at: datetime | None = None
        self._anchor: tuple[datetime, float] | None = None
        self._floor: datetime | None = None

    def restore(self, memory: ClockMemory) -> None:
        """Take up what the store remembered of an earlier run."""
        with self._lock:
            self._offset_ms, self._synced_at, self._floor = memory.offset_ms, memory.synced_at, memory.last_known

    def learn(self, server_time: datetime) -> None:
        """The server told its time. It is believed over everything else, even when that moves time back."""
        with self._lock:
            self._anchor = (server_time, self._monotonic())
            self._offset_ms = round((server_time - self._wall()).total_seconds() * 1000)
            self._synced_at = self._floor = server_time

    def now(self) -> datetime:
        """The best knowledge of the present, aware UTC; never runs backwards except when the server corrects it."""
        with self._lock:
            return self._now()[0]

    def signing_time(self) -> datetime:
        """The instant to put into request signatures."""
        return self.now()

    def quality(self) -> str:
        """``synced`` in this boot, ``holdover`` on an older difference, ``unknown`` when the clock is not believable."""
        with self._lock:
            return self._now()[1]

    def stamp(self) -> OpClock:
        """The clock part of an envelope."""
        from sync.wire.envelope import OpClock

        with self._lock:
            quality = self._now()[1]
            return OpClock(quality, self._offset_ms, self._boot, round(self._monotonic() * 1000))

    def memory(self) -> ClockMemory:
        """What to keep for the next run."""
        from sync.ports import ClockMemory

        with self._lock:
            return ClockMemory(self._offset_ms, self._boot, self._synced_at, self._now()[0])

    @property
    def offset_ms(self) -> int:
        """Server time minus wall clock at the last contact."""
        return self._offset_ms

    def _now(self) -> tuple[datetime, str]:
        if self._anchor is not None:
            moment, mono = self._anchor
            return moment + timedelta(seconds=self._monotonic() - mono), "synced"
        moment = self._wall() + timedelta(milliseconds=self._offset_ms)
        lowest = max(BUILT, self._floor or BUILT)
        if moment < lowest:
            return lowest, "unknown"
        self._floor = moment
        known = self._synced_at is not None and moment - self._synced_at <= HOLDOVER
        return moment, "holdover" if known else "unknown"
