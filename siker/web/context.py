"""What every page's template may use without asking."""

from __future__ import annotations

from django.http import HttpRequest

from siker.accounts.models import Role, User


def desk(request: HttpRequest) -> dict[str, object]:
    """The signed-in person's roles, for the menu."""
    user = getattr(request, "user", None)
    roles: frozenset[Role] = user.roles if isinstance(user, User) else frozenset()
    return {
        "sees_people": bool(roles & {Role.OFFICER, Role.ADMIN}),
        "sees_machines": bool(roles),
        "sees_audit": Role.ADMIN in roles,
    }
