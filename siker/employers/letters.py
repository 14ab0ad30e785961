"""Letters to a firm's people. The room of notices sends them; where it is absent nothing is sent and the pages say the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import reverse


def tell(kind: str, to: str, values: Mapping[str, str], now: datetime) -> None:
    """Order one letter inside the caller's transaction. ``kind``: a value of the notices' kinds."""
    if find_spec("siker.notices.services") is None:
        return
    notices = import_module("siker.notices.services")
    notices.send(notices.NoticeKind(kind), to, values, now)


def link(name: str, *arguments: str) -> str:
    """The whole address of a page, for a letter."""
    return f"{settings.SIKER_PUBLIC_URL}{reverse(name, args=arguments)}"
