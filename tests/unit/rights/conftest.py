"""The real tables and two ways to ask: one that expects an answer, one that expects a refusal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain.rights import Calculation, InputRefused, LegalTables, Topic, compute
from kiosk.rights_cli import read_tables

Ask = Callable[..., Calculation]
Refused = Callable[..., InputRefused]


@pytest.fixture(scope="session")
def tables() -> LegalTables:
    return read_tables()


@pytest.fixture(scope="session")
def ask(tables: LegalTables) -> Ask:
    def asking(topic: str, /, **inputs: object) -> Calculation:
        outcome = compute(Topic(topic), inputs, tables)
        assert isinstance(outcome, Calculation), outcome
        return outcome

    return asking


@pytest.fixture(scope="session")
def refused(tables: LegalTables) -> Refused:
    def asking(topic: str, /, **inputs: object) -> InputRefused:
        outcome = compute(Topic(topic), inputs, tables)
        assert isinstance(outcome, InputRefused), outcome
        return outcome

    return asking
