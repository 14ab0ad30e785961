"""The name a seeker signs in with: a phone number or an e-mail address. The account keeps a keyed digest to find it by and the
text itself sealed, so that a list of accounts tells nobody's number.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.fields import parse_email, parse_phone
from domain.problems import Problem
from siker import vault
from siker.accounts.models import SEALED_NAME, User
from siker.seekers.models import SeekerAccount

LOGIN_PROBLEM = "Tulis nomor HP (misalnya 0812 3456 7890) atau alamat email."


@dataclass(frozen=True, slots=True)
class Login:
    """A phone number as ``+62…`` or an e-mail in small letters."""

    text: str

    @property
    def is_email(self) -> bool:
        """Whether letters can be sent to it."""
        return "@" in self.text

    @property
    def username(self) -> str:
        """The account's user name."""
        return SEALED_NAME + vault.login_digest(self.text)[:48]

    def __repr__(self) -> str:
        return "Login(…)"


def parse_login(text: str) -> Login | None:
    """A typed phone number or e-mail; None when it is neither."""
    typed = text.replace("\x00", "").strip()[:254]
    found = parse_email(typed) if "@" in typed else parse_phone(typed)
    return None if isinstance(found, Problem) else Login(found.casefold())


def user_name(typed: str) -> str:
    """The user name that a name typed at the sign-in means: as it is for staff and firms, the digest for a seeker."""
    login = parse_login(typed)
    if login is None:
        return typed
    firm = User.objects.filter(username__iexact=login.text).values_list("username", flat=True).first()
    return firm or login.username


def seal_login(login: Login) -> bytes:
    """The login as the account keeps it."""
    return vault.seal(login.text.encode(), f"login/{login.username}")


def login_of(account: SeekerAccount) -> Login:
    """What the person signs in with."""
    return Login(vault.unseal(account.sealed_login, f"login/{account.user.username}").decode())


def letters_to(account: SeekerAccount) -> str:
    """Where letters about the account go: the login when it is an e-mail, else nowhere."""
    login = login_of(account)
    return login.text if login.is_email else ""
