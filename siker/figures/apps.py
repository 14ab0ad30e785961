"""Django's entry for the figures room."""

from __future__ import annotations

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Label ``figures``."""

    name = "siker.figures"
    label = "figures"
