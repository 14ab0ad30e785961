"""Who is told what by letter when an application moves. The letters' words and their delivery are the notices room's.

A letter is an extra: the same news is on the portal and comes to the kiosk through the feed, so somebody without an address
misses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from domain.applications import NotHiredReason
from siker.ak1.models import Registration
from siker.applications.models import Application
from siker.applications.words import REASON_WORDS
from siker.seekers.person import letters_of
from siker.vacancies.models import Vacancy
from siker.web.words import moment_text

Send = Callable[[str, str, Mapping[str, str], datetime], object]


@cache
def _sender() -> Send | None:
    """The notices room's ``send`` by the letter's name; None while that room sends nothing."""
    if find_spec("siker.notices.services") is None:
        return None
    room = import_module("siker.notices.services")

    def send(kind: str, to: str, values: Mapping[str, str], now: datetime) -> object:
        return room.send(room.NoticeKind(kind), to, values, now)

    return send


def address_of(name: str, **kwargs: str) -> str:
    """A full address for a letter; the portal's front page when the page does not exist."""
    try:
        return settings.SIKER_PUBLIC_URL + reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return f"{settings.SIKER_PUBLIC_URL}/"


def _letters_of(row: Registration) -> str:
    """Where the person reads letters: the account's address, else the one told for the AK/I; empty when there is none."""
    return letters_of(row)


def tell_person(kind: str, row: Registration, vacancy: Vacancy, now: datetime, values: Mapping[str, str] | None = None) -> None:
    """A letter to the seeker about a vacancy."""
    send = _sender()
    if send is not None:
        about = {"title": vacancy.title, "employer": vacancy.employer, "link": address_of("seeker_home")}
        send(kind, _letters_of(row), {**about, **(values or {})}, now)


def tell_applicant(kind: str, application: Application, now: datetime) -> None:
    """A letter to the seeker about an application, as it stands now."""
    when = moment_text(application.invited_at) if application.invited_at else ""
    reason = REASON_WORDS[NotHiredReason(application.reason)] if application.reason else ""
    values = {"number": application.number, "when": when, "place": application.invited_place, "reason": reason}
    tell_person(kind, application.registration, application.vacancy, now, values)


def tell_firm(kind: str, application: Application, now: datetime) -> None:
    """A letter to the firm's address; nothing in it says who the applicant is."""
    send = _sender()
    if send is not None:
        link = address_of("firm_application", application_id=application.pk)
        values = {"title": application.vacancy.title, "number": application.number, "link": link}
        send(kind, application.vacancy.firm.email, values, now)
