"""Django's entry for the web room."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Label ``web``."""

    name = "siker.web"
    label = "web"
