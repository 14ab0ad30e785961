"""A station's real encrypted vault in a temporary folder, enrolled with one lease, and a clock the test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from devices.receipt.port import FailReason, PrinterState, PrinterStatus, PrintJob, PrintResult
from documents import PAPER_80
from domain.consent import Purpose
from domain.facts import PrintOutcome
from domain.identity import Evidence, EvidenceKind
from domain.nik import Nik, Sex
from domain.seeker import (
    Address,
    Draft,
    Education,
    EducationLevel,
    MaritalStatus,
    Religion,
    VisitPurpose,
    WishedJob,
    WishedPlace,
    WorkStatus,
)
from domain.visit.events import KnownPerson, Register
from kiosk.services.printing import PrintingService
from kiosk.services.registering import RegistrationService, RemoteUnavailableError
from kiosk.store.delivery import VaultDelivery
from kiosk.store.vault import SqlVault, StoreSettings, open_vault
from sync.clock import StationClock
from sync.ports import OutboxState, Settlement
from sync.wire.keys import DeviceKey
from sync.wire.messages import EnrolAnswer, Lease, LookupAnswer, StationPolicy

START = datetime(2026, 11, 23, 2, tzinfo=UTC)
GENUINE = tuple(
    Evidence(kind, True, "bridge", "test", START)
    for kind in (EvidenceKind.CARD_PRESENT, EvidenceKind.CARD_AUTH, EvidenceKind.DS_VALID)
)


@dataclass
class Wall:
    """A wall clock the test moves."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class PrinterDouble:
    """Keeps every job; answers the outcomes it was told, then ``confirmed``."""

    jobs: list[bytes] = field(default_factory=list)
    outcomes: list[PrintResult | BaseException] = field(default_factory=list)

    def status(self) -> PrinterStatus:
        return PrinterStatus(PrinterState.READY)

    def print(self, job: PrintJob, deadline_s: float) -> PrintResult:
        self.jobs.append(job.data)
        result = self.outcomes.pop(0) if self.outcomes else PrintResult(PrintOutcome.CONFIRMED, accepted=len(job.data))
        if isinstance(result, BaseException):
            raise result
        return result

    def fail(self, reason: FailReason) -> None:
        self.outcomes.append(PrintResult(PrintOutcome.FAILED, reason))


@dataclass
class Siker:
    """What the server would answer to a lookup; down unless told otherwise."""

    answer: LookupAnswer | None = None

    def __call__(self, nik: Nik) -> LookupAnswer:
        if self.answer is None:
            raise RemoteUnavailableError
        return self.answer


@dataclass
class Station:
    vault: SqlVault
    delivery: VaultDelivery
    wall: Wall
    printer: PrinterDouble
    siker: Siker
    registering: RegistrationService
    printing: PrintingService
    key: DeviceKey
    wall_clock: StationClock

    def acknowledge_all(self) -> None:
        """SIKER took every fact."""
        ops = self.delivery.next_ops("dev_test", 100, 1 << 24)
        self.delivery.settle([Settlement(op.op_id, OutboxState.ACKED) for op in ops], self.wall.at)

    def known(self, nik: Nik) -> KnownPerson:
        found = self.registering.find(nik)
        assert isinstance(found, KnownPerson)
        return found


MakeStation = Callable[..., Station]


@pytest.fixture
def make_station(tmp_path: Path) -> Iterator[MakeStation]:
    opened: list[SqlVault] = []

    def make(*, serials: int = 200, policy: StationPolicy | None = None, folder: Path = tmp_path) -> Station:
        wall = Wall()
        clock = StationClock(wall=wall, monotonic=lambda: wall.at.timestamp(), boot="test")
        settings = StoreSettings(folder / "data", folder / "key", min_free_mb=0, ballast_mb=1)
        vault = open_vault(settings, clock)
        opened.append(vault)
        delivery, key = VaultDelivery(vault), DeviceKey.generate()
        delivery.put_enrolment(
            EnrolAnswer(
                device_id="dev_test", station="S01", region="33.74", approved=True,
                server_public_key=DeviceKey.generate().public_text(), policy=policy or StationPolicy(),
            ),
            key, wall.at,
        )  # fmt: skip
        if serials:
            delivery.store_lease(Lease(lease_id="l-1", lo=1, hi=serials, not_after=date(2027, 3, 1)), wall.at)
        siker, printer = Siker(), PrinterDouble()
        ids = iter(f"00000000-0000-7000-8000-{number:012d}" for number in range(10_000))
        registering = RegistrationService(
            vault, clock, siker, new_id=lambda: next(ids), entropy=lambda n: bytes(range(n)), sign=key.sign
        )
        return Station(vault, delivery, wall, printer, siker, registering, PrintingService(vault, printer, PAPER_80, clock), key, clock)

    yield make
    for vault in opened:
        vault.close()


@pytest.fixture
def station(make_station: MakeStation) -> Station:
    return make_station()


def draft(nik: str = "3374994101900001", **changes: object) -> Draft:
    base: dict[str, object] = {
        "tujuan": VisitPurpose.SEEK_WORK, "nik": Nik(nik), "nama": "Siti Contoh", "tempat_lahir": "Semarang",
        "tanggal_lahir": date(1990, 1, 1), "jenis_kelamin": Sex.P, "alamat": Address("Jl. Contoh 1", "001", "002", "Miroto", "Semarang Tengah"),
        "telepon": "+6281234567890", "status_perkawinan": MaritalStatus.KAWIN, "agama": Religion.ISLAM, "domisili_sama": True,
        "pendidikan": (Education(EducationLevel.SMA, "SMA Contoh", "IPA", 2008),), "pekerjaan_diinginkan": (WishedJob("jahit"),),
        "tempat_diinginkan": WishedPlace.KOTA_SEMARANG, "status_kerja": WorkStatus.NOT_WORKING,
    }  # fmt: skip
    return Draft(**(base | changes))  # type: ignore[arg-type]


def ask(
    evidence: tuple[Evidence, ...] = (), *, of: Draft | None = None, known: KnownPerson | None = None, renew: bool = False
) -> Register:
    return Register(of or draft(), evidence, ((Purpose.AK1_SERVICE, True),), "id", known, renew)
