"""What the database keeps by itself so that a vacancy is found: nobody who writes a vacancy can forget it.

PostgreSQL: a generated ``tsvector`` over the three lines of ``stems``, an index over the published ones, and a table of all
terms for typing slips (with trigrams where the extension may be created; without it slips are mended in memory).
SQLite: an FTS5 table and its vocabulary, kept by triggers. Made after every migration, again and again without harm: a later
migration that rebuilds the table on SQLite drops its triggers, and they are simply made anew. Writes no vacancy.
"""

from __future__ import annotations

import logging

from django.apps import AppConfig
from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

log = logging.getLogger(__name__)

_OPEN_INDEXES = (
    """CREATE INDEX IF NOT EXISTS vacancies_open_by_place ON vacancies_vacancy (kode, published_at DESC, valid_until, valid_from)
        WHERE state = 'published'""",
    """CREATE INDEX IF NOT EXISTS vacancies_open_by_work ON vacancies_vacancy (kbji, valid_until, valid_from)
        WHERE state = 'published'""",
)
"""Counting by place and by work reads these alone."""
_COLUMN = (
    """ALTER TABLE vacancies_vacancy ADD COLUMN search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple'::regconfig, split_part(stems, E'\\n', 1)), 'A') ||
        setweight(to_tsvector('simple'::regconfig, split_part(stems, E'\\n', 2)), 'B') ||
        setweight(to_tsvector('simple'::regconfig, split_part(stems, E'\\n', 3)), 'C')) STORED""",
)
_POSTGRESQL = (
    "CREATE INDEX IF NOT EXISTS vacancies_search ON vacancies_vacancy USING gin (search) WHERE state = 'published'",
    *_OPEN_INDEXES,
    "CREATE TABLE IF NOT EXISTS vacancies_word (word text PRIMARY KEY)",
    """CREATE OR REPLACE FUNCTION vacancies_learn_words() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO vacancies_word (word)
                SELECT found.word FROM unnest(tsvector_to_array(NEW.search)) AS found(word)
                WHERE NOT EXISTS (SELECT 1 FROM vacancies_word known WHERE known.word = found.word)
                ORDER BY found.word ON CONFLICT DO NOTHING;
            RETURN NULL;
        END $$""",
)
_TRIGGER = (
    """CREATE TRIGGER vacancies_words AFTER INSERT OR UPDATE OF stems, state ON vacancies_vacancy
        FOR EACH ROW WHEN (NEW.state = 'published') EXECUTE FUNCTION vacancies_learn_words()""",
)
_TRIGRAMS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS vacancies_word_trigrams ON vacancies_word USING gin (word gin_trgm_ops)",
)

def _lines(row: str) -> str:
    """SQL for the three lines of ``stems``; lines that are not there are empty."""
    whole = f"({row}.stems || char(10) || char(10) || char(10))"
    rest = f"substr({whole}, instr({whole}, char(10)) + 1)"
    last = f"substr({rest}, instr({rest}, char(10)) + 1)"
    return ", ".join(f"substr({part}, 1, instr({part}, char(10)) - 1)" for part in (whole, rest, last))


_PUT = f"""INSERT INTO vacancies_found (vacancy_id, a, b, c)
    SELECT NEW.vacancy_id, {_lines("NEW")} WHERE NEW.state = 'published' AND NEW.stems <> '';"""
_DROP = "DELETE FROM vacancies_found WHERE vacancy_id = OLD.vacancy_id;"
_FORGET = "INSERT INTO vacancies_fts (vacancies_fts, rowid, a, b, c) VALUES ('delete', OLD.docid, OLD.a, OLD.b, OLD.c);"
_SQLITE = (
    """CREATE TABLE IF NOT EXISTS vacancies_found (
        docid INTEGER PRIMARY KEY, vacancy_id TEXT NOT NULL UNIQUE, a TEXT NOT NULL, b TEXT NOT NULL, c TEXT NOT NULL)""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS vacancies_fts USING fts5 (
        a, b, c, content='vacancies_found', content_rowid='docid', tokenize='unicode61')""",
    "CREATE VIRTUAL TABLE IF NOT EXISTS vacancies_vocabulary USING fts5vocab ('vacancies_fts', 'row')",
    f"CREATE TRIGGER IF NOT EXISTS vacancies_found_out AFTER DELETE ON vacancies_found BEGIN {_FORGET} END",
    """CREATE TRIGGER IF NOT EXISTS vacancies_found_in AFTER INSERT ON vacancies_found BEGIN
        INSERT INTO vacancies_fts (rowid, a, b, c) VALUES (NEW.docid, NEW.a, NEW.b, NEW.c); END""",
    f"CREATE TRIGGER IF NOT EXISTS vacancies_search_in AFTER INSERT ON vacancies_vacancy BEGIN {_PUT} END",
    f"""CREATE TRIGGER IF NOT EXISTS vacancies_search_changed AFTER UPDATE OF stems, state ON vacancies_vacancy
        WHEN OLD.stems <> NEW.stems OR OLD.state <> NEW.state BEGIN {_DROP} {_PUT} END""",
    f"CREATE TRIGGER IF NOT EXISTS vacancies_search_out AFTER DELETE ON vacancies_vacancy BEGIN {_DROP} END",
    *_OPEN_INDEXES,
    # rows from before the triggers (or from a table that was rebuilt without them)
    f"""INSERT INTO vacancies_found (vacancy_id, a, b, c)
        SELECT row.vacancy_id, {_lines("row")} FROM vacancies_vacancy row
        WHERE row.state = 'published' AND row.stems <> ''
        AND NOT EXISTS (SELECT 1 FROM vacancies_found held WHERE held.vacancy_id = row.vacancy_id)""",  # noqa: S608
    """DELETE FROM vacancies_found WHERE vacancy_id NOT IN
        (SELECT vacancy_id FROM vacancies_vacancy WHERE state = 'published' AND stems <> '')""",
)


def ensure(connection: BaseDatabaseWrapper) -> None:
    """Make whatever is missing. Raises DatabaseError when the database refuses anything but the trigram extension."""
    if "vacancies_vacancy" not in connection.introspection.table_names():
        return
    is_postgresql = connection.vendor == "postgresql"
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _postgresql(cursor) if is_postgresql else _SQLITE:
            cursor.execute(statement)
    if is_postgresql:
        try:
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                for statement in _TRIGRAMS:
                    cursor.execute(statement)
        except DatabaseError:
            log.warning("pg_trgm may not be created here; typing slips in searches are mended in memory, a little slower")


def _postgresql(cursor: CursorWrapper) -> tuple[str, ...]:
    """What is missing: a column or a trigger that is there is left alone, so that no table is locked for nothing."""
    cursor.execute("SELECT 1 FROM pg_attribute WHERE attrelid = 'vacancies_vacancy'::regclass AND attname = 'search' AND NOT attisdropped")
    column = () if cursor.fetchone() else _COLUMN
    cursor.execute("SELECT 1 FROM pg_trigger WHERE tgrelid = 'vacancies_vacancy'::regclass AND tgname = 'vacancies_words'")
    trigger = () if cursor.fetchone() else _TRIGGER
    return (*column, *_POSTGRESQL, *trigger)


def after_migrate(sender: AppConfig, using: str, **_: object) -> None:
    """Receiver of ``post_migrate``."""
    ensure(connections[using])
