"""Registrations (encrypted), the cards issued on them, number leases with their ledger, and conflicts between cards."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from domain.ak1 import Ak1State
from siker.fleet.models import Station


class RegistrationState(StrEnum):
    """``LookupAnswer.state`` and the feed use the same words; ``erased`` is known here alone: stations are told that it is gone."""

    AWAITING = "awaiting"
    VERIFIED = "verified"
    REJECTED = "rejected"
    ERASED = "erased"


class Registration(models.Model):
    """One person's AK/II. The answers are sealed; the NIK is only a blind index here."""

    registration_id = models.CharField(max_length=64, primary_key=True)
    region = models.CharField(max_length=16, db_index=True)
    station = models.ForeignKey(Station, models.PROTECT, related_name="registrations")
    nik_lookup = models.CharField(max_length=64, db_index=True)
    sealed = models.BinaryField()
    evidence = models.JSONField(default=list)
    consents = models.JSONField(default=list)
    language = models.CharField(max_length=8)
    queue_code = models.CharField(max_length=16, blank=True, db_index=True)
    state = models.CharField(max_length=16, db_index=True)
    reason = models.CharField(max_length=200, blank=True)
    photo_sha256 = models.CharField(max_length=64, blank=True)
    registered_at = models.DateTimeField(db_index=True)
    received_at = models.DateTimeField()
    answers_device = models.CharField(max_length=64)
    answers_seq = models.BigIntegerField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.registration_id


class AnswerVersion(models.Model):
    """Every version of the answers ever held, sealed; corrections keep their history."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="versions")
    sealed = models.BinaryField()
    source = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.source


class Card(models.Model):
    """One issued AK/I. At most one card per person is ``valid``; the database itself sees to that."""

    number = models.CharField(max_length=40, primary_key=True)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="cards")
    nik_lookup = models.CharField(max_length=64, db_index=True)
    station = models.ForeignKey(Station, models.PROTECT, related_name="cards")
    serial = models.BigIntegerField()
    lease_id = models.CharField(max_length=64)
    issued_on = models.DateField()
    valid_until = models.DateField()
    assurance = models.CharField(max_length=40)
    state = models.CharField(max_length=16, default=Ak1State.VALID)
    state_reason = models.CharField(max_length=200, blank=True)
    supersedes = models.CharField(max_length=40, blank=True)
    copies = models.PositiveIntegerField(default=0)
    op_id = models.CharField(max_length=64, unique=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("nik_lookup",), condition=Q(state="valid"), name="one_valid_card_per_person"),
        )

    def __str__(self) -> str:
        return self.number


class PrintRecord(models.Model):
    """One print and what is honestly known of its outcome."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="prints")
    document = models.CharField(max_length=16)
    reference = models.CharField(max_length=40)
    copy_no = models.PositiveIntegerField()
    outcome = models.CharField(max_length=16)
    reason = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    op_id = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.document} {self.reference}"


class PresenceReport(models.Model):
    """The holder is still looking for work."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="reports")
    number = models.CharField(max_length=40)
    row = models.PositiveIntegerField()
    reported_on = models.DateField()
    op_id = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.number} {self.row}"


class Resolution(StrEnum):
    """How two cards for one person were settled."""

    KEEP_FIRST = "keep_first"
    KEEP_SECOND = "keep_second"
    RENEWAL = "renewal"


class CardConflict(models.Model):
    """A second card for a person who already holds a valid one: an officer decides."""

    second = models.OneToOneField(Card, models.PROTECT, related_name="conflict")
    first = models.ForeignKey(Card, models.PROTECT, related_name="conflicts_against")
    opened_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, db_index=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    resolution = models.CharField(max_length=16, blank=True)
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.first_id} / {self.second_id}"


class SerialCounter(models.Model):
    """The next serial never yet leased in a region."""

    region = models.CharField(max_length=16, primary_key=True)
    next_serial = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return self.region


class Lease(models.Model):
    """A block of serials lent to a station. Serials are never lent twice, not even returned ones."""

    lease_id = models.CharField(max_length=64, primary_key=True)
    station = models.ForeignKey(Station, models.PROTECT, related_name="leases")
    request_id = models.CharField(max_length=64)
    region = models.CharField(max_length=16)
    lo = models.BigIntegerField()
    hi = models.BigIntegerField()
    not_after = models.DateField()
    granted_at = models.DateTimeField()
    used_to = models.BigIntegerField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("station", "request_id"), name="one_lease_per_request"),
            models.UniqueConstraint(fields=("region", "lo"), name="no_overlapping_lease"),
        )

    def __str__(self) -> str:
        return self.lease_id


class SerialFate(StrEnum):
    """How a leased serial ended."""

    USED = "used"
    VOID = "void"
    RETURNED = "returned"


class LedgerEntry(models.Model):
    """The final state of one leased serial, so that every gap in the numbers can be explained."""

    region = models.CharField(max_length=16)
    serial = models.BigIntegerField()
    lease = models.ForeignKey(Lease, models.PROTECT, related_name="ledger")
    fate = models.CharField(max_length=16)
    reason = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("region", "serial"), name="one_fate_per_serial"),)

    def __str__(self) -> str:
        return f"{self.region} {self.serial} {self.fate}"


class Blob(models.Model):
    """A photo kept encrypted outside the web root; this row says that it is whole."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveIntegerField()
    station = models.ForeignKey(Station, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256
