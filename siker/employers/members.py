"""The people who act for a firm: invited by a one-time link, with a role; somebody who may do everything always stays."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from siker import vault
from siker.accounts.models import User
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.employers.form import Account
from siker.employers.letters import tell
from siker.employers.models import Firm, FirmState, Member, MemberInvitation, MemberRole
from siker.employers.services import FirmStepError, new_account
from siker.notices.kinds import NoticeKind
from siker.web.words import moment_text

INVITATION_LIFETIME = timedelta(days=7)
OPEN_INVITATIONS_MAX = 20
NOT_YET = "Rekan bisa diundang setelah Disnaker memeriksa perusahaan ini."
LAST_OWNER = "Harus ada paling sedikit satu pengurus. Jadikan rekan lain pengurus dulu."


class InvitationGoneError(Exception):
    """The link is unknown, used, withdrawn or too old."""


def _context(digest: str) -> str:
    return f"undangan/{digest}"


@transaction.atomic
def invite(firm_id: str, email: str, role: MemberRole, by: User, now: datetime) -> tuple[MemberInvitation, str]:
    """A one-time link for a colleague, sent by letter; returns it too, since mail may be slow. Raises FirmStepError.

    Only of a verified firm: a stranger could else let the office write to anybody, under a name of the stranger's choice.
    """
    firm = Firm.objects.select_for_update().get(pk=firm_id)
    if firm.state != FirmState.VERIFIED:
        raise FirmStepError(NOT_YET)
    waiting = list(firm.invitations.filter(used_at=None, expires_at__gt=now))
    if firm.members.filter(user__username__iexact=email).exists():
        raise FirmStepError("Orang ini sudah menjadi rekan.", "email")
    if len(waiting) >= OPEN_INVITATIONS_MAX:
        raise FirmStepError("Terlalu banyak undangan yang belum dipakai. Batalkan yang tidak perlu dulu.", "email")
    for old in waiting:
        if address_of(old).casefold() == email.casefold():
            old.delete()
    code = secrets.token_urlsafe(24)
    digest = vault.code_digest(code)
    made = MemberInvitation.objects.create(
        firm=firm, digest=digest, sealed_email=vault.seal(email.encode(), _context(digest)), role=role, made_by=by, made_at=now,
        expires_at=now + INVITATION_LIFETIME,
    )  # fmt: skip
    address = f"{settings.SIKER_PUBLIC_URL}{reverse('member_join', args=[code])}"
    record(Actor.member(firm.pk, by.pk), AuditAction.MEMBER_INVITED, f"perusahaan/{firm.pk}", now, role)
    tell(NoticeKind.MEMBER_INVITED, email, {"firm": firm.name, "link": address, "until": moment_text(made.expires_at)}, now)
    return made, address


def address_of(invitation: MemberInvitation) -> str:
    """The address somebody was invited at, in clear, for the firm's own pages."""
    return vault.unseal(invitation.sealed_email, _context(invitation.digest)).decode()


def find(code: str, now: datetime) -> MemberInvitation:
    """The invitation of a link. Raises InvitationGoneError."""
    row = MemberInvitation.objects.select_related("firm").filter(digest=vault.code_digest(code), used_at=None).first()
    if row is None or row.expires_at <= now or row.firm.state == FirmState.CLOSED:
        raise InvitationGoneError
    return row


@transaction.atomic
def join(code: str, account: Account, now: datetime) -> Member:
    """Make the account and its place in the firm. Raises InvitationGoneError, FirmStepError."""
    row = MemberInvitation.objects.select_for_update(of=("self",)).filter(pk=find(code, now).pk, used_at=None).first()
    if row is None:
        raise InvitationGoneError
    user = _returning(account) or new_account(account)
    member = Member.objects.create(user=user, firm_id=row.firm_id, role=row.role, joined_at=now)
    row.used_at = now
    row.save(update_fields=["used_at"])
    record(Actor.member(row.firm_id, user.pk), AuditAction.MEMBER_JOINED, f"perusahaan/{row.firm_id}", now, row.role)
    return member


def _returning(account: Account) -> User | None:
    """The account of somebody who acted for a firm before and was removed: the link reached the address, so it lives again."""
    user = User.objects.select_for_update().filter(username__iexact=account.email, is_active=False).first()
    if user is None or user.roles or hasattr(user, "member") or hasattr(user, "seeker"):
        return None
    user.is_active, user.first_name = True, account.name[:150]
    user.set_password(account.password)
    user.save(update_fields=["is_active", "first_name", "password"])
    return user


@transaction.atomic
def cancel(firm_id: str, invitation_id: int, by: User, now: datetime) -> bool:
    """Withdraw an unused link of this firm."""
    gone, _ = MemberInvitation.objects.filter(pk=invitation_id, firm_id=firm_id, used_at=None).delete()
    if gone:
        record(Actor.member(firm_id, by.pk), AuditAction.MEMBER_REMOVED, f"perusahaan/{firm_id}", now, "undangan")
    return bool(gone)


def _others_own(member: Member) -> bool:
    """Whether somebody else may do everything. The firm's row is locked by the caller, so two people cannot leave at once."""
    return Member.objects.filter(firm_id=member.firm_id, role=MemberRole.OWNER, user__is_active=True).exclude(pk=member.pk).exists()


def _member(firm_id: str, member_id: int) -> Member:
    Firm.objects.select_for_update().get(pk=firm_id)
    return Member.objects.select_related("user").get(pk=member_id, firm_id=firm_id)


@transaction.atomic
def set_role(firm_id: str, member_id: int, role: MemberRole, by: User, now: datetime) -> Member:
    """Give somebody of this firm another role. Raises FirmStepError, Member.DoesNotExist."""
    member = _member(firm_id, member_id)
    if member.role == MemberRole.OWNER and role is not MemberRole.OWNER and not _others_own(member):
        raise FirmStepError(LAST_OWNER)
    member.role = role
    member.save(update_fields=["role"])
    record(Actor.member(firm_id, by.pk), AuditAction.MEMBER_CHANGED, f"akun/{member.user_id}", now, role)
    return member


@transaction.atomic
def remove(firm_id: str, member_id: int, by: User, now: datetime) -> None:
    """Somebody no longer acts for this firm; the account can no longer sign in. Raises FirmStepError, Member.DoesNotExist."""
    member = _member(firm_id, member_id)
    if member.role == MemberRole.OWNER and not _others_own(member):
        raise FirmStepError(LAST_OWNER)
    user = member.user
    member.delete()
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(Actor.member(firm_id, by.pk), AuditAction.MEMBER_REMOVED, f"akun/{user.pk}", now)
