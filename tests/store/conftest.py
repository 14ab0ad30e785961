"""A fresh, enrolled station store per test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.store_samples import Enrolled, enrolled_vault


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Enrolled]:
    """An open, enrolled vault with serials 1 to 200."""
    made = enrolled_vault(tmp_path)
    yield made
    made.vault.close()
