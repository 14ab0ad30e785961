"""A seeker's account on the portal, the code that claims it, documents, and requests about one's own data (UU 27/2022)."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models

from siker.ak1.models import Registration
from siker.applications.models import Application


class SeekerAccount(models.Model):
    """Binds an account to a person. Which registration is theirs follows the NIK's blind index, so a renewal stays theirs.

    ``sealed_login`` holds the phone number or e-mail under ``login/<user name>``; the user's name is a keyed digest of it.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="seeker")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="+")
    nik_lookup = models.CharField(max_length=64, unique=True)
    sealed_login = models.BinaryField(default=b"")
    claimed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"akun {self.pk}"


class ClaimCode(models.Model):
    """A code printed on a kiosk slip or made by an officer; only its digest is kept. One use, few wrong birth dates."""

    digest = models.CharField(max_length=64, unique=True)
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="claim_codes")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.digest[:12]


class FileKind(StrEnum):
    """What somebody may upload."""

    CV = "cv"
    IJAZAH = "ijazah"


class SeekerFile(models.Model):
    """A document, sealed outside the web root under ``file_id``; its original name is sealed too."""

    file_id = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(SeekerAccount, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=16)
    sealed_name = models.BinaryField()
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.file_id


class ApplicationFile(models.Model):
    """A document the person attached to an application: while it stands, the firm may read it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="files")
    file = models.ForeignKey(SeekerFile, models.CASCADE, related_name="applications")
    attached_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("application", "file"), name="one_attachment_per_application"),)

    def __str__(self) -> str:
        return f"{self.application_id} {self.file_id}"


class ErasureState(StrEnum):
    """Where a request to erase stands."""

    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


class ErasureRequest(models.Model):
    """Somebody asked that their data be erased (UU 27/2022 Pasal 8); an officer answers within 3 × 24 hours."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="erasure_requests")
    state = models.CharField(max_length=16, default=ErasureState.ASKED, db_index=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.registration_id} {self.state}"
