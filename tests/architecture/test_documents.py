"""Documents that come from code are what the code says now."""

from __future__ import annotations

from tools import flow_doc


def test_the_flow_in_the_docs_is_the_flow_in_the_code() -> None:
    assert flow_doc.TARGET.read_text("utf-8") == flow_doc.document(), "run `make docs`"
