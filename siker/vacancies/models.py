"""A vacancy, what of it waits for an officer, and every version it ever had."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models

from domain.vacancy import VacancyState
from siker.employers.models import Firm


class CloseReason(StrEnum):
    """Why a vacancy is no longer open."""

    FILLED = "filled"
    EXPIRED = "expired"
    EMPLOYER = "employer"
    OFFICER = "officer"
    FIRM_GONE = "firm_gone"


class Vacancy(models.Model):
    """``content`` is the published ``domain.vacancy.Vacancy`` as JSON, empty before the first publication; ``proposed`` the
    version that waits for an officer or is being written. The columns beside them are what is searched, filtered and counted;
    they follow ``content``, else ``proposed``. ``wage_min`` is known to officers and to the fit, also when it is not shown.
    ``warned_until``: the last day of which the firm was told that it is near.
    """

    vacancy_id = models.CharField(max_length=64, primary_key=True)
    number = models.CharField(max_length=16, unique=True)
    firm = models.ForeignKey(Firm, models.PROTECT, related_name="vacancies")
    region = models.CharField(max_length=16, db_index=True)
    state = models.CharField(max_length=16, default=VacancyState.DRAFT, db_index=True)
    content = models.JSONField(default=dict, blank=True)
    proposed = models.JSONField(default=dict, blank=True)
    flags = models.JSONField(default=list, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=120)
    employer = models.CharField(max_length=120)
    stems = models.TextField(blank=True)
    kbji = models.CharField(max_length=4, blank=True, db_index=True)
    kbli = models.CharField(max_length=1, blank=True, db_index=True)
    kode = models.CharField(max_length=13, blank=True, db_index=True)
    contract = models.CharField(max_length=16)
    placement = models.CharField(max_length=8)
    shift = models.CharField(max_length=16)
    education_rank = models.PositiveSmallIntegerField(default=0)
    experience_years = models.PositiveSmallIntegerField(default=0)
    wage_min = models.PositiveIntegerField(null=True)
    wage_max = models.PositiveIntegerField(null=True)
    wage_shown = models.BooleanField(default=True)
    disability_welcome = models.BooleanField(default=False)
    places_men = models.PositiveIntegerField(default=0)
    places_women = models.PositiveIntegerField(default=0)
    places_either = models.PositiveIntegerField(default=0)
    valid_from = models.DateField()
    valid_until = models.DateField(db_index=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, db_index=True)
    published_at = models.DateTimeField(null=True, db_index=True)
    closed_at = models.DateTimeField(null=True)
    warned_until = models.DateField(null=True)
    close_reason = models.CharField(max_length=16, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sample = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "vacancies"
        indexes = (models.Index(fields=("state", "-published_at"), name="open_newest_first"),)

    def __str__(self) -> str:
        return self.number

    @property
    def places(self) -> int:
        """All places wanted."""
        return self.places_men + self.places_women + self.places_either


def waiting_vacancies() -> models.QuerySet[Vacancy]:
    """Versions that wait for an officer: new ones, and changes of public ones."""
    return Vacancy.objects.exclude(submitted_at=None).exclude(proposed={}).exclude(state=VacancyState.CLOSED)


def vacancies_wait() -> int:
    """How many of them there are."""
    return waiting_vacancies().count()


class VacancyVersion(models.Model):
    """One version as it was handed in or decided, with who did it; never changed."""

    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="versions")
    content = models.JSONField()
    step = models.CharField(max_length=16)
    note = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.vacancy_id} {self.step}"
