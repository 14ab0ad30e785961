"""Made-up firms, vacancies and applications for the tests of hiring. Everything here is invented."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, timedelta

from domain import seeker
from domain.applications import application_id
from domain.consent import Consent, Purpose
from domain.cv import cv_of
from domain.facts import ApplicationSubmitted, ApplicationWithdrawn, SeekerRegistered
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
from siker.employers.models import Firm, FirmState
from siker.vacancies.models import CloseReason, Vacancy
from sync.wire.codec import to_json
from sync.wire.envelope import Op
from tests.server.siker_firms import firm
from tests.server.siker_people import GENUINE, StationTwin, evidence

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
FROM, UNTIL = date(2026, 1, 1), date(2099, 12, 31)


def made_firm(n: int = 1, state: FirmState = FirmState.VERIFIED) -> Firm:
    """A sample firm."""
    return firm(n, state=state)


def made_vacancy(owner: Firm, n: int = 1, *, places: int = 2, until: date = UNTIL, limits: tuple[LegalLimit, ...] = ()) -> Vacancy:
    """A published sample vacancy."""
    number = f"LK-7F3-{n:03d}-{owner.pk[-3:]}".upper()[:16]
    content = Content(
        vacancy_id=f"vac-{owner.pk}-{n}", number=number, title="Operator jahit", employer=owner.name, employer_id=owner.pk,
        places=Places(either=places), contract=ContractType.PKWT, site=Site("33.74.14.1001", "Wijayakusuma", "Tugu", "Kota Semarang"),
        valid_from=FROM, valid_until=until, published_on=FROM, kbji="8153", kbli="C",
        education=EducationNeed(EducationLevel.SMP), limits=limits, sample=True,
    )  # fmt: skip
    return Vacancy.objects.create(
        vacancy_id=content.vacancy_id, number=number, firm=owner, region="33.74", state=VacancyState.PUBLISHED,
        content=to_json(content), title=content.title, employer=owner.name, kbji="8153", kbli="C", kode="33.74.14.1001",
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


def let_employers_look(twin: StationTwin, record: seeker.Registration, *, granted: bool = True, at: datetime = NOW) -> Op:
    """seeker.registered of somebody who (does not) let employers look."""
    consents = (Consent(Purpose.AK1_SERVICE, True, "1", "id", at), Consent(Purpose.SHARE_WITH_EMPLOYERS, granted, "1", "id", at))
    return twin.op(SeekerRegistered(record, evidence(*GENUINE, at=at), consents, "id"), at)


def later(hours: float) -> datetime:
    """A moment after NOW."""
    return NOW + timedelta(hours=hours)
