"""The composition root: Qt, the face, the conductor, and the station opened behind the first frame.

The only module that sees every layer. Order matters here: what the first frame does not need is imported after it.
"""

from __future__ import annotations

# ruff: noqa: E402  (the order of these lines is measured, see docs/figures.md)
import gc

gc.disable()  # there is no garbage in imports, and looking for it takes a fifth of their time

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING

from domain.problems import Problem
from domain.visit import events as ev
from domain.visit.pages import QUIET_PAGES, Page
from kiosk.clock import ShiftableClock
from kiosk.config import StationConfig
from kiosk.hardware import Hardware, build_hardware
from kiosk.sdnotify import notify, watchdog_interval_s
from kiosk.services.suggestions import ReferenceSuggestions
from kiosk.services.visit import VisitConductor
from sync.clock import StationClock
from ui.ports import Camera, NoCamera, Panel, Patience

# isort: split
# Qt last: once PySide6 is there, it reads the source of every module imported after it.
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from ui.shell import KioskWindow, build_window

gc.freeze()  # what was imported stays, so it need never be looked at again
gc.enable()

if TYPE_CHECKING:
    from devices.receipt.port import PrinterStatus
    from devices.receipt.watch import StatusWatch
    from kiosk.services.effects import VisitEffects
    from kiosk.station import Station
    from sync.ports import SyncStatus
    from sync.worker import SyncWorker

log = logging.getLogger(__name__)
HEALTH_EVERY_MS = 20_000


