"""Django's entry for the feed room."""

from __future__ import annotations

from django.apps import AppConfig


class FeedConfig(AppConfig):
    """Label ``feed``."""

    name = "siker.feed"
    label = "feed"
