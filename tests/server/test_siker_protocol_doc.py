"""docs/protocol.md says what the code does."""

from __future__ import annotations

import re
import subprocess
import sys

from siker.deviceapi.urls import urlpatterns
from sync.wire.errors import ErrorCode, ParkReason
from tests.server.siker_live import ROOT

TEXT = (ROOT / "docs" / "protocol.md").read_text("utf-8")


def test_the_generated_tables_are_current() -> None:
    done = subprocess.run(
        [sys.executable, "tools/protocol_doc.py", "--check"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_endpoint_is_described() -> None:
    for pattern in urlpatterns:
        if pattern.name != "nowhere":
            address = re.sub(r"<\w+:(\w+)>", r"{\1}", str(pattern.pattern))
            assert re.search(rf"`(GET|POST|PUT) /{re.escape(address)}[`?]", TEXT), address


def test_every_code_and_reason_is_described() -> None:
    for code in (*ErrorCode, *ParkReason):
        assert f"`{code}`" in TEXT, code


def test_every_sample_named_exists() -> None:
    assert (ROOT / "tests" / "server" / "golden" / "op-ak1.issued.json").is_file()
