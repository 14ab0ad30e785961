"""Open vacancies that look like one being handed in: the same work twice, by the same firm or under another name."""

from __future__ import annotations

from django.db.models import Q

from domain import vacancy as content
from domain.vacancy import VacancyState
from domain.vacancy.rules import Remark, Weight, same_text, same_work
from siker.vacancies.models import Vacancy
from siker.vacancies.records import proposed_of, public_of

COMPARED_MAX = 200


def remarks(row: Vacancy, vacancy: content.Vacancy) -> tuple[Remark, ...]:
    """At most one remark about the firm's own vacancies and one about other firms'."""
    found: dict[str, Remark] = {}
    for other, text in _near(row, vacancy):
        if not (same_work(vacancy, text) or same_text(vacancy, text)):
            continue
        if other.firm_id == row.firm_id:
            found.setdefault("own", Remark("duplicate_own", Weight.KNOW, "title", {"number": other.number}))
        elif _alike(vacancy, text):
            found.setdefault("other", Remark("duplicate_other", Weight.LOOK, "title", {"number": other.number}))
    return tuple(found.values())


def _near(row: Vacancy, vacancy: content.Vacancy) -> list[tuple[Vacancy, content.Vacancy]]:
    first = vacancy.title.split()[0] if vacancy.title.split() else ""
    rows = (
        Vacancy.objects.filter(Q(state=VacancyState.PUBLISHED) | Q(state=VacancyState.SUBMITTED))
        .filter(Q(kode=vacancy.site.kode) | Q(title__iexact=vacancy.title) | Q(firm_id=row.firm_id))
        .filter(Q(kbji=vacancy.kbji) | Q(title__istartswith=first))
        .exclude(pk=row.pk)
        .order_by("-changed_at")[:COMPARED_MAX]
    )
    return [(other, text) for other in rows if (text := public_of(other) or proposed_of(other)) is not None]


def _alike(one: content.Vacancy, other: content.Vacancy) -> bool:
    """Two firms may well look for the same people; the same words or the same contact are what is odd."""
    same_contact = (one.contact_email and one.contact_email == other.contact_email) or (
        one.contact_phone and one.contact_phone == other.contact_phone
    )
    return bool(same_contact) or same_text(one, other)
