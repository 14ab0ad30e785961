"""The five promises about schema steps: equal to the models, up from every base, down again, up-down-up, and with data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from domain.facts import DocumentKind
from kiosk.store import schema
from kiosk.store.engine import open_engine, transaction
from kiosk.store.errors import VaultTooNewError
from kiosk.store.migrate import BACKUPS, alembic_config, schema_of
from kiosk.store.vault import open_vault
from tests.store.store_samples import Hands, enrolled_vault, issue, nik, person, register, settings

KEY = bytes(range(32))


@contextmanager
def writing(path: Path) -> Iterator[Connection]:
    engine = open_engine(path, key=KEY, synchronous="FULL", writer=True)
    try:
        with transaction(engine) as connection:
            yield connection
    finally:
        engine.dispose()


def to(path: Path, revision: str) -> None:
    with writing(path) as connection:
        config = alembic_config(connection)
        (command.downgrade if revision == "base" else command.upgrade)(config, revision)


def step_to(path: Path, revision: str, *, down: bool) -> None:
    with writing(path) as connection:
        (command.downgrade if down else command.upgrade)(alembic_config(connection), revision)


def revisions() -> list[str]:
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            script = ScriptDirectory.from_config(alembic_config(connection))
            return [item.revision for item in reversed(list(script.walk_revisions()))]
    finally:
        engine.dispose()


def objects(path: Path) -> set[tuple[str, str]]:
    with writing(path) as connection:
        rows = connection.exec_driver_sql("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").all()
        return {(kind, name) for kind, name in rows if not name.startswith("alembic")}


def test_the_models_are_what_the_newest_step_makes(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    to(path, "head")
    with writing(path) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = compare_metadata(context, schema.metadata)
    assert differences == []
    fresh = tmp_path / "models.db"
    with writing(fresh) as connection:
        schema.metadata.create_all(connection)
        for trigger in schema.APPEND_ONLY:
            connection.exec_driver_sql(trigger)
    assert objects(fresh) == objects(path)


def test_the_constant_names_the_newest_step() -> None:
    assert revisions()[-1] == schema.HEAD


@pytest.mark.parametrize("start", revisions())
def test_every_earlier_schema_reaches_the_newest(tmp_path: Path, start: str) -> None:
    path = tmp_path / "vault.db"
    step_to(path, start, down=False)
    to(path, "head")
    with writing(path) as connection:
        assert schema_of(connection) == schema.HEAD


@pytest.mark.parametrize("start", revisions())
def test_every_step_can_be_taken_back(tmp_path: Path, start: str) -> None:
    path = tmp_path / "vault.db"
    step_to(path, start, down=False)
    step_to(path, "-1", down=True)
    known = revisions()
    with writing(path) as connection:
        assert schema_of(connection) == (["", *known])[known.index(start)]


def test_up_down_up_ends_where_it_began(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    to(path, "head")
    before = objects(path)
    to(path, "base")
    assert objects(path) == set()
    to(path, "head")
    assert objects(path) == before


@pytest.mark.parametrize("start", revisions()[:-1])
def test_a_step_keeps_what_people_gave_and_makes_a_backup_first(tmp_path: Path, start: str) -> None:
    made = enrolled_vault(tmp_path)
    who = person(4)
    with made.vault.begin() as unit:
        register(unit, who)
        number = issue(unit, who)
    key, path = made.vault.keys.file_key, made.vault.path
    made.vault.close()
    engine = open_engine(path, key=key, synchronous="FULL", writer=True)
    with transaction(engine) as connection:
        command.downgrade(alembic_config(connection), start)
    engine.dispose()

    vault = open_vault(settings(tmp_path), Hands().clock())
    with vault.read() as reader:
        found = reader.find_by_nik(nik(4))
        assert found is not None
        assert found.registration == who
        assert found.card is not None
        assert found.card.number == number
        assert [entry.document for entry in reader.unfinished_prints()] == [DocumentKind.AK1]
        assert reader.outbox_counts().queued == 2
        assert reader.connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == schema.HEAD
    vault.close()

    backup = next((path.parent / BACKUPS).glob("*.db"))
    assert backup.stat().st_mode & 0o077 == 0
    engine = open_engine(backup, key=key, synchronous="FULL", writer=True)
    with transaction(engine) as connection:
        assert schema_of(connection) == start
        assert connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar() == 2
    engine.dispose()


def test_a_step_that_fails_leaves_the_old_schema_whole(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    step_to(path, revisions()[0], down=False)
    before = objects(path)
    with writing(path) as connection:  # in the way of the next step
        connection.exec_driver_sql("CREATE TABLE card_by_serial (x)")
    with pytest.raises(OperationalError):
        to(path, "head")
    assert objects(path) == before | {("table", "card_by_serial")}
    with writing(path) as connection:
        assert schema_of(connection) == revisions()[0]


def test_a_database_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    made = enrolled_vault(tmp_path)
    made.vault.close()
    engine = open_engine(made.vault.path, key=made.vault.keys.file_key, synchronous="FULL", writer=True)
    with transaction(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999_future'")
    engine.dispose()
    before = made.vault.path.read_bytes()
    with pytest.raises(VaultTooNewError, match="newer program") as refused:
        open_vault(settings(tmp_path), Hands().clock())
    assert refused.value.found == "9999_future"
    assert made.vault.path.read_bytes() == before
    assert not (made.vault.path.parent / BACKUPS).exists()
