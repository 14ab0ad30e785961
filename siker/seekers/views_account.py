"""Pages for opening an account, getting back in, and looking after it."""

from __future__ import annotations

from datetime import datetime

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as sign_in
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from domain.consent import Purpose
from siker import clock
from siker.accounts.models import User
from siker.ak1.records import answers_of
from siker.notices.services import NoticeKind, send
from siker.seekers import accounts
from siker.seekers.forms import (
    ChangeLoginForm,
    ChangePasswordForm,
    CodeForm,
    ForgottenForm,
    NewAccountForm,
    PasswordForm,
)
from siker.seekers.login import letters_to, login_of, parse_login
from siker.seekers.models import SeekerAccount
from siker.seekers.person import current_of
from siker.web.ratelimit import allowed
from siker.web.roles import seeker_of, seeker_page, staff

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STARTED = "claim"
TRIES_PER_ADDRESS, TRY_WINDOW = 10, 15 * 60
LETTERS_PER_ADDRESS, LETTER_WINDOW = 5, 3600
TAKEN = "Nomor atau email ini sudah dipakai akun lain. Pakai yang lain; di satu keluarga tiap orang perlu nomor atau email sendiri."


def _too_many(request: HttpRequest, what: str, limit: int, window: int) -> HttpResponse | None:
    if allowed(f"{what}/{request.META.get('REMOTE_ADDR', '')}", limit, window):
        return None
    answer = render(request, "seekers/slow.html", {"minutes": window // 60}, status=429)
    answer["Retry-After"] = str(window)
    return answer


@never_cache
@csp_update({"script-src": [SELF]})
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest) -> HttpResponse:
    """First step: the code of the slip, and the birth date that only its owner knows."""
    if request.method != "POST":
        return render(request, "seekers/claim.html", {"form": CodeForm()})
    if slow := _too_many(request, "claim", TRIES_PER_ADDRESS, TRY_WINDOW):
        return slow
    form = CodeForm(request.POST)
    now = clock.now()
    if form.is_valid():
        try:
            code = accounts.open_code(form.cleaned_data["kode"], form.cleaned_data["tanggal_lahir"], now)
        except accounts.ClaimRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            request.session.cycle_key()
            request.session[STARTED] = [code.pk, now.isoformat()]
            return redirect("claim_finish")
    return render(request, "seekers/claim.html", {"form": form}, status=422)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def claim_finish(request: HttpRequest) -> HttpResponse:
    """Second step: the number or e-mail and the password to sign in with."""
    started = request.session.get(STARTED)
    now = clock.now()
    if not started or not accounts.may_still_claim(datetime.fromisoformat(started[1]), now):
        messages.info(request, "Tulis kodenya sekali lagi; halaman tadi sudah terlalu lama terbuka.")
        return redirect("claim")
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = accounts.claim(started[0], form.cleaned_data["masuk"], form.cleaned_data["sandi"], now)
        except accounts.LoginTakenError:
            form.add_error("masuk", TAKEN)
        except accounts.ClaimRefusedError as refused:
            request.session.pop(STARTED, None)
            messages.info(request, str(refused))
            return redirect("claim")
        else:
            request.session.flush()
            sign_in(request, user, backend=BACKEND)
            messages.success(request, "Akun Anda siap. Mulai sekarang masuk dengan nomor atau email dan kata sandi tadi.")
            return redirect("seeker_home")
    return render(request, "seekers/claim_finish.html", {"form": form}, status=422 if form.errors else 200)


def _who_forgot(typed: str) -> tuple[User, str] | None:
    """The account an e-mail belongs to, and where its letter goes. Staff ask their admin instead."""
    login = parse_login(typed)
    if login is None or not login.is_email:
        return None
    user = User.objects.filter(username=login.username, is_active=True).first()
    if user is not None:
        return user, login.text
    members = User.objects.filter(email__iexact=login.text, is_active=True, member__isnull=False)
    found = members.first()
    return (found, found.email) if found else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """A link for a new password by e-mail. The answer is the same whether the address is known or not."""
    form = ForgottenForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "seekers/forgotten.html", {"form": form}, status=422 if form.errors else 200)
    if slow := _too_many(request, "forgotten", LETTERS_PER_ADDRESS, LETTER_WINDOW):
        return slow
    found = _who_forgot(form.cleaned_data["masuk"])
    if found is not None:
        user, address = found
        path = reverse(
            "forgotten_finish",
            kwargs={"who": urlsafe_base64_encode(force_bytes(user.pk)), "token": default_token_generator.make_token(user)},
        )
        if allowed(f"forgotten-letter/{user.pk}", 3, LETTER_WINDOW):
            send(NoticeKind.PASSWORD_RESET, address, {"link": settings.SIKER_PUBLIC_URL + path}, clock.now())
    return render(request, "seekers/forgotten_sent.html")


