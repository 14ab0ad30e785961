"""Made-up firms, their people and a vacancy for the server's tests. Names and numbers are marked as samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import uuid6
from django.test import Client

from domain.seeker import EducationLevel
from domain.vacancy import ContractType, EducationNeed, Places, Vacancy, Wage
from siker import clock
from siker.accounts.models import User
from siker.audit.services import SYSTEM
from siker.employers.models import Firm, FirmState, Member, MemberRole
from siker.vacancies import services
from siker.vacancies.form import typed_from
from siker.vacancies.models import Vacancy as Row
from siker.web import places

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


def offer(of: Firm, **changed: object) -> Vacancy:
    """What a firm means to offer: forty places at the sewing machines, nothing in it that an officer would return."""
    today = clock.today(clock.now())
    plain = Vacancy(
        vacancy_id=str(uuid6.uuid7()), number=services.new_number(), title="Operator jahit", employer=of.name, employer_id=of.pk,
        places=Places(either=40), contract=ContractType.PKWT, site=places.site(of.kode, of.address), valid_from=today,
        valid_until=today + timedelta(days=30), published_on=today, kbji="8153", jabatan="Operator mesin jahit", kbli="C",
        education=EducationNeed(EducationLevel.SMP), wage=Wage(4_000_000, 4_200_000), hours="Senin–Sabtu, 07.00–15.00",
        description="Menjahit kemeja di bagian lengan.", contact_name="Contoh Personalia", contact_phone=of.phone,
        contact_email=of.email, sample=True,
    )  # fmt: skip
    return replace(plain, **changed)


def written(of: Firm, what: Vacancy | None = None) -> Row:
    """A finished draft."""
    meant = what or offer(of)
    return services.draft(of, typed_from(meant), meant, SYSTEM, clock.now())


def submitted(of: Firm, what: Vacancy | None = None) -> Row:
    """A vacancy that waits for an officer."""
    return services.submit(written(of, what).pk, SYSTEM, clock.now())


def published(of: Firm, what: Vacancy | None = None) -> Row:
    """A vacancy everybody sees."""
    return services.publish(submitted(of, what).pk, SYSTEM, clock.now())
