"""Stations as the server sees them, their one-time codes, the office's policy revisions, and help tickets."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import models

from sync.wire.keys import fingerprint_words

CODE_LIFETIME = timedelta(minutes=10)
SILENT_AFTER = timedelta(minutes=15)


class StationState(StrEnum):
    """The life of a station's identity; a re-enrolled machine is a new station."""

    PENDING = "pending"
    APPROVED = "approved"
    FORKED = "forked"
    REVOKED = "revoked"


class Station(models.Model):
    """One enrolled identity: a key, a region, a label. ``code`` is what papers and QR codes name."""

    device_id = models.CharField(max_length=64, primary_key=True)
    code = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=120)
    region = models.CharField(max_length=16, db_index=True)
    public_key = models.CharField(max_length=64, unique=True)
    hardware = models.CharField(max_length=200, blank=True)
    app_version = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=16, default=StationState.PENDING)
    enrolled_at = models.DateTimeField()
    enrolled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(max_length=200, blank=True)
    last_seen = models.DateTimeField(null=True)
    printer = models.CharField(max_length=60, blank=True)
    reader = models.CharField(max_length=60, blank=True)
    paper_near_end = models.BooleanField(default=False)
    outbox = models.PositiveIntegerField(default=0)
    quarantined = models.PositiveIntegerField(default=0)
    leased_left = models.PositiveIntegerField(default=0)
    disk_free_mb = models.PositiveIntegerField(default=0)
    clock_offset_ms = models.BigIntegerField(default=0)
    reported_problems = models.JSONField(default=list)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code

    @property
    def words(self) -> str:
        """The six fingerprint words both screens show."""
        return fingerprint_words(self.public_key)

    def is_silent(self, now: datetime) -> bool:
        """True when an approved station has not been heard of for a while."""
        return self.state == StationState.APPROVED and (self.last_seen is None or now - self.last_seen > SILENT_AFTER)


class EnrolmentCode(models.Model):
    """A one-time code, stored as a digest; it binds the new station to a region and a label."""

    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=120)
    region = models.CharField(max_length=16)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    used_by = models.OneToOneField(Station, models.PROTECT, null=True, related_name="enrolment_code")

    def __str__(self) -> str:
        return self.label


class PolicyRevision(models.Model):
    """What the office decided for its stations; the newest row holds, old ones explain old cards."""

    rev = models.PositiveIntegerField(primary_key=True)
    body = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"policy {self.rev}"


class Nonce(models.Model):
    """Nonces of signed requests seen lately; a second use is refused."""

    device_id = models.CharField(max_length=64)
    nonce = models.CharField(max_length=64)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("device_id", "nonce"), name="one_use_per_nonce"),)

    def __str__(self) -> str:
        return self.device_id


class HelpTicket(models.Model):
    """Somebody at a station asked for an officer."""

    ticket = models.CharField(max_length=80, primary_key=True)
    station = models.ForeignKey(Station, models.PROTECT, related_name="tickets")
    page = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, db_index=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return self.ticket
