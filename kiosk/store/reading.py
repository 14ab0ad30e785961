"""Reads of the vault: every answer is a value of ``kiosk.store.port``, never a row."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.engine import Connection

from domain.ak1 import Ak1State
from domain.facts import DocumentKind, PrintOutcome
from domain.nik import Nik
from kiosk.store import schema as t
from kiosk.store.applying import Applications
from kiosk.store.keys import VaultKeys
from kiosk.store.port import (
    ApplicationRecord,
    AuditEntry,
    CardRecord,
    LedgerEntry,
    OutboxEntry,
    PersonRecord,
    RegistrationState,
)
from kiosk.store.sealing import PersonContent, Sealer
from sync.clock import StationClock
from sync.ports import Condition, OutboxCounts, OutboxState, StationIdentity
from sync.wire.codec import decode
from sync.wire.messages import StationPolicy

COUNTED = (PrintOutcome.CONFIRMED.value, PrintOutcome.SENT.value, PrintOutcome.UNKNOWN.value)
ATTENTION = (OutboxState.PARKED_LOCAL.value, OutboxState.PARKED_REMOTE.value)


class SqlReader:
    """Reads inside one transaction."""

    def __init__(self, connection: Connection, vault_keys: VaultKeys, clock: StationClock) -> None:
        self._c, self._keys, self._clock = connection, vault_keys, clock
        self._sealer = Sealer(connection, vault_keys, clock)

    @property
    def connection(self) -> Connection:
        """For the store's own modules only."""
        return self._c

    @property
    def sealer(self) -> Sealer:
        """For the store's own modules only."""
        return self._sealer

    # people

    def find_by_nik(self, nik: Nik) -> PersonRecord | None:
        """The newest registration under this NIK."""
        return self._person(
            select(t.person).where(t.person.c.nik_index == self._keys.nik_index(nik)).order_by(t.person.c.updated_at.desc())
        )

    def person(self, registration_id: str) -> PersonRecord | None:
        """One registration by its id."""
        return self._person(select(t.person).where(t.person.c.registration_id == registration_id))

    def _person(self, query: Select[tuple[object, ...]]) -> PersonRecord | None:
        row = self._c.execute(query.limit(1)).one_or_none()
        if row is None:
            return None
        content = self._content(row)
        return PersonRecord(
            registration_id=row.registration_id,
            state=RegistrationState(row.state),
            reason=row.reason,
            queue_code=row.queue_code,
            language=row.language,
            registered_at=row.registered_at,
            registration=content.registration if content else None,
            evidence=content.evidence if content else (),
            consents=content.consents if content else (),
            card=self._newest_card(row.registration_id),
            proof_copies=self._copies(row.queue_code, DocumentKind.PROOF) if row.queue_code else 0,
            placed_on=row.placed_on,
        )

    def _content(self, row: Row[tuple[object, ...]]) -> PersonContent | None:
        if row.content is None:
            return None
        raw = self._sealer.unseal(row.registration_id, row.content, f"registration/{row.registration_id}")
        return None if raw is None else PersonContent.from_bytes(raw)

    def photo(self, registration_id: str) -> bytes | None:
        """The newest photo still held."""
        row = self._c.execute(
            select(t.blob.c.sha256, t.blob.c.content)
            .where(t.blob.c.registration_id == registration_id, t.blob.c.content.is_not(None))
            .order_by(t.blob.c.queued_at.desc())
            .limit(1)
        ).one_or_none()
        return None if row is None else self._sealer.unseal(registration_id, row.content, f"blob/{row.sha256}")

    def application(self, application_id: str) -> ApplicationRecord | None:
        """One application, also when only its standing is left."""
        return Applications(self._c, self._sealer).one(application_id)

    def applications(self, registration_id: str) -> tuple[ApplicationRecord, ...]:
        """A person's applications as far as they are held, newest first."""
        return Applications(self._c, self._sealer).of(registration_id)

    def fact_waits(self, op_id: str) -> bool:
        """Whether a fact is still here, unconfirmed by SIKER."""
        o = t.outbox.c
        found = self._c.execute(select(o.state).where(o.op_id == op_id)).scalar_one_or_none()
        return found in {OutboxState.QUEUED.value, OutboxState.PARKED_LOCAL.value}

    # cards and prints

    def card(self, number: str) -> CardRecord | None:
        """A card this station issued or was told about."""
        row = self._c.execute(select(t.card).where(t.card.c.number == number)).one_or_none()
        return None if row is None else self._card_record(row)

    def _newest_card(self, registration_id: str) -> CardRecord | None:
        row = self._c.execute(
            select(t.card)
            .where(t.card.c.registration_id == registration_id)
            .order_by(t.card.c.issued_on.desc(), t.card.c.at.desc())
            .limit(1)
        ).one_or_none()
        return None if row is None else self._card_record(row)

    def _card_record(self, row: Row[tuple[object, ...]]) -> CardRecord:
        reports = self._c.execute(
            select(t.report.c.row).where(t.report.c.number == row.number).order_by(t.report.c.row)
        ).scalars()
        return CardRecord(
            number=row.number, registration_id=row.registration_id, issued_on=row.issued_on, valid_until=row.valid_until,
            state=Ak1State(row.state), supersedes=row.supersedes,
            copies=row.copies_elsewhere + self._copies(row.number, DocumentKind.AK1), reports=tuple(reports),
        )  # fmt: skip

    def _copies(self, reference: str, document: DocumentKind) -> int:
        query = select(func.count()).where(
            t.print_job.c.reference == reference, t.print_job.c.document == document.value, t.print_job.c.outcome.in_(COUNTED)
        )
        return self._c.execute(query).scalar_one()

    def unfinished_prints(self) -> tuple[LedgerEntry, ...]:
        """Prints that were started and never closed, oldest first."""
        rows = self._c.execute(select(t.print_job).where(t.print_job.c.outcome.is_(None)).order_by(t.print_job.c.started_at))
        return tuple(_ledger(row) for row in rows)

    def prints(self, reference: str) -> tuple[LedgerEntry, ...]:
        """Every print of a card number or queue code, oldest first."""
        rows = self._c.execute(select(t.print_job).where(t.print_job.c.reference == reference).order_by(t.print_job.c.started_at))
        return tuple(_ledger(row) for row in rows)

    # the station itself

    def identity(self) -> StationIdentity | None:
        """The present identity."""
        row = self._c.execute(select(t.device).join(t.station, t.station.c.device_id == t.device.c.device_id)).one_or_none()
        if row is None:
            return None
        return StationIdentity(row.device_id, row.station, row.region, row.approved, row.server_public_key, row.public_key)

    def condition(self) -> Condition:
        """Whether numbers may be used."""
        return Condition(self._c.execute(select(t.station.c.condition)).scalar_one())

    def policy(self) -> StationPolicy:
        """The office's policy; defaults before the first contact."""
        return decode(self._c.execute(select(t.station.c.policy)).scalar_one().encode(), StationPolicy)

    def leases_left(self, today: date) -> int:
        """Unused serials in leases that are still good today."""
        total = self._c.execute(
            select(func.sum(t.lease.c.hi - t.lease.c.next_serial + 1)).where(*self._usable(today))
        ).scalar_one()
        return int(total or 0)

    def open_leases(self, today: date) -> int:
        """Blocks with numbers left."""
        return self._c.execute(select(func.count()).select_from(t.lease).where(*self._usable(today))).scalar_one()

    def _usable(self, today: date) -> tuple[ColumnElement[bool], ...]:
        mine = select(t.station.c.device_id).scalar_subquery()
        return (t.lease.c.device_id == mine, t.lease.c.not_after >= today, t.lease.c.next_serial <= t.lease.c.hi)

    def outbox_counts(self) -> OutboxCounts:
        """How much waits."""
        rows = self._c.execute(
            select(t.outbox.c.state, func.count(), func.min(t.outbox.c.enqueued_at)).group_by(t.outbox.c.state)
        ).all()
        count = {state: (number, oldest) for state, number, oldest in rows}
        blobs: int = self._c.execute(select(func.count()).where(t.blob.c.state == OutboxState.QUEUED.value)).scalar_one()

        def of(state: OutboxState) -> int:
            return int(count.get(state.value, (0, None))[0])

        return OutboxCounts(
            queued=of(OutboxState.QUEUED), quarantined=of(OutboxState.PARKED_LOCAL),
            parked_remote=of(OutboxState.PARKED_REMOTE), acked=of(OutboxState.ACKED), blobs=blobs,
            oldest=count.get(OutboxState.QUEUED.value, (0, None))[1],
        )  # fmt: skip

    def outbox_attention(self, limit: int = 50) -> tuple[OutboxEntry, ...]:
        """Facts somebody must look at."""
        rows = self._c.execute(
            select(t.outbox).where(t.outbox.c.state.in_(ATTENTION)).order_by(t.outbox.c.enqueued_at.desc()).limit(limit)
        )
        return tuple(
            OutboxEntry(row.op_id, row.seq or 0, row.type, row.aggregate, row.state, row.reason, row.enqueued_at) for row in rows
        )

    def audit_tail(self, limit: int = 50) -> tuple[AuditEntry, ...]:
        """The newest audit lines, newest first."""
        rows = self._c.execute(select(t.audit).order_by(t.audit.c.position.desc()).limit(limit))
        return tuple(AuditEntry(row.position, row.at, row.event, row.subject, row.detail) for row in rows)

    def last_refreshed(self) -> datetime | None:
        """When the catalog was last known to be current."""
        found: datetime | None = self._c.execute(select(t.station.c.last_refreshed)).scalar_one()
        return found


def _ledger(row: Row[tuple[object, ...]]) -> LedgerEntry:
    return LedgerEntry(
        ledger_id=row.ledger_id, document=DocumentKind(row.document), registration_id=row.registration_id,
        reference=row.reference, copy_no=row.copy_no, started_at=row.started_at,
        outcome=None if row.outcome is None else PrintOutcome(row.outcome), reason=row.reason,
    )  # fmt: skip
