"""From what was typed or touched to an answer the calculators take, or their own refusal of it.

A single answer is checked by the calculators' own checking, so a page refuses exactly what a calculation would refuse.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from domain.fields import parse_date
from domain.problems import Problem
from domain.rights import FieldSpec, InputRefused, Kind, RefusalCode, Unit, compute, label_of, phrase
from domain.rights.numbers import exact_decimal
from domain.text import only_digits
from domain.visit.rights_form import ROWS_LIMIT, WAY, Ask, Form
from domain.visit.rights_state import Scalar

_ROW_OF = re.compile(r"([a-z0-9_]+)\[\d+\](?:\.([a-z0-9_]+))?")
#: What only all answers together can settle.
_OF_ALL_ANSWERS = frozenset({RefusalCode.MISSING, RefusalCode.NO_TABLE})
_INCOMPLETE = frozenset({"date_empty", "date_incomplete"})


def read_text(form: Form, path: str, text: str) -> Scalar | InputRefused | Problem:
    """The answer a typed line gives to the question at ``path``."""
    spec = form.field_at(path)
    if not text.strip():
        return missing(path)
    raw = _parsed(spec, text)
    return raw if isinstance(raw, Problem | InputRefused) else checked(form, path, raw)


def read_choice(form: Form, path: str, value: str) -> Scalar | InputRefused | Problem:
    """The answer a touched choice gives; a choice that was not offered is none."""
    question = form.question(path)
    if question.ask is Ask.WAY:
        assert question.ways is not None
        return int(value) if value in {str(at) for at in range(len(question.ways.ways))} else Problem("choose_one")
    assert question.field is not None
    if question.field.kind is Kind.YES_NO:
        return value == "yes" if value in {"yes", "no"} else Problem("choose_one")
    offered = next((choice.value for choice in question.field.choices if str(choice.value) == value), None)
    return Problem("choose_one") if offered is None else offered


def checked(form: Form, path: str, raw: Scalar | str) -> Scalar | InputRefused:
    """``raw`` when the calculators take it for this field, else their refusal, under this path."""
    spec = form.field_at(path)
    outcome = compute(form.topic, _alone(form, path, raw), form.tables)
    if isinstance(outcome, InputRefused) and outcome.code not in _OF_ALL_ANSWERS and _tail(outcome.field) == spec.id:
        return replace(outcome, field=path)
    return raw


def _alone(form: Form, path: str, raw: Scalar) -> dict[str, object]:
    row = _ROW_OF.fullmatch(path)
    if row and row[2]:
        return {row[1]: ({row[2]: raw},)}
    kind = form.field_at(path).kind
    return {path: (raw,)} if kind in {Kind.RUPIAH_LIST, Kind.DECIMAL_LIST} else {path: raw}


def _tail(field: str) -> str:
    return field.rpartition(".")[2].partition("[")[0]


def missing(path: str) -> InputRefused:
    """Nothing was typed where something must be."""
    return InputRefused(RefusalCode.MISSING, path, phrase("tolak.missing", label=label_of(path)))


def empty_list(path: str) -> InputRefused:
    """A list that must have a row has none."""
    return InputRefused(RefusalCode.EMPTY_LIST, path, phrase("tolak.empty_list", label=label_of(path)))


def full_list() -> Problem:
    """A list that takes no more rows on this screen."""
    return Problem("list_full", {"limit": ROWS_LIMIT})


def page_of(form: Form, field: str) -> str:
    """The question where a refusal of the whole calculation can be mended."""
    row = _ROW_OF.fullmatch(field)
    if row and not row[2]:
        return row[1]
    if row is None and (way := form.way_of(field)):
        return way
    known = {spec.id for spec in form.spec.fields}
    return field if row or field in known or field.startswith(WAY) else form.path()[0]


def _parsed(spec: FieldSpec, text: str) -> Scalar | InputRefused | Problem:
    match spec.kind:
        case Kind.RUPIAH | Kind.WHOLE | Kind.RUPIAH_LIST:
            digits = only_digits(text)
            return int(digits) if digits else text
        case Kind.DATE:
            day = parse_date(text, spec.id)
            if not isinstance(day, Problem):
                return day
            return Problem("rights_date_incomplete") if day.code in _INCOMPLETE else _never(spec)
        case _:
            return _decimal(spec, text)


def _decimal(spec: FieldSpec, text: str) -> Scalar | InputRefused:
    plain = text.strip().replace(".", "").replace(",", ".")
    try:
        exact = exact_decimal(Decimal(plain))
    except InvalidOperation:
        return text
    if exact is None:
        return text
    if spec.unit is not Unit.PORSI:
        return exact
    if exact > 100:
        limit, advice = phrase("satuan.persen", n=100), phrase("umum.periksa_isian")
        return InputRefused(
            RefusalCode.TOO_LARGE, spec.id, phrase("tolak.too_large", label=label_of(spec.id), limit=limit, saran=advice)
        )
    share = Fraction(exact) / 100
    return share.numerator if share.denominator == 1 else share


def _never(spec: FieldSpec) -> InputRefused:
    return InputRefused(RefusalCode.IMPOSSIBLE_DATE, spec.id, phrase("tolak.impossible_date", label=label_of(spec.id)))


def text_of(spec: FieldSpec, value: Scalar | None) -> str:
    """The bare text that gives ``value`` again when it is typed."""
    match value:
        case None | bool() | str():
            return ""
        case date():
            return f"{value:%d%m%Y}"
        case _:
            number = Fraction(value) * 100 if spec.unit is Unit.PORSI else Fraction(value)
            if number.denominator == 1:
                return str(number.numerator)
            return f"{Decimal(number.numerator) / Decimal(number.denominator)}".replace(".", ",")
