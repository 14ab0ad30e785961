"""The public pages of vacancies and figures, with something real behind each address. The walk over all addresses takes them from here."""

from __future__ import annotations

from django.urls import reverse

from siker.vacancies.models import Vacancy
from tests.server.open_vacancies import content, publish

PUBLIC = frozenset({
    "vacancies", "vacancy", "sitemap", "sitemap_section", "figures", "figures_csv", "figures_json",
})  # fmt: skip


def address(name: str) -> str:
    """An address that answers 200."""
    if not Vacancy.objects.filter(pk="vac-1").exists():
        publish(content(1))
    kwargs = {"vacancy": {"number": content(1).number}, "sitemap_section": {"section": "lowongan"}}.get(name, {})
    return reverse(name, kwargs=kwargs)
