"""Django's entry for the ingest room."""

from __future__ import annotations

from django.apps import AppConfig


class IngestConfig(AppConfig):
    """Label ``ingest``."""

    name = "siker.ingest"
    label = "ingest"
