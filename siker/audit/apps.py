"""Django's entry for the audit room."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Label ``audit``."""

    name = "siker.audit"
    label = "audit"
