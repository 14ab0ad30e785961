"""What every page's template may use without asking."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from siker.accounts.models import Role, User
from siker.employers.models import firms_wait
from siker.vacancies.models import vacancies_wait


def desk(request: HttpRequest) -> dict[str, object]:
    """Who looks (``portal_who``: staff, firm, seeker, plain for an account without a task, visitor) and the roles of staff.

    A view that shows samples sets ``sample_band`` itself; for the people of a sample firm every page has it.
    """
    user = getattr(request, "user", None)
    roles: frozenset[Role] = user.roles if isinstance(user, User) else frozenset()
    people = bool(roles & {Role.OFFICER, Role.ADMIN})
    return {
        "firms_wait": SimpleLazyObject(firms_wait) if people else 0,
        "vacancies_wait": SimpleLazyObject(vacancies_wait) if people else 0,
        "portal_who": _who(user, roles) if isinstance(user, User) else "visitor",
        "sample_band": isinstance(user, User) and _acts_for_a_sample(user),
        "sees_people": people,
        "sees_machines": bool(roles),
        "sees_audit": Role.ADMIN in roles,
    }


def _acts_for_a_sample(user: User) -> bool:
    return hasattr(user, "member") and bool(user.member.firm.sample)


def _who(user: User, roles: frozenset[Role]) -> str:
    if roles:
        return "staff"
    return "firm" if hasattr(user, "member") else "seeker" if hasattr(user, "seeker") else "plain"
