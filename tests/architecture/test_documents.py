"""Documents that come from code are what the code says now."""

from __future__ import annotations

import re
from pathlib import Path

from tools import flow_doc


def test_the_flow_in_the_docs_is_the_flow_in_the_code() -> None:
    assert flow_doc.TARGET.read_text("utf-8") == flow_doc.document(), "run `make docs`"


def test_every_test_the_failure_matrix_names_exists() -> None:
    root = Path(__file__).resolve().parents[1]
    written = {name for file in root.rglob("*.py") for name in re.findall(r"def (test_\w+)\(", file.read_text("utf-8"))}
    named = set(re.findall(r"`(test_\w+)`", Path("docs/failure-matrix.md").read_text("utf-8")))
    assert len(named) > 50
    assert sorted(named - written) == []
