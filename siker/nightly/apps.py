"""Django's entry for the nightly room."""

from __future__ import annotations

from django.apps import AppConfig


class NightlyConfig(AppConfig):
    """Label ``nightly``."""

    name = "siker.nightly"
    label = "nightly"
