"""``python -m siker django reindex_vacancies``: index every published vacancy anew, after the table of search words changed."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from siker.vacancies.search_index import after_bulk, reindex


class Command(BaseCommand):
    """Index anew; the search goes on meanwhile."""

    help = "Susun ulang indeks pencarian semua lowongan yang tayang, misalnya setelah daftar kata pencarian berubah."

    def handle(self, *args: object, **options: object) -> None:
        """Says how many."""
        done = reindex()
        after_bulk()
        self.stdout.write(f"{done} lowongan disusun ulang.")
