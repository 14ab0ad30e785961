"""Django's entry for the ak1 room."""

from __future__ import annotations

from django.apps import AppConfig


class Ak1Config(AppConfig):
    """Label ``ak1``."""

    name = "siker.ak1"
    label = "ak1"
