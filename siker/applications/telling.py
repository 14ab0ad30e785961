"""Who is told what by letter when an application moves. The letters' words and their delivery are the notices room's.

A letter is an extra: the same news is on the portal and comes to the kiosk through the feed, so somebody without an address
misses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from domain.applications import NotHiredReason
from siker.ak1.models import Registration
from siker.applications.models import Application
from siker.applications.words import REASON_WORDS
from siker.notices.services import NoticeKind, send
from siker.seekers.person import letters_of
from siker.vacancies.models import Vacancy
from siker.web.words import moment_text


def address_of(name: str, **kwargs: str) -> str:
    """A full address for a letter."""
    return settings.SIKER_PUBLIC_URL + reverse(name, kwargs=kwargs)


def _letters_of(row: Registration) -> str:
    """Where the person reads letters; nowhere when their data was erased."""
    return letters_of(row) if row.sealed else ""


def tell_person(kind: NoticeKind, row: Registration, vacancy: Vacancy, now: datetime, values: Mapping[str, str] | None = None) -> None:
    """A letter to the seeker about a vacancy."""
    about = {"title": vacancy.title, "employer": vacancy.employer, "link": address_of("home")}
    send(kind, _letters_of(row), {**about, **(values or {})}, now)


def tell_applicant(kind: NoticeKind, application: Application, now: datetime) -> None:
    """A letter to the seeker about an application, as it stands now."""
    when = moment_text(application.invited_at) if application.invited_at else ""
    reason = REASON_WORDS[NotHiredReason(application.reason)] if application.reason else ""
    values = {"number": application.number, "when": when, "place": application.invited_place, "reason": reason}
    tell_person(kind, application.registration, application.vacancy, now, values)


def tell_firm(kind: NoticeKind, application: Application, now: datetime) -> None:
    """A letter to the firm's address; nothing in it says who the applicant is."""
    link = address_of("firm_application", application_id=application.pk)
    values = {"title": application.vacancy.title, "number": application.number, "link": link}
    send(kind, application.vacancy.firm.email, values, now)
