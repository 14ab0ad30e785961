"""How a vacancy of the sample city becomes a row: every column follows what the published content says."""

from __future__ import annotations

from datetime import datetime

from domain import vacancy as content
from domain.vacancy.wording import body, conditions, education_rank, headline
from siker.applications.models import ApplicationEvent
from siker.sample.vacancies import public
from siker.vacancies.models import Vacancy
from siker.vacancies.stemming import stems_of
from sync.wire.codec import to_json

_WORK = 2
"""How many texts of the headline say what the work is; the others say whose and where."""


def stems_for(vacancy: content.Vacancy) -> str:
    """The three lines the search keeps: the work; whose, where and on what terms; the rest."""
    texts = headline(vacancy)
    return "\n".join((stems_of(*texts[:_WORK]), stems_of(*texts[_WORK:], conditions(vacancy)), stems_of(*body(vacancy))))


def row_of(vacancy: content.Vacancy, region: str, at: datetime) -> Vacancy:
    """A published vacancy's row, published at ``at``."""
    return Vacancy(
        vacancy_id=vacancy.vacancy_id, number=vacancy.number, firm_id=vacancy.employer_id, region=region,
        state=content.VacancyState.PUBLISHED, content=to_json(public(vacancy)), title=vacancy.title, employer=vacancy.employer,
        stems=stems_for(vacancy), kbji=vacancy.kbji, kbli=vacancy.kbli,
        kode=vacancy.site.kode, contract=vacancy.contract, placement=vacancy.placement, shift=vacancy.shift,
        education_rank=education_rank(vacancy.education.minimum), experience_years=vacancy.experience_years,
        wage_min=vacancy.wage.minimum, wage_max=vacancy.wage.maximum, wage_shown=vacancy.wage.shown,
        disability_welcome=vacancy.disability.welcome, places_men=vacancy.places.men, places_women=vacancy.places.women,
        places_either=vacancy.places.either, valid_from=vacancy.valid_from, valid_until=vacancy.valid_until, created_at=at,
        changed_at=at, published_at=at, sample=True,
    )  # fmt: skip


def term_column(*texts: str) -> str:
    """Search terms between spaces, so that a whole term can be looked for."""
    found = stems_of(*texts)
    return f" {found} " if found else ""


_HAS_PERSON = any(item.name == "by_person" for item in ApplicationEvent._meta.get_fields())


def by_person(did: bool) -> dict[str, bool]:
    """Whether the seeker did it, for a history that keeps it."""
    return {"by_person": did} if _HAS_PERSON else {}
