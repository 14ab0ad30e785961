"""Parts the card tests share: a listener to wait on, a fixed clock, readers that are stopped for certain."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TypeVar

import pytest

from devices.card.bridge import BridgeReader, BridgeSettings
from devices.card.link import BridgeTiming
from devices.card.port import CardEvent, CardReader, ReaderState, Want

E = TypeVar("E")
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
UID_KEY = b"a key for tests, 32 bytes long.."
QUICK = BridgeTiming(
    hello_s=30.0, ping_every_s=0.2, ping_answer_s=3.0, cancel_grace_s=1.0, ready_wait_s=20.0, back_off_first_s=0.02,
    back_off_most_s=0.1,
)  # fmt: skip


class Recorder:
    """A listener that remembers; ``wait_for`` walks forward through what was heard."""

    def __init__(self) -> None:
        self.events: list[CardEvent] = []
        self._heard = threading.Condition()
        self._at = 0

    def __call__(self, event: CardEvent) -> None:
        with self._heard:
            self.events.append(event)
            self._heard.notify_all()

    def wait_for(self, kind: type[E], where: Callable[[E], bool] = lambda _: True, timeout_s: float = 20.0) -> E:
        """The next event of that kind after the one waited for before."""
        end = time.monotonic() + timeout_s
        with self._heard:
            while True:
                for at in range(self._at, len(self.events)):
                    event = self.events[at]
                    if isinstance(event, kind) and where(event):
                        self._at = at + 1
                        return event
                if not self._heard.wait(max(0.0, end - time.monotonic())):
                    raise AssertionError(f"no {kind.__name__} in {self.events[self._at :]} after {self.events[: self._at]}")

    def heard(self, kind: type[E]) -> list[E]:
        """All events of that kind so far."""
        with self._heard:
            return [event for event in self.events if isinstance(event, kind)]


def wait_until(holds: Callable[[], bool], timeout_s: float = 20.0) -> bool:
    """Look again and again until ``holds`` or the time is over."""
    pause = threading.Event()
    end = time.monotonic() + timeout_s
    while not holds():
        if time.monotonic() >= end:
            return False
        pause.wait(0.01)
    return True


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return lambda: NOW


StartBridge = Callable[..., BridgeReader]


@pytest.fixture
def start_bridge(clock: Callable[[], datetime], recorder: Recorder) -> Iterator[StartBridge]:
    """Start a bridge on a command; by default the reference shim with a card on it, ready."""
    readers: list[CardReader] = []

    def start(
        *arguments: str,
        command: tuple[str, ...] | None = None,
        granted: frozenset[Want] = frozenset(Want),
        production: bool = False,
        timing: BridgeTiming = QUICK,
        wait_for: ReaderState | None = ReaderState.READY,
        uid_key: bytes | None = UID_KEY,
        environment: tuple[tuple[str, str], ...] = (),
    ) -> BridgeReader:
        shim = (sys.executable, "-m", "devices.card.reference_shim", *arguments)
        settings = BridgeSettings(command or shim, granted, production, uid_key=uid_key, timing=timing, environment=environment)
        reader = BridgeReader(settings, clock)
        readers.append(reader)
        reader.start(recorder)
        if wait_for is not None:
            assert wait_until(lambda: reader.status().state is wait_for), reader.status()
        return reader

    yield start
    for reader in readers:
        reader.stop()


@pytest.fixture
def eventually() -> Callable[..., bool]:
    return wait_until


@pytest.fixture
def recorder_type() -> type[Recorder]:
    return Recorder


@pytest.fixture
def quick() -> BridgeTiming:
    return QUICK


@pytest.fixture
def uid_key() -> bytes:
    return UID_KEY
