"""Applying on the portal: what the employer will see, the person's choices, and sending both as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from domain.applications import ApplicationState
from domain.consent import Consent, Purpose
from domain.cv import Cv, cv_of
from domain.vacancy import VacancyState
from siker import clock
from siker.ak1.records import answers_of
from siker.applications.models import Application
from siker.applications.services import submit_from_portal
from siker.audit.services import Actor
from siker.seekers import files
from siker.seekers.accounts import PORTAL_TEXT
from siker.seekers.models import SeekerAccount
from siker.seekers.person import current_of, registrations_of
from siker.vacancies.models import Vacancy


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person ticked."""

    with_disability: bool = False
    file_ids: tuple[str, ...] = ()
    agreed: bool = False


def vacancy_by(number: str) -> Vacancy | None:
    """A vacancy that is or was public, by its short number."""
    if "\x00" in number:
        return None
    row = Vacancy.objects.select_related("firm").filter(number=number[:16]).exclude(published_at=None).first()
    return row if row is not None and row.state in {VacancyState.PUBLISHED, VacancyState.CLOSED} else None


def is_open(vacancy: Vacancy, now: datetime) -> bool:
    """Whether one may apply today."""
    today = clock.today(now)
    return vacancy.state == VacancyState.PUBLISHED and vacancy.firm.is_public and vacancy.valid_from <= today <= vacancy.valid_until


def earlier(account: SeekerAccount, vacancy: Vacancy) -> Application | None:
    """The person's application to this vacancy, when it stands or was decided; one taken back does not hinder a new one."""
    row = Application.objects.filter(registration__in=registrations_of(account), vacancy=vacancy, same_as=None).first()
    return None if row is None or row.state in {ApplicationState.WITHDRAWN, ApplicationState.DRAFT} else row


def shown_cv(account: SeekerAccount, *, with_disability: bool) -> Cv:
    """Exactly what the employer will see."""
    return cv_of(answers_of(current_of(account)), with_disability=with_disability)


def _consents(choices: Choices, now: datetime) -> Sequence[Consent]:
    given = [Consent(Purpose.SEND_APPLICATION, choices.agreed, PORTAL_TEXT, "id", now)]
    if choices.with_disability:
        given.append(Consent(Purpose.DISABILITY_SUPPORT, True, PORTAL_TEXT, "id", now))
    return given


@transaction.atomic
def send(account: SeekerAccount, vacancy: Vacancy, choices: Choices, now: datetime) -> Application:
    """Send the application with its documents. Raises ``siker.applications.services.StepRefusedError`` with the sentence to show."""
    cv = shown_cv(account, with_disability=choices.with_disability)
    row = submit_from_portal(current_of(account), vacancy, cv, _consents(choices, now), Actor.seeker(account.user_id), now)
    files.attach(row, account, choices.file_ids, now)
    return row
