"""Firms: registering, what an officer decides, changes that wait for one, and leaving. Each step is one transaction with its entry.

Nothing of a firm is public before an officer verified it, and no change of a verified firm counts before one read it.
"""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from datetime import datetime

import uuid6
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from siker.accounts.models import User
from siker.applications.services import firm_gone, vacancy_closed
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.employers.form import Account, FirmFacts, facts_of
from siker.employers.letters import link, tell
from siker.employers.models import Firm, FirmState, Member, MemberRole
from siker.notices.kinds import NoticeKind
from siker.seekers.login import parse_login
from siker.vacancies import services as vacancies
from siker.vacancies.floors import word_table
from siker.vacancies.models import CloseReason

REASON_MAX = 300


class FirmStepError(Exception):
    """A step that is not possible; the text is the sentence for whoever asked. ``part``: the box it belongs beside."""

    def __init__(self, text: str, part: str = "") -> None:
        super().__init__(text)
        self.part = part


NIB_TAKEN = (
    "NIB ini sudah terdaftar. Minta pengurus perusahaan Anda mengirim undangan, atau hubungi Disnaker bila Anda tidak mengenalnya."
)
EMAIL_TAKEN = "Alamat email ini tidak bisa dipakai untuk akun baru. Bila Anda sudah punya akun, masuk saja."


