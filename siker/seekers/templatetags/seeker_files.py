"""What of the seekers is shown elsewhere: documents beside a registration, what waits on the desk, and a file's size in words."""

from __future__ import annotations

from django import template

from siker.ak1.models import Registration
from siker.applications.models import Application
from siker.notices import delivery
from siker.seekers import erasure, files
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


@register.inclusion_tag("seekers/tiles.html")
def seeker_tiles() -> dict[str, int]:
    """``{% seeker_tiles %}``: requests to erase and letters given up, for the desk."""
    return {"requests": len(erasure.waiting()), "letters": delivery.given_up()}


@register.filter
def ukuran(size: int) -> str:
    """``116 byte``, ``48 KB``, ``1,2 MB``"""
    if size < 1024:
        return f"{size} byte"
    if size < 1024 * 1024:
        return f"{round(size / 1024)} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")
