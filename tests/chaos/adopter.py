"""Adopts a snapshot and dies at a named moment: ``python -m tests.chaos.adopter FOLDER PLAIN OFFER MOMENT``."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from kiosk.store import catalog, catalog_file, vacancy_index
from kiosk.store.catalog import SqlCatalog
from sync.wire.messages import SnapshotOffer

KEY = bytes(range(32))
MOMENTS = {
    "it begins": (catalog, "make_from_snapshot", True),
    "the rows are copied": (catalog_file, "_copy_rows", False),
    "the index is half built": (vacancy_index, "_stamp", True),
    "the file is whole": (catalog, "make_from_snapshot", False),
    "it is about to be renamed": (catalog, "rename_into_place", True),
    "it has been renamed": (catalog, "rename_into_place", False),
}  # fmt: skip


def _dies(work: Callable[..., Any], *, before: bool) -> Callable[..., Any]:
    def deadly(*args: Any, **named: Any) -> Any:
        if not before:
            work(*args, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    return deadly


def main() -> None:
    """See the module."""
    folder, plain, offer, moment = sys.argv[1:]
    kept = SqlCatalog(Path(folder), KEY)
    module, name, before = MOMENTS[moment]
    setattr(module, name, _dies(getattr(module, name), before=before))
    kept.adopt(Path(plain), msgspec.json.decode(Path(offer).read_bytes(), type=SnapshotOffer))


if __name__ == "__main__":
    main()
