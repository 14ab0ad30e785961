"""Writes of the vault, all inside one transaction: state, outbox, ledger and audit of one use case."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import assert_never

from msgspec import structs
from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import Connection
from uuid6 import uuid7

from domain.ak1 import VALID_YEARS, Ak1State, add_months
from domain.consent import Consent
from domain.facts import (
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
from domain.identity import Evidence
from domain.seeker import Registration
from kiosk.store import schema as t
from kiosk.store.applying import Applications
from kiosk.store.errors import IssuingRefusedError, NotEnrolledError
from kiosk.store.keys import VaultKeys
from kiosk.store.port import ApplicationRecord, LeasedSerial, RegistrationState
from kiosk.store.reading import SqlReader
from kiosk.store.sealing import STATION, PersonContent
from sync.clock import StationClock
from sync.ports import Condition, OutboxState
from sync.wire.codec import decode, encode
from sync.wire.envelope import Op, seal
from sync.wire.keys import DeviceKey
from sync.wire.messages import ApplicationStatus, Lease, RegistrationStatus, StationPolicy


class KeyRing:
    """Opened device keys, kept for the life of the vault so that a commit does not unwrap one each time."""

    def __init__(self, vault_keys: VaultKeys) -> None:
        self._keys = vault_keys
        self._open: dict[str, DeviceKey] = {}

    def open(self, device_id: str, wrapped: bytes) -> DeviceKey:
        """The private key of a device."""
        if device_id not in self._open:
            self._open[device_id] = DeviceKey.from_text(self._keys.unwrap(wrapped, f"device/{device_id}").decode())
        return self._open[device_id]


class SqlUnit(SqlReader):
    """One use case's writes. ``last`` is what the watermark must remember after the commit."""

    def __init__(self, connection: Connection, vault_keys: VaultKeys, clock: StationClock, ring: KeyRing) -> None:
        super().__init__(connection, vault_keys, clock)
        self._ring = ring
        self.last: tuple[str, int] | None = None
        self.kick = False

    # people

    def put_registration(
        self, registration: Registration, *, state: RegistrationState, evidence: Sequence[Evidence],
        consents: Sequence[Consent], language: str, queue_code: str, at: datetime,
    ) -> None:  # fmt: skip
        """Insert, or replace the answers of the same registration_id."""
        self._put_person(registration, state, "", tuple(evidence), tuple(consents), language, queue_code, at)

    def _put_person(
        self, registration: Registration, state: RegistrationState, reason: str, evidence: tuple[Evidence, ...],
        consents: tuple[Consent, ...], language: str, queue_code: str, at: datetime,
    ) -> None:  # fmt: skip
        key = registration.registration_id
        content = PersonContent(registration, evidence, consents).to_bytes()
        values = {
            "nik_index": self._keys.nik_index(registration.biodata.nik), "state": state.value, "reason": reason,
            "queue_code": queue_code, "language": language, "updated_at": at, "purged_at": None,
            "content": self._sealer.seal(key, content, f"registration/{key}"),
        }  # fmt: skip
        statement = upsert(t.person).values(registration_id=key, registered_at=at, status_rev=0, **values)
        self._c.execute(statement.on_conflict_do_update(index_elements=["registration_id"], set_=values))

    def put_known(
        self, registration: Registration, status: RegistrationStatus, *, issued_on: date | None, copies: int, language: str,
        at: datetime, queue_code: str = "",
    ) -> None:  # fmt: skip
        """Remember a person the server told about, and the card it knows."""
        found = self.person(registration.registration_id)
        self._put_person(
            registration, _state(status.state) or RegistrationState.AWAITING, status.reason,
            found.evidence if found else (), found.consents if found else (), language,
            (found.queue_code if found else "") or queue_code, at,
        )  # fmt: skip
        self._c.execute(
            update(t.person).where(t.person.c.registration_id == registration.registration_id).values(placed_on=status.placed_on)
        )
        self._take_card(status, at, issued_on=issued_on, copies=copies)

    def put_status(self, status: RegistrationStatus, at: datetime) -> bool:
        """Take the server's word; False when this station does not know the registration."""
        return self.put_status_rev(0, status, at)

    def put_status_rev(self, rev: int, status: RegistrationStatus, at: datetime) -> bool:
        """As ``put_status``, ignoring what is older than the last applied revision."""
        key = status.registration_id
        query = select(t.person.c.status_rev, t.person.c.purged_at).where(t.person.c.registration_id == key)
        row = self._c.execute(query).one_or_none()
        if row is None:
            return False
        if rev and rev <= row.status_rev:
            return True
        values: dict[str, object] = {
            "reason": status.reason, "status_rev": max(rev, row.status_rev), "placed_on": None if row.purged_at else status.placed_on,
        }  # fmt: skip
        state = _state(status.state)
        if state is not None:
            values["state"] = state.value
        self._c.execute(update(t.person).where(t.person.c.registration_id == key).values(values))
        self._take_card(status, at, issued_on=None, copies=0)
        return True

    def _take_card(self, status: RegistrationStatus, at: datetime, *, issued_on: date | None, copies: int) -> None:
        if not status.card_number or status.card_state is None:
            return
        known = self._c.execute(
            update(t.card).where(t.card.c.number == status.card_number).values(state=status.card_state.value)
        ).rowcount
        if known or status.card_valid_until is None:
            return
        issued = issued_on or add_months(status.card_valid_until, -12 * VALID_YEARS)
        self._c.execute(insert(t.card), {
            "number": status.card_number, "registration_id": status.registration_id, "serial": None, "lease_id": None,
            "issued_on": issued, "valid_until": status.card_valid_until, "state": status.card_state.value,
            "supersedes": "", "copies_elsewhere": copies, "at": at,
        })  # fmt: skip

    def put_application(self, record: ApplicationRecord, op_id: str, at: datetime) -> None:
        """Record what was just done here."""
        Applications(self._c, self._sealer).put(record, op_id, at)

    def put_application_status(self, status: ApplicationStatus, at: datetime) -> bool:
        """Take the server's word about an application."""
        return Applications(self._c, self._sealer).hear(0, status, at)

    def put_photo(self, registration_id: str, jpeg: bytes) -> str:
        """Keep a photo sealed and queue its upload; putting the same photo again changes nothing."""
        digest = hashlib.sha256(jpeg).hexdigest()
        values = {
            "content": self._sealer.seal(registration_id, jpeg, f"blob/{digest}"), "size": len(jpeg),
            "state": OutboxState.QUEUED.value, "reason": "", "queued_at": self._clock.now(), "settled_at": None,
        }  # fmt: skip
        statement = upsert(t.blob).values(sha256=digest, registration_id=registration_id, **values)
        self._c.execute(statement.on_conflict_do_update(index_elements=["sha256", "registration_id"], set_=values))
        self.kick = True
        return digest

    # numbers and cards

    def next_serial(self, today: date) -> LeasedSerial | None:
        """Use up the next serial of the lease that ends first."""
        condition = self.condition()
        if not condition.may_issue:
            raise NotEnrolledError if condition is Condition.UNENROLLED else IssuingRefusedError(condition)
        row = self._c.execute(
            select(t.lease.c.lease_id, t.lease.c.next_serial).where(*self._usable(today))
            .order_by(t.lease.c.not_after, t.lease.c.lo).limit(1)
        ).one_or_none()  # fmt: skip
        if row is None:
            return None
        self._c.execute(update(t.lease).where(t.lease.c.lease_id == row.lease_id).values(next_serial=row.next_serial + 1))
        self._c.execute(insert(t.serial), {"lease_id": row.lease_id, "serial": row.next_serial, "state": "used", "reason": ""})
        return LeasedSerial(row.next_serial, row.lease_id)

    def void_serial(self, serial: LeasedSerial, reason: str, at: datetime) -> None:
        """Record that a used serial will never be on a card."""
        self._c.execute(
            update(t.serial)
            .where(t.serial.c.lease_id == serial.lease_id, t.serial.c.serial == serial.serial)
            .values(state="void", reason=reason)
        )
        self.audit("serial.voided", str(serial.serial), at, reason)

    def put_card(
        self, number: str, registration_id: str, serial: int, lease_id: str, issued_on: date, valid_until: date,
        supersedes: str, at: datetime,
    ) -> None:  # fmt: skip
        """Record a card; the superseded one changes its state."""
        if self._c.execute(select(func.count()).where(t.card.c.number == number)).scalar_one():
            raise ValueError("this card number exists")
        self._c.execute(insert(t.card), {
            "number": number, "registration_id": registration_id, "serial": serial, "lease_id": lease_id,
            "issued_on": issued_on, "valid_until": valid_until, "state": Ak1State.VALID.value, "supersedes": supersedes,
            "copies_elsewhere": 0, "at": at,
        })  # fmt: skip
        if supersedes:
            self._c.execute(update(t.card).where(t.card.c.number == supersedes).values(state=Ak1State.SUPERSEDED.value))

    def put_report(self, number: str, row: int, reported_on: date, at: datetime) -> bool:
        """Mark a report row of a card once."""
        statement = upsert(t.report).values(number=number, row=row, reported_on=reported_on, at=at)
        return self._c.execute(statement.on_conflict_do_nothing()).rowcount == 1

    def open_print(self, *, document: DocumentKind, registration_id: str, reference: str, copy_no: int, at: datetime) -> str:
        """Write down that bytes are about to go out."""
        ledger_id = str(uuid7())
        self._c.execute(insert(t.print_job), {
            "ledger_id": ledger_id, "document": document.value, "registration_id": registration_id, "reference": reference,
            "copy_no": copy_no, "started_at": at, "closed_at": None, "outcome": None, "reason": "",
        })  # fmt: skip
        return ledger_id

    def close_print(self, ledger_id: str, outcome: PrintOutcome, reason: str, at: datetime) -> None:
        """Write down how a print ended; the first word counts. Raises KeyError for an unknown print."""
        closed = self._c.execute(
            update(t.print_job)
            .where(t.print_job.c.ledger_id == ledger_id, t.print_job.c.outcome.is_(None))
            .values(outcome=outcome.value, reason=reason, closed_at=at)
        ).rowcount
        if not closed and not self._c.execute(select(func.count()).where(t.print_job.c.ledger_id == ledger_id)).scalar_one():
            raise KeyError("no such print")

    # outbox and audit

    def enqueue(self, fact: Fact, issued_at: datetime) -> str:
        """Freeze, chain and sign a fact."""
        condition = self.condition()
        row = self._c.execute(select(t.device).join(t.station, t.station.c.device_id == t.device.c.device_id)).one_or_none()
        if row is None:
            raise NotEnrolledError
        if condition.needs_enrolment:
            raise IssuingRefusedError(condition)
        op = seal(
            fact, op_id=str(uuid7()), device=row.device_id, seq=row.next_seq, prev=row.head, issued_at=issued_at,
            clock=self._clock.stamp(), key=self._ring.open(row.device_id, row.private_key),
        )  # fmt: skip
        digest = op.digest()
        self._c.execute(insert(t.outbox), {
            "op_id": op.op_id, "type": op.type, "aggregate": op.aggregate, "enqueued_at": issued_at,
            "number": fact.number if isinstance(fact, Ak1Issued) else "", **self._sealed(op, digest, _subject(fact)),
        })  # fmt: skip
        self._advance(op, digest)
        memory = self._clock.memory()
        self._c.execute(update(t.station).values(clock_last_known=memory.last_known, clock_boot=memory.boot))
        self.kick = True
        return op.op_id

    def _sealed(self, op: Op, digest: str, subject: str) -> dict[str, object]:
        content = op.to_bytes()
        return {
            "device_id": op.device, "seq": op.seq, "subject": subject, "digest": digest, "size": len(content),
            "content": self._sealer.seal(subject, content, f"op/{op.op_id}"), "state": OutboxState.QUEUED.value,
            "reason": "", "settled_at": None,
        }  # fmt: skip

    def _advance(self, op: Op, digest: str) -> None:
        self._c.execute(update(t.device).where(t.device.c.device_id == op.device).values(next_seq=op.seq + 1, head=digest))
        self.last = (op.device, op.seq)

    def audit(self, event: str, subject: str, at: datetime, detail: str = "") -> None:
        """Append one line; never personal data."""
        self._c.execute(insert(t.audit), {"at": at, "event": event, "subject": subject, "detail": detail})

    # a chain that must be mended

    def rechain(self, device_id: str, head_seq: int, head_digest: str, at: datetime) -> int:
        """Seal queued ops of a chain anew after its confirmed head; quarantined ones give up their place."""
        o = t.outbox.c
        self._c.execute(
            update(t.outbox)
            .where(o.device_id == device_id, o.state == OutboxState.PARKED_LOCAL.value, o.seq > head_seq)
            .values(seq=None)
        )
        self._c.execute(update(t.device).where(t.device.c.device_id == device_id).values(next_seq=head_seq + 1, head=head_digest))
        waiting = (o.device_id == device_id, o.state == OutboxState.QUEUED.value, o.seq > head_seq)
        count = self._reseal(waiting, device_id, fresh_ids=False)
        self.audit("outbox.rechained", device_id, at, f"{count} after {head_seq}")
        return count

    def adopt(self, old: str, *, everything: bool, at: datetime) -> int:
        """Seal what the old identity's chain cannot deliver under the present one.

        ``everything``: the old chain is dead, so its queue comes too; else only what was quarantined.
        """
        o = t.outbox.c
        states = [OutboxState.PARKED_LOCAL.value] + ([OutboxState.QUEUED.value] if everything else [])
        new = self._c.execute(select(t.station.c.device_id)).scalar_one()
        count = self._reseal((o.device_id == old, o.state.in_(states)), new, fresh_ids=True)
        if count:
            self.audit("outbox.adopted", old, at, f"{count} facts")
        return count

    def _reseal(self, which: tuple[ColumnElement[bool], ...], device_id: str, *, fresh_ids: bool) -> int:
        rows = self._c.execute(select(t.outbox).where(*which).order_by(t.outbox.c.enqueued_at, t.outbox.c.op_id)).all()
        for row in rows:  # free every place in the chain before any is taken again
            self._c.execute(update(t.outbox).where(t.outbox.c.op_id == row.op_id).values(seq=None))
        for row in rows:
            content = self._sealer.unseal(row.subject, row.content, f"op/{row.op_id}")
            assert content is not None, "an unconfirmed fact keeps its key"
            home = self._c.execute(select(t.device).where(t.device.c.device_id == device_id)).one()
            old = decode(content, Op)
            bare = structs.replace(
                old, op_id=str(uuid7()) if fresh_ids else old.op_id, device=device_id, seq=home.next_seq, prev=home.head, sig=""
            )
            key = self._ring.open(device_id, home.private_key)
            op = structs.replace(bare, sig=key.sign(bare.signed_bytes()))
            digest = op.digest()
            self._c.execute(
                update(t.outbox)
                .where(t.outbox.c.op_id == row.op_id)
                .values(op_id=op.op_id, **self._sealed(op, digest, row.subject))
            )
            self._advance(op, digest)
        return len(rows)

    def shred(self, subject: str, at: datetime) -> None:
        """Destroy a person's key and what lay under it; the tombstones stay."""
        o = t.outbox.c
        self._sealer.shred(subject)
        self._c.execute(
            update(t.person).where(t.person.c.registration_id == subject).values(content=None, queue_code="", purged_at=at, placed_on=None)
        )
        self._c.execute(update(t.outbox).where(o.subject == subject).values(content=None))
        self._c.execute(update(t.blob).where(t.blob.c.registration_id == subject).values(content=None))
        self._c.execute(update(t.application).where(t.application.c.registration_id == subject).values(content=None, op_id=""))
        self.audit("person.purged", subject, at)

    # what the server gives

    def store_leases(self, leases: Sequence[Lease], at: datetime) -> None:
        """Keep leased blocks; a block known already is left as it is."""
        device_id = self._c.execute(select(t.station.c.device_id)).scalar_one()
        for item in leases:
            statement = upsert(t.lease).values(
                lease_id=item.lease_id, device_id=device_id, lo=item.lo, hi=item.hi, next_serial=item.lo,
                not_after=item.not_after, at=at,
            )  # fmt: skip
            self._c.execute(statement.on_conflict_do_nothing())

    def set_policy(self, policy: StationPolicy, at: datetime) -> None:
        """Keep a newer policy."""
        if policy.rev < self.policy().rev:
            return
        self._c.execute(update(t.station).values(policy=encode(policy).decode()))


def _state(text: str) -> RegistrationState | None:
    try:
        return RegistrationState(text)
    except ValueError:
        return None  # a newer server's word: keep what is known


def _subject(fact: Fact) -> str:
    match fact:
        case SeekerRegistered() | SeekerUpdated():
            return fact.registration.registration_id
        case Ak1Issued() | DocumentPrinted() | PresenceReported() | ApplicationSubmitted() | ApplicationWithdrawn():
            return fact.registration_id
        case HelpRequested():
            return STATION
        case _ as never:
            assert_never(never)
