"""An account stays with its registration when the NIK on it is corrected, so that it never leads to another person's data."""

from __future__ import annotations

from siker.ak1.models import Registration
from siker.seekers.models import SeekerAccount


def follow(row: Registration) -> None:
    """Call after a registration's NIK may have changed. Where the person has another account already, this one is closed."""
    account = SeekerAccount.objects.select_related("user").filter(registration=row).exclude(nik_lookup=row.nik_lookup).first()
    if account is None:
        return
    if SeekerAccount.objects.filter(nik_lookup=row.nik_lookup).exists():
        account.nik_lookup = f"closed:{account.pk}"
        account.user.is_active = False
        account.user.save(update_fields=["is_active"])
    else:
        account.nik_lookup = row.nik_lookup
    account.save(update_fields=["nik_lookup"])
