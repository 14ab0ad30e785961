"""The station works without the server's libraries and the server without the station's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATION = "domain documents devices sync kiosk ui assets"
SERVER = "domain documents sync.wire siker assets"

IMPORT_ALL = """
import importlib, pkgutil, sys
for name in {absent!r}.split(): sys.modules[name] = None
if {django!r}:
    import os, django
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siker.settings")
    django.setup()
count = 0
for room in {rooms!r}.split():
    package = importlib.import_module(room)
    for found in pkgutil.walk_packages(package.__path__, room + "."):
        if any(part in found.name for part in {skipped!r}): continue
        importlib.import_module(found.name); count += 1
print(count)
"""


@pytest.mark.parametrize(
    ("rooms", "absent", "django", "skipped"),
    [
        (STATION, "django allauth axes", False, (".migrations", "__main__")),
        (SERVER, "PySide6 sqlalchemy alembic sqlcipher3 smartcard requests", True, ("__main__", ".wsgi")),
    ],
    ids=["station without Django", "server without Qt and SQLAlchemy"],
)
def test_every_module_imports_without_the_other_sides_libraries(
    rooms: str, absent: str, django: bool, skipped: tuple[str, ...], tmp_path: Path
) -> None:
    code = IMPORT_ALL.format(rooms=rooms, absent=absent, django=django, skipped=skipped)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "SIKER_DATA_DIR": str(tmp_path), "SIKER_MASTER_KEY": _key(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout.split()[-1]) > 30


def _key(folder: Path) -> str:
    from sync.wire.keys import b64

    return b64(b"k" * 32)


def test_services_start_without_the_heavy_libraries() -> None:
    """The first frame waits for the conductor: it must not pull in SQL, HTTP, PDF or cryptography."""
    heavy = "('sqlalchemy', 'requests', 'reportlab', 'escpos', 'cryptography')"
    code = f"import sys, kiosk.services.visit; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
