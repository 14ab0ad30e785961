"""Sign-in with lock-out: allauth's view, guarded by axes, which keeps no typed name in clear."""

from __future__ import annotations

from collections.abc import Mapping

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from axes.decorators import axes_dispatch, axes_form_invalid
from django.conf import settings
from django.http import HttpRequest
from django.utils.decorators import method_decorator

from siker import vault
from siker.seekers.login import parse_login, user_name


def counted_name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """What the lock-out counts by: a keyed digest of the typed name, for people type anything there, a NIK too.

    All spellings of one phone number count as one.
    """
    typed = (credentials or request.POST).get(settings.AXES_USERNAME_FORM_FIELD) or ""
    login = parse_login(typed)
    return vault.login_digest(login.text if login else typed)


class OfficeLoginForm(LoginForm):  # type: ignore[misc]
    """Allauth's form under the names axes looks for."""

    def user_credentials(self) -> dict[str, str]:
        """The account's name for what was typed (a seeker types a phone number or e-mail), and the name axes counts by."""
        found: dict[str, str] = super().user_credentials()
        found["login"] = found.get("username", "")
        found["username"] = user_name(found["login"])
        return found


@method_decorator(axes_dispatch, name="dispatch")
@method_decorator(axes_form_invalid, name="form_invalid")
class OfficeLoginView(LoginView):  # type: ignore[misc]
    """Five wrong passwords for a name from one address lock it for a quarter of an hour."""


login = OfficeLoginView.as_view()
