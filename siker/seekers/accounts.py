"""Opening and changing a seeker's account. The code from the slip plus the birth date opens it, once; the same way leads back
in for somebody who forgot the password and has no e-mail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.password_validation import get_password_validators, validate_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse

from domain.consent import CHOICES, Consent, Purpose
from domain.fields import parse_birth_date
from domain.problems import Problem
from siker import clock
from siker.accounts.models import User
from siker.ak1.models import Registration, RegistrationState
from siker.ak1.records import answers_of, consents_of, plain
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.notices.services import NoticeKind, send
from siker.seekers import codes
from siker.seekers.login import Login, letters_to, login_of, seal_login
from siker.seekers.models import ClaimCode, SeekerAccount
from siker.seekers.person import current_of

WRONG_TRIES = 5
CLAIM_MINUTES = 15
PORTAL_TEXT = "portal-1"
PASSWORD_RULES = get_password_validators([
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
])  # fmt: skip
"""Shorter than for staff: a seeker's account opens one person's data, wrong passwords lock it, and three words are remembered."""


class ClaimRefusedError(Exception):
    """The code and the birth date open nothing; ``str`` is the sentence for the person."""


class LoginTakenError(Exception):
    """Another account signs in with this number or address already."""


NO_SUCH_CODE = (
    "Kode dan tanggal lahir ini tidak cocok. Periksa lagi hurufnya di struk. Kode dari struk berlaku 30 hari dan satu kali pakai; "
    "kode baru bisa diminta di mesin Anjungan atau di loket kantor."
)
CODE_SPENT = (
    "Kode ini sudah tidak berlaku: sudah dipakai, lewat 30 hari, atau tanggal lahirnya terlalu sering salah. "
    "Minta kode baru di mesin Anjungan atau di loket kantor, bawa KTP."
)


def check_password(password: str, user: User | None = None) -> None:
    """Raises Django's ValidationError with the sentences for the person."""
    validate_password(password, user, password_validators=PASSWORD_RULES)


def open_code(code: str, birth_date: str, now: datetime) -> ClaimCode:
    """The code's row when the code is in force and the birth date is the person's. Raises ClaimRefusedError.

    A wrong birth date is counted on the code itself; after five the code is spent. Which of the two was wrong is not told.
    """
    row = ClaimCode.objects.select_related("registration").filter(digest=codes.digest(code)).first()
    if row is None:
        raise ClaimRefusedError(NO_SUCH_CODE)
    if row.used_at is not None or row.expires_at <= now or row.wrong_tries >= WRONG_TRIES:
        raise ClaimRefusedError(CODE_SPENT)
    if row.registration.state == RegistrationState.REJECTED:
        raise ClaimRefusedError("Pendaftaran AK/I Anda belum bisa dipakai. Datang ke loket dengan KTP, petugas akan membantu.")
    born = parse_birth_date(birth_date, clock.today(now))
    if isinstance(born, Problem) or answers_of(row.registration).biodata.tanggal_lahir != born:
        ClaimCode.objects.filter(pk=row.pk).update(wrong_tries=F("wrong_tries") + 1)
        raise ClaimRefusedError(NO_SUCH_CODE)
    return row


@transaction.atomic
def claim(code_id: int, login: Login, password: str, now: datetime) -> User:
    """Open the account, or lead the person back into the one they have: new name, new password, all other sessions end.

    Raises ClaimRefusedError when the code was used meanwhile, LoginTakenError; Django's ValidationError for a weak password.
    """
    code = ClaimCode.objects.select_for_update(of=("self",)).select_related("registration").get(pk=code_id)
    if code.used_at is not None or code.expires_at <= now:
        raise ClaimRefusedError(CODE_SPENT)
    row = code.registration
    account = SeekerAccount.objects.select_related("user").filter(nik_lookup=row.nik_lookup).first()
    user = account.user if account else User(date_joined=now)
    check_password(password, user)
    _take_name(user, login)
    user.set_password(password)
    user.save()
    if account is None:
        account = SeekerAccount(user=user, registration=row, nik_lookup=row.nik_lookup, claimed_at=now)
    account.sealed_login = seal_login(login)
    account.save()
    code.used_at = now
    code.save(update_fields=["used_at"])
    record(Actor.seeker(user.pk), AuditAction.ACCOUNT_CLAIMED, f"registration/{row.pk}", now)
    send(NoticeKind.ACCOUNT_OPENED, letters_to(account), {"link": settings.SIKER_PUBLIC_URL + reverse("account_login")}, now)
    return user


