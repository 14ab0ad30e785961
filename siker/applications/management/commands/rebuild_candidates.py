"""Make the index of candidates anew, so that it holds exactly who may be found today."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from siker import clock
from siker.applications.candidates import rebuild


class Command(BaseCommand):
    """``rebuild_candidates``"""

    help = "Susun ulang daftar calon pekerja dari persetujuan yang berlaku hari ini."

    def handle(self, *args: object, **options: object) -> None:
        """Report how many people were looked at and how many may be found."""
        looked, found = rebuild(clock.now())
        self.stdout.write(f"{looked} orang diperiksa, {found} boleh dicari perusahaan.")
