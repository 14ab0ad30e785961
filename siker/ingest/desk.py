"""What officers and upgrades do with parked and set-aside facts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from domain.facts import CATALOGUE
from domain.text import tidy
from siker.accounts.models import User
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.ingest.models import OpReceipt, ReceiptStatus, StrayOp
from siker.ingest.services import take_effect
from sync.wire.errors import ParkReason

MAY_VOUCH = frozenset({ParkReason.NO_OUTSIDE_LEASE, ParkReason.DEVICE_REVOKED, ParkReason.UNKNOWN_REGISTRATION})


def replay_unknown_types(now: datetime) -> tuple[int, int]:
    """Each parked fact of a type known by now, in chain order, with its followers; returns (accepted, still parked)."""
    done = kept = 0
    reasons = [ParkReason.UNKNOWN_TYPE, ParkReason.UNKNOWN_REGISTRATION, ParkReason.UNKNOWN_VACANCY]
    waiting = OpReceipt.objects.filter(status=ReceiptStatus.PARKED, reason__in=reasons).order_by("station_id", "seq")
    for op_id, name, version in list(waiting.values_list("pk", "type", "version")):
        known = CATALOGUE.get(name)
        if known is None or known[0] != version:
            kept += 1
            continue
        with transaction.atomic():
            receipt = OpReceipt.objects.select_for_update(of=("self",)).select_related("station").get(pk=op_id)
            if receipt.status != ReceiptStatus.PARKED:
                continue
            kept, done = (kept + 1, done) if take_effect(receipt, now) else (kept, done + 1)
    return done, kept


@transaction.atomic
def vouch(op_id: str, user: User, now: datetime) -> ParkReason | None:
    """An officer saw the paper: let the fact take effect although its number or its station was not in order."""
    receipt = OpReceipt.objects.select_for_update(of=("self",)).select_related("station").get(pk=op_id)
    if receipt.status != ReceiptStatus.PARKED or receipt.reason not in MAY_VOUCH:
        return None
    reason = take_effect(receipt, now, force=True)
    if reason is None:
        record(Actor.officer(user.username), AuditAction.FACT_REPLAYED, receipt.aggregate, now, "atas tanggungan petugas")
    return reason


@transaction.atomic
def close_parked(op_id: str, note: str, user: User, now: datetime) -> None:
    """An officer settled the matter outside the system; the op stays stored."""
    receipt = OpReceipt.objects.select_for_update().get(pk=op_id)
    if receipt.status != ReceiptStatus.PARKED:
        return
    receipt.status, receipt.closed_at, receipt.closed_by, receipt.note = ReceiptStatus.CLOSED, now, user, tidy(note)[:200]
    receipt.save(update_fields=["status", "closed_at", "closed_by", "note"])
    record(Actor.officer(user.username), AuditAction.FACT_CLOSED, receipt.aggregate, now, receipt.type)


@transaction.atomic
def close_stray(pk: int, note: str, user: User, now: datetime) -> None:
    """An officer looked at evidence that was set aside; it stays stored."""
    stray = StrayOp.objects.select_for_update().get(pk=pk)
    if stray.closed_at is not None:
        return
    stray.closed_at, stray.closed_by, stray.note = now, user, tidy(note)[:200]
    stray.save(update_fields=["closed_at", "closed_by", "note"])
    record(Actor.officer(user.username), AuditAction.FACT_CLOSED, f"op/{stray.op_id}", now, stray.reason)
