"""Applications with their history, what came of them, referrals by officers, and the index employers search candidates in.

Personal data is sealed; the columns beside it are coarse and pseudonymous (education, kecamatan, sex), so that lists and
figures need not open anybody's data.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from domain.applications import ApplicationState
from siker.ak1.models import Registration
from siker.audit.models import AppendOnlyError
from siker.employers.models import Firm
from siker.fleet.models import Station
from siker.vacancies.models import Vacancy


class Application(models.Model):
    """One person's application to one vacancy. ``sealed`` holds the CV the employer may see (``domain.cv.Cv``).

    ``sealed`` and ``number`` are empty while only a withdrawal has arrived. ``same_as``: the person applied twice under two
    registrations; all goes on under the other one.
    """

    application_id = models.CharField(max_length=64, primary_key=True)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="applications")
    nik_lookup = models.CharField(max_length=64, db_index=True)
    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="applications")
    number = models.CharField(max_length=16, blank=True, db_index=True)
    state = models.CharField(max_length=16, default=ApplicationState.RECEIVED, db_index=True)
    attempt = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=24, blank=True)
    reason_note = models.CharField(max_length=200, blank=True)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, related_name="doubles")
    sealed = models.BinaryField(null=True)
    consents = models.JSONField(default=list)
    language = models.CharField(max_length=8, default="id")
    source = models.CharField(max_length=16, default="kiosk")
    station = models.ForeignKey(Station, models.PROTECT, null=True, related_name="+")
    education = models.CharField(max_length=16, blank=True)
    kecamatan = models.CharField(max_length=8, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(db_index=True)
    state_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    invited_at = models.DateTimeField(null=True)
    invited_place = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("nik_lookup", "vacancy"), condition=models.Q(same_as=None), name="one_application_per_person"
            ),
        )

    def __str__(self) -> str:
        return self.number


REOPENED = "reopened"


class _EventQuerySet(models.QuerySet["ApplicationEvent"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError


class ApplicationEvent(models.Model):
    """One dated fact of an application: what it became, or tried to become (``took_effect`` False: it came too late).

    ``by_person``: the seeker sent it or took it back; only these decide about the attempt (``domain.applications.Act``).
    ``reason``: of not being hired, or ``REOPENED``; then ``note`` is why, in the officer's words, for the office alone.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="events")
    state = models.CharField(max_length=16)
    attempt = models.PositiveIntegerField(default=1)
    took_effect = models.BooleanField(default=True)
    by_person = models.BooleanField(default=False)
    reason = models.CharField(max_length=24, blank=True)
    note = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=80)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    op_id = models.CharField(max_length=64, blank=True)

    objects = _EventQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.application_id} {self.state}"


class Placement(models.Model):
    """Somebody was hired: what AK/I and IPK III count. ``application`` None: reported without one."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="placements")
    application = models.OneToOneField(Application, models.PROTECT, null=True, related_name="placement")
    vacancy = models.ForeignKey(Vacancy, models.PROTECT, null=True, related_name="placements")
    firm = models.ForeignKey(Firm, models.PROTECT, null=True, related_name="placements")
    region = models.CharField(max_length=16, db_index=True)
    kind = models.CharField(max_length=8)
    firm_kind = models.CharField(max_length=16, blank=True)
    kbji = models.CharField(max_length=4, blank=True)
    kbli = models.CharField(max_length=1, blank=True)
    education = models.CharField(max_length=16, blank=True)
    kecamatan = models.CharField(max_length=8, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    hired_on = models.DateField(db_index=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.registration_id} {self.hired_on}"


class ReferralKind(StrEnum):
    """AK/IV calls a seeker for a vacancy; AK/V introduces the seeker to the employer, with a return slip."""

    AK4 = "ak4"
    AK5 = "ak5"


class ReferralResult(StrEnum):
    """What came of it: whether somebody called (AK/IV) came, whether somebody introduced (AK/V) was taken."""

    CAME = "came"
    HIRED = "hired"
    NOT_HIRED = "not_hired"
    DID_NOT_COME = "did_not_come"


class Referral(models.Model):
    """An officer sends a person to a vacancy. ``come_place``: the office for AK/IV, the firm's address for AK/V."""

    referral_id = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=8)
    number = models.CharField(max_length=24, unique=True)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="referrals")
    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="referrals")
    application = models.ForeignKey(Application, models.PROTECT, null=True, related_name="referrals")
    come_at = models.DateTimeField(null=True)
    come_place = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    result = models.CharField(max_length=24, blank=True)
    result_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.number


class Candidate(models.Model):
    """A person who let employers look: coarse criteria only, kept current by the services, gone when the consent is.

    ``skills``, ``majors``, ``jobs`` hold stems for searching; what an employer may read comes from the sealed answers.
    """

    registration = models.OneToOneField(Registration, models.CASCADE, primary_key=True, related_name="candidate")
    region = models.CharField(max_length=16, db_index=True)
    education_rank = models.PositiveSmallIntegerField(default=0, db_index=True)
    majors = models.TextField(blank=True)
    skills = models.TextField(blank=True)
    jobs = models.TextField(blank=True)
    kbji = models.JSONField(default=list)
    experience_years = models.PositiveSmallIntegerField(default=0)
    kecamatan = models.CharField(max_length=8, blank=True, db_index=True)
    work_status = models.CharField(max_length=16)
    birth_year = models.PositiveSmallIntegerField()
    updated_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.registration_id


class CandidateInvitation(models.Model):
    """A firm asked somebody it found among the candidates to apply. Until the person applies the firm does not learn who it is."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="candidate_invitations")
    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="candidate_invitations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("registration", "vacancy"), name="one_invitation_per_vacancy"),)

    def __str__(self) -> str:
        return f"{self.registration_id} {self.vacancy_id}"
