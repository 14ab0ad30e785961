"""Django's entry for the seekers room."""

from __future__ import annotations

from django.apps import AppConfig


class SeekersConfig(AppConfig):
    """Label ``seekers``."""

    name = "siker.seekers"
    label = "seekers"
