"""Telling a firm in good time that its vacancy is about to end, once for each last day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from domain.vacancy import VacancyState
from siker import clock
from siker.employers.letters import link, tell
from siker.employers.models import Firm
from siker.notices.kinds import NoticeKind
from siker.vacancies.models import Vacancy
from siker.web.words import day_text

NOTICE_DAYS = 7


def warn_expiring(now: datetime, most: int = 10_000, *, firm: Firm | None = None) -> int:
    """Write to the firms whose vacancies end within a week (of one firm, or of all); returns how many letters were ordered.

    A vacancy that was offered for a week or less is left alone: its end was just chosen.
    """
    today = clock.today(now)
    ending = Vacancy.objects.filter(
        Q(warned_until=None) | ~Q(warned_until=F("valid_until")), state=VacancyState.PUBLISHED, valid_until__gte=today,
        valid_until__lte=today + timedelta(days=NOTICE_DAYS),
    )  # fmt: skip
    if firm is not None:
        ending = ending.filter(firm=firm)
    return sum(_warn(pk, now) for pk in ending.order_by("valid_until", "pk").values_list("pk", flat=True)[:most])


@transaction.atomic
def _warn(vacancy_id: str, now: datetime) -> bool:
    row = Vacancy.objects.select_for_update(of=("self",)).select_related("firm").get(pk=vacancy_id)
    if row.state != VacancyState.PUBLISHED or row.warned_until == row.valid_until:
        return False
    row.warned_until = row.valid_until
    row.save(update_fields=["warned_until"])
    begun = max(row.valid_from, clock.today(row.published_at or now))
    if row.valid_until - begun <= timedelta(days=NOTICE_DAYS):
        return False
    letter = {"title": row.title, "number": row.number, "until": day_text(row.valid_until), "link": link("own_vacancy", row.pk)}
    tell(NoticeKind.VACANCY_EXPIRING, row.firm.email, letter, now)
    return True
