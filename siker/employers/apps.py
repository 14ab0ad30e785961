"""Django's entry for the employers room."""

from __future__ import annotations

from django.apps import AppConfig


class EmployersConfig(AppConfig):
    """Label ``employers``."""

    name = "siker.employers"
    label = "employers"
