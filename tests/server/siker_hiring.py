"""Made-up firms, vacancies and applications for the tests of hiring. Everything here is invented."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, timedelta

from django.test import Client

from domain import seeker
from domain.applications import application_id
from domain.consent import Consent, Purpose
from domain.cv import cv_of
from domain.facts import ApplicationSubmitted, ApplicationWithdrawn
from domain.seeker import EducationLevel
from domain.vacancy import (
    ContractType,
    EducationNeed,
    LegalLimit,
    PlacementKind,
    Places,
    Shift,
    Site,
    VacancyState,
)
from domain.vacancy import Vacancy as Content
from siker.accounts.models import User
from siker.employers.models import Firm, FirmState, Member, MemberRole
from siker.vacancies.models import CloseReason, Vacancy
from sync.wire.codec import to_json

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
UNTIL = date(2026, 12, 31)


def made_firm(n: int = 1, state: FirmState = FirmState.VERIFIED) -> Firm:
    """A sample firm."""
    return Firm.objects.create(
        firm_id=f"firm-{n}", region="33.74", nib=f"{9_990_000_000_000 + n}", name=f"PT Contoh Garmen {n}", kbli="C",
        address="Jl. Contoh 9", kode="33.74.14.1001", phone="+622400000001", email=f"hrd{n}@contoh.example.id",
        contact_name="Contoh Personalia", state=state, registered_at=NOW, changed_at=NOW, sample=True,
    )  # fmt: skip


def made_vacancy(firm: Firm, n: int = 1, *, places: int = 2, until: date = UNTIL, limits: tuple[LegalLimit, ...] = ()) -> Vacancy:
    """A published sample vacancy."""
    number = f"LK-7F3-{n:03d}"
    content = Content(
        vacancy_id=f"vac-{firm.pk}-{n}", number=number, title="Operator jahit", employer=firm.name, employer_id=firm.pk,
        places=Places(either=places), contract=ContractType.PKWT, site=Site("33.74.14.1001", "Wijayakusuma", "Tugu", "Kota Semarang"),
        valid_from=date(2026, 11, 1), valid_until=until, published_on=date(2026, 11, 1), kbji="8153", kbli="C",
        education=EducationNeed(EducationLevel.SMP), limits=limits, sample=True,
    )  # fmt: skip
    return Vacancy.objects.create(
        vacancy_id=content.vacancy_id, number=f"{number}-{firm.pk[-3:]}"[:16], firm=firm, region="33.74", state=VacancyState.PUBLISHED,
        content=to_json(content), title=content.title, employer=firm.name, kbji="8153", kbli="C", kode="33.74.14.1001",
        contract=ContractType.PKWT, placement=PlacementKind.AKL, shift=Shift.PAGI, places_either=places,
        valid_from=content.valid_from, valid_until=until, created_at=NOW, changed_at=NOW, published_at=NOW, sample=True,
    )  # fmt: skip


def closed(vacancy: Vacancy, reason: CloseReason) -> Vacancy:
    """The vacancy, closed."""
    vacancy.state, vacancy.close_reason, vacancy.closed_at = VacancyState.CLOSED, reason, NOW
    vacancy.save()
    return vacancy


def agreed(at: datetime = NOW) -> tuple[Consent, ...]:
    """Consent to send the application."""
    return (Consent(Purpose.SEND_APPLICATION, True, "1", "id", at),)


def submitted(
    record: seeker.Registration, vacancy: Vacancy, attempt: int = 1, *, at: datetime = NOW, claim: str = ""
) -> ApplicationSubmitted:
    """application.submitted"""
    return ApplicationSubmitted(
        application_id(record.registration_id, vacancy.pk), record.registration_id, vacancy.pk, f"LM-{secrets.token_hex(3).upper()}",
        attempt, cv_of(record), agreed(at), "id", at, claim,
    )  # fmt: skip


def withdrawn(record: seeker.Registration, vacancy: Vacancy, attempt: int = 1, *, at: datetime = NOW) -> ApplicationWithdrawn:
    """application.withdrawn"""
    return ApplicationWithdrawn(
        application_id(record.registration_id, vacancy.pk), record.registration_id, vacancy.pk, attempt, at
    )


def member_of_firm(firm: Firm, role: MemberRole = MemberRole.OWNER) -> User:
    """An account that acts for a firm."""
    user = User.objects.create(username=f"{firm.pk}.{role.value}.{secrets.token_hex(2)}", first_name="Contoh Personalia")
    Member.objects.create(user=user, firm=firm, role=role, joined_at=NOW)
    return user


def client_for(user: User, *, strict: bool = False) -> Client:
    """A browser signed in as somebody."""
    client = Client(enforce_csrf_checks=strict)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def later(hours: float) -> datetime:
    """A moment after NOW."""
    return NOW + timedelta(hours=hours)
