"""Letters to a firm's people, through the room of notices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from siker.notices.kinds import NoticeKind
from siker.notices.services import send


def tell(kind: NoticeKind, to: str, values: Mapping[str, str], now: datetime) -> None:
    """Order one letter inside the caller's transaction."""
    send(kind, to, values, now)


def link(name: str, *arguments: str) -> str:
    """The whole address of a page, for a letter."""
    return f"{settings.SIKER_PUBLIC_URL}{reverse(name, args=arguments)}"
