"""Template filters over ``siker.web.words``."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from siker import clock
from siker.web import words

register = template.Library()


@register.filter
def hari(day: date | None) -> str:
    """A date in words."""
    return words.day_text(day) if day else "–"


@register.filter
def saat(moment: datetime | None) -> str:
    """A date with its time."""
    return words.moment_text(moment) if moment else "–"


@register.filter
def halaman(page: str) -> str:
    """What the screen of the kiosk asks."""
    return words.page_text(page)


@register.filter
def lalu(moment: datetime | None) -> str:
    """How long ago."""
    return words.ago_text(moment, clock.now()) if moment else "belum pernah"


@register.filter
def nama(value: str, group: str) -> str:
    """The name of a choice in a group."""
    return words.term(group, str(value))


@register.filter
def rupiah(amount: int | None) -> str:
    """``Rp3.500.000``"""
    return "–" if amount is None else words.rupiah_text(amount)


@register.filter
def ribuan(amount: int) -> str:
    """``12.500``"""
    return f"{amount:,}".replace(",", ".")
