"""Puts the terms of a vacancy where the search looks: three lines, what the work is, what else the card says, the rest.

The lines are one column of the vacancy's own row; the database does everything after that (``search_schema``). Which words
count is ``domain.vacancy.wording``'s choice, the same as at the stations.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from domain.vacancy import Vacancy as Content
from domain.vacancy import VacancyState
from domain.vacancy.wording import body, conditions, names, work
from siker.vacancies.models import Vacancy
from siker.vacancies.search_places import open_places
from siker.vacancies.search_words import vocabulary
from siker.vacancies.stemming import name_stems_of, stems_of
from sync.wire.codec import from_json

BATCH = 500


def stems(content: Content) -> str:
    """The three lines for the column ``stems``; who writes ``content`` writes them too, and calls ``forget_on_commit``."""
    return "\n".join((
        stems_of(*work(content)), f"{name_stems_of(*names(content))} {stems_of(conditions(content))}", stems_of(*body(content))
    ))  # fmt: skip


def forget_on_commit() -> None:
    """``forget`` when the running transaction is through: read earlier, words and places would be the old ones again."""
    transaction.on_commit(forget)


def forget() -> None:
    """Let this process read words and places of open vacancies anew; others do so within a minute."""
    vocabulary.forget()
    open_places.forget()


def reindex(vacancies: Iterable[Vacancy] | None = None) -> int:
    """Index many, or every published one (after the table of words changed). Returns how many. Not for inside a long transaction."""
    rows = Vacancy.objects.filter(state=VacancyState.PUBLISHED).iterator(BATCH) if vacancies is None else vacancies
    done, batch = 0, list[Vacancy]()
    for row in rows:
        row.stems = stems(content_of(row)) if row.content else ""
        batch.append(row)
        if len(batch) == BATCH:
            done += _save(batch)
    return done + _save(batch)


def after_bulk() -> None:
    """Let the database count anew after very many rows came at once, so that it plans searches well."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE vacancies_vacancy")
        else:
            cursor.execute("ANALYZE vacancies_vacancy")
            cursor.execute("INSERT INTO vacancies_fts (vacancies_fts) VALUES ('optimize')")


def content_of(vacancy: Vacancy) -> Content:
    """The published vacancy. Raises WireFormatError for a row that was never published."""
    return from_json(vacancy.content, Content)


def _save(batch: list[Vacancy]) -> int:
    Vacancy.objects.bulk_update(batch, ["stems"], batch_size=100)
    done = len(batch)
    batch.clear()
    forget()
    return done
