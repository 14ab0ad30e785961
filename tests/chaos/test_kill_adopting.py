"""A station killed while it takes a snapshot has the old catalog or the whole new one afterwards, and takes it at the next try."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from kiosk.store.catalog import ADOPTING_FILE, SqlCatalog
from sync.ports import Cursor
from sync.wire.keys import DeviceKey
from tests.chaos.adopter import KEY, MOMENTS
from tests.sync.snapshot_kit import offer_for, pack, plain_file, vacancy_rows

ROOT = Path(__file__).parents[2]
OLD, NEW = 10, 60


def _ids(catalog: SqlCatalog) -> set[str]:
    return {row.entity_id for row in catalog.rows("vacancy")}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_when(tmp_path: Path, moment: str) -> None:
    folder, plain, told = tmp_path / "data", tmp_path / "plain.db", tmp_path / "offer.json"
    first = plain_file(plain, vacancy_rows(OLD), rev=OLD)
    catalog = SqlCatalog(folder, KEY)
    catalog.adopt(plain, offer_for(first, pack(first), DeviceKey.generate(), rev=OLD))
    catalog.close()
    second = plain_file(plain, vacancy_rows(NEW), rev=NEW)
    offer = offer_for(second, pack(second), DeviceKey.generate(), rev=NEW)
    told.write_bytes(msgspec.json.encode(offer))
    died = subprocess.run(
        [sys.executable, "-m", "tests.chaos.adopter", str(folder), str(plain), str(told), moment], cwd=ROOT, check=False, timeout=60
    )
    assert died.returncode == -signal.SIGKILL

    catalog = SqlCatalog(folder, KEY)
    count = NEW if moment == "it has been renamed" else OLD
    assert (_ids(catalog), catalog.cursor()) == ({f"v{rev}" for rev in range(1, count + 1)}, Cursor("g1", count))
    assert not (folder / ADOPTING_FILE).exists()
    catalog.adopt(plain, offer)
    assert (len(_ids(catalog)), catalog.cursor()) == (NEW, Cursor("g1", NEW))
    catalog.close()
