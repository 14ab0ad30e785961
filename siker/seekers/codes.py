"""The one-time codes that open a portal account: printed on a kiosk's slip, or made by an officer.

Only a keyed digest is kept. A code is typed by people, so upper and lower case, spaces and dashes do not matter.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from domain.ak1 import queue_code
from siker import vault
from siker.ak1.models import Registration
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.seekers.models import ClaimCode

LIFETIME = timedelta(days=30)
SHORTEST = 6


def plain(code: str) -> str:
    """The code as it counts: capital letters and digits only."""
    return "".join(c for c in code.upper() if c.isascii() and c.isalnum())[:40]


def digest(code: str) -> str:
    """How a claim code is stored and found; 64 characters."""
    return vault.claim_digest(plain(code))


def keep(registration: Registration, code: str, made_at: datetime) -> bool:
    """Remember a code that a station printed; False for none, one too short to be a code, or one kept already (a fact replayed)."""
    if len(plain(code)) < SHORTEST:
        return False
    _, new = ClaimCode.objects.get_or_create(
        digest=digest(code), defaults={"registration": registration, "made_at": made_at, "expires_at": made_at + LIFETIME}
    )
    return new


@transaction.atomic
def make_code(registration: Registration, actor: Actor, now: datetime) -> str:
    """A new code for somebody whom an officer saw with the KTP; earlier unused ones stop working."""
    ClaimCode.objects.filter(registration__nik_lookup=registration.nik_lookup, used_at=None).delete()
    code = f"{queue_code(secrets.token_bytes(6))}-{queue_code(secrets.token_bytes(6))[:3]}"
    keep(registration, code, now)
    record(actor, AuditAction.CLAIM_CODE_MADE, f"registration/{registration.pk}", now)
    return code
