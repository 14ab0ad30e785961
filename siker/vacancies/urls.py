"""Addresses of the vacancies room, each with its whole path from the root; ``siker.urls`` joins them."""

from __future__ import annotations

from django.contrib.sitemaps.views import index, sitemap
from django.urls import URLPattern, path

from siker.vacancies import public_views as public
from siker.vacancies.firm_urls import firm_urlpatterns

public_pages = [
    path("lowongan/", public.vacancies, name="vacancies"),
    path("lowongan/<str:number>", public.vacancy, name="vacancy"),
    path("lowongan/<str:number>/", public.vacancy, name="vacancy"),
    path("sitemap.xml", index, {"sitemaps": public.SITEMAPS, "sitemap_url_name": "sitemap_section"}, name="sitemap"),
    path("sitemap-<str:section>.xml", sitemap, {"sitemaps": public.SITEMAPS}, name="sitemap_section"),
]
urlpatterns: list[URLPattern] = [*public_pages, *firm_urlpatterns]
