"""What opening the vault guarantees: how it writes, who can read it, and which files it refuses."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from domain.facts import HelpRequested
from kiosk.store.catalog import SqlCatalog
from kiosk.store.errors import IssuingRefusedError, KeyUnusableError, NotEnrolledError, VaultDamagedError
from kiosk.store.keys import CREDENTIAL
from kiosk.store.vault import open_vault
from sync.ports import Condition
from sync.wire.keys import DeviceKey
from tests.store.store_samples import (
    NOW,
    TODAY,
    Enrolled,
    Hands,
    answer,
    enrolled_vault,
    issue,
    nik,
    person,
    register,
    settings,
)


def pragma(station: Enrolled, name: str) -> object:
    with station.vault.begin() as unit:
        return unit.connection.execute(text(f"PRAGMA {name}")).scalar()


def test_every_commit_is_on_disk_before_it_is_told(station: Enrolled) -> None:
    assert pragma(station, "journal_mode") == "wal"
    assert pragma(station, "synchronous") == 2  # FULL
    assert pragma(station, "secure_delete") == 1
    assert pragma(station, "foreign_keys") == 1
    assert str(pragma(station, "cipher_version")).startswith("4")


def test_a_unit_takes_the_write_lock_when_it_begins(station: Enrolled) -> None:
    from kiosk.store.engine import open_engine, transaction
    from kiosk.store.errors import StoreUnavailableError, Unavailable

    other = open_engine(station.vault.path, key=station.vault.keys.file_key, synchronous="FULL", writer=True)
    with other.connect() as waiting:
        waiting.connection.driver_connection.execute("PRAGMA busy_timeout = 50")  # type: ignore[union-attr]
    with station.vault.begin(), pytest.raises(StoreUnavailableError) as refused, transaction(other):
        pass
    assert refused.value.reason is Unavailable.BUSY
    other.dispose()


def test_a_reader_cannot_write(station: Enrolled) -> None:
    from kiosk.store.errors import StoreUnavailableError

    with pytest.raises(StoreUnavailableError), station.vault.read() as reader:
        reader.connection.execute(text("DELETE FROM person"))


def test_a_reader_does_not_wait_for_the_writer_and_sees_only_what_was_committed(station: Enrolled) -> None:
    who = person(5)
    with station.vault.begin() as unit:
        register(unit, who)
        with station.vault.read() as reader:
            assert reader.find_by_nik(nik(5)) is None
    with station.vault.read() as reader:
        assert reader.find_by_nik(nik(5)) is not None


def test_the_catalog_is_written_fast_and_the_vault_safely(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    with catalog.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1
    catalog.close()


def test_key_and_files_are_readable_by_their_owner_alone(station: Enrolled) -> None:
    folder, keys = station.vault.settings.folder, station.vault.settings.key_folder
    with station.vault.begin() as unit:
        register(unit, person(1))
    files = [item for item in (*folder.iterdir(), *keys.iterdir()) if item.is_file()]
    assert {"vault.db", "vault.key"} <= {item.name for item in files}
    assert [item.name for item in files if item.stat().st_mode & 0o077] == []


def test_a_key_others_can_read_is_refused(tmp_path: Path) -> None:
    made = enrolled_vault(tmp_path)
    made.vault.close()
    (made.vault.settings.key_folder / "vault.key").chmod(0o644)
    with pytest.raises(KeyUnusableError, match="0600"):
        open_vault(settings(tmp_path), Hands().clock())


def test_a_lost_key_is_never_replaced_by_a_new_one(tmp_path: Path) -> None:
    made = enrolled_vault(tmp_path)
    made.vault.close()
    (made.vault.settings.key_folder / "vault.key").unlink()
    with pytest.raises(KeyUnusableError, match="missing"):
        open_vault(settings(tmp_path), Hands().clock())
    assert not (made.vault.settings.key_folder / "vault.key").exists()


def test_the_key_comes_from_the_systemd_credential_when_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / CREDENTIAL).write_text("5e" * 32 + "\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    made = enrolled_vault(tmp_path)
    made.vault.close()
    assert not (made.vault.settings.key_folder / "vault.key").exists()
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    with pytest.raises(KeyUnusableError):
        open_vault(settings(tmp_path), Hands().clock())


def test_another_key_does_not_open_the_file(tmp_path: Path) -> None:
    made = enrolled_vault(tmp_path)
    made.vault.close()
    (made.vault.settings.key_folder / "vault.key").write_text("ab" * 32)
    with pytest.raises(VaultDamagedError, match="wrong key"):
        open_vault(settings(tmp_path), Hands().clock())


def test_a_damaged_page_is_found_when_the_vault_opens(tmp_path: Path) -> None:
    made = enrolled_vault(tmp_path)
    with made.vault.begin() as unit:
        for number in range(20):
            register(unit, person(number))
    made.vault.truncate_wal()
    made.vault.close()
    size = made.vault.path.stat().st_size
    with made.vault.path.open("r+b") as handle:
        handle.seek(size // 2)
        handle.write(os.urandom(64))
    with pytest.raises(VaultDamagedError, match="newest backup"):
        open_vault(settings(tmp_path), Hands().clock())


def test_a_database_copied_to_another_machine_uses_no_numbers_until_it_is_enrolled_anew(tmp_path: Path) -> None:
    made = enrolled_vault(tmp_path / "first")
    who = person(1)
    with made.vault.begin() as unit:
        register(unit, who)
    made.vault.truncate_wal()
    made.vault.close()
    shutil.copytree(tmp_path / "first", tmp_path / "second")

    copy = open_vault(settings(tmp_path / "second", "machine-b"), Hands().clock())
    with copy.read() as reader:
        assert reader.condition() is Condition.COPIED
        assert reader.find_by_nik(nik(1)) is not None
    with copy.begin() as unit, pytest.raises(IssuingRefusedError, match="another machine"):
        unit.next_serial(TODAY)
    with copy.begin() as unit, pytest.raises(IssuingRefusedError):
        unit.enqueue(HelpRequested("t1", "welcome", NOW), NOW)

    from kiosk.store.delivery import VaultDelivery

    delivery = VaultDelivery(copy)
    delivery.put_enrolment(answer("dev_2"), DeviceKey.generate(), NOW)
    with copy.begin() as unit:
        assert unit.condition() is Condition.ACTIVE
        assert unit.next_serial(TODAY) is None  # the first machine's numbers stay with it
    assert [item.device_id for item in delivery.senders()] == ["dev_1"]  # what the copy holds is delivered as it was signed
    copy.close()

    again = open_vault(settings(tmp_path / "second", "machine-b"), Hands().clock())
    with again.read() as reader:
        assert reader.condition() is Condition.ACTIVE
    again.close()


def test_the_original_keeps_working_after_it_was_copied(tmp_path: Path) -> None:
    made = enrolled_vault(tmp_path)
    made.vault.close()
    again = open_vault(settings(tmp_path), Hands().clock())
    with again.begin() as unit:
        assert unit.next_serial(TODAY) is not None
    again.close()


def test_an_older_image_of_the_disk_is_found_out(tmp_path: Path) -> None:
    made = enrolled_vault(tmp_path)
    with made.vault.begin() as unit:
        register(unit, person(1))
    made.vault.truncate_wal()
    old = made.vault.path.read_bytes()
    with made.vault.begin() as unit:
        register(unit, person(2))
        issue(unit, person(2))
    made.vault.close()
    for suffix in ("-wal", "-shm"):
        made.vault.path.with_name("vault.db" + suffix).unlink(missing_ok=True)
    made.vault.path.write_bytes(old)

    restored = open_vault(settings(tmp_path), Hands().clock())
    with restored.begin() as unit:
        assert unit.condition() is Condition.ROLLED_BACK
        with pytest.raises(IssuingRefusedError, match="older"):
            unit.next_serial(TODAY)
    restored.close()


def test_a_station_without_identity_says_so(tmp_path: Path) -> None:
    vault = open_vault(settings(tmp_path), Hands().clock())
    with vault.begin() as unit:
        assert unit.identity() is None
        with pytest.raises(NotEnrolledError, match="enrol"):
            unit.enqueue(HelpRequested("t1", "welcome", NOW), NOW)
        with pytest.raises(NotEnrolledError):
            unit.next_serial(TODAY)
    vault.close()


def test_a_station_not_yet_approved_takes_facts_but_no_numbers(tmp_path: Path) -> None:
    vault = open_vault(settings(tmp_path), Hands().clock())
    from kiosk.store.delivery import VaultDelivery

    VaultDelivery(vault).put_enrolment(answer(approved=False), DeviceKey.generate(), NOW)
    with vault.begin() as unit:
        unit.enqueue(HelpRequested("t1", "welcome", NOW), NOW)
        with pytest.raises(IssuingRefusedError, match="six words"):
            unit.next_serial(TODAY)
    vault.close()


def test_services_get_their_types_without_sqlalchemy() -> None:
    seen = subprocess.run(
        [sys.executable, "-c", "import kiosk.store.port, kiosk.store, sync.ports, sys; "
         "print([m for m in ('sqlalchemy', 'alembic', 'sqlcipher3', 'requests') if m in sys.modules])"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert seen.stdout.strip() == "[]"


def test_opening_a_current_vault_does_not_load_alembic(tmp_path: Path) -> None:
    enrolled_vault(tmp_path).vault.close()
    program = (
        "import sys; from pathlib import Path; from tests.store.store_samples import settings, Hands;"
        "from kiosk.store.vault import open_vault; open_vault(settings(Path(sys.argv[1])), Hands().clock()).close();"
        "print('alembic' in sys.modules)"
    )
    seen = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "False"
