"""``make run``: an embedded SIKER, this station enrolled with it, the kiosk, and the dock that plays its devices.

Everything lives below ``var/`` in the working folder and is kept between runs; ``make clean`` forgets it.
"""

from __future__ import annotations

import secrets
import socket
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from devices.card.sample import SAMPLE_RECORD
from devices.card.simulated import SimulatedReader
from devices.receipt.emulator import EmulatedPrinter, PaperState
from documents import PAPER_80
from domain.ktp import KtpRecord
from domain.visit.events import TechnicianCard
from kiosk.app import Kiosk, environment, quit_on_signals
from kiosk.behind import opened
from kiosk.config import StationConfig
from kiosk.dev.network import SwitchableNetwork
from kiosk.dev.server import EmbeddedSiker
from kiosk.hardware import Hardware, build_printer
from kiosk.logs import configure
from ui.devdock.dock import DockWindow

FOLDER = Path("var")
PORT = 8765
PEOPLE: dict[str, tuple[str, KtpRecord]] = {
    "man": ("Contoh Pemohon", SAMPLE_RECORD),
    "woman": (
        "Siti Contoh",
        replace(
            SAMPLE_RECORD, nik="3374995505980002", nama="SITI CONTOH", tanggal_lahir="15-05-1998", jenis_kelamin="PEREMPUAN",
            status_perkawinan="KAWIN", kel_desa="MIROTO", kecamatan="SEMARANG TENGAH",
        ),
    ),
    "single": ("Sukarno (satu kata)", replace(SAMPLE_RECORD, nik="3374991203710003", nama="SUKARNO", tanggal_lahir="12-03-1971")),
}  # fmt: skip

_PAPER = {"full": PaperState.OK, "near_end": PaperState.NEAR_END, "empty": PaperState.OUT}


class DevPort:
    """What the dock's buttons do: simulated reader, printer emulator, switchable network, shifted clock."""

    def __init__(self, kiosk: Kiosk, reader: SimulatedReader, printer: EmulatedPrinter, network: SwitchableNetwork) -> None:
        self._kiosk, self._reader, self._printer, self._network = kiosk, reader, printer, network

    def people(self) -> Sequence[tuple[str, str]]:
        """Sample cards."""
        return tuple((key, name) for key, (name, _) in PEOPLE.items())

    def insert_card(self, key: str) -> None:
        """Lay a sample card on the reader."""
        self._reader.insert(PEOPLE[key][1])

    def remove_card(self) -> None:
        """Take it away."""
        self._reader.remove()

    def technician_card(self) -> None:
        """As if a technician's card were laid down."""
        self._kiosk.conductor.send(TechnicianCard())

    def paper(self, level: str) -> None:
        """``full``, ``near_end`` or ``empty``."""
        self._printer.set(paper=_PAPER[level])

    def cover(self, *, opened: bool) -> None:
        """Open or close the printer."""
        self._printer.set(cover_open=opened)

    def printer(self, *, on: bool) -> None:
        """Switch the printer."""
        self._printer.set(powered=on)

    def network(self, *, on: bool) -> None:
        """Plug the network in or out."""
        self._network.switch(on=on)

    def forward(self, by: timedelta) -> None:
        """Pretend it is later."""
        self._kiosk.clock.forward(by)


def run_with_dock() -> int:
    """Start everything, run until the window is closed, stop everything."""
    environment()
    siker = EmbeddedSiker(FOLDER / "siker", PORT if _is_free(PORT) else 0)
    print("Starting SIKER …", flush=True)
    siker.start()
    network = SwitchableNetwork(("127.0.0.1", siker.port))
    with EmulatedPrinter() as printer:
        config = StationConfig(
            data_dir=FOLDER / "kiosk", key_dir=FOLDER / "kiosk-key", log_dir=FOLDER / "kiosk-log", server_url=network.url,
            printer=f"tcp:127.0.0.1:{printer.port}", camera="simulated", fullscreen=False, development=True, min_free_mb=100,
        )  # fmt: skip
        try:
            _enrol_once(config, siker)
            print(f"SIKER: {siker.url}/petugas/  ({_officer(siker)})", flush=True)
            return _run(config, printer, network)
        finally:
            network.close()
            siker.stop()


def _run(config: StationConfig, printer: EmulatedPrinter, network: SwitchableNetwork) -> int:
    configure(config.log_dir, terminal=True)
    app = QGuiApplication([])
    reader = SimulatedReader(lambda: kiosk.clock.now())
    kiosk = Kiosk(_fitting(app, config), hardware=Hardware(reader, build_printer(config), PAPER_80))
    dock = DockWindow(DevPort(kiosk, reader, printer, network))
    papers = _Papers(printer)
    printer.on_change = papers.look
    kiosk.show()
    dock.window.setX(kiosk.window.window.x() + kiosk.window.window.width() + 24)
    dock.window.show()
    kiosk.window.window.visibleChanged.connect(lambda: app.quit())
    quit_on_signals(app)
    try:
        return app.exec()
    finally:
        dock.close()
        kiosk.close()


def _fitting(app: QGuiApplication, config: StationConfig) -> StationConfig:
    """The portrait panel scaled down to what this screen can show beside its bars."""
    high = app.primaryScreen().availableGeometry().height() - 60
    scale = min(1.0, high / config.panel_height_px)
    return replace(
        config, panel_width_px=round(config.panel_width_px * scale), panel_height_px=round(config.panel_height_px * scale),
        panel_px_per_mm=max(2.0, config.panel_px_per_mm * scale),
    )  # fmt: skip


class _Papers:
    """Saves every printed paper as a PNG, as if it lay in the tray."""

    def __init__(self, printer: EmulatedPrinter) -> None:
        self._printer, self._saved = printer, 0

    def look(self) -> None:
        """Called at every change of the printer."""
        jobs = self._printer.jobs
        for job in jobs[self._saved :]:
            if not job.cut:
                return
            self._saved += 1
            target = FOLDER / "papers" / f"{self._saved:03d}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self._printer.render(job))
            print(f"Printed: {target}", flush=True)


def _enrol_once(config: StationConfig, siker: EmbeddedSiker) -> None:
    with opened(config) as station:
        with station.vault.read() as reader:
            if reader.condition().may_issue:
                return
        enrolment = station.enrol(siker.enrol_code("Anjungan pengembangan"))
        print(f"This is now station {enrolment.identity.station}.", flush=True)


def _officer(siker: EmbeddedSiker) -> str:
    note = siker.folder / "officer.txt"
    if not note.exists():
        password = secrets.token_urlsafe(12)
        siker.command(
            "create-officer",
            "petugas.contoh",
            "--role",
            "Petugas",
            "--role",
            "Teknisi",
            "--password-stdin",
            stdin=password + "\n",
        )
        note.touch(mode=0o600)
        note.write_text(f"petugas.contoh / {password}\n", "utf-8")
    return note.read_text("utf-8").strip()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