def new_account(account: Account) -> User:
    """A user who signs in with the e-mail address. Runs inside the caller's transaction; raises FirmStepError.

    The address must not be a seeker's name either (theirs is kept as a digest): the sign-in would find the new account first.
    """
    seeker = parse_login(account.email)
    names = Q(username__iexact=account.email) | Q(username=seeker.username if seeker else "")
    if User.objects.filter(names).exists():
        raise FirmStepError(EMAIL_TAKEN, "account_email")
    user = User(username=account.email, email=account.email, first_name=account.name[:150])
    user.set_password(account.password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise FirmStepError(EMAIL_TAKEN, "account_email") from None
    return user


@transaction.atomic
def register(facts: FirmFacts, account: Account, region: str, now: datetime) -> Member:
    """A new firm with its first person; an officer reads it next. Raises FirmStepError."""
    _refuse_taken_nib(facts.nib)
    user = new_account(account)
    firm = Firm(firm_id=str(uuid6.uuid7()), region=region, state=FirmState.PENDING, registered_at=now, changed_at=now, **asdict(facts))
    firm.flags = _flags(firm, facts)
    try:
        with transaction.atomic():
            firm.save(force_insert=True)
    except IntegrityError:
        raise FirmStepError(NIB_TAKEN, "nib") from None
    member = Member.objects.create(user=user, firm=firm, role=MemberRole.OWNER, joined_at=now)
    record(Actor.member(firm.pk, user.pk), AuditAction.FIRM_REGISTERED, f"perusahaan/{firm.pk}", now)
    tell(NoticeKind.FIRM_RECEIVED, account.email, {"firm": firm.name}, now)
    return member


def _refuse_taken_nib(nib: str, but: str = "") -> None:
    if Firm.objects.filter(nib=nib).exclude(pk=but).exists():
        raise FirmStepError(NIB_TAKEN, "nib")


def _flags(firm: Firm, facts: FirmFacts) -> list[dict[str, str]]:
    """What an officer should look at: codes of ``words.FLAGS`` with the other firm they are about."""
    found: list[dict[str, str]] = []
    others = Firm.objects.exclude(pk=firm.pk).exclude(state=FirmState.CLOSED)
    if not facts.small and facts.email.rpartition("@")[2].casefold() in word_table().free_mail:
        found.append({"code": "free_mail"})
    if twin := others.filter(phone=facts.phone).first():
        found.append({"code": "same_phone", "other": twin.pk})
    if twin := others.filter(name__iexact=facts.name).first():
        found.append({"code": "same_name", "other": twin.pk})
    if not facts.kode.startswith(firm.region):
        found.append({"code": "outside"})
    return found


def _locked(firm_id: str) -> Firm:
    return Firm.objects.select_for_update().get(pk=firm_id)


@transaction.atomic
def change(firm_id: str, facts: FirmFacts, actor: Actor, now: datetime) -> bool:
    """Change the firm's facts: at once while nobody verified them, else proposed to an officer. False: nothing is different."""
    firm = _locked(firm_id)
    if firm.state in {FirmState.CLOSED, FirmState.SUSPENDED}:
        raise FirmStepError("Data perusahaan ini sedang tidak bisa diubah. Hubungi Disnaker.")
    _refuse_taken_nib(facts.nib, firm.pk)
    before, now_stand = facts_of(firm), asdict(facts)
    different = {name: value for name, value in now_stand.items() if getattr(before, name) != value}
    if firm.state == FirmState.VERIFIED:
        if different == firm.proposed:
            return False
        firm.proposed, firm.reason = different, ""
    else:
        if not different and firm.state != FirmState.RETURNED:
            return False
        for name, value in now_stand.items():
            setattr(firm, name, value)
        firm.state, firm.reason = FirmState.PENDING, ""
    firm.flags, firm.changed_at = _flags(firm, facts), now
    firm.save()
    record(actor, AuditAction.FIRM_CHANGED, f"perusahaan/{firm.pk}", now, ", ".join(different))
    return True


def proposed_facts(firm: Firm) -> FirmFacts:
    """The facts as they will be when the waiting change is accepted."""
    known = {item.name for item in fields(FirmFacts)}
    return replace(facts_of(firm), **{name: value for name, value in firm.proposed.items() if name in known})


@transaction.atomic
def verify(firm_id: str, actor: Actor, user_id: int, now: datetime) -> Firm:
    """An officer checked the firm, or the change that waits. Raises FirmStepError when nothing waits."""
    firm = _locked(firm_id)
    renamed = False
    if firm.state == FirmState.VERIFIED and firm.proposed:
        after = proposed_facts(firm)
        _refuse_taken_nib(after.nib, firm.pk)
        renamed = after.name != firm.name
        for name in firm.proposed:
            setattr(firm, name, getattr(after, name))
        letter = NoticeKind.FIRM_CHANGE_ACCEPTED
    elif firm.state in {FirmState.PENDING, FirmState.SUSPENDED, FirmState.RETURNED}:
        letter = NoticeKind.FIRM_VERIFIED
    else:
        raise FirmStepError("Perusahaan ini tidak sedang menunggu. Mungkin rekan Anda sudah memutuskannya.")
    firm.state, firm.proposed, firm.reason, firm.flags = FirmState.VERIFIED, {}, "", []
    firm.decided_at, firm.changed_at = now, now
    firm.decided_by_id = user_id
    firm.save()
    record(actor, AuditAction.FIRM_VERIFIED, f"perusahaan/{firm.pk}", now)
    _write_to(firm, letter, {"firm": firm.name, "link": link("firm_home")}, now)
    if renamed:
        vacancies.rename_employer(firm, now)
    return firm


@transaction.atomic
def send_back(firm_id: str, reason: str, actor: Actor, user_id: int, now: datetime) -> Firm:
    """Return a firm, or only the change that waits, with a reason. Raises FirmStepError."""
    firm = _locked(firm_id)
    if firm.state == FirmState.VERIFIED and firm.proposed:
        firm.proposed, letter = {}, NoticeKind.FIRM_CHANGE_RETURNED
    elif firm.state == FirmState.PENDING:
        firm.state, letter = FirmState.RETURNED, NoticeKind.FIRM_RETURNED
    else:
        raise FirmStepError("Perusahaan ini tidak sedang menunggu. Mungkin rekan Anda sudah memutuskannya.")
    firm.reason, firm.decided_at, firm.changed_at = reason[:REASON_MAX], now, now
    firm.decided_by_id = user_id
    firm.save()
    record(actor, AuditAction.FIRM_RETURNED, f"perusahaan/{firm.pk}", now)
    _write_to(firm, letter, {"firm": firm.name, "reason": firm.reason, "link": link("firm_home")}, now)
    return firm


@transaction.atomic
def suspend(firm_id: str, reason: str, actor: Actor, user_id: int, now: datetime) -> Firm:
    """Take a firm off the portal until somebody verifies it again; its public vacancies are closed."""
    firm = _locked(firm_id)
    if firm.state in {FirmState.SUSPENDED, FirmState.CLOSED}:
        raise FirmStepError("Perusahaan ini sudah tidak aktif.")
    firm.state, firm.reason, firm.decided_at, firm.changed_at = FirmState.SUSPENDED, reason[:REASON_MAX], now, now
    firm.decided_by_id = user_id
    firm.save()
    record(actor, AuditAction.FIRM_SUSPENDED, f"perusahaan/{firm.pk}", now)
    _write_to(firm, NoticeKind.FIRM_SUSPENDED, {"firm": firm.name, "reason": firm.reason}, now)
    for row in vacancies.close_all(firm, CloseReason.OFFICER, actor, now, "perusahaan ditangguhkan"):
        vacancy_closed(row, actor, now)
    return firm


@transaction.atomic
def close(firm_id: str, actor: Actor, now: datetime) -> Firm:
    """The firm leaves: vacancies close, people with open applications are told. What was recorded stays. Raises FirmStepError."""
    firm = _locked(firm_id)
    if firm.state == FirmState.CLOSED:
        raise FirmStepError("Perusahaan ini sudah ditutup.")
    firm.state, firm.proposed, firm.changed_at = FirmState.CLOSED, {}, now
    firm.save()
    firm.invitations.filter(used_at=None).delete()
    record(actor, AuditAction.FIRM_CLOSED, f"perusahaan/{firm.pk}", now)
    _write_to(firm, NoticeKind.FIRM_CLOSED, {"firm": firm.name}, now)
    vacancies.close_all(firm, CloseReason.FIRM_GONE, actor, now)
    firm_gone(firm, actor, now)
    return firm


def _write_to(firm: Firm, kind: NoticeKind, values: dict[str, str], now: datetime) -> None:
    """To the firm's own address and to everybody who runs it, each once."""
    owners = firm.members.filter(role=MemberRole.OWNER, user__is_active=True).values_list("user__email", flat=True)
    for address in sorted({firm.email.casefold(), *(mail.casefold() for mail in owners if mail)}):
        tell(kind, address, values, now)


def office_region() -> str:
    """The region firms register in: the office this server serves."""
    return str(settings.SIKER_REGION)
