"""Golden wire samples: what protocol 1 looks like byte for byte. A change here is a change of the protocol.

To write them anew after an additive change: ``SIKER_WRITE_GOLDEN=1 python -m pytest tests/server/test_siker_golden.py``.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from domain.ak1 import Ak1State
from domain.applications import application_id
from domain.consent import Consent, Purpose
from domain.cv import cv_of
from domain.facts import (
    CATALOGUE,
    Ak1Issued,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    DocumentKind,
    DocumentPrinted,
    Fact,
    HelpRequested,
    PresenceReported,
    PrintOutcome,
    SeekerRegistered,
    SeekerUpdated,
)
from domain.identity import EvidenceKind
from siker.ak1.models import Lease
from siker.fleet.models import Station, StationState
from siker.ingest.models import ChainHead
from siker.ingest.services import receive
from siker.vacancies.models import Vacancy
from sync.wire import messages
from sync.wire.canonical import canonical
from sync.wire.codec import decode, to_json
from sync.wire.envelope import FIRST_PREV, Op, OpClock, open_op, seal, signature_is_valid
from sync.wire.errors import RULES, ErrorCode
from sync.wire.keys import DeviceKey, b64
from sync.wire.snapshot import is_genuine, sign
from tests.server.siker_hiring import made_firm, made_vacancy
from tests.server.siker_people import evidence, registration

GOLDEN = Path(__file__).parent / "golden"
AT = datetime(2026, 11, 23, 1, 15, 2, 120000, tzinfo=UTC)
KEY = DeviceKey.from_text(b64(bytes(range(32))))
DEVICE = "dev_0190f3c2-0000-7000-8000-000000000001"
REGISTRATION = registration(1, number="0190f3c2-0000-7000-8000-00000000000a")
WHO = REGISTRATION.registration_id
VACANCY = "vac-1"
NUMBER = "3374231126000001"
CONSENTS = (Consent(Purpose.AK1_SERVICE, True, "1", "id", AT), Consent(Purpose.CONTACT_WHATSAPP, False, "1", "id", AT))
CHECKS = evidence(EvidenceKind.CARD_PRESENT, EvidenceKind.CARD_AUTH, EvidenceKind.DS_VALID, at=AT)
FACTS: dict[str, Fact] = {
    "seeker.registered": SeekerRegistered(REGISTRATION, CHECKS, CONSENTS, "id"),
    "seeker.updated": SeekerUpdated(REGISTRATION, (), CONSENTS, "jv"),
    "ak1.issued": Ak1Issued(
        WHO, REGISTRATION.biodata.nik, NUMBER, 1, "ls_1", date(2026, 11, 23), date(2028, 11, 23), "3 KARTU_ASLI"
    ),
    "document.printed": DocumentPrinted(WHO, DocumentKind.AK1, NUMBER, 1, PrintOutcome.CONFIRMED, AT),
    "presence.reported": PresenceReported(WHO, NUMBER, 1, date(2027, 5, 23)),
    "help.requested": HelpRequested("help-1", "biodata", AT),
    "application.submitted": ApplicationSubmitted(
        application_id(WHO, VACANCY), WHO, VACANCY, "LM-7F3-2KQ", 1, cv_of(REGISTRATION),
        (Consent(Purpose.SEND_APPLICATION, True, "1", "id", AT),), "id", AT, "CDFGH-JKM34",
    ),
    "application.withdrawn": ApplicationWithdrawn(application_id(WHO, VACANCY), WHO, VACANCY, 1, AT),
}
POLICY = messages.StationPolicy()
STATUS = messages.RegistrationStatus(
    registration_id=WHO, state="verified", card_number=NUMBER, card_state=Ak1State.VALID, card_valid_until=date(2028, 11, 23)
)
ANSWERS: dict[str, msgspec.Struct] = {
    "enrol-answer": messages.EnrolAnswer(
        device_id=DEVICE, station="3374-001", region="33.74", approved=True, server_public_key=KEY.public_text(), policy=POLICY
    ),
    "device-self": messages.DeviceSelf(
        device_id=DEVICE, state="approved", seq=0, head=FIRST_PREV, policy=POLICY,
        leases=[messages.Lease(lease_id="ls_1", lo=1, hi=200, not_after=date(2027, 2, 21))],
    ),
    "ops-answer": messages.OpsAnswer(
        results=[
            messages.OpResult(op_id="a", status=messages.OpStatus.CREATED),
            messages.OpResult(op_id="b", status=messages.OpStatus.PARKED, reason="second_card"),
            messages.OpResult(op_id="c", status=messages.OpStatus.RETRY, reason="seq_gap"),
        ],
        expected_seq=3,
    ),
    "changes-page": messages.ChangesPage(
        feed="33.74", generation="g_1", from_rev=0, next=2, has_more=False,
        changes=[
            messages.Change(rev=1, e="registration", id=WHO, op="put", d=dict(value) if isinstance(value := to_json(STATUS), dict) else None),
            messages.Change(rev=2, e="registration", id="gone", op="del"),
        ],
    ),
    "head": messages.Head(feed="33.74", generation="g_1", rev=2, min_rev=0),
    "snapshot-offer": sign(messages.SnapshotOffer(
        feed="33.74", generation="g_1", rev=2, layout=1, path="/snapshots/3374/2-00112233445566ff.zst", packed_bytes=1000,
        packed_sha256="sha256:" + "1" * 64, plain_bytes=9000, plain_sha256="sha256:" + "2" * 64, built_at=AT, signature="",
    ), KEY),
    "lookup-answer": messages.LookupAnswer(
        state="verified", registration=REGISTRATION, card_number=NUMBER, card_state=Ak1State.VALID, card_issued_on=date(2026, 11, 23),
        card_valid_until=date(2028, 11, 23), copies=1, queue_code="K7F-3RA",
    ),
    "heartbeat-answer": messages.HeartbeatAnswer(server_time_ms=1795396502120, policy=POLICY),
    "problem": messages.WireProblem(
        type="urn:siker:problem:clock_skew", code="clock_skew", title="clock skew", status=RULES[ErrorCode.CLOCK_SKEW].status,
        retry=RULES[ErrorCode.CLOCK_SKEW].retry, server_time_ms=1795396502120,
    ),
}  # fmt: skip


def test_an_offer_of_a_snapshot_keeps_its_signature() -> None:
    offer = decode((GOLDEN / "snapshot-offer.json").read_bytes(), messages.SnapshotOffer)
    assert is_genuine(offer, KEY.public_text())


def chain() -> list[tuple[str, Op]]:
    """One op of every type, chained."""
    prev, found = FIRST_PREV, []
    for seq, (name, fact) in enumerate(FACTS.items(), start=1):
        op = seal(
            fact, op_id=f"0190f3c2-0000-7000-8000-0000000001{seq:02d}", device=DEVICE, seq=seq, prev=prev, issued_at=AT,
            clock=OpClock("holdover", -420, "b7", 81_233_412 + seq), key=KEY,
        )  # fmt: skip
        prev = op.digest()
        found.append((name, op))
    return found


def same_as_file(name: str, content: bytes) -> bytes:
    """The golden bytes, after comparing; written instead when asked to."""
    file = GOLDEN / f"{name}.json"
    if os.environ.get("SIKER_WRITE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_bytes(content + b"\n")
    stored = file.read_bytes().rstrip(b"\n")
    assert content == stored, name
    return stored


def test_there_is_a_sample_of_every_fact() -> None:
    assert set(FACTS) == set(CATALOGUE)


@pytest.mark.parametrize(("name", "op"), chain(), ids=[name for name, _ in chain()])
def test_an_op_is_sealed_to_the_same_bytes_and_opens_again(name: str, op: Op) -> None:
    stored = same_as_file(f"op-{name}", op.to_bytes())
    opened = open_op(json.loads(stored))
    assert opened == op
    assert signature_is_valid(opened, KEY.public_text())


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_has_the_same_form_and_is_read_again(name: str) -> None:
    stored = same_as_file(name, canonical(to_json(ANSWERS[name])))
    wider = json.dumps(json.loads(stored) | {"a_field_of_the_future": 1}).encode()
    for raw in (stored, wider):  # compared as JSON: a feed's payload stays the bytes it came as
        assert canonical(to_json(decode(raw, type(ANSWERS[name])))) == stored


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_server_takes_every_golden_op() -> None:
    station = Station.objects.create(
        device_id=DEVICE, code="3374-001", label="CONTOH", region="33.74", public_key=KEY.public_text(), state=StationState.APPROVED,
        enrolled_at=AT,
    )  # fmt: skip
    ChainHead.objects.create(station=station)
    Lease.objects.create(
        lease_id="ls_1",
        station=station,
        request_id="r",
        region="33.74",
        lo=1,
        hi=200,
        not_after=date(2027, 2, 21),
        granted_at=AT,
        used_to=0,
    )
    Vacancy.objects.filter(pk=made_vacancy(made_firm()).pk).update(vacancy_id=VACANCY)
    values = [json.loads((GOLDEN / f"op-{name}.json").read_bytes()) for name in FACTS]
    answer = receive(station, values, AT)
    assert [item.status for item in answer.results] == [messages.OpStatus.CREATED] * len(FACTS), answer
