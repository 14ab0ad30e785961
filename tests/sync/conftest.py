"""A station over the model server, and the real SIKER process behind a faulty network."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from kiosk.store.catalog import SqlCatalog
from kiosk.store.delivery import VaultDelivery
from kiosk.store.vault import SqlVault
from sync.client import SikerClient
from sync.engine import SyncEngine
from tests.chaos.proxy import ChaosProxy
from tests.store.store_samples import Hands, enrolled_vault
from tests.sync.model_server import ModelServer, Network
from tests.sync.siker_process import SikerProcess


@dataclass(slots=True)
class ModelStation:
    """A station, its engine and the model it talks to."""

    vault: SqlVault
    delivery: VaultDelivery
    catalog: SqlCatalog
    engine: SyncEngine
    server: ModelServer
    network: Network
    hands: Hands


@pytest.fixture
def modelled(tmp_path: Path) -> Iterator[ModelStation]:
    """Enrolled with the model, no numbers yet."""
    made = enrolled_vault(tmp_path, lease=None)
    server = ModelServer()
    server.register("dev_1", made.key.public_text())
    network = Network(server)
    catalog = SqlCatalog(tmp_path / "data")
    engine = SyncEngine(
        made.delivery, catalog, cast("SikerClient", network), made.vault.clock, rng=random.Random(1),
        monotonic=lambda: made.hands.mono,
    )  # fmt: skip
    yield ModelStation(made.vault, made.delivery, catalog, engine, server, network, made.hands)
    catalog.close()
    made.vault.close()


@pytest.fixture(scope="session")
def siker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SikerProcess]:
    """One real server for the session."""
    process = SikerProcess(tmp_path_factory.mktemp("siker"))
    process.start()
    yield process
    process.kill()


@pytest.fixture(scope="session")
def proxy(siker: SikerProcess) -> Iterator[ChaosProxy]:
    """A network between station and server that does what the test says."""
    with ChaosProxy(lambda: siker.port) as running:
        yield running
