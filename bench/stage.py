"""A station ready for visits without any server: a folder with an enrolled vault, numbers to use, and its station.toml."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

SERIALS = 5000


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the station lives and the file ``python -m kiosk --config`` takes."""

    folder: Path
    config: Path


def prepare(folder: Path, printer: str = "simulated") -> Stage:
    """Make the folder, enrol with a server that does not exist, lease numbers, write the configuration (camera ``none``)."""
    from kiosk.clock import local_day
    from kiosk.store.delivery import VaultDelivery
    from kiosk.store.vault import StoreSettings, open_vault
    from sync.clock import StationClock
    from sync.wire.keys import DeviceKey
    from sync.wire.messages import EnrolAnswer, Lease, StationPolicy

    clock = StationClock()
    vault = open_vault(StoreSettings(folder / "data", folder / "key", min_free_mb=50), clock)
    try:
        delivery, now = VaultDelivery(vault), clock.now()
        answer = EnrolAnswer(
            device_id="dev_bench",
            station="S01",
            region="33.74",
            approved=True,
            server_public_key=DeviceKey.generate().public_text(),
            policy=StationPolicy(),
        )
        delivery.put_enrolment(answer, DeviceKey.generate(), now)
        until = local_day(now) + timedelta(days=90)
        delivery.store_lease(Lease(lease_id="l-bench", lo=1, hi=SERIALS, not_after=until), now)
    finally:
        vault.close()
    config = folder / "station.toml"
    config.write_text(
        f'development = true\nfullscreen = false\ncard = "simulated"\ncamera = "none"\nprinter = "{printer}"\n'
        f'server_url = "http://127.0.0.1:{closed_port()}"\nmin_free_mb = 50\n'
        f'data_dir = "{folder / "data"}"\nkey_dir = "{folder / "key"}"\nlog_dir = "{folder / "log"}"\n',
        "utf-8",
    )
    return Stage(folder, config)


def closed_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
