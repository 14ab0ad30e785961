"""The background worker: at once after a commit, never in the way of its callers, two lanes, an orderly end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import cast

import pytest

from domain.facts import HelpRequested
from sync.client import SikerClient
from sync.engine import Step
from sync.ports import SyncStatus
from sync.worker import SyncWorker
from tests.sync.conftest import ModelStation
from tests.sync.model_server import Network


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "never happened"
        time.sleep(0.01)


class Clients:
    """What a lane gets: the network, with a close."""

    def __init__(self, network: Network) -> None:
        self._network, self.closed = network, False
        self.gate: dict[str, threading.Event] = {}

    def close(self) -> None:
        self.closed = True

    def __getattr__(self, name: str) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            gate = self.gate.get(name)
            if gate is not None:
                gate.wait(10)
            action = cast("Callable[..., object]", getattr(self._network, name))
            return action(*arguments)

        return call


@pytest.fixture
def clients(modelled: ModelStation) -> Clients:
    return Clients(modelled.network)


def worker_for(station: ModelStation, clients: Clients) -> SyncWorker:
    return SyncWorker(station.delivery, station.catalog, lambda: cast("SikerClient", clients), station.vault.clock)


def ask(station: ModelStation, name: str) -> None:
    with station.vault.begin() as unit:
        unit.enqueue(HelpRequested(name, "welcome", station.hands.wall), station.hands.wall)


def test_a_commit_is_pushed_at_once_and_everybody_is_told(modelled: ModelStation, clients: Clients) -> None:
    worker = worker_for(modelled, clients)
    told: list[SyncStatus] = []
    worker.on_status(told.append)
    modelled.vault.on_commit(worker.kick)
    worker.start()
    until(lambda: bool(told) and told[-1].leases_left == 200 and told[-1].last_refreshed is not None)
    began = time.monotonic()
    ask(modelled, "now")
    until(lambda: len(modelled.server.memory.effects) == 1)
    assert time.monotonic() - began < 5  # far below the 30 s rhythm
    until(lambda: told[-1].outbox.acked == 1)
    assert told[-1].online is True
    assert worker.alive()
    assert len(told) == len({repr(status) for status in told})
    assert worker.stop() is True
    assert clients.closed


def test_a_download_that_hangs_does_not_hold_up_a_citizens_card(modelled: ModelStation, clients: Clients) -> None:
    gate = clients.gate["changes"] = threading.Event()
    worker = worker_for(modelled, clients)
    modelled.vault.on_commit(worker.kick)
    worker.start()
    ask(modelled, "through")
    until(lambda: len(modelled.server.memory.effects) == 1)
    gate.set()
    until(lambda: modelled.catalog.cursor().generation == "g1")
    assert worker.stop() is True


def test_kick_returns_at_once_whatever_the_sync_does(modelled: ModelStation, clients: Clients) -> None:
    gates = [clients.gate.setdefault(name, threading.Event()) for name in ("push", "device_self", "changes")]
    worker = worker_for(modelled, clients)
    worker.start()
    began = time.monotonic()
    for _ in range(1000):
        worker.kick()
    assert time.monotonic() - began < 0.5
    for gate in gates:
        gate.set()
    assert worker.stop() is True


def test_a_lane_outlives_a_listener_that_fails(modelled: ModelStation, clients: Clients) -> None:
    worker = worker_for(modelled, clients)
    calls: list[int] = []

    def listener(status: SyncStatus) -> None:
        calls.append(1)
        raise ZeroDivisionError

    worker.on_status(listener)
    modelled.vault.on_commit(worker.kick)
    worker.start()
    until(lambda: bool(calls))
    ask(modelled, "still here")
    until(lambda: len(modelled.server.memory.effects) == 1)
    assert worker.stop() is True


def test_without_any_signal_time_alone_brings_the_next_try(
    modelled: ModelStation, clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sync.engine", fromlist=["RHYTHM_S"]).RHYTHM_S, Step.PUSH, 0.2)
    worker = worker_for(modelled, clients)
    worker.start()
    until(lambda: "push" not in modelled.network.calls and "device_self" in modelled.network.calls)
    ask(modelled, "nobody kicked")
    until(lambda: len(modelled.server.memory.effects) == 1)
    assert worker.stop() is True


def test_stopping_a_worker_that_never_started_is_no_fault(modelled: ModelStation, clients: Clients) -> None:
    assert worker_for(modelled, clients).stop() is True
