"""Deletes people's data once the server has it and the office's hours are over: by destroying their keys.

What stays is the tombstone: op_id, seq, digest and number, and the keyed index that finds a card again.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, exists, func, not_, or_, select, update

from kiosk.store import schema as t
from kiosk.store.migrate import drop_old_backups
from kiosk.store.sealing import STATION
from kiosk.store.vault import SqlVault
from sync.ports import OutboxState

log = logging.getLogger(__name__)
_SENT = (OutboxState.ACKED.value, OutboxState.PARKED_REMOTE.value)
BATCH = 200


def purge(vault: SqlVault, now: datetime) -> int:
    """Shred every person whose facts and photos are confirmed since longer than the policy's hours; how many."""
    with vault.read() as reader:
        hours = timedelta(hours=reader.policy().purge_after_hours)
    subjects = _due(vault, now - hours)
    for start in range(0, len(subjects), BATCH):
        with vault.begin() as unit:
            for subject in subjects[start : start + BATCH]:
                unit.shred(subject, now)
    settings = vault.settings
    dropped = _drop_old(vault, now - timedelta(days=settings.retention_days), now - timedelta(days=settings.tombstone_days))
    drop_old_backups(vault.path, now, hours)
    if subjects or dropped:
        vault.truncate_wal()
        log.info("purged %d people, %d old rows", len(subjects), dropped)
    vault.disk.keep_ballast()
    return len(subjects)


def _due(vault: SqlVault, before: datetime) -> list[str]:
    o, b, p, k = t.outbox.c, t.blob.c, t.person.c, t.data_key.c
    busy_op = exists().where(o.subject == k.subject, or_(not_(o.state.in_(_SENT)), o.settled_at > before))
    busy_blob = exists().where(b.registration_id == k.subject, or_(b.state == OutboxState.QUEUED.value, b.settled_at > before))
    busy_person = exists().where(p.registration_id == k.subject, p.updated_at > before)
    open_print = exists().where(t.print_job.c.registration_id == k.subject, t.print_job.c.outcome.is_(None))
    query = select(k.subject).where(k.created_at <= before, not_(busy_op), not_(busy_blob), not_(busy_person), not_(open_print))
    with vault.read() as reader:
        return list(reader.connection.execute(query).scalars())


def _drop_old(vault: SqlVault, content_before: datetime, tombstone_before: datetime) -> int:
    o = t.outbox.c
    old_content = (o.subject == STATION, o.state.in_(_SENT), o.settled_at <= content_before, o.content.is_not(None))
    last = select(func.max(o.seq)).where(o.device_id == t.device.c.device_id).correlate(t.device).scalar_subquery()
    heads = select(last).select_from(t.device)
    old_rows = (o.state.in_(_SENT), o.settled_at <= tombstone_before, o.content.is_(None), o.seq.not_in(heads))
    a = t.application.c
    old_applications = (a.content.is_(None), a.updated_at <= tombstone_before)
    with vault.read() as reader:
        some = reader.connection.execute(select(func.count()).where(or_(and_(*old_content), and_(*old_rows)))).scalar_one()
        some += reader.connection.execute(select(func.count()).where(*old_applications)).scalar_one()
    if not some:
        return 0
    with vault.begin() as unit:
        unit.connection.execute(update(t.outbox).where(*old_content).values(content=None))
        unit.connection.execute(delete(t.outbox).where(*old_rows))
        unit.connection.execute(delete(t.application).where(*old_applications))
    return int(some)
