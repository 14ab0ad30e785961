"""One portal account of a sample seeker, so that a newcomer can look at the portal from that side too."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Case, Value, When

from domain.ak1 import Ak1State
from domain.applications import ApplicationState
from siker.accounts.models import User
from siker.ak1.models import Registration, RegistrationState
from siker.applications.models import Application, Placement
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.sample.people import MARK
from siker.seekers.login import Login, seal_login
from siker.seekers.models import SeekerAccount

SEEKER_LOGIN = "pencaker@contoh.example.id"
_ACTOR = Actor("data contoh")


@transaction.atomic
def open_seeker_account(password: str, now: datetime) -> bool:
    """An account for somebody with a valid card, if possible one who waits for an employer's word; False when there is one already."""
    login = Login(SEEKER_LOGIN)
    row = _somebody()
    if row is None or User.objects.filter(username=login.username).exists():
        return False
    user = User(username=login.username)
    user.set_password(password)
    user.save()
    SeekerAccount.objects.create(user=user, registration=row, nik_lookup=row.nik_lookup, sealed_login=seal_login(login), claimed_at=now)
    record(_ACTOR, AuditAction.ACCOUNT_CLAIMED, f"registration/{row.pk}", now)
    return True


def _somebody() -> Registration | None:
    holders = Registration.objects.filter(
        station__label__startswith=MARK.upper(), state=RegistrationState.VERIFIED, cards__state=Ak1State.VALID
    ).exclude(nik_lookup__in=SeekerAccount.objects.values("nik_lookup")).exclude(pk__in=Placement.objects.values("registration"))  # fmt: skip
    waiting = (
        Application.objects.filter(registration__in=holders, state__in=(ApplicationState.INVITED, ApplicationState.READ))
        .annotate(first=Case(When(state=ApplicationState.INVITED, then=Value(0)), default=Value(1)))
        .select_related("registration").order_by("first", "pk").first()
    )  # fmt: skip
    return waiting.registration if waiting else holders.order_by("pk").first()
