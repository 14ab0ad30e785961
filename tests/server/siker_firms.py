"""Made-up firms, their people and a vacancy for the server's tests. Names and numbers are marked as samples."""

from __future__ import annotations

from datetime import timedelta

import uuid6
from django.test import Client

from siker import clock
from siker.accounts.models import User
from siker.employers.models import Firm, FirmState, Member, MemberRole

PASSWORD = "kalimat-panjang-42"


def firm(n: int = 1, *, state: FirmState = FirmState.VERIFIED, region: str = "33.74", name: str = "") -> Firm:
    """A firm as an officer left it; ``n`` makes NIB and name its own."""
    now = clock.now()
    return Firm.objects.create(
        firm_id=str(uuid6.uuid7()), region=region, nib=f"9999{n:09d}", name=name or f"CONTOH Garmen {n}", kbli="C",
        address=f"Jl. Contoh Industri {n}", kode="33.74.16.1003", phone="+62248000001", email=f"hrd{n}@contoh.example.id",
        contact_name="Contoh Personalia", state=state, registered_at=now - timedelta(days=30), changed_at=now,
        decided_at=now if state is not FirmState.PENDING else None, sample=True,
    )  # fmt: skip


def member(of: Firm, role: MemberRole = MemberRole.OWNER, n: int = 1) -> Member:
    """Somebody who acts for the firm; the account's name is an e-mail address."""
    address = f"{role.value}{n}.{of.nib[-4:]}@contoh.example.id"
    user = User.objects.create_user(address, email=address, password=PASSWORD, first_name="Contoh Personalia")
    return Member.objects.create(user=user, firm=of, role=role, joined_at=clock.now())


def signed_in(who: Member, *, strict: bool = False) -> Client:
    """A browser in which this person is signed in; ``strict`` asks forms for their token."""
    client = Client(enforce_csrf_checks=strict)
    client.force_login(who.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
