"""Pages about a firm's people: the list, invitations, and the page a link leads to."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from domain import fields
from domain.problems import Problem
from siker import clock, vault
from siker.employers import members, words
from siker.employers.form import AccountForm
from siker.employers.models import Member, MemberRole
from siker.employers.services import FirmStepError
from siker.employers.views import BACKEND, slow, typed
from siker.vacancies.words import options
from siker.web.boxes import sentence
from siker.web.ratelimit import allowed
from siker.web.roles import OWNERS, firm_page, member_of, staff

JOIN_TRIES_PER_HOUR = 30
INVITATIONS_PER_HOUR = 30
LETTERS_PER_DAY = 3
"""To one address, from whatever firm: an invitation is also a letter nobody asked for."""


@firm_page(OWNERS, "GET")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who acts for this firm, and links that wait."""
    return _people(request)


def _people(request: HttpRequest, *, typed_email: str = "", error: str = "", link: str = "", status: int = 200) -> HttpResponse:
    member, now = member_of(request), clock.now()
    waiting = member.firm.invitations.filter(used_at=None, expires_at__gt=now).order_by("-made_at")
    context = {
        "firm": member.firm, "me": member, "rows": member.firm.members.select_related("user").order_by("joined_at"),
        "invitations": [(item, members.address_of(item), words.ROLE_NAMES[MemberRole(item.role)]) for item in waiting],
        "roles": options(words.ROLES), "role_names": words.ROLE_NAMES, "typed_email": typed_email, "error": error, "link": link,
    }  # fmt: skip
    return render(request, "employers/people.html", context, status=status)


@firm_page(OWNERS, "POST")
def invite(request: HttpRequest) -> HttpResponse:
    """Send a link; it is shown once as well."""
    member = member_of(request)
    text = request.POST.get("email", "").replace("\x00", "").strip()[:200]
    email, role = fields.parse_email(text), request.POST.get("role", "")
    if isinstance(email, Problem) or len(email) > 120:
        said = sentence(email, "Alamat email") if isinstance(email, Problem) else "Alamat email ini terlalu panjang."
        return _people(request, typed_email=text, error=said, status=422)
    if role not in set(MemberRole):
        return _people(request, typed_email=text, error="Pilih perannya dulu.", status=422)
    if not allowed(f"invite/{member.firm_id}", INVITATIONS_PER_HOUR, 3600):
        return slow(request)
    if not allowed(f"invite-to/{vault.login_digest(email)}", LETTERS_PER_DAY, 86_400):
        said = "Alamat ini sudah beberapa kali diundang hari ini. Coba lagi besok, atau kirim sendiri tautan yang terakhir."
        return _people(request, typed_email=text, error=said, status=429)
    try:
        _, link = members.invite(member.firm_id, email.casefold(), MemberRole(role), staff(request), clock.now())
    except FirmStepError as error:
        return _people(request, typed_email=text, error=str(error), status=422)
    return _people(request, link=link)


@firm_page(OWNERS, "POST")
def cancel(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Withdraw a link."""
    if not members.cancel(member_of(request).firm_id, invitation_id, staff(request), clock.now()):
        raise Http404
    messages.success(request, "Undangan dibatalkan. Tautannya tidak bisa dipakai lagi.")
    return redirect("firm_members")


@firm_page(OWNERS, "POST")
def role(request: HttpRequest, member_id: int) -> HttpResponse:
    """Give a colleague another role."""
    wanted = request.POST.get("role", "")
    if wanted not in set(MemberRole):
        messages.error(request, "Pilih perannya dulu.")
        return redirect("firm_members")
    try:
        members.set_role(member_of(request).firm_id, member_id, MemberRole(wanted), staff(request), clock.now())
        messages.success(request, "Perannya sudah diganti.")
    except Member.DoesNotExist:
        raise Http404 from None
    except FirmStepError as error:
        messages.error(request, str(error))
    return redirect("firm_members")


@firm_page(OWNERS, "POST")
def remove(request: HttpRequest, member_id: int) -> HttpResponse:
    """Somebody leaves, or is made to."""
    me = member_of(request)
    try:
        members.remove(me.firm_id, member_id, staff(request), clock.now())
    except Member.DoesNotExist:
        raise Http404 from None
    except FirmStepError as error:
        messages.error(request, str(error))
        return redirect("firm_members")
    if member_id == me.pk:
        return redirect("front")
    messages.success(request, "Rekan itu tidak bisa masuk lagi.")
    return redirect("firm_members")


@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Where an invitation's link leads: choose a name and a password. The code is the key, so nothing else is asked."""
    if not allowed(f"join/{request.META.get('REMOTE_ADDR', '')}", JOIN_TRIES_PER_HOUR, 3600):
        return slow(request)
    now = clock.now()
    try:
        invitation = members.find(code.replace("\x00", "")[:80], now)
    except members.InvitationGoneError:
        return _gone(request)
    if request.user.is_authenticated:
        text = "Anda sedang masuk dengan akun lain. Keluar dulu, lalu buka tautannya lagi."
        return render(request, "web/error.html", {"title": "Keluar dulu", "text": text}, status=409)
    email = members.address_of(invitation)
    form = AccountForm(typed(request), email)
    context = {"form": form, "firm": invitation.firm, "email": email, "role": words.ROLES[MemberRole(invitation.role)]}
    if request.method == "GET":
        form.forget_errors()
        return _join_page(request, context)
    if form.account is None:
        return _join_page(request, {**context, "failed": True}, 422)
    try:
        member = members.join(code, form.account, now)
    except members.InvitationGoneError:
        return _gone(request)
    except FirmStepError as error:
        form.boxes["account_name"].error = str(error)
        return _join_page(request, {**context, "failed": True}, 422)
    login(request, member.user, backend=BACKEND)
    messages.success(request, "Selamat datang. Akun Anda sudah siap.")
    return redirect("firm_home")


def _join_page(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    answer = render(request, "employers/join.html", context, status=status)
    answer["Referrer-Policy"] = "same-origin"
    return answer


def _gone(request: HttpRequest) -> HttpResponse:
    text = "Undangan ini sudah dipakai, dibatalkan, atau lewat tujuh hari. Minta pengurus perusahaan mengirim yang baru."
    return render(request, "web/error.html", {"title": "Undangan tidak berlaku lagi", "text": text}, status=404)
