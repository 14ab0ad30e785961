"""Who may open a page. Every page of the desk is declared with its roles; a test walks all of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from siker.accounts.models import Role, User

PEOPLE = frozenset({Role.OFFICER, Role.ADMIN})
EVERYONE = frozenset(Role)
MACHINES = frozenset({Role.TECHNICIAN, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})

View = Callable[..., HttpResponse]


def desk_page(roles: frozenset[Role], *methods: str) -> Callable[[View], View]:
    """Only signed-in staff with one of ``roles``, by these methods; with a second factor where the office requires it."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **names: str) -> HttpResponse:
            user = request.user
            if not isinstance(user, User) or not user.is_active:
                return redirect_to_login(request.get_full_path())
            if not user.roles & roles:
                raise PermissionDenied
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if settings.SIKER_REQUIRE_MFA and not is_mfa_enabled(user):
                messages.info(request, "Pasang dulu kode pengaman kedua. Setelah itu Anda bisa mulai bekerja.")
                return redirect("mfa_activate_totp")
            response = view(request, **names)
            response["Cache-Control"] = "no-store"
            return response

        guarded.desk_roles = roles  # type: ignore[attr-defined]
        return guarded

    return wrap


def staff(request: HttpRequest) -> User:
    """The signed-in member of staff behind a guarded page."""
    assert isinstance(request.user, User)
    return request.user
