"""Which room a fact belongs to."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from domain.facts import (
    Ak1Issued,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    DocumentPrinted,
    Fact,
    HelpRequested,
    PresenceReported,
    SeekerRegistered,
    SeekerUpdated,
)
from siker.ak1 import facts as ak1
from siker.fleet.models import Station
from siker.fleet.services import record_help
from sync.wire.envelope import Op
from sync.wire.errors import ParkReason


def apply(fact: Fact, op: Op, station: Station, now: datetime, touched: set[str], *, force: bool) -> ParkReason | None:
    """Let a fact change the server's state; the registrations it concerns are added to ``touched``."""
    match fact:
        case SeekerRegistered() | SeekerUpdated():
            return ak1.record_answers(fact, op, station, now, touched)
        case Ak1Issued():
            return ak1.record_card(fact, op, station, now, touched, force=force)
        case DocumentPrinted():
            return ak1.record_print(fact, op, now, touched)
        case PresenceReported():
            return ak1.record_presence(fact, op, now, touched)
        case HelpRequested():
            record_help(fact, station)
            return None
        case ApplicationSubmitted() | ApplicationWithdrawn():
            return ParkReason.UNKNOWN_TYPE
        case _:
            assert_never(fact)


def publish_touched(touched: set[str], now: datetime) -> None:
    """Publish the state of the registrations concerned, in one fixed order."""
    for registration_id in sorted(touched):
        ak1.publish_status(registration_id, now)
