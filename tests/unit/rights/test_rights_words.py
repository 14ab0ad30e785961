"""The wording: complete, formattable in every step, in plain words, and replaceable by another language."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import domain.rights
from domain.rights import Calculation, LegalTables, Phrase, Topic, compute, phrase, topics
from domain.rights.inputs import FieldSpec
from domain.rights.words import _PARTS, INDONESIAN

from .test_rights_tables import questions

FORMATS = {"", "rp", "pct", "th"}
BUREAUCRATIC = ("dimaksud", "bersangkutan", "tersebut di atas", "sehubungan", "dipergunakan", "dikarenakan")


def test_no_key_is_worded_twice() -> None:
    assert sum(len(part) for part in _PARTS) == len(INDONESIAN)
    for path in (Path(domain.rights.__file__).parent / "words").glob("*.py"):
        keys = [
            key.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Dict)
            for key in node.keys
            if isinstance(key, ast.Constant)
        ]
        assert len(keys) == len(set(keys)), path.name


@pytest.mark.parametrize("key", INDONESIAN)
def test_templates_are_well_formed_and_plain(key: str) -> None:
    for _, name, spec, conversion in string.Formatter().parse(INDONESIAN[key]):
        assert name is None or name.isidentifier()
        assert (spec or "") in FORMATS
        assert conversion is None
    lowered = INDONESIAN[key].lower()
    assert not any(word in lowered for word in BUREAUCRATIC)


def test_every_step_and_notice_can_be_said(tables: LegalTables) -> None:
    said = 0
    for day in {row.origin.valid_from for row in tables.rows}:
        for topic, inputs in questions(tables, day):
            outcome = compute(Topic(topic), inputs, tables)
            if not isinstance(outcome, Calculation):
                continue
            texts = [text.text() for step in outcome.steps for text in (step.words, step.numbers)]
            texts += [notice.phrase.text() for notice in outcome.notices]
            texts += [assumption.phrase.text() for assumption in outcome.assumptions]
            assert all(text and "{" not in text for text in texts)
            said += len(texts)
    assert said > 1000


def every_field(tables: LegalTables) -> list[FieldSpec]:
    found = [field for spec in topics(tables) for field in spec.fields]
    return found + [item for field in found for item in field.items]


def test_every_field_has_a_name_a_question_and_named_choices(tables: LegalTables) -> None:
    for field in every_field(tables):
        assert field.question.text().endswith("?"), field.id
        assert INDONESIAN[f"label.{field.id}"]
        assert all(choice.label.text() for choice in field.choices)
        if field.hint:
            assert field.hint.text().endswith(".")
        assert field.default is None or not field.choices or field.default in {choice.value for choice in field.choices}


def test_every_assumption_names_a_field_of_its_topic(tables: LegalTables) -> None:
    known = {str(spec.topic): {field.id for field in spec.fields} for spec in topics(tables)}
    for topic, inputs in questions(tables, tables.reference_date):
        outcome = compute(Topic(topic), inputs, tables)
        if isinstance(outcome, Calculation):
            assert {assumption.field for assumption in outcome.assumptions} <= known[topic]


def test_conditions_and_alternatives_name_fields_of_their_topic(tables: LegalTables) -> None:
    for spec in topics(tables):
        known = {field.id for field in spec.fields}
        conditions = [when for field in spec.fields for when in field.when]
        conditions += [when for group in spec.alternatives for when in group.when]
        conditions += [when.or_when for when in conditions if when.or_when]
        assert {when.field for when in conditions} <= known
        assert {name for group in spec.alternatives for way in group.ways for name in way} <= known
        assert set(spec.day_fields) <= known
        assert spec.year_field is None or spec.year_field in known


def test_another_language_is_another_mapping(tables: LegalTables) -> None:
    english = {"jht_iuran.pekerja.kata": "Your share = {porsi:pct} of the wage", "label.upah": "Monthly wage"}
    done = compute(Topic.JHT_IURAN, {"upah": 5_000_000}, tables)
    assert isinstance(done, Calculation)
    step = next(step for step in done.steps if step.key == "pekerja")
    assert step.words.text(english) == "Your share = 2% of the wage"
    assert step.numbers.text(english) == "Rp5.000.000 × 2% = Rp100.000"
    assert phrase("tolak.missing", label=Phrase("label.upah")).text(english).startswith("Monthly wage ")


def test_standing_note_is_on_every_result(tables: LegalTables) -> None:
    for topic, inputs in questions(tables, tables.reference_date):
        outcome = compute(Topic(topic), inputs, tables)
        if isinstance(outcome, Calculation):
            assert "bukan penetapan" in outcome.standing_note.text()
