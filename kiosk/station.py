"""The station behind the screen: store, services, sync. Composed here, opened on a worker after the first frame.

Imports everything heavy (SQLAlchemy, cryptography, requests); ``kiosk.app`` imports this module only on a worker.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable

from uuid6 import uuid7

from devices.receipt.port import PrinterState
from domain.nik import Nik
from domain.problems import Problem
from kiosk import VERSION
from kiosk.clock import Clock, local_day
from kiosk.config import StationConfig
from kiosk.hardware import Hardware
from kiosk.services.applying import ApplicationService
from kiosk.services.checks import FailedChecks
from kiosk.services.doctor import DoctorService
from kiosk.services.effects import VisitEffects, store_problem
from kiosk.services.help import HelpService
from kiosk.services.jobs import JobsService
from kiosk.services.jobs_paper import JobsPaper
from kiosk.services.printing import PrintingService
from kiosk.services.registering import RegistrationService, RemoteUnavailableError
from kiosk.services.rights import RightsService
from kiosk.services.vacancies import VacancySearch
from kiosk.store.catalog import SqlCatalog
from kiosk.store.delivery import VaultDelivery
from kiosk.store.errors import StoreError
from kiosk.store.vacancy_search import SqlVacancyIndex
from kiosk.store.vault import StoreSettings, open_vault
from sync.client import FIRST_BYTE_S, SikerClient, SyncError
from sync.clock import StationClock
from sync.enrol import Enrolment, enrol
from sync.lookup import OnlineLookup
from sync.ports import StationHealth, SyncStatus
from sync.wire.messages import LookupAnswer
from sync.worker import SyncWorker

log = logging.getLogger(__name__)
LOOKUP_S = 4.0
SENT_WITHIN_S = 5.0
"""How long somebody who applied waits to hear whether it went out at once."""
_LOOK_EVERY_S = 0.1


class Station:
    """Everything behind the screen. ``on_paper`` (development) sees the bytes of each print."""

    def __init__(
        self,
        config: StationConfig,
        sync_clock: StationClock,
        clock: Clock,
        hardware: Hardware,
        *,
        on_paper: Callable[[str, bytes], None] | None = None,
    ) -> None:
        self.config, self.clock, self.sync_clock = config, clock, sync_clock
        settings = StoreSettings(config.data_dir, config.key_dir, min_free_mb=config.min_free_mb)
        self.vault = open_vault(settings, sync_clock)
        self.catalog = SqlCatalog(config.data_dir, self.vault.keys.catalog_key)
        self.delivery = VaultDelivery(self.vault)
        self.hardware = hardware
        self._asking = self._client(LOOKUP_S)
        self._lookup = OnlineLookup(self.delivery, self._asking)
        self._probing = self._client(LOOKUP_S)
        self._turn = threading.Lock()
        self.registering = RegistrationService(
            self.vault, clock, self._look_up, new_id=lambda: str(uuid7()), entropy=os.urandom, sign=self._sign
        )
        self.vacancies = VacancySearch(SqlVacancyIndex(self.catalog.reading))
        self.applying = ApplicationService(
            self.vault, clock, self.vacancies, self._look_up, entropy=os.urandom, sent_soon=self._sent_soon
        )
        self._online: bool | None = None
        self.printing = PrintingService(self.vault, hardware.printer, hardware.paper, clock, on_paper)
        self.doctor = DoctorService(
            vault=self.vault, clock=sync_clock, reader=hardware.reader, printer=hardware.printer, server=self._probe
        )
        self.effects = VisitEffects(
            registering=self.registering,
            printing=self.printing,
            helping=HelpService(self.vault, clock, os.urandom),
            doctor=self.doctor,
            reader=hardware.reader,
            rights=RightsService(self.vault, hardware.printer, hardware.paper, clock, on_paper),
            checks=FailedChecks(clock),
            jobs=JobsService(self.vacancies, clock),
            applying=self.applying,
            jobs_paper=JobsPaper(self.vault, hardware.printer, hardware.paper, clock, on_paper),
        )

    def ready_problem(self) -> Problem | None:
        """Why no visit may start now; None when one may."""
        try:
            with self.vault.read() as reader:
                condition = reader.condition()
            if not condition.may_issue:
                return Problem("copied_database" if condition.value in {"copied", "rolled_back", "forked"} else "not_enrolled")
            return None if self.vault.room().enough else Problem("disk_low")
        except StoreError as error:
            return store_problem(error)

    def idle_times(self) -> tuple[int, int] | None:
        """The office's seconds before the idle warning and of its countdown; None when they cannot be read now."""
        try:
            with self.vault.read() as reader:
                policy = reader.policy()
        except StoreError:
            return None
        return policy.idle_seconds, policy.idle_warning_seconds

    def settle(self) -> None:
        """At start: prints that a crash cut off become "unknown"."""
        try:
            with self.vault.read() as reader:
                enrolled = reader.identity() is not None
            if enrolled and (cut := self.printing.settle_interrupted()):
                log.warning("%d prints were cut off by the last stop", cut)
        except StoreError as error:
            log.error("cut-off prints were not settled: %s", error.code)

    def leases_left(self) -> int:
        """Card numbers that may be used today."""
        return self.delivery.leases_left(local_day(self.clock.now()))

    def ask_siker(self, nik: Nik) -> LookupAnswer:
        """What SIKER holds for a NIK, past everything this station knows. Raises SyncError."""
        return self._lookup(nik)

    def enrol(self, code: str) -> Enrolment:
        """Redeem a one-time code of the office. Raises SyncError."""
        return enrol(self.delivery, self._asking, self.sync_clock, code, app_version=VERSION)

    def build_sync(self, listener: Callable[[SyncStatus], None]) -> SyncWorker:
        """The background sync, not started; it pushes soon after every commit."""
        worker = SyncWorker(self.delivery, self.catalog, self._client, self.sync_clock, health=self._health, app_version=VERSION)
        worker.on_status(self._note_online)
        worker.on_status(listener)
        self.vault.on_commit(worker.kick)
        return worker

    def _client(self, first_byte_s: float = FIRST_BYTE_S) -> SikerClient:
        return SikerClient(self.config.server_url, self.sync_clock, app_version=VERSION, first_byte_s=first_byte_s)

    def _health(self) -> StationHealth:
        printer = self.hardware.printer.status()
        return StationHealth(
            printer=printer.state.value,
            reader=self.hardware.reader.status().state.value,
            paper_near_end=printer.state is PrinterState.NEAR_END,
            disk_free_mb=self.vault.room().free_mb,
        )

    def close(self) -> None:
        """Close files and connections."""
        self._asking.close()
        self._probing.close()
        self.catalog.close()
        self.vault.close()

    def _sign(self, content: bytes) -> str:
        credentials = self.delivery.credentials()
        if credentials is None:
            raise RuntimeError("a card is signed only by an enrolled station")
        return credentials.key.sign(content)

    def _look_up(self, nik: Nik) -> LookupAnswer:
        try:
            return self._lookup(nik)
        except SyncError as error:
            log.info("SIKER could not be asked about a person: %s", error.code)
            raise RemoteUnavailableError from None

    def _note_online(self, status: SyncStatus) -> None:
        self._online = status.online

    def _sent_soon(self, op_id: str) -> bool:
        """Whether SIKER took a fact while the person waits; not waited for when the network is known to be down."""
        until = time.monotonic() + SENT_WITHIN_S
        while self._online is True and time.monotonic() < until:
            with self.vault.read() as reader:
                if not reader.fact_waits(op_id):
                    return True
            time.sleep(_LOOK_EVERY_S)
        return False

    def _probe(self) -> int | None:
        began = time.monotonic()
        try:
            with self._turn:
                self.sync_clock.learn(self._probing.server_time().at)
        except SyncError:
            return None
        return round((time.monotonic() - began) * 1000)
