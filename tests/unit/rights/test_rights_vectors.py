"""Published, official and derived examples of the law: every expected figure, exactly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from domain.rights import Calculation, LegalTables, Topic, compute

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "data" / "rights_vectors.json").read_text("utf-8"), parse_float=Decimal
)


def exact(value: Any) -> Any:
    if isinstance(value, Decimal):
        return Fraction(value)
    return tuple(exact(item) for item in value) if isinstance(value, list) else value


def outcome_of(vector: Mapping[str, Any], tables: LegalTables) -> Calculation:
    outcome = compute(Topic(vector["topic"]), vector["inputs"], tables)
    assert isinstance(outcome, Calculation), outcome
    return outcome


def test_every_topic_has_vectors() -> None:
    assert {vector["topic"] for vector in VECTORS} == {str(topic) for topic in Topic}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_expected_figures(vector: dict[str, Any], tables: LegalTables) -> None:
    outcome = outcome_of(vector, tables)
    found = {figure.id: figure.value for figure in outcome.figures}
    assert {key: found.get(key) for key in vector["expected"]} == {k: exact(v) for k, v in vector["expected"].items()}
    assert all(step.article for step in outcome.steps)
    assert outcome.steps
    assert outcome.sources


@pytest.mark.parametrize(
    "vector", [v for v in VECTORS if v["recomputed_ok"] and v.get("published_figure")], ids=lambda vector: vector["id"]
)
def test_published_figures_within_the_publishers_rounding(vector: dict[str, Any], tables: LegalTables) -> None:
    outcome = outcome_of(vector, tables)
    for key, published in vector["published_figure"].items():
        value = outcome.value(key)
        assert isinstance(value, (int, Fraction))
        assert abs(value - exact(published)) <= exact(vector["tolerance_rp"])


@pytest.mark.parametrize("vector", [v for v in VECTORS if v["kind"] == "terbit_salah"], ids=lambda vector: vector["id"])
def test_wrong_published_figures_are_not_reproduced(vector: dict[str, Any], tables: LegalTables) -> None:
    outcome = outcome_of(vector, tables)
    wrong = {key for key, published in vector["published_figure"].items() if outcome.value(key) != exact(published)}
    assert wrong
