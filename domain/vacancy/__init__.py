"""Vacancies: what one says (``vacancy``), what the law lets it ask (``rules``), how a person meets it (``fit``), how far it is."""

from domain.vacancy.vacancy import (
    ContractType,
    DisabilityAccess,
    EducationNeed,
    LegalLimit,
    LimitKind,
    PlacementKind,
    Places,
    Shift,
    Site,
    Vacancy,
    VacancyState,
    Wage,
    WllpReport,
)

__all__ = [
    "ContractType", "DisabilityAccess", "EducationNeed", "LegalLimit", "LimitKind", "PlacementKind", "Places", "Shift",
    "Site", "Vacancy", "VacancyState", "Wage", "WllpReport",
]  # fmt: skip
