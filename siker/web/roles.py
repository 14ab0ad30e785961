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
from siker.employers.models import Member, MemberRole
from siker.seekers.models import SeekerAccount

PEOPLE = frozenset({Role.OFFICER, Role.ADMIN})
EVERYONE = frozenset(Role)
MACHINES = frozenset({Role.TECHNICIAN, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})
ANY_MEMBER = frozenset(MemberRole)
RECRUITERS = frozenset({MemberRole.OWNER, MemberRole.RECRUITER})
OWNERS = frozenset({MemberRole.OWNER})

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


def firm_page(roles: frozenset[MemberRole], *methods: str) -> Callable[[View], View]:
    """Only signed-in people of a firm in one of ``roles``. The view finds its firm with ``member_of``, never in the address."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **names: str) -> HttpResponse:
            user = request.user
            if not isinstance(user, User) or not user.is_active:
                return redirect_to_login(request.get_full_path())
            if not hasattr(user, "member") or user.member.role not in roles:
                raise PermissionDenied
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            response = view(request, **names)
            response["Cache-Control"] = "no-store"
            return response

        guarded.firm_roles = roles  # type: ignore[attr-defined]
        return guarded

    return wrap


def seeker_page(*methods: str) -> Callable[[View], View]:
    """Only signed-in job seekers. The view finds its person with ``seeker_of``, never in the address."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **names: str) -> HttpResponse:
            user = request.user
            if not isinstance(user, User) or not user.is_active:
                return redirect_to_login(request.get_full_path())
            if not hasattr(user, "seeker"):
                raise PermissionDenied
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            response = view(request, **names)
            response["Cache-Control"] = "no-store"
            return response

        guarded.for_seekers = True  # type: ignore[attr-defined]
        return guarded

    return wrap


def member_of(request: HttpRequest) -> Member:
    """The signed-in person's place in the firm, behind a ``firm_page``."""
    assert isinstance(request.user, User)
    member: Member = request.user.member
    return member


def seeker_of(request: HttpRequest) -> SeekerAccount:
    """The signed-in seeker's account, behind a ``seeker_page``."""
    assert isinstance(request.user, User)
    account: SeekerAccount = request.user.seeker
    return account


def staff(request: HttpRequest) -> User:
    """The signed-in member of staff behind a guarded page."""
    assert isinstance(request.user, User)
    return request.user
