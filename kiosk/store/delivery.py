"""The vault as the sync engine sees it (``sync.ports.SyncStore``): queue, answers, numbers, photos, clock.

Every method is one transaction. Nothing unconfirmed is ever deleted here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from sqlalchemy import bindparam, func, insert, select, update
from uuid6 import uuid7

from kiosk.store import schema as t
from kiosk.store.applying import Applications
from kiosk.store.purging import purge
from kiosk.store.vault import SqlVault
from kiosk.store.writing import SqlUnit
from sync.ports import (
    ClockMemory,
    Condition,
    Credentials,
    OutboxCounts,
    OutboxState,
    QueuedBlob,
    QueuedOp,
    Rewind,
    Settlement,
    StationIdentity,
)
from sync.wire.codec import decode, encode
from sync.wire.envelope import FIRST_PREV
from sync.wire.keys import DeviceKey
from sync.wire.messages import (
    ApplicationStatus,
    EnrolAnswer,
    Lease,
    LeaseReport,
    LeaseRequest,
    RegistrationStatus,
    StationPolicy,
)

MAX_OPEN_LEASES = 2
_CONFIRMED = (OutboxState.ACKED.value, OutboxState.PARKED_REMOTE.value)
_STUCK = {Condition.FORKED, Condition.CHAIN_LOST, Condition.ROLLED_BACK}


class VaultDelivery:
    """Implements ``sync.ports.SyncStore`` over the vault."""

    def __init__(self, vault: SqlVault) -> None:
        self._vault = vault

    # who we are

    def condition(self) -> Condition:
        """Whether numbers may be used."""
        with self._vault.read() as reader:
            return reader.condition()

    def note_condition(self, condition: Condition, at: datetime, detail: str = "") -> None:
        """Change the condition; a station that must be enrolled anew is not healed by anything else."""
        with self._vault.begin() as unit:
            present = unit.condition()
            if present is condition or (present.needs_enrolment and present is not Condition.UNENROLLED):
                return
            unit.connection.execute(update(t.station).values(condition=condition.value, condition_at=at))
            unit.audit("station.condition", condition.value, at, detail)

    def identity(self) -> StationIdentity | None:
        """The present identity."""
        with self._vault.read() as reader:
            return reader.identity()

    def credentials(self) -> Credentials | None:
        """The key of the present identity."""
        with self._vault.read() as reader:
            row = reader.connection.execute(
                select(t.device).join(t.station, t.station.c.device_id == t.device.c.device_id)
            ).one_or_none()
            return None if row is None else Credentials(row.device_id, self._vault.ring.open(row.device_id, row.private_key))

    def senders(self) -> tuple[Credentials, ...]:
        """Identities with queued ops, oldest first."""
        with self._vault.read() as reader:
            waiting = select(t.outbox.c.device_id).where(t.outbox.c.state == OutboxState.QUEUED.value)
            rows = reader.connection.execute(
                select(t.device).where(t.device.c.device_id.in_(waiting)).order_by(t.device.c.epoch)
            ).all()
            return tuple(Credentials(row.device_id, self._vault.ring.open(row.device_id, row.private_key)) for row in rows)

    def enrolment_key(self) -> DeviceKey:
        """The key to enrol with, made once and kept until an enrolment is."""
        with self._vault.begin() as unit:
            wrapped = unit.connection.execute(select(t.station.c.enrolment_key)).scalar_one()
            if wrapped is not None:
                return DeviceKey.from_text(self._vault.keys.unwrap(wrapped, "enrolment").decode())
            key = DeviceKey.generate()
            wrapped = self._vault.keys.wrap(key.private_text().encode(), "enrolment")
            unit.connection.execute(update(t.station).values(enrolment_key=wrapped))
            return key

    def put_enrolment(self, answer: EnrolAnswer, key: DeviceKey, at: datetime) -> None:
        """Take a new identity: new chain, this machine, no old numbers. What the old chain could not deliver is sealed anew."""
        condition = Condition.ACTIVE if answer.approved else Condition.PENDING
        with self._vault.begin() as unit:
            former = unit.condition()
            old = unit.connection.execute(select(t.station.c.device_id)).scalar_one()
            if old == answer.device_id:
                return  # the answer to a repeated request
            epoch = unit.connection.execute(select(func.coalesce(func.max(t.device.c.epoch), 0))).scalar_one() + 1
            unit.connection.execute(insert(t.device), {
                "device_id": answer.device_id, "epoch": epoch, "station": answer.station, "region": answer.region,
                "approved": answer.approved, "server_public_key": answer.server_public_key, "public_key": key.public_text(),
                "private_key": self._vault.keys.wrap(key.private_text().encode(), f"device/{answer.device_id}"),
                "next_seq": 1, "head": FIRST_PREV, "enrolled_at": at,
            })  # fmt: skip
            unit.connection.execute(update(t.station).values(
                device_id=answer.device_id, condition=condition.value, condition_at=at,
                machine=self._vault.machine_mark(), lease_request="", enrolment_key=None,
            ))  # fmt: skip
            unit.connection.execute(update(t.station).values(policy=encode(answer.policy).decode()))
            if old:
                unit.adopt(old, everything=former in _STUCK, at=at)
            unit.audit("station.enrolled", answer.station, at, answer.device_id)

    def approve(self, at: datetime) -> None:
        """The office approved this identity."""
        with self._vault.begin() as unit:
            if unit.condition() not in {Condition.PENDING, Condition.REVOKED}:
                return
            mine = select(t.station.c.device_id).scalar_subquery()
            unit.connection.execute(update(t.device).where(t.device.c.device_id == mine).values(approved=True))
            unit.connection.execute(update(t.station).values(condition=Condition.ACTIVE.value, condition_at=at))
            unit.audit("station.approved", "", at)

    # outbox

    def next_ops(self, device_id: str, limit: int, max_bytes: int, after_seq: int = 0) -> tuple[QueuedOp, ...]:
        """Queued ops in order; stops before ``max_bytes`` but gives at least one."""
        found: list[QueuedOp] = []
        total = 0
        o = t.outbox.c
        waiting = (o.state == OutboxState.QUEUED.value, o.device_id == device_id, o.seq > after_seq)
        with self._vault.read() as reader:
            with_key = t.outbox.outerjoin(t.data_key, t.data_key.c.subject == o.subject)
            rows = reader.connection.execute(
                select(t.outbox, t.data_key.c.wrapped).select_from(with_key).where(*waiting).order_by(o.seq).limit(limit)
            ).all()
            for row in rows:
                total += row.size + 1
                if found and total > max_bytes:
                    break
                reader.sealer.remember(row.subject, row.wrapped)
                content = reader.sealer.unseal(row.subject, row.content, f"op/{row.op_id}")
                assert content is not None, "a queued fact keeps its key"
                found.append(QueuedOp(row.op_id, row.device_id, row.seq, content))
        return tuple(found)

    def settle(self, settlements: Sequence[Settlement], at: datetime) -> None:
        """Write the server's words down. Only queued facts change: a late duplicate answer changes nothing."""
        if not settlements:
            return
        change = (
            update(t.outbox)
            .where(t.outbox.c.op_id == bindparam("which"), t.outbox.c.state == OutboxState.QUEUED.value)
            .values(state=bindparam("new_state"), reason=bindparam("new_reason"), settled_at=at)
        )
        plain = [item for item in settlements if item.state is OutboxState.ACKED]
        with self._vault.begin() as unit:
            if plain:
                unit.connection.execute(change, [_binding(item) for item in plain])
            for item in settlements:
                if item.state is not OutboxState.ACKED and unit.connection.execute(change, _binding(item)).rowcount:
                    unit.audit("fact.parked", item.op_id, at, f"{item.state.value} {item.reason}")

    def rewind(self, device_id: str, expected_seq: int) -> Rewind:
        """Queue confirmed ops from ``expected_seq`` on again."""
        with self._vault.begin() as unit:
            o = t.outbox.c
            mine = o.device_id == device_id
            next_seq = unit.connection.execute(select(t.device.c.next_seq).where(t.device.c.device_id == device_id)).scalar_one()
            if expected_seq > next_seq:
                return Rewind.AHEAD
            if expected_seq == next_seq:
                return Rewind.NOTHING_TO_DO
            first = unit.connection.execute(select(o.state).where(mine, o.seq == expected_seq)).scalar_one_or_none()
            behind = (mine, o.seq >= expected_seq, o.state.in_(_CONFIRMED))
            gone = unit.connection.execute(select(func.count()).where(*behind, o.content.is_(None))).scalar_one()
            if first is None or gone:
                return Rewind.LOST
            again = unit.connection.execute(
                update(t.outbox).where(*behind).values(state=OutboxState.QUEUED.value, reason="", settled_at=None)
            ).rowcount
            if again:
                unit.audit("outbox.rewound", device_id, self._vault.clock.now(), f"{again} from {expected_seq}")
            if first == OutboxState.PARKED_LOCAL.value:
                return Rewind.HOLE
            return Rewind.QUEUED_AGAIN if again else Rewind.NOTHING_TO_DO

    def rechain(self, device_id: str, head_seq: int, head_digest: str, at: datetime) -> int:
        """Seal every queued op after the server's head anew, leaving out what is quarantined here."""
        with self._vault.begin() as unit:
            return unit.rechain(device_id, head_seq, head_digest, at)

    def head(self, device_id: str) -> tuple[int, str]:
        """The last seq and digest of a chain."""
        with self._vault.read() as reader:
            row = reader.connection.execute(select(t.device).where(t.device.c.device_id == device_id)).one()
            return row.next_seq - 1, row.head

    def digest_at(self, device_id: str, seq: int) -> str | None:
        """The digest of one op of a chain; None when its tombstone is gone."""
        if seq == 0:
            return FIRST_PREV
        with self._vault.read() as reader:
            return reader.connection.execute(
                select(t.outbox.c.digest).where(t.outbox.c.device_id == device_id, t.outbox.c.seq == seq)
            ).scalar_one_or_none()

    def confirmed_seq(self, device_id: str) -> int:
        """The highest seq the server confirmed."""
        with self._vault.read() as reader:
            found = reader.connection.execute(
                select(func.max(t.outbox.c.seq)).where(t.outbox.c.device_id == device_id, t.outbox.c.state.in_(_CONFIRMED))
            ).scalar_one()
            return int(found or 0)

    def counts(self) -> OutboxCounts:
        """How much waits."""
        with self._vault.read() as reader:
            return reader.outbox_counts()

    # numbers and policy

    def lease_request(self, today: date) -> LeaseRequest | None:
        """The request not yet answered, a new one when numbers run low, or None."""
        with self._vault.read() as reader:
            pending = reader.connection.execute(select(t.station.c.lease_request)).scalar_one()
            if pending:
                return decode(pending.encode(), LeaseRequest)
            policy = reader.policy()
            enough = reader.leases_left(today) >= policy.lease_refill_below
            if enough or not reader.condition().may_issue or reader.open_leases(today) >= MAX_OPEN_LEASES:
                return None
        with self._vault.begin() as unit:
            request = LeaseRequest(request_id=str(uuid7()), want=policy.lease_size, report=self._ledger(unit))
            unit.connection.execute(update(t.station).values(lease_request=encode(request).decode()))
        return request

    def _ledger(self, unit: SqlUnit) -> list[LeaseReport]:
        mine = select(t.station.c.device_id).scalar_subquery()
        leases = unit.connection.execute(select(t.lease).where(t.lease.c.device_id == mine).order_by(t.lease.c.lo)).all()
        report = []
        for row in leases:
            void = unit.connection.execute(
                select(t.serial.c.serial)
                .where(t.serial.c.lease_id == row.lease_id, t.serial.c.state == "void")
                .order_by(t.serial.c.serial)
            ).scalars()
            report.append(LeaseReport(lease_id=row.lease_id, used_to=row.next_serial - 1, void=list(void)))
        return report

    def store_lease(self, lease: Lease, at: datetime) -> None:
        """Keep the answered block and forget the request."""
        with self._vault.begin() as unit:
            unit.store_leases([lease], at)
            unit.connection.execute(update(t.station).values(lease_request=""))

    def drop_lease_request(self) -> None:
        """The server gave a final no; ask anew later."""
        with self._vault.begin() as unit:
            unit.connection.execute(update(t.station).values(lease_request=""))

    def leases_left(self, today: date) -> int:
        """Unused serials good today."""
        with self._vault.read() as reader:
            return reader.leases_left(today)

    def policy(self) -> StationPolicy:
        """The office's policy."""
        with self._vault.read() as reader:
            return reader.policy()

    def set_policy(self, policy: StationPolicy, at: datetime) -> None:
        """Keep a newer policy; writes nothing when it is the same."""
        if msgspec.structs.astuple(policy) != msgspec.structs.astuple(self.policy()):
            with self._vault.begin() as unit:
                unit.set_policy(policy, at)

    def forget_status_revs(self) -> None:
        """A new generation of the feed counts its revisions anew."""
        with self._vault.begin() as unit:
            unit.connection.execute(update(t.person).values(status_rev=0))
            unit.connection.execute(update(t.application).values(status_rev=0))

    def apply_statuses(self, statuses: Sequence[tuple[int, RegistrationStatus]], at: datetime) -> int:
        """Take the server's word about registrations known here; how many those were."""
        if not statuses:
            return 0
        with self._vault.begin() as unit:
            return sum(unit.put_status_rev(rev, status, at) for rev, status in statuses)

    def apply_application_statuses(self, statuses: Sequence[tuple[int, ApplicationStatus]], at: datetime) -> int:
        """Take the server's word about applications of people known here; how many those were."""
        if not statuses:
            return 0
        with self._vault.begin() as unit:
            heard = Applications(unit.connection, unit.sealer)
            return sum(heard.hear(rev, status, at) for rev, status in statuses)

    # photos

    def next_blob(self) -> QueuedBlob | None:
        """The oldest photo not uploaded yet."""
        with self._vault.read() as reader:
            row = reader.connection.execute(
                select(t.blob).where(t.blob.c.state == OutboxState.QUEUED.value).order_by(t.blob.c.queued_at).limit(1)
            ).one_or_none()
            if row is None:
                return None
            content = reader.sealer.unseal(row.registration_id, row.content, f"blob/{row.sha256}")
            assert content is not None, "a queued photo keeps its key"
            return QueuedBlob(row.sha256, row.registration_id, content)

    def blob_sent(self, sha256: str, at: datetime) -> None:
        """The server has the photo."""
        self._settle_blob(sha256, OutboxState.ACKED, "", at)

    def blob_refused(self, sha256: str, reason: str, at: datetime) -> None:
        """The server will never take this photo; staff must look."""
        self._settle_blob(sha256, OutboxState.PARKED_LOCAL, reason, at)

    def _settle_blob(self, sha256: str, state: OutboxState, reason: str, at: datetime) -> None:
        with self._vault.begin() as unit:
            unit.connection.execute(
                update(t.blob)
                .where(t.blob.c.sha256 == sha256, t.blob.c.state == OutboxState.QUEUED.value)
                .values(state=state.value, reason=reason, settled_at=at)
            )
            if state is OutboxState.PARKED_LOCAL:
                unit.audit("photo.refused", sha256, at, reason)

    # time

    def clock(self) -> ClockMemory:
        """What survived about time."""
        with self._vault.read() as reader:
            row = reader.connection.execute(select(t.station)).one()
            return ClockMemory(row.clock_offset_ms, row.clock_boot, row.clock_synced_at, row.clock_last_known)

    def remember_clock(self, memory: ClockMemory) -> None:
        """Keep it for the next run."""
        with self._vault.begin() as unit:
            unit.connection.execute(update(t.station).values(
                clock_offset_ms=memory.offset_ms, clock_boot=memory.boot, clock_synced_at=memory.synced_at,
                clock_last_known=memory.last_known,
            ))  # fmt: skip

    def last_refreshed(self) -> datetime | None:
        """When the catalog was last known to be current."""
        with self._vault.read() as reader:
            return reader.last_refreshed()

    def refreshed(self, at: datetime) -> None:
        """The catalog is current as of ``at``."""
        with self._vault.begin() as unit:
            unit.connection.execute(update(t.station).values(last_refreshed=at))

    def purge(self, now: datetime) -> int:
        """Shred what was confirmed longer ago than the policy allows."""
        return purge(self._vault, now)


def _binding(item: Settlement) -> dict[str, str]:
    return {"which": item.op_id, "new_state": item.state.value, "new_reason": item.reason}
