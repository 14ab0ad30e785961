"""Applications in the vault: who applied where and how it stands, merged from this station's own acts and SIKER's word.

Attempt and state stay in the clear, so that a later wish still counts after the rest was shredded; number, names of work and
firm, code and invitation are sealed under the person's key and go with it.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Row, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import Connection

from domain.applications import ApplicationState, Standing, heard
from domain.vacancy import Vacancy
from kiosk.store import schema as t
from kiosk.store.port import ApplicationRecord
from kiosk.store.sealing import Sealer
from sync.ports import OutboxState
from sync.wire.codec import decode, encode
from sync.wire.messages import ApplicationStatus

_UNSENT = (OutboxState.QUEUED.value, OutboxState.PARKED_LOCAL.value)


class _Content(msgspec.Struct, frozen=True):
    """The personal part of an application."""

    number: str
    title: str
    employer: str
    claim_code: str = ""
    reason: str = ""
    invited_at: datetime | None = None
    invited_place: str = ""
    same_as: str = ""
    vacancy: Vacancy | None = None


class Applications:
    """Over one transaction. Reads give records whose content is still held, unless told otherwise."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        self._c, self._sealer = connection, sealer

    def one(self, application_id: str) -> ApplicationRecord | None:
        """One application, also when only its standing is left."""
        row = self._c.execute(select(t.application).where(t.application.c.application_id == application_id)).one_or_none()
        return None if row is None else self._record(row)

    def of(self, registration_id: str) -> tuple[ApplicationRecord, ...]:
        """A person's applications, newest first; those whose content was shredded are left out."""
        rows = self._c.execute(
            select(t.application)
            .where(t.application.c.registration_id == registration_id, t.application.c.content.is_not(None))
            .order_by(t.application.c.at.desc(), t.application.c.application_id)
        ).all()
        return tuple(record for row in rows if (record := self._record(row)).number)

    def _record(self, row: Row[tuple[object, ...]]) -> ApplicationRecord:
        content = self._content(row)
        return ApplicationRecord(
            application_id=row.application_id, registration_id=row.registration_id, vacancy_id=row.vacancy_id,
            attempt=row.attempt, state=ApplicationState(row.state), at=row.at, waiting=self._waits(row),
            number=content.number if content else "", title=content.title if content else "",
            employer=content.employer if content else "", claim_code=content.claim_code if content else "",
            reason=content.reason if content else "", invited_at=content.invited_at if content else None,
            invited_place=content.invited_place if content else "", same_as=content.same_as if content else "",
            vacancy=content.vacancy if content else None,
        )  # fmt: skip

    def _content(self, row: Row[tuple[object, ...]]) -> _Content | None:
        if row.content is None:
            return None
        raw = self._sealer.unseal(row.registration_id, row.content, f"application/{row.application_id}")
        return None if raw is None else decode(raw, _Content)

    def _waits(self, row: Row[tuple[object, ...]]) -> bool:
        """Whether the last wish of this station is still here; after a new enrolment ops have new ids, so any counts."""
        if not row.op_id:
            return False
        o = t.outbox.c
        state = self._c.execute(select(o.state).where(o.op_id == row.op_id)).scalar_one_or_none()
        if state is not None:
            return state in _UNSENT
        mine = (o.subject == row.registration_id, o.type.startswith("application."), o.state.in_(_UNSENT))
        return bool(self._c.execute(select(func.count()).where(*mine)).scalar_one())

    # writes

    def put(self, record: ApplicationRecord, op_id: str, at: datetime) -> None:
        """This station's own act."""
        self._put(record, op_id, None, at)

    def _put(self, record: ApplicationRecord, op_id: str, rev: int | None, at: datetime) -> None:
        content = _Content(
            record.number, record.title, record.employer, record.claim_code, record.reason, record.invited_at,
            record.invited_place, record.same_as, record.vacancy,
        )  # fmt: skip
        key = record.application_id
        values = {
            "registration_id": record.registration_id, "vacancy_id": record.vacancy_id, "attempt": record.attempt,
            "state": record.state.value, "at": record.at, "op_id": op_id, "updated_at": at,
            "content": self._sealer.seal(record.registration_id, encode(content), f"application/{key}"),
        }  # fmt: skip
        revised = values if rev is None else values | {"status_rev": rev}
        statement = upsert(t.application).values(application_id=key, **({"status_rev": 0} | revised))
        self._c.execute(statement.on_conflict_do_update(index_elements=["application_id"], set_=revised))

    def hear(self, rev: int, status: ApplicationStatus, at: datetime) -> bool:
        """Take SIKER's word; what is older than the last applied revision is ignored. False: the person is not known here."""
        held = self._c.execute(
            select(t.person.c.content.is_not(None)).where(t.person.c.registration_id == status.registration_id)
        ).scalar_one_or_none()
        state = _state(status.state)
        if held is None or state is None:
            return False
        key = status.application_id
        row = self._c.execute(select(t.application).where(t.application.c.application_id == key)).one_or_none()
        if row is not None and rev and rev <= row.status_rev:
            return True
        newest = max(rev, row.status_rev) if row is not None else rev
        told = Standing(state, status.attempt)
        now = told if row is None else heard(Standing(ApplicationState(row.state), row.attempt), told, waiting=self._waits(row))
        if not held:
            if row is not None:  # shredded: only where it stands is kept
                self._c.execute(update(t.application).where(t.application.c.application_id == key).values(
                    state=now.state.value, attempt=now.attempt, status_rev=newest, updated_at=at
                ))  # fmt: skip
            return True
        own = self._record(row) if row is not None else None
        if own is not None and own.number and now is not told:
            self._c.execute(
                update(t.application).where(t.application.c.application_id == key).values(status_rev=newest, updated_at=at)
            )
            return True
        self._put(_told(status, now, own), "", newest, at)  # what SIKER answered is not waiting any more
        return True


def _told(status: ApplicationStatus, now: Standing, own: ApplicationRecord | None) -> ApplicationRecord:
    return ApplicationRecord(
        application_id=status.application_id, registration_id=status.registration_id, vacancy_id=status.vacancy_id,
        attempt=now.attempt, state=now.state, at=status.at, waiting=False, number=status.number, title=status.title,
        employer=status.employer, claim_code=own.claim_code if own else "", reason=status.reason,
        invited_at=status.invited_at, invited_place=status.invited_place, same_as=status.same_as,
        vacancy=own.vacancy if own else None,
    )  # fmt: skip


def _state(text: str) -> ApplicationState | None:
    try:
        return ApplicationState(text)
    except ValueError:
        return None  # a newer server's word: keep what is known
