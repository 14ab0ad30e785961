"""The account of whoever signs in: staff, somebody of a firm, a job seeker."""

from __future__ import annotations

from enum import StrEnum

from django.contrib.auth.models import AbstractUser


class Role(StrEnum):
    """The three groups. Their names are the group names in the database."""

    OFFICER = "Petugas"
    TECHNICIAN = "Teknisi"
    ADMIN = "Admin"


SEALED_NAME = "~"
"""A job seeker's user name starts with this: it is a keyed digest of the phone number or e-mail, never the thing itself."""


class User(AbstractUser):
    """Signs in with a username; the groups say what the person may do."""

    @property
    def roles(self) -> frozenset[Role]:
        """The person's roles."""
        names = set(self.groups.values_list("name", flat=True))
        return frozenset(role for role in Role if role.value in names)

    @property
    def shown_name(self) -> str:
        """The name colleagues see; a seeker's own page needs none."""
        if self.username.startswith(SEALED_NAME):
            return "Akun saya"
        return self.get_full_name() or self.username
