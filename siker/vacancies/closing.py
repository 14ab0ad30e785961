"""Ending a vacancy together with what people still wait for, and what one page needs to tell its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from siker.applications.services import vacancy_closed
from siker.audit.services import Actor
from siker.vacancies import services
from siker.vacancies.models import CloseReason, Vacancy
from siker.web.boxes import Box

STEPS = {
    "submitted": "Diajukan", "published": "Diperiksa petugas dan tayang", "returned": "Dikembalikan petugas", "extended": "Diperpanjang",
    "closed": "Ditutup",
}  # fmt: skip


@transaction.atomic
def close_for_good(vacancy: Vacancy, reason: CloseReason, actor: Actor, now: datetime, note: str = "") -> bool:
    """Close, and end the applications that this reason ends; False when it was not public any more."""
    if not services.close(vacancy, reason, actor, now, note):
        return False
    vacancy_closed(vacancy, actor, now)
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history, without naming who."""

    name: str
    note: str
    at: datetime
    by_office: bool


def history(row: Vacancy) -> list[Step]:
    """What happened, the oldest first."""
    return [
        Step(STEPS.get(item.step, item.step), item.note, item.at, item.by.startswith("petugas:"))
        for item in row.versions.order_by("at", "pk")
    ]


def extension_box(row: Vacancy, today: date) -> Box:
    """The day an extension offers: a month more."""
    return Box("sampai", "Hari terakhir melamar", (max(row.valid_until, today) + timedelta(days=30)).isoformat(), kind="day")
