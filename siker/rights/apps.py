"""Django's entry for the rights room."""

from __future__ import annotations

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """Label ``rights``."""

    name = "siker.rights"
    label = "rights"
