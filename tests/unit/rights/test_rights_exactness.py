"""No binary fraction anywhere: not in the source, not in any result; and the package stays pure."""

from __future__ import annotations

import ast
import dataclasses
import sys
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import domain.rights
from domain.rights import Calculation, LegalTables, Topic, compute
from domain.rights.numbers import (
    add_months,
    completed_months,
    exact_decimal,
    half_up,
    half_up_places,
    months_and_days,
    terminating,
)
from domain.rights.result import show_number, show_rupiah

from .test_rights_tables import questions

SOURCES = sorted(Path(domain.rights.__file__).parent.rglob("*.py"))
IMPURE = {"open", "print", "input", "exec", "eval", "__import__"}
IMPURE_MODULES = {"os", "io", "pathlib", "time", "random", "socket", "subprocess", "logging", "secrets", "importlib"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_source_has_no_floats_no_division_and_no_io(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        where = f"{path.name}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, (float, complex)), where
        if isinstance(node, (ast.BinOp, ast.AugAssign)):
            assert not isinstance(node.op, ast.Div), where
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in IMPURE | {"float", "round"}, where
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in {"now", "today", "utcnow"}, where
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            root = name.partition(".")[0]
            assert name.startswith("domain.rights") or root in sys.stdlib_module_names, where
            assert root not in IMPURE_MODULES, where


def values_in(thing: object) -> Iterator[object]:
    if dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from values_in(getattr(thing, field.name))
    elif isinstance(thing, (tuple, list, set, frozenset)):
        for item in thing:
            yield from values_in(item)
    elif isinstance(thing, dict):
        raise AssertionError("a loose mapping in a result")
    else:
        yield thing


def test_results_hold_only_exact_frozen_values(tables: LegalTables) -> None:
    answered = set()
    for topic, inputs in questions(tables, tables.reference_date):
        outcome = compute(Topic(topic), inputs, tables)
        if not isinstance(outcome, Calculation):
            continue
        answered.add(topic)
        for value in values_in(outcome):
            assert isinstance(value, (int, Fraction, str, date)) or value is None, value
        for figure in outcome.figures:
            assert figure.unit != "rupiah" or not isinstance(figure.value, bool)
    assert answered == {str(topic) for topic in Topic}


def test_whole_results_are_plain_ints(tables: LegalTables) -> None:
    outcome = compute(
        Topic.PHK, {"alasan": "45_2", "upah_pokok": 5_000_001, "masa_kerja_tahun": 3, "masa_kerja_bulan": 0}, tables
    )
    assert isinstance(outcome, Calculation)
    kinds = {figure.id: type(figure.value) for figure in outcome.figures}
    assert kinds.pop("up_pengali") is Fraction
    assert set(kinds.values()) == {int}


def test_rounding_is_half_up_and_exact() -> None:
    assert [half_up(Fraction(n, 2)) for n in range(6)] == [0, 1, 1, 2, 2, 3]
    assert half_up(Fraction(10**30 + 1, 2)) == (10**30 + 2) // 2
    assert half_up_places(Fraction(2, 3), 2) == Fraction(67, 100)
    assert terminating(Fraction(7, 4)) == "1.75"
    assert terminating(Fraction(1, 3)) is None
    assert terminating(Fraction(-1, 20)) == "-0.05"


def test_numbers_are_written_the_indonesian_way() -> None:
    assert show_rupiah(5_000_000) == "Rp5.000.000"
    assert show_rupiah(Fraction(306034878, 100)) == "Rp3.060.348,78"
    assert show_rupiah(Fraction(1, 3)) == "≈Rp0,33"
    assert show_number(Fraction(1, 2)) == "0,5"
    assert show_number(Fraction(20, 3)) == "≈6,6667"


def test_calendar() -> None:
    assert completed_months(date(2024, 1, 31), date(2024, 2, 29)) == 0
    assert completed_months(date(2024, 1, 31), date(2024, 3, 31)) == 2
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2023, 12, 15), 13) == date(2025, 1, 15)
    assert months_and_days(date(2023, 1, 31), date(2023, 3, 30)) == (1, 29)
    assert months_and_days(date(2023, 1, 10), date(2023, 1, 10)) == (0, 0)


def test_absurd_decimals_never_become_numbers() -> None:
    from decimal import Decimal

    assert exact_decimal(Decimal("1e1000000")) is None
    assert exact_decimal(Decimal("1e-1000000")) is None
    assert exact_decimal(Decimal("NaN")) is None
    assert exact_decimal(Decimal("5.50")) == Fraction(11, 2)
