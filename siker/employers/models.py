"""Firms, the people who act for them, and the changes that wait for an officer."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models


class FirmState(StrEnum):
    """Only a ``verified`` firm is public and may publish."""

    PENDING = "pending"
    VERIFIED = "verified"
    RETURNED = "returned"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class FirmKind(StrEnum):
    """Penerima tenaga kerja in IPK III/8, part II."""

    PEMERINTAH = "pemerintah"
    BUMN_BUMD = "bumn_bumd"
    KOPERASI = "koperasi"
    SWASTA = "swasta"
    USAHA_LAIN = "usaha_lain"
    PERORANGAN = "perorangan"


class MemberRole(StrEnum):
    """What somebody may do for a firm: everything, vacancies and applicants, or only look."""

    OWNER = "owner"
    RECRUITER = "recruiter"
    VIEWER = "viewer"


class Firm(models.Model):
    """An employer. ``nib`` is the 13-digit business number; ``kbli`` the letter of its main sector.

    ``proposed``: changed fields of a verified firm that wait for an officer; empty when nothing waits.
    """

    firm_id = models.CharField(max_length=64, primary_key=True)
    region = models.CharField(max_length=16, db_index=True)
    nib = models.CharField(max_length=13, unique=True)
    name = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=16, default=FirmKind.SWASTA)
    kbli = models.CharField(max_length=1)
    small = models.BooleanField(default=False)
    address = models.CharField(max_length=200)
    kode = models.CharField(max_length=13)
    phone = models.CharField(max_length=20)
    email = models.EmailField(max_length=120)
    website = models.CharField(max_length=120, blank=True)
    contact_name = models.CharField(max_length=80)
    about = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=16, default=FirmState.PENDING, db_index=True)
    reason = models.CharField(max_length=300, blank=True)
    proposed = models.JSONField(default=dict, blank=True)
    flags = models.JSONField(default=list, blank=True)
    sample = models.BooleanField(default=False)
    registered_at = models.DateTimeField(db_index=True)
    changed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        """Whether anything of it may be shown."""
        return self.state == FirmState.VERIFIED


def waiting_firms() -> models.Q:
    """Firms an officer must look at: new ones, and changes of verified ones."""
    return models.Q(state=FirmState.PENDING) | (models.Q(state=FirmState.VERIFIED) & ~models.Q(proposed={}))


def firms_wait() -> int:
    """How many of them there are."""
    return Firm.objects.filter(waiting_firms()).count()


class Member(models.Model):
    """One account that acts for one firm."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="member")
    firm = models.ForeignKey(Firm, models.CASCADE, related_name="members")
    role = models.CharField(max_length=16, default=MemberRole.RECRUITER)
    joined_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.firm_id} {self.role}"


class MemberInvitation(models.Model):
    """A one-time link for a colleague; only the digest of its code is kept, the address is sealed."""

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    sealed_email = models.BinaryField()
    role = models.CharField(max_length=16)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.firm_id} {self.role}"
