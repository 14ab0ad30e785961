"""Making accounts."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from siker.accounts.models import Role, User
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record


@transaction.atomic
def create_officer(
    username: str, password: str, roles: frozenset[Role], now: datetime, actor: Actor, full_name: str = ""
) -> User:
    """A new account. Raises django ValidationError for a weak password, IntegrityError for a name in use."""
    user = User(username=username, first_name=full_name[:150])
    validate_password(password, user)
    user.set_password(password)
    user.save()
    user.groups.set([Group.objects.get_or_create(name=role.value)[0] for role in roles])
    record(actor, AuditAction.OFFICER_CREATED, f"akun/{username}", now, ", ".join(sorted(roles)))
    return user
