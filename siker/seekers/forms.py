"""The forms of the seekers' pages. Each message says what to do next."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from siker.accounts.models import User
from siker.seekers.accounts import check_password
from siker.seekers.login import LOGIN_PROBLEM, Login, parse_login


class _Line(forms.CharField):
    """A typed line; the sign no keyboard makes is dropped rather than talked about."""

    def to_python(self, value: Any) -> Any:
        """The text without NUL."""
        found = super().to_python(value)
        return found.replace("\x00", "") if isinstance(found, str) else found


def _text(label: str, empty: str, limit: int, **attrs: str) -> forms.CharField:
    return _Line(
        label=label, max_length=limit, error_messages={"required": empty, "max_length": "Isinya terlalu panjang. Periksa lagi."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **attrs}),
    )  # fmt: skip


def _password(label: str, empty: str, complete: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=200, strip=False, error_messages={"required": empty, "max_length": "Paling panjang 200 huruf."},
        widget=forms.PasswordInput(attrs={"autocomplete": complete}),
    )  # fmt: skip


class CodeForm(forms.Form):
    """First step of opening an account."""

    kode = _text("Kode dari struk", "Tulis kode di struk Anda, misalnya K7F-3RA-PTW.", 40, autocapitalize="characters")
    tanggal_lahir = _text("Tanggal lahir", "Tulis tanggal lahir Anda, misalnya 17-08-1995.", 20, inputmode="numeric", autocomplete="bday")


class _NewPassword(forms.Form):
    """Two equal passwords that follow the rules."""

    user: User | None = None

    def clean(self) -> dict[str, Any]:
        """Compare and judge the passwords."""
        typed = super().clean() or {}
        first, second = typed.get("sandi"), typed.get("sandi_lagi")
        if first and second and first != second:
            self.add_error("sandi_lagi", "Kedua kata sandi belum sama. Ketik lagi.")
        elif first:
            try:
                check_password(first, self.user)
            except ValidationError as problem:
                self.add_error("sandi", problem)
        return typed


class NewAccountForm(_NewPassword):
    """Second step: how to sign in from now on."""

    masuk = _text("Nomor HP atau email", LOGIN_PROBLEM, 254, autocomplete="username", autocapitalize="none")
    sandi = _password("Kata sandi baru", "Buat kata sandi dulu.", "new-password")
    sandi_lagi = _password("Ketik kata sandi sekali lagi", "Ketik kata sandinya sekali lagi.", "new-password")

    def clean_masuk(self) -> Login:
        """A phone number or an e-mail."""
        return _login(self.cleaned_data["masuk"])


class PasswordForm(_NewPassword):
    """A new password, from the link in a letter."""

    sandi = _password("Kata sandi baru", "Buat kata sandi dulu.", "new-password")
    sandi_lagi = _password("Ketik kata sandi sekali lagi", "Ketik kata sandinya sekali lagi.", "new-password")


class ChangePasswordForm(_NewPassword):
    """A new password, by somebody who knows the present one."""

    sekarang = _password("Kata sandi sekarang", "Ketik kata sandi yang sekarang.", "current-password")
    sandi = _password("Kata sandi baru", "Buat kata sandi dulu.", "new-password")
    sandi_lagi = _password("Ketik kata sandi baru sekali lagi", "Ketik kata sandinya sekali lagi.", "new-password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_sekarang(self) -> str:
        """The present password."""
        return _known(self.user, self.cleaned_data["sekarang"])


class ChangeLoginForm(forms.Form):
    """Another number or address to sign in with, confirmed by the password."""

    masuk = _text("Nomor HP atau email yang baru", LOGIN_PROBLEM, 254, autocomplete="off", autocapitalize="none")
    sekarang = _password("Kata sandi", "Ketik kata sandi Anda untuk memastikan.", "current-password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "ganti_%s")
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_masuk(self) -> Login:
        """A phone number or an e-mail."""
        return _login(self.cleaned_data["masuk"])

    def clean_sekarang(self) -> str:
        """The present password."""
        return _known(self.user, self.cleaned_data["sekarang"])


class ForgottenForm(forms.Form):
    """Where to send the link for a new password."""

    masuk = _text("Email yang Anda pakai untuk masuk", "Tulis alamat email Anda.", 254, autocomplete="email", inputmode="email")


def _login(text: str) -> Login:
    login = parse_login(text)
    if login is None:
        raise ValidationError(LOGIN_PROBLEM)
    return login


def _known(user: User | None, password: str) -> str:
    if user is None or not user.check_password(password):
        raise ValidationError("Kata sandi ini tidak cocok. Periksa huruf besar dan kecilnya.")
    return password
