"""Numbers lent to stations: blocks of serials per region, at most two open at a time, and the ledger of every serial."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import uuid6
from django.db import transaction

from siker import clock
from siker.ak1.models import Lease, LedgerEntry, SerialCounter, SerialFate
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.fleet.models import Station
from siker.fleet.services import policy
from sync.wire import messages

MAX_OPEN = 2
MAX_SIZE = 1000
USABLE_FOR = timedelta(days=90)
LAST_SERIAL = 999_999


class LeaseExhaustedError(Exception):
    """The station holds two unfinished leases, or the region has no serials left."""


@transaction.atomic
def grant(station: Station, request: messages.LeaseRequest, now: datetime) -> messages.Lease:
    """Lend a block; the same ``request_id`` gets the same block again. Raises LeaseExhaustedError."""
    Station.objects.select_for_update().get(pk=station.pk)
    _take_report(station, request.report, now)
    _close_expired(station, now)
    known = Lease.objects.filter(station=station, request_id=request.request_id).first()
    if known is not None:
        return wire_lease(known)
    if len(open_leases(station)) >= MAX_OPEN:
        raise LeaseExhaustedError
    SerialCounter.objects.get_or_create(region=station.region)
    counter = SerialCounter.objects.select_for_update().get(pk=station.region)
    size = max(1, min(request.want, policy().lease_size, MAX_SIZE))
    lo, hi = counter.next_serial, min(counter.next_serial + size - 1, LAST_SERIAL)
    if lo > hi:
        raise LeaseExhaustedError
    counter.next_serial = hi + 1
    counter.save(update_fields=["next_serial"])
    lease = Lease.objects.create(
        lease_id=f"ls_{uuid6.uuid7()}", station=station, request_id=request.request_id, region=station.region, lo=lo, hi=hi,
        not_after=clock.today(now) + USABLE_FOR, granted_at=now, used_to=lo - 1,
    )  # fmt: skip
    record(Actor.station(station.code), AuditAction.LEASE_GRANTED, f"jatah/{lease.pk}", now, f"{lo}-{hi}")
    return wire_lease(lease)


def open_leases(station: Station) -> list[Lease]:
    """Leases with serials still to use."""
    return [lease for lease in Lease.objects.filter(station=station, closed_at=None).order_by("lo") if lease.used_to < lease.hi]


def wire_lease(lease: Lease) -> messages.Lease:
    """As the protocol shows it."""
    return messages.Lease(lease_id=lease.pk, lo=lease.lo, hi=lease.hi, not_after=lease.not_after)


def mark_used(lease: Lease, serial: int, now: datetime) -> None:
    """A card was issued with this serial; that outweighs an earlier ``void`` or ``returned``."""
    LedgerEntry.objects.update_or_create(
        region=lease.region, serial=serial, defaults={"lease": lease, "fate": SerialFate.USED, "reason": "", "at": now}
    )
    if serial > lease.used_to:
        Lease.objects.filter(pk=lease.pk, used_to__lt=serial).update(used_to=serial)
    _close_when_done(Lease.objects.get(pk=lease.pk), now)


def close_leases(station: Station, now: datetime) -> None:
    """The station may not issue any more; what it has not used counts as returned unless a card still turns up."""
    for lease in Lease.objects.filter(station=station, closed_at=None):
        _close(lease, now, "mesin berhenti")


def _take_report(station: Station, reports: Sequence[messages.LeaseReport], now: datetime) -> None:
    for report in reports[:20]:
        lease = Lease.objects.filter(pk=report.lease_id[:64].replace("\x00", ""), station=station).first()
        if lease is None:
            continue
        for serial in report.void[:MAX_SIZE]:
            if lease.lo <= serial <= lease.hi:
                LedgerEntry.objects.get_or_create(
                    region=lease.region,
                    serial=serial,
                    defaults={"lease": lease, "fate": SerialFate.VOID, "reason": "rusak", "at": now},
                )
        used_to = min(max(report.used_to, lease.used_to), lease.hi)
        if used_to != lease.used_to:
            lease.used_to = used_to
            lease.save(update_fields=["used_to"])
        _close_when_done(lease, now)


def _close_expired(station: Station, now: datetime) -> None:
    for lease in Lease.objects.filter(station=station, closed_at=None, not_after__lt=clock.today(now)):
        _close(lease, now, "lewat waktu")


def _close_when_done(lease: Lease, now: datetime) -> None:
    """A lease is closed once each of its serials is accounted for."""
    if lease.closed_at is None and lease.ledger.count() == lease.hi - lease.lo + 1:
        _close(lease, now, "habis")


def _close(lease: Lease, now: datetime, reason: str) -> None:
    settled = set(lease.ledger.values_list("serial", flat=True))
    LedgerEntry.objects.bulk_create(
        LedgerEntry(region=lease.region, serial=serial, lease=lease, fate=SerialFate.RETURNED, reason=reason, at=now)
        for serial in range(lease.lo, lease.hi + 1)
        if serial not in settled
    )
    lease.closed_at = now
    lease.save(update_fields=["closed_at"])
    record(Actor.station(lease.station.code), AuditAction.LEASE_CLOSED, f"jatah/{lease.pk}", now, reason)
