"""Django's entry for the vacancies room."""

from __future__ import annotations

from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    """Label ``vacancies``."""

    name = "siker.vacancies"
    label = "vacancies"
