"""What every page's template may use without asking."""

from __future__ import annotations

from django.http import HttpRequest

from siker.accounts.models import Role, User


def desk(request: HttpRequest) -> dict[str, object]:
    """Who looks (``portal_who``: staff, firm, seeker, plain for an account without a task, visitor) and the roles of staff."""
    user = getattr(request, "user", None)
    roles: frozenset[Role] = user.roles if isinstance(user, User) else frozenset()
    return {
        "portal_who": _who(user, roles) if isinstance(user, User) else "visitor",
        "sees_people": bool(roles & {Role.OFFICER, Role.ADMIN}),
        "sees_machines": bool(roles),
        "sees_audit": Role.ADMIN in roles,
    }


def _who(user: User, roles: frozenset[Role]) -> str:
    if roles:
        return "staff"
    return "firm" if hasattr(user, "member") else "seeker" if hasattr(user, "seeker") else "plain"