def _take_name(user: User, login: Login) -> None:
    if User.objects.filter(Q(username=login.username) | Q(username__iexact=login.text)).exclude(pk=user.pk).exists():
        raise LoginTakenError
    user.username = login.username


@transaction.atomic
def change_login(account: SeekerAccount, login: Login, now: datetime) -> None:
    """Sign in with another number or address from now on; the old address is told. Raises LoginTakenError."""
    before = letters_to(account)
    if login == login_of(account):
        return
    _take_name(account.user, login)
    account.user.save(update_fields=["username"])
    account.sealed_login = seal_login(login)
    account.save(update_fields=["sealed_login"])
    record(Actor.seeker(account.user_id), AuditAction.ACCOUNT_CHANGED, f"registration/{account.registration_id}", now, "nama masuk")
    send(NoticeKind.CONTACT_CHANGED, before, {}, now)


@transaction.atomic
def change_password(user: User, password: str, now: datetime, address: str) -> None:
    """A new password; every session but the one that is renewed by its caller ends. Raises Django's ValidationError."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(Actor.seeker(user.pk), AuditAction.ACCOUNT_CHANGED, f"akun/{user.pk}", now, "kata sandi")
    send(NoticeKind.PASSWORD_CHANGED, address, {}, now)


@transaction.atomic
def end_sessions(user: User, now: datetime) -> int:
    """Every session of the account ends; returns how many there were."""
    mine = [
        session.pk for session in Session.objects.filter(expire_date__gt=now).iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]  # fmt: skip
    Session.objects.filter(pk__in=mine).delete()
    record(Actor.seeker(user.pk), AuditAction.ACCOUNT_CHANGED, f"akun/{user.pk}", now, "keluar di mana-mana")
    return len(mine)


@dataclass(frozen=True, slots=True)
class Choice:
    """One consent the person may give or take back, and how it stands."""

    purpose: Purpose
    granted: bool


def choices_of(row: Registration) -> tuple[Choice, ...]:
    """The free choices, as they stand today."""
    said = sorted(consents_of(row), key=lambda item: item.at)
    latest = {item.purpose: item.granted for item in said}
    return tuple(Choice(purpose, latest.get(purpose, False)) for purpose in CHOICES)


@transaction.atomic
def choose(account: SeekerAccount, granted: frozenset[Purpose], now: datetime) -> int:
    """Record what the person chooses now; returns how many choices changed. The search index of candidates follows at once."""
    row = Registration.objects.select_for_update().get(pk=current_of(account).pk)
    changed = [item.purpose for item in choices_of(row) if item.granted != (item.purpose in granted)]
    if not changed:
        return 0
    new = (Consent(purpose, purpose in granted, PORTAL_TEXT, "id", now) for purpose in changed)
    row.consents = plain((*consents_of(row), *new))
    row.save(update_fields=["consents"])
    words = ", ".join(f"{purpose.value}: {'ya' if purpose in granted else 'tidak'}" for purpose in changed)
    record(Actor.seeker(account.user_id), AuditAction.CONSENT_CHANGED, f"registration/{row.pk}", now, words)
    from siker.applications.services import refresh_candidate

    refresh_candidate(row.pk, now)
    return len(changed)


def may_still_claim(started_at: datetime, now: datetime) -> bool:
    """Whether the second step still belongs to the first."""
    return timedelta(0) <= now - started_at <= timedelta(minutes=CLAIM_MINUTES)
