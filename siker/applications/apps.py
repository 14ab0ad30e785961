"""Django's entry for the applications room."""

from __future__ import annotations

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Label ``applications``."""

    name = "siker.applications"
    label = "applications"
