"""What other rooms' pages show of hiring."""

from __future__ import annotations

from datetime import date

from django import template

from siker.ak1.models import Registration
from siker.applications.candidates import placed_on

register = template.Library()


@register.filter
def ditempatkan(row: Registration) -> date | None:
    """The day the person was placed, while that stands."""
    return placed_on(row)