def _asked_by(who: str) -> User | None:
    try:
        pk = int(urlsafe_base64_decode(who).decode())
    except (ValueError, UnicodeDecodeError, OverflowError):
        return None
    return User.objects.filter(pk=pk, is_active=True).first() if pk < 2**63 else None


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten_finish(request: HttpRequest, who: str, token: str) -> HttpResponse:
    """The link of the letter: a new password, once. Nothing is kept between the two requests: a browser that comes from another
    site (webmail) brings no cookie of ours. The page leads nowhere else and names its address to nobody."""
    user = _asked_by(who)
    if user is None or not default_token_generator.check_token(user, token):
        return render(request, "seekers/forgotten_old.html", status=410)
    form = PasswordForm(request.POST or None)
    form.user = user
    if request.method == "POST" and form.is_valid():
        account = getattr(user, "seeker", None)
        address = letters_to(account) if account else user.email
        accounts.change_password(user, form.cleaned_data["sandi"], clock.now(), address)
        messages.success(request, "Kata sandi baru sudah disimpan. Silakan masuk.")
        return redirect("account_login")
    answer = render(request, "seekers/forgotten_finish.html", {"form": form}, status=422 if form.errors else 200)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _account_page(
    request: HttpRequest, account: SeekerAccount, *, login: ChangeLoginForm | None = None, password: ChangePasswordForm | None = None
) -> HttpResponse:
    row = current_of(account)
    context = {
        "login": login_of(account).text, "choices": accounts.choices_of(row), "answers": answers_of(row),
        "login_form": login or ChangeLoginForm(account.user), "password_form": password or ChangePasswordForm(account.user),
        "open_login": login is not None, "open_password": password is not None,
    }  # fmt: skip
    wrong = any(form is not None for form in (login, password))
    return render(request, "seekers/account.html", context, status=422 if wrong else 200)


@seeker_page("GET")
def my_account(request: HttpRequest) -> HttpResponse:
    """How one signs in, what one agreed to."""
    return _account_page(request, seeker_of(request))


@sensitive_post_parameters()
@seeker_page("POST")
def change_login(request: HttpRequest) -> HttpResponse:
    """Another number or e-mail."""
    account = seeker_of(request)
    form = ChangeLoginForm(account.user, request.POST)
    if form.is_valid():
        try:
            accounts.change_login(account, form.cleaned_data["masuk"], clock.now())
        except accounts.LoginTakenError:
            form.add_error("masuk", TAKEN)
        else:
            messages.success(request, "Mulai sekarang Anda masuk dengan nomor atau email yang baru.")
            return redirect("my_account")
    return _account_page(request, account, login=form)


@sensitive_post_parameters()
@seeker_page("POST")
def change_password(request: HttpRequest) -> HttpResponse:
    """Another password; every other device is signed out."""
    account = seeker_of(request)
    form = ChangePasswordForm(account.user, request.POST)
    if not form.is_valid():
        return _account_page(request, account, password=form)
    accounts.change_password(account.user, form.cleaned_data["sandi"], clock.now(), letters_to(account))
    update_session_auth_hash(request, account.user)
    messages.success(request, "Kata sandi sudah diganti. Di HP atau komputer lain Anda perlu masuk lagi.")
    return redirect("my_account")


@seeker_page("POST")
def leave_everywhere(request: HttpRequest) -> HttpResponse:
    """Sign out on every device: all sessions of the account end."""
    accounts.end_sessions(staff(request), clock.now())
    logout(request)
    messages.success(request, "Anda sudah keluar dari semua HP dan komputer.")
    return redirect("account_login")


@seeker_page("POST")
def choose(request: HttpRequest) -> HttpResponse:
    """Give or take back consents."""
    granted = frozenset(purpose for purpose in Purpose if request.POST.get(purpose.value) == "ya")
    changed = accounts.choose(seeker_of(request), granted, clock.now())
    messages.success(request, "Pilihan Anda sudah disimpan dan langsung berlaku." if changed else "Tidak ada yang berubah.")
    return redirect("my_account")

