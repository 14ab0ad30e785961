"""A full, failing or read-only disk: nothing half-written, a typed error with a way out, and a station that goes on afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from kiosk.store.delivery import VaultDelivery
from kiosk.store.errors import StoreUnavailableError, Unavailable
from kiosk.store.room import BALLAST_FILE, DiskRoom
from kiosk.store.vault import StoreSettings, open_vault
from sync.ports import OutboxState, Settlement
from tests.store.store_samples import Enrolled, Hands, enrolled_vault, issue, nik, person, register, settings

MB = 1024 * 1024


def fill_until_refused(station: Enrolled) -> tuple[int, StoreUnavailableError]:
    for number in range(5000):
        try:
            with station.vault.begin() as unit:
                who = person(number)
                unit.put_photo(who.registration_id, os.urandom(20_000))
                register(unit, who)
                issue(unit, who)
        except StoreUnavailableError as error:
            return number, error
        if number == 190:
            with station.vault.begin() as unit:
                unit.connection.execute(text("UPDATE lease SET next_serial = 1000, hi = 100000"))
    raise AssertionError("the disk never filled")


def test_a_full_database_undoes_the_whole_use_case_and_works_again_with_room(station: Enrolled) -> None:
    with station.vault.begin() as unit:
        pages = unit.connection.execute(text("PRAGMA page_count")).scalar_one()
        unit.connection.execute(text(f"PRAGMA max_page_count = {pages + 60}"))
    done, error = fill_until_refused(station)
    assert error.reason is Unavailable.DISK_FULL
    assert "free some space" in str(error)
    with station.vault.read() as reader:
        assert reader.find_by_nik(nik(done)) is None
        assert reader.outbox_counts().queued == 2 * done
        assert len(reader.unfinished_prints()) == done
    with station.vault.begin() as unit:
        unit.connection.execute(text("PRAGMA max_page_count = 1000000"))
    with station.vault.begin() as unit:
        register(unit, person(done))
    assert station.delivery.counts().queued == 2 * done + 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own of 6 MB."""
    mount = tmp_path / "disk"
    mount.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(mount)], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("mounting a tmpfs needs root")
    yield mount
    subprocess.run(["umount", "-l", str(mount)], check=True)


def test_on_a_full_disk_the_ballast_gives_the_room_to_recover(small_disk: Path, tmp_path: Path) -> None:
    hands = Hands()
    made = enrolled_vault(small_disk, hands)
    made.vault.close()
    config = replace(settings(small_disk), ballast_mb=2)
    vault = open_vault(config, hands.clock())
    station = replace(made, vault=vault, delivery=VaultDelivery(vault))
    ballast = config.folder / BALLAST_FILE
    assert ballast.stat().st_size == 2 * MB
    done, error = fill_until_refused(station)
    assert error.reason is Unavailable.DISK_FULL
    assert not ballast.exists()  # given up, so that the sync can still write what the server confirms
    ops = station.delivery.next_ops("dev_1", 1000, 1 << 24)
    assert len(ops) == 2 * done
    station.delivery.settle([Settlement(op.op_id, OutboxState.ACKED) for op in ops], hands.wall)
    assert station.delivery.counts().queued == 0
    vault.close()
    again = open_vault(config, hands.clock())
    with again.read() as reader:
        assert len(reader.unfinished_prints()) == done
        assert reader.connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
    again.close()


CHILD = """
import resource, signal, sys
from pathlib import Path
from sqlalchemy import text
from kiosk.store.errors import StoreUnavailableError
from kiosk.store.vault import StoreSettings, open_vault
from tests.store.store_samples import Hands, person, register, settings
folder = Path(sys.argv[1])
vault = open_vault(settings(folder), Hands().clock())
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (vault.path.stat().st_size + 300_000, resource.RLIM_INFINITY))
done = 0
try:
    for number in range(2000):
        with vault.begin() as unit:
            register(unit, person(number))
        done += 1
except StoreUnavailableError as error:
    print(done, error.reason.value)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with vault.begin() as unit:
    register(unit, person(3000))
with vault.read() as reader:
    print(reader.outbox_counts().queued, reader.connection.execute(text("PRAGMA integrity_check")).scalar_one())
vault.close()
"""


def test_a_write_that_fails_half_way_loses_no_told_fact(tmp_path: Path) -> None:
    enrolled_vault(tmp_path).vault.close()
    seen = subprocess.run([sys.executable, "-c", CHILD, str(tmp_path)], capture_output=True, text=True, check=True, timeout=90)
    done, reason, queued, integrity = seen.stdout.split()
    assert reason in {"disk_full", "io_error"}
    assert (int(queued), integrity) == (int(done) + 1, "ok")
    assert int(done) > 3


def test_no_visit_starts_below_the_limit(tmp_path: Path) -> None:
    room = DiskRoom(tmp_path, needed_mb=500, ballast_mb=16, free_bytes=lambda _: 499 * MB)
    assert (room.look().free_mb, room.look().enough) == (499, False)
    assert room.keep_ballast() is False
    assert DiskRoom(tmp_path, needed_mb=500, ballast_mb=16, free_bytes=lambda _: 500 * MB).look().enough is True
    assert DiskRoom(tmp_path / "gone", needed_mb=500, ballast_mb=16).look().enough is False


def test_the_ballast_lies_down_again_when_there_is_room(tmp_path: Path) -> None:
    free = [600 * MB]
    room = DiskRoom(tmp_path, needed_mb=500, ballast_mb=16, free_bytes=lambda _: free[0])
    assert room.keep_ballast() is True
    assert (tmp_path / BALLAST_FILE).stat().st_blocks * 512 >= 16 * MB  # really taken, not sparse
    assert room.give_up_ballast() is True
    free[0] = 510 * MB
    assert room.keep_ballast() is False
    assert not (tmp_path / BALLAST_FILE).exists()


def test_a_read_only_disk_is_named(small_disk: Path) -> None:
    made = enrolled_vault(small_disk)
    made.vault.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(StoreUnavailableError) as refused:
        open_vault(settings_without_writing(small_disk), Hands().clock())
    assert refused.value.reason in {Unavailable.READ_ONLY, Unavailable.IO_ERROR}
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    vault = open_vault(settings_without_writing(small_disk), Hands().clock())
    vault.close()


def settings_without_writing(folder: Path) -> StoreSettings:
    return StoreSettings(folder / "data", folder / "keys", folder / "machine-machine-a", min_free_mb=1, ballast_mb=0)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    with pytest.raises(StoreUnavailableError):
        open_vault(settings(tmp_path), Hands().clock())
    shutil.rmtree(tmp_path / "keys", ignore_errors=True)
