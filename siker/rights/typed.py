"""Typed text to values and back, one answer at a time, the way people in Indonesia write numbers and dates.

Only the writing is judged here; ranges, choices and everything else is ``domain.rights``' business, so a text that is no
choice or no yes/no goes through as it is and is refused there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from domain.rights import FieldSpec, Kind, Unit
from domain.rights.numbers import Exact, exact_decimal, terminating

MAX_TEXT = 120
YES, NO = "ya", "tidak"

_RUPIAH = re.compile(r"(-?)(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,20}|-))?", re.ASCII)
_WHOLE = re.compile(r"-?\d+", re.ASCII)
_DECIMAL = re.compile(r"(-?\d+)(?:[.,](\d{1,20}))?(%?)", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_SPOKEN = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)


class Unreadable(ValueError):  # noqa: N818 - it is the text that is unreadable; the page words it by the field's kind
    """The text is no number or date at all."""


def tidy(text: str) -> str:
    """What was typed without invisible signs and edges, at most 120 characters."""
    return "".join(c if c.isprintable() else " " for c in text)[:MAX_TEXT].strip()


def read(spec: FieldSpec, text: str) -> object:
    """The value of a non-empty ``text`` as ``domain.rights`` takes it. Raises Unreadable."""
    match spec.kind:
        case Kind.RUPIAH | Kind.RUPIAH_LIST | Kind.RUPIAH_SEN:
            return _rupiah(text)
        case Kind.WHOLE | Kind.WHOLE_CHOICE:
            if not _WHOLE.fullmatch(text):
                raise Unreadable
            return int(text)
        case Kind.DECIMAL | Kind.DECIMAL_LIST:
            return _decimal(text, percent=spec.unit is Unit.PORSI)
        case Kind.DATE:
            return _day(text)
        case Kind.YES_NO:
            return {YES: True, NO: False}.get(text.lower(), text)
        case _:
            return text


def _rupiah(text: str) -> object:
    bare = re.sub(r"^rp\.?", "", re.sub(r"\s", "", text), flags=re.IGNORECASE)
    found = _RUPIAH.fullmatch(bare)
    if found is None:
        raise Unreadable
    sign, whole, sen = found.groups()
    amount = int(sign + whole.replace(".", ""))
    return amount if sen is None or not sen.strip("-0") else Decimal(f"{amount}.{sen}")


def _decimal(text: str, *, percent: bool) -> Decimal:
    found = _DECIMAL.fullmatch(re.sub(r"\s", "", text))
    if found is None or (found[3] and not percent):
        raise Unreadable
    number = Decimal(f"{found[1]}.{found[2] or 0}")
    return number / 100 if found[3] else number


def _day(text: str) -> str:
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    elif spoken := _SPOKEN.fullmatch(text):
        day, month, year = spoken.groups()
    else:
        raise Unreadable
    return f"{year}-{month:0>2}-{day:0>2}"


def written(spec: FieldSpec, value: object) -> str:
    """How somebody would have typed ``value``; what has no such writing is shown as it came, to be refused beside its field."""
    match value:
        case bool():
            return YES if value else NO
        case int() | Fraction() | Decimal():
            exact = exact_decimal(value) if isinstance(value, Decimal) else value
            return tidy(str(value) if exact is None else _number(spec, exact))
        case str():
            return tidy(value)
        case _:
            return "?"


def _number(spec: FieldSpec, value: Exact) -> str:
    plain = terminating(value)
    if plain is None:
        return str(value)
    whole, _, rest = plain.partition(".")
    if spec.unit is Unit.RUPIAH:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{rest}" if rest else whole


def typed_from(fields: tuple[FieldSpec, ...], inputs: Mapping[str, object]) -> dict[str, str]:
    """Inputs of a link as they would have been typed: box name to text. Names we do not ask are left out."""
    typed: dict[str, str] = {}
    for spec in fields:
        value = inputs.get(spec.id)
        if value is None:
            continue
        match spec.kind:
            case Kind.RUPIAH_LIST | Kind.DECIMAL_LIST:
                for n, item in enumerate(_rows(value)):
                    typed[f"{spec.id}-{n}"] = written(spec, item)
            case Kind.RECORDS:
                for n, row in enumerate(_rows(value)):
                    for item in spec.items:
                        if isinstance(row, Mapping) and row.get(item.id) is not None:
                            typed[f"{spec.id}-{n}-{item.id}"] = written(item, row[item.id])
            case _:
                typed[spec.id] = written(spec, value)
    return typed


def _rows(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]
