"""Made-up people and stations for the server's tests. NIKs use kecamatan code 99, which no real person's has."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import msgspec
import requests
import uuid6

from domain.ak1 import CardClaim, NumberPattern, valid_until
from domain.consent import Consent, Purpose
from domain.facts import Ak1Issued, DocumentKind, DocumentPrinted, Fact, PrintOutcome, SeekerRegistered
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
from sync.wire import BASE_PATH
from sync.wire.codec import decode, encode, to_json
from sync.wire.envelope import FIRST_PREV, Op, OpClock, seal
from sync.wire.keys import DeviceKey
from sync.wire.messages import EnrolAnswer, EnrolRequest, Heartbeat, Lease, LeaseRequest, OpsAnswer, OpsBatch
from sync.wire.signing import enrol_proof_bytes, sign_request

CANARY_NIK = "3374990101900777"
CANARY_NAME = "Kenariwati Burungkecil"


def nik(n: int) -> Nik:
    """A sample NIK."""
    return Nik(f"33749901019{n:05d}")


def registration(
    n: int = 1, *, number: str | None = None, person: Nik | None = None, name: str = "Contoh Sekarwangi"
) -> Registration:
    """A complete record."""
    home = Address("Jl. Contoh 1", "001", "002", "Kelurahan Contoh", "Kecamatan Contoh", "Kota Semarang", "Jawa Tengah")
    return Registration(
        registration_id=number or str(uuid6.uuid7()), tujuan=VisitPurpose.SEEK_WORK,
        biodata=Biodata(person or nik(n), name, "Semarang", date(1990, 1, 1), Sex.L, home),
        telepon="+6281200000001", status_perkawinan=MaritalStatus.BELUM_KAWIN, agama=Religion.ISLAM, domisili=home,
        pendidikan=(Education(EducationLevel.SMK, "SMK Contoh", "Otomotif", 2008),),
        pekerjaan_diinginkan=(WishedJob("montir", "7231", "Montir kendaraan"),), tempat_diinginkan=WishedPlace.KOTA_SEMARANG,
        status_kerja=WorkStatus.NOT_WORKING, email="contoh@example.id", keterampilan=("Las listrik",), bahasa=("Indonesia", "Jawa"),
        upah_diinginkan=3_500_000,
    )  # fmt: skip


def evidence(*kinds: EvidenceKind, at: datetime | None = None) -> tuple[Evidence, ...]:
    """Passed checks."""
    return tuple(Evidence(kind, True, "pcsc", "virtual reader 1", at or datetime.now(UTC)) for kind in kinds)


GENUINE = (EvidenceKind.CARD_PRESENT, EvidenceKind.CARD_AUTH, EvidenceKind.DS_VALID)


@dataclass(slots=True)
class StationTwin:
    """A station's identity and chain, without any network: seals ops as a real one does."""

    device: str
    code: str
    key: DeviceKey
    region: str = "33.74"
    seq: int = 0
    prev: str = FIRST_PREV
    leases: list[Lease] = field(default_factory=list)
    serial: int = 0

    def op(self, fact: Fact, issued_at: datetime | None = None) -> Op:
        """The next op of the chain."""
        op = seal(
            fact, op_id=str(uuid6.uuid7()), device=self.device, seq=self.seq + 1, prev=self.prev,
            issued_at=issued_at or datetime.now(UTC), clock=OpClock("synced", 0, "boot", self.seq), key=self.key,
        )  # fmt: skip
        self.seq, self.prev = op.seq, op.digest()
        return op

    def registered(self, record: Registration, *, code: str = "", kinds: tuple[EvidenceKind, ...] = GENUINE) -> Op:
        """seeker.registered"""
        now = datetime.now(UTC)
        consents = (Consent(Purpose.AK1_SERVICE, True, "1", "id", now), Consent(Purpose.CONTACT_WHATSAPP, False, "1", "id", now))
        return self.op(SeekerRegistered(record, evidence(*kinds, at=now), consents, "id", code), now)

    def card_fact(self, record: Registration, *, issued: date | None = None, supersedes: str = "") -> Ak1Issued:
        """The next number of the first lease, as a fact."""
        day = issued or datetime.now(UTC).date()
        self.serial = self.serial + 1 if self.serial else self.leases[0].lo
        lease = next(item for item in self.leases if item.lo <= self.serial <= item.hi)
        number = NumberPattern().format(self.region, day, self.serial)
        return Ak1Issued(
            record.registration_id,
            record.biodata.nik,
            number,
            self.serial,
            lease.lease_id,
            day,
            valid_until(day),
            "3 KARTU_ASLI",
            supersedes,
        )

    def printed(self, fact: Ak1Issued, copy_no: int = 1) -> Op:
        """document.printed"""
        now = datetime.now(UTC)
        return self.op(
            DocumentPrinted(fact.registration_id, DocumentKind.AK1, fact.number, copy_no, PrintOutcome.CONFIRMED, now), now
        )

    def card_code(self, fact: Ak1Issued) -> str:
        """What the QR of the card holds after ``/v/``."""
        claim = CardClaim(fact.number, fact.valid_until, self.code)
        return claim.code(self.key.sign(claim.signed_bytes()))