def environment() -> None:
    """Settings Qt reads once; before QGuiApplication. A machine with a real GPU sets QT_QUICK_BACKEND itself (empty)."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    os.environ.setdefault("QML_DISABLE_DISK_CACHE", "0")


class Mailbox(QObject):
    """Runs functions on the GUI thread, in order, from any thread."""

    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._closed = False
        self._arrived.connect(self._open, Qt.ConnectionType.QueuedConnection)

    def post(self, work: Callable[[], None]) -> None:
        """Run ``work`` on the GUI thread soon."""
        self._arrived.emit(work)

    def shut(self) -> None:
        """Take nothing in any more and drop what is still on its way: the window is about to go."""
        self._closed = True

    def _open(self, work: Callable[[], None]) -> None:
        if not self._closed:
            work()


class Kiosk:
    """One running kiosk. Build, ``show``, run Qt's loop, ``close``. Attributes are for the dev dock, the demo and figures."""

    def __init__(
        self,
        config: StationConfig,
        *,
        hardware: Hardware | None = None,
        camera: Camera | None = None,
        on_paper: Callable[[str, bytes], None] | None = None,
        patience: Patience | None = None,
    ) -> None:
        self.config = config
        self.sync_clock = StationClock()
        self.clock = ShiftableClock(self.sync_clock)
        self._hardware, self._building = hardware, threading.Lock()
        self.camera = camera or self._build_camera()
        self._on_paper, self._patience = on_paper, patience
        self.mailbox = Mailbox()
        self.workers = ThreadPoolExecutor(max_workers=3, thread_name_prefix="visit")
        self._station: Future[Station] = Future()
        self._refreshed: datetime | None = None
        self._sync: SyncWorker | None = None
        self._watch: StatusWatch | None = None
        self._closing = threading.Event()
        self.suggestions = ReferenceSuggestions()
        self.conductor = VisitConductor(
            clock=self.clock,
            effects=self._effects,
            reader=lambda: self.hardware.reader,
            portrait=self.camera,
            workers=self.workers,
            post=self.mailbox.post,
            technicians=frozenset(config.technician_cards),
        )
        panel = Panel(config.panel_width_px, config.panel_height_px, config.panel_px_per_mm, config.fullscreen)
        self.window: KioskWindow = build_window(
            self.conductor,
            panel,
            self.clock,
            patience=patience or Patience(),
            suggestions=self.suggestions,
            camera=self.camera,
            freshness=self,
            simulated=config.development,
        )
        self._page = self.conductor.state.page
        self.conductor.listen(self._moved)
        self._first = True
        self._health = QTimer(interval=HEALTH_EVERY_MS)
        self._health.timeout.connect(self.check_health)
        self._watchdog = QTimer()
        self._watchdog.timeout.connect(lambda: notify("WATCHDOG=1"))

    @property
    def hardware(self) -> Hardware:
        """The station's devices; built when first asked for, normally on the worker that opens the station."""
        with self._building:
            if self._hardware is None:
                self._hardware = build_hardware(self.config, self.clock)
            return self._hardware

    def _build_camera(self) -> Camera:
        if self.config.camera == "simulated":
            from devices.camera.simulated import SimulatedCamera

            return SimulatedCamera()
        return NoCamera()

    # --- life
    def show(self) -> None:
        """Show the window; the station opens once the first frame is on the screen."""
        self.window.window.frameSwapped.connect(self._first_frame)
        self.window.show()

    def _first_frame(self) -> None:
        if not self._first:
            return
        self._first = False
        notify("READY=1")
        interval = watchdog_interval_s()
        if interval is not None:
            self._watchdog.start(round(interval * 1000))
        self.mailbox.post(self._open_behind)

    def _open_behind(self) -> None:
        self.workers.submit(self._open)
        self._health.start()

    def _open(self) -> None:
        try:
            from kiosk.station import Station

            station = Station(self.config, self.sync_clock, self.clock, self.hardware, on_paper=self._on_paper)
            station.settle()
            self._station.set_result(station)
            self._start_devices()
            self._start_sync(station)
            problem = station.ready_problem()
            self.mailbox.post(lambda: self._judge(problem))
            self._warm()
        except Exception as error:
            from kiosk.services.effects import store_problem
            from kiosk.store.errors import StoreError

            log.exception("the station did not open")
            lost = store_problem(error) if isinstance(error, StoreError) else Problem("store_unavailable")
            if not self._station.done():
                self._station.set_exception(error)
            self.conductor.post(ev.ServiceLost(lost))

    def _start_devices(self) -> None:
        from devices.receipt.watch import StatusWatch

        self.hardware.reader.start(self.conductor.card_event)
        self._watch = StatusWatch(self.hardware.printer, self._printer_changed)
        self._watch.start()

    def _printer_changed(self, status: PrinterStatus) -> None:
        from kiosk.services.doctor import printer_problem

        self.conductor.post(ev.DeviceFault("printer", printer_problem(status.state)))

    def _start_sync(self, station: Station) -> None:
        self._sync = station.build_sync(self._synced)
        self._sync.start()

    def _synced(self, status: SyncStatus) -> None:
        self._refreshed = status.last_refreshed
        fault = None if status.online is not False else Problem("network_down")
        self.conductor.post(ev.DeviceFault("network", fault))
        self.mailbox.post(self.check_health)

    def _warm(self) -> None:
        """Import and prepare what the first visit would otherwise wait for."""
        import documents.receipt.encode
        import documents.rights_sheet  # noqa: F401
        import domain.visit.jobs_state
        import domain.visit.rights_reading  # noqa: F401
        import ui.applying_wording
        import ui.job_reading
        import ui.jobs_places
        import ui.jobs_story
        import ui.rights_result
        import ui.rights_wording

        self.suggestions.warm()
        ui.jobs_places.place_name(ui.jobs_places.CITY)
        self._effects().suggest_jobs("")

    def close(self) -> None:
        """End everything in the right order; safe to call twice."""
        if self._closing.is_set():
            return
        self._closing.set()
        self.mailbox.shut()
        self.quieten()
        self.workers.shutdown(wait=True, cancel_futures=True)
        if self.opened:
            self._station.result().close()
        self.window.close()

    def quieten(self) -> None:
        """Stop what runs by itself: health, sync, the watch over the printer, the reader. Visits could go on."""
        self._health.stop()
        if self.opened:
            if self._sync is not None:
                self._sync.stop()
            if self._watch is not None:  # not yet, when the end comes while the devices are being started
                self._watch.stop()
            self.hardware.reader.stop()

    # --- what others ask
    def refreshed_at(self) -> datetime | None:
        """When data were last fetched from SIKER."""
        return self._refreshed

    def station(self, timeout_s: float = 30.0) -> Station:
        """The opened station; waits. For workers, the demo and figures, never for the GUI thread."""
        return self._station.result(timeout_s)

    @property
    def opened(self) -> bool:
        """Whether the station behind the screen is open."""
        return self._station.done() and self._station.exception() is None

    def refresh(self) -> None:
        """Sync everything now: after enrolling, or when a technician wants it."""
        if self._sync is not None:
            self._sync.refresh()

    def _effects(self) -> VisitEffects:
        return self._station.result().effects

    # --- health
    def check_health(self) -> None:
        """Look, on a worker, whether a visit may start."""
        if self._closing.is_set() or not self.opened:
            return
        station = self._station.result()
        self.workers.submit(lambda: self._report_health(station))

    def _report_health(self, station: Station) -> None:
        problem, times = station.ready_problem(), station.idle_times()
        self.mailbox.post(lambda: self._judge(problem))
        if times is not None and self._patience is None:
            patience = Patience(idle=times[0], countdown=times[1])
            self.mailbox.post(lambda: self.window.idle.be_patient(patience))

    def _judge(self, problem: Problem | None) -> None:
        page = self.conductor.state.page
        if problem is not None and page in QUIET_PAGES and self.conductor.state.problem != problem:
            self.conductor.send(ev.ServiceLost(problem))
        elif problem is None and page is Page.OUT_OF_SERVICE:
            self.conductor.send(ev.ServiceRestored())

    def _moved(self) -> None:
        page = self.conductor.state.page
        if page is not self._page and page is Page.ATTRACT:
            self.check_health()
        self._page = page


def run(config: StationConfig) -> int:
    """Run the kiosk until it is told to stop; the exit status."""
    environment()
    gc.disable()
    app = QGuiApplication([])
    app.setApplicationName("Anjungan")
    kiosk = Kiosk(config)
    kiosk.window.window.frameSwapped.connect(gc.enable, Qt.ConnectionType.SingleShotConnection)
    kiosk.show()
    quit_on_signals(app)
    try:
        return app.exec()
    finally:
        kiosk.close()


def quit_on_signals(app: QGuiApplication) -> None:
    """End Qt's loop on SIGINT and SIGTERM."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: app.quit())
    beat = QTimer(app)
    beat.timeout.connect(lambda: time.monotonic())  # lets Python look at its signals
    beat.start(200)
