"""What follows when the last place of a vacancy is filled: it closes, and those still waiting are told."""

from __future__ import annotations

from datetime import datetime

from domain.vacancy import VacancyState
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.feed.services import publish
from siker.vacancies.models import CloseReason, Vacancy

VACANCY_ENTITY = "vacancy"


def close_filled(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """Close a filled vacancy and take it from the stations. The caller holds its lock and ends the open applications."""
    if vacancy.state != VacancyState.PUBLISHED:
        return
    vacancy.state, vacancy.close_reason, vacancy.closed_at = VacancyState.CLOSED, CloseReason.FILLED, now
    vacancy.save(update_fields=["state", "close_reason", "closed_at"])
    record(actor, AuditAction.VACANCY_CLOSED, f"lowongan/{vacancy.pk}", now, CloseReason.FILLED)
    publish(vacancy.region, VACANCY_ENTITY, vacancy.pk, None, now)
