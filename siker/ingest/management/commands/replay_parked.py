"""Replay parked facts whose type this program has learned since."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from siker import clock
from siker.ingest.desk import replay_unknown_types


class Command(BaseCommand):
    """``replay_parked``"""

    help = "Proses catatan tertahan yang dulu belum dikenal, menurut urutan rantainya."

    def handle(self, *args: object, **options: object) -> None:
        """Report how many took effect and how many stay."""
        done, kept = replay_unknown_types(clock.now())
        self.stdout.write(f"{done} catatan diterima, {kept} tetap ditahan.")
