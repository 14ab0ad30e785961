"""Addresses of the vacancies room, each with its whole path from the root; ``siker.urls`` joins them."""

from __future__ import annotations

from django.urls import URLPattern

from siker.vacancies.firm_urls import firm_urlpatterns

urlpatterns: list[URLPattern] = [*firm_urlpatterns]
