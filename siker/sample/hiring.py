"""Applications of the sample city in every state, with their histories, and the placements that came of them. In bulk."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import transaction

from domain.applications import ApplicationState as State
from domain.applications import NotHiredReason, application_id
from domain.consent import Consent, Purpose
from domain.cv import cv_of
from domain.vacancy import VacancyState
from domain.vacancy.wording import education_rank
from siker import clock, vault
from siker.ak1 import facts as ak1
from siker.ak1.models import Registration
from siker.ak1.records import plain
from siker.applications.models import Application, ApplicationEvent, Candidate, Placement
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.employers.models import Firm
from siker.feed.services import publish_many
from siker.sample.crowd import Sought
from siker.sample.vacancies import order_number
from siker.vacancies.models import Vacancy
from sync.wire.codec import encode
from sync.wire.messages import ApplicationStatus

CHUNK = 300
FEED_ENTITY = "application"
_ACTOR = Actor("data contoh")
_WAYS_OPEN = ((State.RECEIVED,), (State.READ,), (State.READ, State.INVITED), (State.READ, State.INVITED, State.HIRED),
              (State.READ, State.NOT_HIRED), (State.WITHDRAWN,))  # fmt: skip
_WAYS_CLOSED = ((State.READ, State.INVITED, State.HIRED), (State.READ, State.NOT_HIRED), (State.NOT_HIRED,),
                (State.READ, State.INVITED, State.NOT_HIRED), (State.WITHDRAWN,))  # fmt: skip
_REASONS = (NotHiredReason.PLACES_FILLED, NotHiredReason.REQUIREMENTS, NotHiredReason.OTHER_CANDIDATE, NotHiredReason.DID_NOT_COME,
            NotHiredReason.NO_ANSWER)  # fmt: skip


@dataclass(slots=True)
class _Written:
    """What one chunk adds."""

    applications: list[Application] = field(default_factory=list)
    events: list[ApplicationEvent] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Choice:
    """The vacancies to choose from, by education rank, and how many places are left."""

    ranks: list[int]
    rows: list[Vacancy]
    left: dict[str, int]
    firms: dict[str, Firm]


def build_applications(number: int, crowd: Sequence[Sought], now: datetime) -> int:
    """Applications of those of the crowd who have none yet; returns how many."""
    told = Vacancy.objects.filter(sample=True, state__in=(VacancyState.PUBLISHED, VacancyState.CLOSED))
    rows = list(told.defer("content", "proposed", "stems").order_by("education_rank", "pk"))
    if not rows:
        return 0
    firms = {firm.pk: firm for firm in Firm.objects.filter(sample=True)}
    choice = _Choice([row.education_rank for row in rows], rows, {row.pk: row.places for row in rows}, firms)
    made = 0
    for at in range(0, len(crowd), CHUNK):
        made += _write(number, at, [item for item in crowd[at : at + CHUNK] if item.verified], choice, now)
    return made


@transaction.atomic
def _write(number: int, first: int, people: Sequence[Sought], choice: _Choice, now: datetime) -> int:
    ids = [item.answers.registration_id for item in people]
    told = set(Application.objects.filter(registration_id__in=ids).values_list("registration_id", flat=True))
    written = _Written()
    for place, item in enumerate(people):
        if item.answers.registration_id not in told:
            _person(random.Random(f"apply/{number}/{first + place}"), (first + place) * 8, item, choice, written, now)  # noqa: S311
    if not written.applications:
        return 0
    Application.objects.bulk_create(written.applications, batch_size=200)
    ApplicationEvent.objects.bulk_create(written.events, batch_size=500)
    Placement.objects.bulk_create(written.placements, batch_size=200)
    Candidate.objects.filter(pk__in=[item.registration_id for item in written.placements]).delete()
    record(_ACTOR, AuditAction.APPLICATION_RECEIVED, "lamaran/contoh", now, str(len(written.applications)))
    region = people[0].station.region
    publish_many(region, ((FEED_ENTITY, row.pk, _status(row)) for row in written.applications), now)
    placed = Registration.objects.filter(pk__in=[item.registration_id for item in written.placements]).order_by("pk")
    publish_many(region, ((ak1.FEED_ENTITY, row.pk, ak1.status_of(row, now)) for row in placed), now)
    return len(written.applications)


def _person(rng: random.Random, n: int, item: Sought, choice: _Choice, written: _Written, now: datetime) -> None:
    if rng.random() < 0.3:
        return
    highest = item.answers.highest_education
    reach = bisect_left(choice.ranks, education_rank(highest.jenjang if highest else None) + 1)
    seen: set[str] = set()
    for turn in range(rng.choice((1, 1, 2, 2, 3, 4, 6))):
        vacancy = choice.rows[rng.randrange(max(1, reach))]
        start = max(item.registered_at, vacancy.published_at or now)
        end = min(now, datetime.combine(vacancy.valid_until, time(20), clock.OFFICE_ZONE))
        if vacancy.pk in seen or start >= end:
            continue
        seen.add(vacancy.pk)
        sent = start + (end - start) * rng.random()
        row = _application(rng, n + turn, item, vacancy, sent)
        hired = _live(rng, row, choice, written, now)
        written.applications.append(row)
        if hired is not None:
            written.placements.append(_placement(row, choice.firms[vacancy.firm_id], hired))
            return


def _application(rng: random.Random, n: int, item: Sought, vacancy: Vacancy, sent: datetime) -> Application:
    answers, own = item.answers, application_id(item.answers.registration_id, vacancy.pk)
    highest = answers.highest_education
    consents = (Consent(Purpose.SEND_APPLICATION, True, "1", "id", sent),)
    kiosk = rng.random() < 0.75
    return Application(
        application_id=own, registration_id=answers.registration_id, nik_lookup=item.nik_lookup, vacancy=vacancy,
        number="LM" + order_number(n)[2:], sealed=vault.seal(encode(cv_of(answers)), f"application/{own}"), consents=plain(consents),
        source="kiosk" if kiosk else "portal", station=item.station if kiosk else None,
        education=highest.jenjang if highest else "", kecamatan=answers.domisili.kode[:8], sex=answers.biodata.jenis_kelamin,
        submitted_at=sent, received_at=sent + timedelta(seconds=rng.choice((1, 2, 4, 3600, 90_000)) if kiosk else 0), state_at=sent,
    )  # fmt: skip


def _live(rng: random.Random, row: Application, choice: _Choice, written: _Written, now: datetime) -> datetime | None:
    """Walk the application through some states, as far as time allows; when the person was hired, or None."""
    vacancy = row.vacancy
    closed = vacancy.state == VacancyState.CLOSED
    way = rng.choices(_WAYS_CLOSED, (35, 25, 20, 10, 10))[0] if closed else rng.choices(_WAYS_OPEN, (34, 24, 18, 8, 10, 6))[0]
    row.received_at = min(row.received_at, now)
    at, by_firm = row.received_at, f"perusahaan:{vacancy.firm_id[-12:]}"
    person = f"mesin:{row.station.code}" if row.station else "pencaker:contoh"
    _step(row, written, State.RECEIVED, at, person)
    for state in way:
        at = at + timedelta(minutes=rng.randint(30, 60 * 24 * 4))
        if at >= now or (state is State.HIRED and choice.left[vacancy.pk] <= 0):
            break
        match state:
            case State.READ:
                row.read_at = at
            case State.INVITED:
                day = clock.today(at) + timedelta(days=rng.randint(2, 7))
                row.invited_at = datetime.combine(day, time(rng.choice((8, 9, 10, 13))), clock.OFFICE_ZONE)
                row.invited_place = choice.firms[vacancy.firm_id].address
            case State.NOT_HIRED:
                row.reason = rng.choice(_REASONS)
            case State.HIRED:
                choice.left[vacancy.pk] -= 1
        _step(row, written, state, at, person if state is State.WITHDRAWN else by_firm)
    return row.state_at if row.state == State.HIRED else None


def _step(row: Application, written: _Written, state: State, at: datetime, by: str) -> None:
    row.state, row.state_at = state, at
    written.events.append(ApplicationEvent(
        application=row, state=state, reason=row.reason if state is State.NOT_HIRED else "", by=by, happened_at=at, recorded_at=at,
        by_person=state in {State.RECEIVED, State.WITHDRAWN},
    ))  # fmt: skip


def _placement(row: Application, firm: Firm, hired: datetime) -> Placement:
    vacancy = row.vacancy
    return Placement(
        registration_id=row.registration_id, application=row, vacancy=vacancy, firm=firm, region=vacancy.region, kind=vacancy.placement,
        firm_kind=firm.kind, kbji=vacancy.kbji, kbli=vacancy.kbli, education=row.education, kecamatan=row.kecamatan, sex=row.sex,
        hired_on=clock.today(hired), recorded_at=hired,
    )  # fmt: skip


def _status(row: Application) -> ApplicationStatus:
    return ApplicationStatus(
        application_id=row.pk, registration_id=row.registration_id, vacancy_id=row.vacancy_id, number=row.number,
        title=row.vacancy.title, employer=row.vacancy.employer, state=row.state, attempt=row.attempt, at=row.state_at,
        reason=row.reason, invited_at=row.invited_at, invited_place=row.invited_place,
    )  # fmt: skip
