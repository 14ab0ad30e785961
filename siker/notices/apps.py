"""Django's entry for the notices room."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Label ``notices``."""

    name = "siker.notices"
    label = "notices"
