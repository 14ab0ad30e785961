"""Django's entry for the vacancies room."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class VacanciesConfig(AppConfig):
    """Label ``vacancies``."""

    name = "siker.vacancies"
    label = "vacancies"

    def ready(self) -> None:
        """After each migration the database keeps its own search index."""
        from siker.vacancies.search_schema import after_migrate

        post_migrate.connect(after_migrate, sender=self)