@dataclass(slots=True)
class HttpStation:
    """A station over real HTTP with `requests` and `sync.wire.signing`."""

    url: str
    key: DeviceKey = field(default_factory=DeviceKey.generate)
    twin: StationTwin | None = None
    skew: timedelta = timedelta(0)

    def call(
        self, method: str, path: str, message: object = None, *, body: bytes | None = None, tamper: bytes | None = None
    ) -> requests.Response:
        """One signed request; ``tamper`` is sent in place of the signed body."""
        raw = body if body is not None else (encode(message) if message is not None else b"")
        prepared = requests.Request(method, self.url + BASE_PATH + path, data=raw or None).prepare()
        sign_request(prepared, raw, self.me.device, self.key, datetime.now(UTC) + self.skew)  # type: ignore[arg-type]
        if tamper is not None:
            prepared.body = tamper
            prepared.headers["Content-Length"] = str(len(tamper))
        with requests.Session() as session:
            return session.send(prepared, timeout=60)

    @property
    def me(self) -> StationTwin:
        """The identity; there is one after enrolment."""
        assert self.twin is not None
        return self.twin

    def enrol_request(self, code: str) -> EnrolRequest:
        """A request with proof."""
        public = self.key.public_text()
        return EnrolRequest(
            code=code, public_key=public, proof=self.key.sign(enrol_proof_bytes(code, public)), app_version="0.1.0"
        )

    def enrol(self, code: str) -> EnrolAnswer:
        """Become a station."""
        response = requests.post(self.url + BASE_PATH + "/enrol", data=encode(self.enrol_request(code)), timeout=60)
        assert response.status_code in {201, 202}, response.text
        answer = decode(response.content, EnrolAnswer)
        self.twin = StationTwin(answer.device_id, answer.station, self.key, answer.region)
        return answer

    def lease(self, want: int = 50) -> Lease:
        """Numbers."""
        response = self.call("POST", "/leases", LeaseRequest(request_id=str(uuid6.uuid7()), want=want))
        assert response.status_code == 201, response.text
        lease = decode(response.content, Lease)
        self.me.leases.append(lease)
        return lease

    def push(self, *ops: Op) -> OpsAnswer:
        """Ops in one batch."""
        response = self.call("POST", "/ops:batch", batch(*ops))
        assert response.status_code == 200, response.text
        return decode(response.content, OpsAnswer)


def batch(*ops: Op) -> OpsBatch:
    """Ops as the wire carries them."""
    return OpsBatch(ops=[dict(value) for op in ops if isinstance(value := to_json(op), dict)])


def heartbeat(**changed: object) -> Heartbeat:
    """A healthy station."""
    beat = Heartbeat(
        app_version="0.1.0", boot="b1", uptime_s=60, printer="ready", reader="ready", paper_near_end=False, outbox=0, quarantined=0,
        leased_left=100, disk_free_mb=20_000, catalog_rev=0, clock_offset_ms=12,
    )  # fmt: skip
    return msgspec.structs.replace(beat, **changed)


def jpeg(size: int = 2000) -> bytes:
    """Bytes with a JPEG's beginning and end."""
    return b"\xff\xd8\xff\xe0" + secrets.token_bytes(size) + b"\xff\xd9"
