"""Addresses of the figures room, each with its whole path from the root; ``siker.urls`` joins them."""

from __future__ import annotations

from django.urls import URLPattern, path

from siker.figures import views

urlpatterns: list[URLPattern] = [
    path("angka/", views.figures, name="figures"),
    path("angka/angka.csv", views.figures_csv, name="figures_csv"),
    path("angka/angka.json", views.figures_json, name="figures_json"),
]
