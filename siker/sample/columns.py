"""How a vacancy of the sample city becomes a row: every column follows what the published content says."""

from __future__ import annotations

from datetime import datetime

from domain import vacancy as content
from domain.vacancy.wording import education_rank
from siker.sample.vacancies import public
from siker.vacancies.models import Vacancy
from siker.vacancies.search_index import stems
from sync.wire.codec import to_json


def row_of(vacancy: content.Vacancy, region: str, at: datetime) -> Vacancy:
    """A published vacancy's row, published at ``at``."""
    return Vacancy(
        vacancy_id=vacancy.vacancy_id, number=vacancy.number, firm_id=vacancy.employer_id, region=region,
        state=content.VacancyState.PUBLISHED, content=to_json(public(vacancy)), title=vacancy.title, employer=vacancy.employer,
        stems=stems(public(vacancy)), kbji=vacancy.kbji, kbli=vacancy.kbli,
        kode=vacancy.site.kode, contract=vacancy.contract, placement=vacancy.placement, shift=vacancy.shift,
        education_rank=education_rank(vacancy.education.minimum), experience_years=vacancy.experience_years,
        wage_min=vacancy.wage.minimum, wage_max=vacancy.wage.maximum, wage_shown=vacancy.wage.shown,
        disability_welcome=vacancy.disability.welcome, places_men=vacancy.places.men, places_women=vacancy.places.women,
        places_either=vacancy.places.either, valid_from=vacancy.valid_from, valid_until=vacancy.valid_until, created_at=at,
        changed_at=at, published_at=at, sample=True,
    )  # fmt: skip
