"""Nothing that opens something stands in a log, whoever writes the line."""

from __future__ import annotations

import logging

import pytest

from siker.web.logs import WithoutRequest


@pytest.mark.parametrize("path", ["/v/3374.kode", "/undangan/Zx9-rahasia_kode/", "/masuk/lupa/MTI/c9f-rahasia-kode/"])
@pytest.mark.parametrize("line", ["Forbidden (CSRF token missing.): %s", "Internal Server Error: %s"])
def test_an_address_that_is_a_key_is_cut(line: str, path: str) -> None:
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, line, (path,), None)
    assert WithoutRequest().filter(record)
    assert "kode" not in record.getMessage()
    assert record.getMessage().endswith("/…")
