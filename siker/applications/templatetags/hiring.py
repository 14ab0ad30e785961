"""What other rooms' pages show of hiring."""

from __future__ import annotations

from datetime import date

from django import template

from domain.applications import ApplicationState
from siker.ak1.models import Registration
from siker.applications.candidates import invitations_of, placed_on
from siker.applications.models import Application, CandidateInvitation

register = template.Library()


@register.filter
def ditempatkan(row: Registration) -> date | None:
    """The day the person was placed, while that stands."""
    return placed_on(row)


@register.filter
def ajakan(row: Registration) -> list[CandidateInvitation]:
    """Invitations to apply that wait for this person."""
    return invitations_of(row.nik_lookup)


@register.filter
def banyak_lamaran(row: Registration) -> int:
    """How many applications this person made, under whichever registration."""
    return Application.objects.filter(nik_lookup=row.nik_lookup, same_as=None).exclude(state=ApplicationState.DRAFT).count()
