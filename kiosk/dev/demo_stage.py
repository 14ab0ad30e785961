"""What the demo's visits stand on: server, network, printer, one kiosk at a time, and the record of what was seen."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from devices.card.port import CardReader
from devices.receipt.emulator import EmulatedPrinter
from documents import PAPER_80
from kiosk.app import Kiosk
from kiosk.config import StationConfig
from kiosk.dev.network import SwitchableNetwork
from kiosk.dev.server import EmbeddedSiker
from kiosk.dev.walker import Walker
from kiosk.hardware import Hardware, build_printer

SYNC_S = 60.0
PAPER_NAMES = {"ak1": "kartu-kuning", "proof": "bukti-pendaftaran", "application": "bukti-lamaran"}


@dataclass
class Record:
    """What ``visit.json`` will hold."""

    visits: list[dict[str, object]] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)

    def check(self, good: bool, what: str) -> None:
        if not good:
            self.findings.append(what)


class Stage:
    """Server, network, printer and one kiosk at a time, in a temporary folder."""

    def __init__(self, out: Path, work: Path) -> None:
        self.out, self.work = out, work
        self.record = Record()
        self.siker = EmbeddedSiker(work / "siker")
        self.network = SwitchableNetwork(("127.0.0.1", self.siker.port))
        self.printer = EmulatedPrinter()
        self.paper: list[tuple[str, bytes]] = []
        self.app = QGuiApplication.instance() or QGuiApplication([])

    def config(self) -> StationConfig:
        return StationConfig(
            data_dir=self.work / "data",
            key_dir=self.work / "key",
            log_dir=self.work / "log",
            server_url=self.network.url,
            printer=f"tcp:127.0.0.1:{self.printer.port}",
            camera="simulated",
            fullscreen=False,
            development=True,
            min_free_mb=50,
        )

    def open(self, reader: CardReader) -> Kiosk:
        """A kiosk on this stage, shown and ready for a visit."""
        config = self.config()
        kiosk = Kiosk(config, hardware=Hardware(reader, build_printer(config), PAPER_80), on_paper=self._printed)
        kiosk.show()
        return kiosk

    def _printed(self, kind: str, content: bytes) -> None:
        self.paper.append((kind, content))

    @property
    def papers(self) -> Path:
        """Where papers are kept."""
        folder = self.out / "paper"
        folder.mkdir(exist_ok=True)
        return folder

    def keep_papers(self) -> None:
        """Write down every paper as it left the kiosk and as it came out of the printer."""
        jobs = [item for item in self.printer.jobs if item.printed]
        self.record.check(len(jobs) == len(self.paper), f"{len(self.paper)} papers were sent, {len(jobs)} came out")
        for (kind, content), printed in zip(self.paper, jobs, strict=False):
            (self.papers / f"{PAPER_NAMES[kind]}.escpos").write_bytes(content)
            (self.papers / f"{PAPER_NAMES[kind]}.png").write_bytes(self.printer.render(printed))
        expected = [f"{name}.{ending}" for name in PAPER_NAMES.values() for ending in ("escpos", "png")]
        for name in (*expected, "kartu-kuning.pdf"):
            self.record.check((self.papers / name).exists(), f"{name} is missing")


def recover(stage: Stage, kiosk: Kiosk, walker: Walker) -> None:
    """The network comes back and everything that waited reaches SIKER."""
    station = kiosk.station()
    waiting = station.delivery.counts().queued
    stage.record.check(waiting > 0, "with the network down facts must wait")
    stage.record.visits[-1]["waiting_facts_while_down"] = waiting
    cut = time.monotonic()
    stage.network.switch(on=True)
    kiosk.refresh()
    walker.until(lambda: station.delivery.counts().queued == 0, "SIKER to hold what waited", 90)
    stage.record.visits[-1]["recovered_after_s"] = round(time.monotonic() - cut, 3)
