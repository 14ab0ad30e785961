"""Which room a fact belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
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
from siker.applications import candidates
from siker.applications import facts as applications
from siker.fleet.models import Station
from siker.fleet.services import record_help
from sync.wire.envelope import Op
from sync.wire.errors import ParkReason


@dataclass(slots=True)
class Touched:
    """What stations must be told at the end of a batch, by id."""

    registrations: set[str] = field(default_factory=set)
    applications: set[str] = field(default_factory=set)

    def add(self, other: Touched) -> None:
        """Take over what another fact touched."""
        self.registrations |= other.registrations
        self.applications |= other.applications


def apply(fact: Fact, op: Op, station: Station, now: datetime, touched: Touched, *, force: bool) -> ParkReason | None:
    """Let a fact change the server's state; what it concerns is added to ``touched``."""
    match fact:
        case SeekerRegistered() | SeekerUpdated():
            reason = ak1.record_answers(fact, op, station, now, touched.registrations)
            if reason is None:
                touched.applications.update(applications.follow_person(fact.registration.registration_id))
                candidates.refresh_candidate(fact.registration.registration_id, now)
            return reason
        case Ak1Issued():
            reason = ak1.record_card(fact, op, station, now, touched.registrations, force=force)
            if reason is None:
                candidates.refresh_candidate(fact.registration_id, now)
            return reason
        case DocumentPrinted():
            return ak1.record_print(fact, op, now, touched.registrations)
        case PresenceReported():
            reason = ak1.record_presence(fact, op, now, touched.registrations)
            if reason is None:
                candidates.refresh_candidate(fact.registration_id, now)
            return reason
        case HelpRequested():
            record_help(fact, station)
            return None
        case ApplicationSubmitted():
            return applications.record_submitted(fact, op, station, now, touched.applications)
        case ApplicationWithdrawn():
            return applications.record_withdrawn(fact, op, station, now, touched.applications)
        case _:
            assert_never(fact)


def publish_touched(touched: Touched, now: datetime) -> None:
    """Publish the state of the registrations and applications concerned, in one fixed order."""
    for registration_id in sorted(touched.registrations):
        ak1.publish_status(registration_id, now)
    for application_id in sorted(touched.applications):
        applications.publish_status(application_id, now)
