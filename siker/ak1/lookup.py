"""Finding a person by NIK, for a station or for an officer. Every question is journalled, without the number."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from domain.ak1 import Ak1State
from domain.nik import Nik
from siker import vault
from siker.accounts.models import User
from siker.ak1.facts import leading_card, public_state
from siker.ak1.models import Card, Registration, RegistrationState
from siker.ak1.records import answers_of
from siker.applications.candidates import invitations_of, placed_on
from siker.applications.facts import applications_of
from siker.applications.models import CandidateInvitation
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.fleet.models import Station
from sync.wire.messages import LookupAnswer, VacancyInvitation

_RANK = {RegistrationState.VERIFIED: 2, RegistrationState.AWAITING: 1, RegistrationState.REJECTED: 0}


@transaction.atomic
def registrations_of(nik: Nik, user: User, now: datetime) -> list[Registration]:
    """Every registration of a person in any state, newest first, for an officer who has the KTP at hand."""
    person = vault.nik_lookup(nik)
    rows = list(Registration.objects.select_related("station").filter(nik_lookup=person).order_by("-registered_at", "pk"))
    actor = Actor.officer(user.username, user.pk)
    record(actor, AuditAction.PERSON_SEARCHED, f"pencarian/{person[:12]}", now, f"{len(rows)} ditemukan")
    return rows


@transaction.atomic
def find_person(nik: Nik, station: Station, now: datetime) -> LookupAnswer:
    """The person's best registration: the one with the valid card, else verified, else awaiting, newest first."""
    person = vault.nik_lookup(nik)
    rows = list(Registration.objects.filter(nik_lookup=person))
    record(Actor.station(station.code), AuditAction.PERSON_LOOKED_UP, f"pencarian/{person[:12]}", now, f"{len(rows)} ditemukan")
    if not rows:
        return LookupAnswer(state="none")
    holders = set(Card.objects.filter(nik_lookup=person, state=Ak1State.VALID).values_list("registration_id", flat=True))
    best = max(rows, key=lambda row: (row.pk in holders, _RANK[RegistrationState(row.state)], row.registered_at))
    card = leading_card(best)
    return LookupAnswer(
        state=best.state, registration=answers_of(best), reason=best.reason, card_number=card.number if card else "",
        card_state=public_state(card, now) if card else None, card_issued_on=card.issued_on if card else None,
        card_valid_until=card.valid_until if card else None, copies=card.copies if card else 0,
        applications=applications_of(person), placed_on=placed_on(best), invitations=[_asked(item) for item in invitations_of(person)],
        queue_code=best.queue_code,
    )  # fmt: skip


def _asked(item: CandidateInvitation) -> VacancyInvitation:
    vacancy = item.vacancy
    return VacancyInvitation(
        vacancy_id=vacancy.pk, number=vacancy.number, title=vacancy.title, employer=vacancy.employer, at=item.at
    )
