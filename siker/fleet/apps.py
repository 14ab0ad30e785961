"""Django's entry for the fleet room."""

from __future__ import annotations

from django.apps import AppConfig


class FleetConfig(AppConfig):
    """Label ``fleet``."""

    name = "siker.fleet"
    label = "fleet"
