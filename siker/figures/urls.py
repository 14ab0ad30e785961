"""Addresses of the figures room, each with its whole path from the root; ``siker.urls`` joins them."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
