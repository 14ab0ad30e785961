"""The real kiosk on a temporary disk: window, services, vault, a printer emulator over TCP; SIKER only where a test starts it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from devices.card.port import Want
from devices.card.simulated import SimulatedReader
from devices.receipt.emulator import EmulatedPrinter
from documents import PAPER_80
from domain.visit.pages import Page
from kiosk.app import Kiosk, environment
from kiosk.config import StationConfig
from kiosk.dev.walker import Walker
from kiosk.hardware import Hardware, build_printer
from sync.wire.keys import DeviceKey
from sync.wire.messages import EnrolAnswer, Lease, StationPolicy

NOBODY = "http://127.0.0.1:9"  # the discard port: nothing listens, so the network is down


@dataclass
class Stage:
    """One running kiosk and the hands over it."""

    kiosk: Kiosk
    walker: Walker
    printer: EmulatedPrinter
    reader: SimulatedReader
    folder: Path

    def files(self) -> dict[str, bytes]:
        """Every file the kiosk wrote."""
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def gui() -> QGuiApplication:
    environment()
    found = QGuiApplication.instance()
    return found if isinstance(found, QGuiApplication) else QGuiApplication([])


@pytest.fixture
def stage(gui: QGuiApplication, tmp_path: Path) -> Iterator[Stage]:
    from kiosk.logs import configure

    folder = tmp_path / "station"
    configure(folder / "log", terminal=False)
    with EmulatedPrinter() as printer:
        config = StationConfig(
            data_dir=folder / "data", key_dir=folder / "key", log_dir=folder / "log", server_url=NOBODY,
            printer=f"tcp:127.0.0.1:{printer.port}", camera="simulated", fullscreen=False, development=True, min_free_mb=1,
        )  # fmt: skip
        reader = SimulatedReader(lambda: datetime.now(UTC), gives=tuple(Want))
        kiosk = Kiosk(config, hardware=Hardware(reader, build_printer(config), PAPER_80))
        kiosk.show()
        walker = Walker(kiosk, tmp_path / "pages")
        walker.until(lambda: kiosk.opened, "the station to open")
        _enrolled(kiosk)
        kiosk.check_health()
        walker.until(lambda: kiosk.conductor.state.page is Page.ATTRACT, "the attract page")
        try:
            yield Stage(kiosk, walker, printer, reader, folder)
        finally:
            kiosk.close()
            for handler in list(logging.getLogger().handlers):
                if isinstance(handler, logging.FileHandler):
                    logging.getLogger().removeHandler(handler)
                    handler.close()


def _enrolled(kiosk: Kiosk) -> None:
    station = kiosk.station()
    now = kiosk.clock.now()
    answer = EnrolAnswer(
        device_id="dev_e2e", station="S01", region="33.74", approved=True, server_public_key=DeviceKey.generate().public_text(),
        policy=StationPolicy(self_service_level=0),
    )  # fmt: skip
    station.delivery.put_enrolment(answer, DeviceKey.generate(), now)
    station.delivery.store_lease(Lease(lease_id="l-1", lo=1, hi=200, not_after=date(2099, 1, 1)), now)
