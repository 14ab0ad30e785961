"""What the server remembers of every op it ever saw: the receipt, the chain's head, and ops set aside as evidence."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models

from siker.fleet.models import Station
from sync.wire.envelope import FIRST_PREV


class ReceiptStatus(StrEnum):
    """``pending`` ops have their place in the chain but no effect yet: the station sends them again."""

    ACCEPTED = "accepted"
    PARKED = "parked"
    PENDING = "pending"
    CLOSED = "closed"


class ChainHead(models.Model):
    """The last link of a device's chain. Locked first in every ingest transaction."""

    station = models.OneToOneField(Station, models.PROTECT, primary_key=True, related_name="chain")
    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=80, default=FIRST_PREV)

    def __str__(self) -> str:
        return f"{self.station_id} {self.seq}"


class OpReceipt(models.Model):
    """One op in its chain; ``sealed`` holds its signed bytes, encrypted, as evidence and for replay."""

    op_id = models.CharField(max_length=64, primary_key=True)
    station = models.ForeignKey(Station, models.PROTECT, related_name="receipts")
    seq = models.BigIntegerField()
    digest = models.CharField(max_length=80)
    type = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    aggregate = models.CharField(max_length=128, db_index=True)
    issued_at = models.DateTimeField()
    received_at = models.DateTimeField()
    status = models.CharField(max_length=16, db_index=True)
    reason = models.CharField(max_length=40, blank=True)
    card_number = models.CharField(max_length=40, blank=True, db_index=True)
    sealed = models.BinaryField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("station", "seq"), name="one_op_per_place_in_chain"),)

    def __str__(self) -> str:
        return self.op_id


class StrayOp(models.Model):
    """Something that came as an op but has no place in a chain (conflict, fork, bad signature, no op at all): kept, shown."""

    fingerprint = models.CharField(max_length=80, unique=True)
    op_id = models.CharField(max_length=64, blank=True)
    sender = models.ForeignKey(Station, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)
    received_at = models.DateTimeField()
    sealed = models.BinaryField()
    closed_at = models.DateTimeField(null=True, db_index=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.reason} {self.op_id}"
