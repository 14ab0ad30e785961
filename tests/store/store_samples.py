"""People who do not exist (kecamatan code 99) and a station enrolled without a server, for tests of store and sync."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from uuid6 import uuid7

from domain.ak1 import DEFAULT_NUMBER_PATTERN, NumberPattern, valid_until
from domain.applications import ApplicationState, application_id
from domain.consent import Consent, Purpose
from domain.cv import cv_of
from domain.facts import Ak1Issued, ApplicationSubmitted, DocumentKind, DocumentPrinted, PrintOutcome, SeekerRegistered
from domain.identity import Evidence, EvidenceKind
from domain.nik import Nik, Sex
from domain.seeker import (
    Address,
    Biodata,
    Education,
    EducationLevel,
    MaritalStatus,
    Registration,
    Religion,
    VisitPurpose,
    WishedJob,
    WishedPlace,
    WorkStatus,
)
from kiosk.store.delivery import VaultDelivery
from kiosk.store.port import ApplicationRecord, RegistrationState, Unit
from kiosk.store.vault import SqlVault, StoreSettings, open_vault
from sync.clock import StationClock
from sync.wire.keys import DeviceKey
from sync.wire.messages import EnrolAnswer, Lease, StationPolicy

NOW = datetime(2026, 12, 1, 2, 30, tzinfo=UTC)
TODAY = date(2026, 12, 1)
CANARY = "3374990101907777"


class Hands:
    """A wall and a monotonic clock moved by the test."""

    def __init__(self, wall: datetime = NOW) -> None:
        self.wall, self.mono = wall, 1000.0

    def forward(self, **parts: float) -> None:
        """Let time pass."""
        step = timedelta(**parts)
        self.wall += step
        self.mono += step.total_seconds()

    def clock(self) -> StationClock:
        """A station clock reading these hands."""
        return StationClock(lambda: self.wall, lambda: self.mono, boot="boot-1")


def nik(number: int) -> Nik:
    """A sample NIK."""
    return Nik(f"337499010190{number % 10000:04d}")


def person(number: int = 1, *, of: Nik | None = None, registration_id: str = "", photo: str = "") -> Registration:
    """A complete registration."""
    home = Address("Jl. Contoh 1", "001", "002", "Sampangan", "Gajahmungkur", "Kota Semarang", "Jawa Tengah")
    who = Biodata(of or nik(number), f"Peserta Contoh {number}", "Semarang", date(1990, 1, 1), Sex.L, home)
    return Registration(
        registration_id=registration_id or str(uuid7()), tujuan=VisitPurpose.SEEK_WORK, biodata=who, telepon="081200000000",
        status_perkawinan=MaritalStatus.KAWIN, agama=Religion.ISLAM, domisili=home,
        pendidikan=(Education(EducationLevel.SMK, "SMK Contoh", "Tata Boga", 2008),),
        pekerjaan_diinginkan=(WishedJob("juru masak"),), tempat_diinginkan=WishedPlace.KOTA_SEMARANG,
        status_kerja=WorkStatus.NOT_WORKING, foto_sha256=photo,
    )  # fmt: skip


EVIDENCE = (Evidence(EvidenceKind.OFFICER_SIGHT, True, "officer", "test 1", NOW),)
CONSENTS = (Consent(Purpose.AK1_SERVICE, True, "1", "id", NOW),)


def settings(folder: Path, machine: str = "machine-a") -> StoreSettings:
    """Store settings in a test folder, without a ballast."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"machine-{machine}").write_text(machine, encoding="ascii")
    return StoreSettings(folder / "data", folder / "keys", folder / f"machine-{machine}", min_free_mb=1, ballast_mb=0)


def answer(device: str = "dev_1", *, approved: bool = True, policy: StationPolicy | None = None) -> EnrolAnswer:
    """What a server says at enrolment."""
    return EnrolAnswer(
        device_id=device, station="Anjungan Uji", region="33.74", approved=approved, server_public_key="",
        policy=policy or StationPolicy(),
    )  # fmt: skip


@dataclass(slots=True)
class Enrolled:
    """An open vault with an identity and numbers."""

    vault: SqlVault
    delivery: VaultDelivery
    key: DeviceKey
    hands: Hands


def enrolled_vault(folder: Path, hands: Hands | None = None, *, lease: tuple[int, int] | None = (1, 200), device: str = "dev_1",
                   policy: StationPolicy | None = None) -> Enrolled:  # fmt: skip
    """Open a vault and enrol it with a made-up server."""
    hands = hands or Hands()
    vault = open_vault(settings(folder), hands.clock())
    delivery, key = VaultDelivery(vault), DeviceKey.generate()
    delivery.put_enrolment(answer(device, policy=policy), key, hands.wall)
    if lease:
        delivery.store_lease(Lease(lease_id=f"ls_{lease[0]}", lo=lease[0], hi=lease[1], not_after=date(2027, 3, 1)), hands.wall)
    return Enrolled(vault, delivery, key, hands)


def register(unit: Unit, who: Registration, at: datetime = NOW) -> None:
    """State and fact of a registration."""
    unit.put_registration(
        who, state=RegistrationState.VERIFIED, evidence=EVIDENCE, consents=CONSENTS, language="id", queue_code="", at=at
    )
    unit.enqueue(SeekerRegistered(who, EVIDENCE, CONSENTS, "id"), at)
    unit.audit("seeker.registered", who.registration_id, at)


def issue(unit: Unit, who: Registration, at: datetime = NOW) -> str:
    """Use a serial, record the card, its fact and the start of its print; returns the number."""
    serial = unit.next_serial(at.date())
    assert serial is not None
    number = NumberPattern(DEFAULT_NUMBER_PATTERN).format("33.74", at.date(), serial.serial)
    until = valid_until(at.date())
    unit.put_card(number, who.registration_id, serial.serial, serial.lease_id, at.date(), until, "", at)
    unit.enqueue(
        Ak1Issued(who.registration_id, who.biodata.nik, number, serial.serial, serial.lease_id, at.date(), until, "4"), at
    )
    unit.open_print(document=DocumentKind.AK1, registration_id=who.registration_id, reference=number, copy_no=1, at=at)
    return number


def apply(unit: Unit, who: Registration, vacancy_id: str = "v-1", at: datetime = NOW) -> ApplicationRecord:
    """State and fact of an application to a vacancy."""
    key = application_id(who.registration_id, vacancy_id)
    record = ApplicationRecord(
        key, who.registration_id, vacancy_id, 1, ApplicationState.SENT, at, True, "LM-CDF-346", "Juru masak (contoh)", "PT Contoh",
        claim_code="CDFGH-JKM34",
    )  # fmt: skip
    consents = (Consent(Purpose.SEND_APPLICATION, True, "1", "id", at),)
    op_id = unit.enqueue(
        ApplicationSubmitted(
            key, who.registration_id, vacancy_id, record.number, 1, cv_of(who), consents, "id", at, record.claim_code
        ),
        at,
    )  # fmt: skip
    unit.put_application(record, op_id, at)
    return record


def printed(unit: Unit, who: Registration, number: str, at: datetime = NOW) -> None:
    """Close the print and tell the fact."""
    entry = next(item for item in unit.prints(number) if item.outcome is None)
    unit.close_print(entry.ledger_id, PrintOutcome.CONFIRMED, "", at)
    unit.enqueue(
        DocumentPrinted(who.registration_id, DocumentKind.AK1, number, entry.copy_no, PrintOutcome.CONFIRMED, at), at
    )
