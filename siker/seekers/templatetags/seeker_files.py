"""Documents where others may see them: a firm beside an application, an officer beside a registration."""

from __future__ import annotations

from django import template

from siker.ak1.models import Registration
from siker.applications.models import Application
from siker.seekers import files
from siker.seekers.models import SeekerAccount
from siker.seekers.views_files import Shown, shown, shown_attached

register = template.Library()


@register.inclusion_tag("seekers/attached.html")
def attached_files(application: Application) -> dict[str, list[Shown]]:
    """``{% attached_files application %}``: what the applicant attached, as links; nothing when nothing is."""
    return {"files": shown_attached(files.attached_to(application))}


@register.inclusion_tag("seekers/attached.html")
def person_files(registration: Registration) -> dict[str, list[Shown]]:
    """``{% person_files row %}``: every document of a person, for officers."""
    account = SeekerAccount.objects.filter(nik_lookup=registration.nik_lookup).first()
    return {"files": shown(account) if account else []}
