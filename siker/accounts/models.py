"""The account of a member of staff. Seekers have no account: they use the kiosk."""

from __future__ import annotations

from enum import StrEnum

from django.contrib.auth.models import AbstractUser


class Role(StrEnum):
    """The three groups. Their names are the group names in the database."""

    OFFICER = "Petugas"
    TECHNICIAN = "Teknisi"
    ADMIN = "Admin"


class User(AbstractUser):
    """Signs in with a username; the groups say what the person may do."""

    @property
    def roles(self) -> frozenset[Role]:
        """The person's roles."""
        names = set(self.groups.values_list("name", flat=True))
        return frozenset(role for role in Role if role.value in names)

    @property
    def shown_name(self) -> str:
        """The name colleagues see."""
        return self.get_full_name() or self.username
