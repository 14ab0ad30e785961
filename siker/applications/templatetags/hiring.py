"""What other rooms' pages show of hiring."""

from __future__ import annotations

from datetime import date

from django import template

from siker.ak1.models import Registration
from siker.applications.candidates import invitations_of, placed_on
from siker.applications.models import CandidateInvitation

register = template.Library()


@register.filter
def ditempatkan(row: Registration) -> date | None:
    """The day the person was placed, while that stands."""
    return placed_on(row)


@register.filter
def ajakan(row: Registration) -> list[CandidateInvitation]:
    """Invitations to apply that wait for this person."""
    return invitations_of(row.nik_lookup)
