"""The person behind an account: all their registrations, the one that speaks for them, where their letters go."""

from __future__ import annotations

from siker.ak1.models import Card, Registration, RegistrationState
from siker.ak1.records import answers_of
from siker.applications.models import Application
from siker.seekers.login import letters_to
from siker.seekers.models import SeekerAccount

_RANK = {RegistrationState.VERIFIED: 2, RegistrationState.AWAITING: 1, RegistrationState.REJECTED: 0}


def registrations_of(account: SeekerAccount) -> list[Registration]:
    """Every registration of the person, newest first."""
    rows = Registration.objects.filter(nik_lookup=account.nik_lookup)
    return list(rows.order_by("-registered_at", "pk"))


def current_of(account: SeekerAccount) -> Registration:
    """The registration that speaks for the person: with the valid card, else verified, else awaiting; newest first."""
    rows = registrations_of(account) or [account.registration]
    holders = set(Card.objects.filter(nik_lookup=account.nik_lookup, state="valid").values_list("registration_id", flat=True))
    return max(rows, key=lambda row: (row.pk in holders, _RANK.get(RegistrationState(row.state), -1), row.registered_at))


def applications_of(account: SeekerAccount) -> list[Application]:
    """The person's applications as they stand, newest first; doubles go on under the one they joined."""
    mine = registrations_of(account)
    rows = Application.objects.select_related("vacancy", "vacancy__firm").filter(registration__in=mine, same_as=None)
    return list(rows.order_by("-submitted_at", "pk"))


def application_of(account: SeekerAccount, application_id: str) -> Application | None:
    """One application of this person; None for another's, or none at all."""
    if "\x00" in application_id:
        return None
    return (
        Application.objects.select_related("vacancy", "vacancy__firm")
        .filter(registration__in=registrations_of(account), same_as=None, pk=application_id)
        .first()
    )


def letters_of(row: Registration) -> str:
    """The e-mail a person reads: the account's, else the one told for the AK/I; empty when there is none."""
    account = SeekerAccount.objects.filter(nik_lookup=row.nik_lookup).first()
    return (letters_to(account) if account else "") or answers_of(row).email
