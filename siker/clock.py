"""The server's only source of time. Services take ``now`` as an argument; views and commands ask here."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

OFFICE_ZONE = ZoneInfo("Asia/Jakarta")


def now() -> datetime:
    """The present moment, aware UTC."""
    return timezone.now()


def today(moment: datetime) -> date:
    """The calendar day at the office."""
    return moment.astimezone(OFFICE_ZONE).date()


def epoch_ms(moment: datetime) -> int:
    """Milliseconds since 1970, as the wire carries them."""
    return int(moment.timestamp() * 1000)
