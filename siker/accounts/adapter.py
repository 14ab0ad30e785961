"""How sign-in differs from the library's default: no sign-up, and second-factor secrets are encrypted at rest."""

from __future__ import annotations

import base64
from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from siker import vault


class OfficeAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an admin, never by visitors."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Nama atau kata sandi tidak cocok. Periksa nomor atau ejaannya, dan huruf besar kecilnya.",
        "too_many_login_attempts": "Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.",
        "incorrect_password": "Kata sandi tidak cocok.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always closed."""
        return False


class SealedMfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps TOTP secrets and recovery seeds under the vault's key."""

    def encrypt(self, text: str) -> str:
        """Text to its sealed form."""
        return base64.b64encode(vault.seal(text.encode(), "mfa")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Inverse of ``encrypt``."""
        return vault.unseal(base64.b64decode(encrypted_text), "mfa").decode()
