"""Writing the journal, inside the caller's transaction, so that a change and its entry stand or fall together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from siker.audit.models import AuditAction, Entry


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an officer's account, a station, or the system itself."""

    name: str
    user_id: int | None = None

    @classmethod
    def station(cls, code: str) -> Actor:
        """A station, by its printed code."""
        return cls(f"mesin:{code}")

    @classmethod
    def officer(cls, username: str, user_id: int | None = None) -> Actor:
        """A signed-in person."""
        return cls(f"petugas:{username}", user_id)

    @classmethod
    def member(cls, firm_id: str, user_id: int | None = None) -> Actor:
        """Somebody who acts for a firm; which person, the account's number tells."""
        return cls(f"perusahaan:{firm_id[-12:]}:{user_id}", user_id)

    @classmethod
    def seeker(cls, user_id: int) -> Actor:
        """A seeker on the portal, by the account's number alone."""
        return cls(f"pencaker:{user_id}", user_id)


SYSTEM = Actor("sistem")


def record(actor: Actor, action: AuditAction, subject: str, now: datetime, detail: str = "") -> None:
    """Add one entry. ``subject`` and ``detail`` hold identifiers and codes, never personal data."""
    Entry.objects.create(at=now, actor=actor.name, action=action.value, subject=subject[:120], detail=detail[:200])
