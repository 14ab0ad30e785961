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


def counted_name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """What the lock-out counts by: a keyed digest of the typed name, for people type anything there, a NIK too."""
    field = settings.AXES_USERNAME_FORM_FIELD
    return vault.login_digest((credentials or request.POST).get(field) or "")


class OfficeLoginForm(LoginForm):  # type: ignore[misc]
    """Allauth's form under the names axes looks for."""

    def user_credentials(self) -> dict[str, str]:
        """The same credentials, with the name axes counts by."""
        found: dict[str, str] = super().user_credentials()
        found["login"] = found.get("username", "")
        return found


@method_decorator(axes_dispatch, name="dispatch")
@method_decorator(axes_form_invalid, name="form_invalid")
class OfficeLoginView(LoginView):  # type: ignore[misc]
    """Five wrong passwords for a name from one address lock it for a quarter of an hour."""


login = OfficeLoginView.as_view()
