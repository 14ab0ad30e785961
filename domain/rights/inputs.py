"""The declarative input schema: which fields a topic asks for, in which unit and range, and when they apply.

The same declarations check a mapping from outside and generate kiosk pages and portal forms, so what is asked and
what is accepted cannot drift apart. Nothing here knows a rule of law.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from domain.rights.numbers import MAX_PLACES, Exact, exact_decimal, plain
from domain.rights.result import Arg, Phrase, Refusal, RefusalCode, Unit, label_of, refuse
from domain.rights.words import INDONESIAN

EARLIEST = date(1950, 1, 1)
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


class Kind(StrEnum):
    """How a field is entered."""

    RUPIAH = "rupiah"  # whole rupiah
    RUPIAH_SEN = "rupiah_sen"  # rupiah with up to two decimals
    WHOLE = "bilangan_bulat"
    DECIMAL = "desimal"
    YES_NO = "ya_tidak"
    CHOICE = "pilihan"  # one of the texts in ``choices``
    WHOLE_CHOICE = "pilihan_angka"  # one of the whole numbers in ``choices``
    DATE = "tanggal"  # ISO, 2026-11-23
    RUPIAH_LIST = "daftar_rupiah"
    DECIMAL_LIST = "daftar_desimal"
    RECORDS = "daftar_isian"  # a list of objects with the fields in ``items``


class ChoicesFrom(StrEnum):
    """Choices that come from the tables, not from code."""

    REASONS = "alasan"
    REGIONS = "wilayah"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer and the words for it."""

    value: str | int
    label: Phrase


@dataclass(frozen=True, slots=True)
class When:
    """The field applies only while another field has one of these values (its default counts), or else ``or_when`` holds."""

    field: str
    values: tuple[str | int | bool, ...]
    or_when: When | None = None


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One question."""

    id: str
    kind: Kind
    unit: Unit
    low: int
    high: int
    required: bool
    choices: tuple[Choice, ...]
    choices_from: ChoicesFrom | None
    default: str | int | bool | None
    when: tuple[When, ...]
    items: tuple[FieldSpec, ...]
    places: int
    question: Phrase
    hint: Phrase | None


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Several ways to say the same thing; exactly one must be used. The first field of a way is its mandatory one."""

    ways: tuple[tuple[str, ...], ...]
    when: tuple[When, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class TopicFields:
    """All questions of one topic."""

    topic: str
    fields: tuple[FieldSpec, ...]
    alternatives: tuple[Alternatives, ...] = ()
    # Which date picks the tables, best first; or the field that holds a year.
    day_fields: tuple[str, ...] = ("tanggal_kejadian",)
    year_field: str | None = None
    known: frozenset[str] = field(init=False)
    in_ways: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        ways = frozenset(name for group in self.alternatives for way in group.ways for name in way)
        object.__setattr__(self, "known", frozenset(spec.id for spec in self.fields))
        object.__setattr__(self, "in_ways", ways)


def ask(
    field: str,
    kind: Kind,
    unit: Unit = Unit.NONE,
    *,
    low: int = 0,
    high: int = 0,
    required: bool = False,
    choices: Sequence[str | int] = (),
    choices_from: ChoicesFrom | None = None,
    default: str | int | bool | None = None,
    when: tuple[When, ...] = (),
    items: tuple[FieldSpec, ...] = (),
    places: int = MAX_PLACES,
) -> FieldSpec:
    """Declare a field; its question and hint are the words filed under its id."""
    return FieldSpec(
        field,
        kind,
        unit,
        low,
        high,
        required,
        tuple(Choice(value, Phrase(f"pilihan.{field}.{value}")) for value in choices),
        choices_from,
        default,
        when,
        items,
        places,
        Phrase(f"tanya.{field}"),
        Phrase(f"petunjuk.{field}") if f"petunjuk.{field}" in INDONESIAN else None,
    )


Answer: TypeAlias = "int | Fraction | bool | str | date | tuple[Exact, ...] | tuple[Answers, ...]"


class Answers:
    """Checked inputs, read by type. A field that was not given and has no default is absent."""

    __slots__ = ("_given", "_values")

    def __init__(self, values: Mapping[str, Answer], given: frozenset[str]) -> None:
        self._values = values
        self._given = given

    def has(self, field: str) -> bool:
        """Whether there is a value, given or by default."""
        return field in self._values

    def given(self, field: str) -> bool:
        """Whether the user gave it."""
        return field in self._given

    def meets(self, conditions: tuple[When, ...]) -> bool:
        """Whether every condition holds (defaults count)."""
        return all(self._holds(condition) for condition in conditions)

    def _holds(self, condition: When) -> bool:
        if self._values.get(condition.field) in condition.values:
            return True
        return condition.or_when is not None and self._holds(condition.or_when)

    def whole(self, field: str, default: int | None = None) -> int:
        """A whole number or rupiah amount; ``default`` when absent. Raises a missing-field refusal."""
        value = self._values.get(field, default)
        if value is None:
            raise refuse(RefusalCode.MISSING, field)
        assert isinstance(value, int), field
        return value

    def number(self, field: str, default: int | None = None) -> Exact:
        """An exact number; ``default`` when absent. Raises a missing-field refusal."""
        value = self._values.get(field, default)
        if value is None:
            raise refuse(RefusalCode.MISSING, field)
        assert isinstance(value, (int, Fraction)), field
        return value

    def flag(self, field: str) -> bool:
        """A yes or no; absent is no."""
        return self._values.get(field, False) is True

    def word(self, field: str) -> str:
        """A choice. Raises a missing-field refusal."""
        value = self._values.get(field)
        if value is None:
            raise refuse(RefusalCode.MISSING, field)
        assert isinstance(value, str), field
        return value

    def day(self, field: str) -> date | None:
        """A date, or None."""
        value = self._values.get(field)
        assert value is None or isinstance(value, date), field
        return value

    def numbers(self, field: str) -> tuple[Exact, ...]:
        """A list of numbers; empty when absent."""
        value = self._values.get(field, ())
        assert isinstance(value, tuple), field
        return tuple(item for item in value if isinstance(item, (int, Fraction)))

    def records(self, field: str) -> tuple[Answers, ...]:
        """A list of objects; empty when absent."""
        value = self._values.get(field, ())
        assert isinstance(value, tuple), field
        return tuple(item for item in value if isinstance(item, Answers))


def check(spec: TopicFields, inputs: object, latest: date) -> tuple[Answers, tuple[str, ...]]:
    """Checked answers and the names of fields we do not know. ``latest`` bounds every date. Raises Refusal."""
    if not isinstance(inputs, Mapping):
        raise refuse(RefusalCode.NOT_AN_OBJECT, "inputs")
    unknown = tuple(sorted(str(name) for name in inputs if name not in spec.known))
    answers = _fields(spec.fields, inputs, "", latest, spec.in_ways)
    for group in spec.alternatives:
        _one_way(group, answers)
    return answers, unknown


def _fields(
    specs: tuple[FieldSpec, ...], inputs: Mapping[str, object], prefix: str, latest: date, in_ways: frozenset[str]
) -> Answers:
    values: dict[str, Answer] = {}
    given: set[str] = set()
    for spec in specs:
        raw = inputs.get(spec.id)
        if raw is None:
            if spec.default is not None:
                values[spec.id] = spec.default
            continue
        values[spec.id] = _value(spec, raw, prefix + spec.id, latest)
        given.add(spec.id)
    answers = Answers(values, frozenset(given))
    for spec in specs:
        if spec.required and spec.id not in values and spec.id not in in_ways and answers.meets(spec.when):
            raise refuse(RefusalCode.MISSING, prefix + spec.id)
    return answers


def _one_way(group: Alternatives, answers: Answers) -> None:
    if not answers.meets(group.when):
        return
    used = [way for way in group.ways if any(answers.given(field) for field in way)]
    if len(used) > 1:
        raise refuse(RefusalCode.TWO_ANSWERS, used[1][0], other=label_of(used[0][0]))
    if not used:
        if group.required:
            raise refuse(RefusalCode.MISSING, group.ways[0][0])
        return
    for name in used[0]:
        if not answers.has(name):
            raise refuse(RefusalCode.MISSING, name)


def _value(spec: FieldSpec, raw: object, path: str, latest: date) -> Answer:
    match spec.kind:
        case Kind.RUPIAH | Kind.WHOLE:
            return _whole(spec, raw, path)
        case Kind.RUPIAH_SEN | Kind.DECIMAL:
            return _decimal(spec, raw, path)
        case Kind.YES_NO:
            if not isinstance(raw, bool):
                raise refuse(RefusalCode.NOT_YES_NO, path)
            return raw
        case Kind.CHOICE:
            return _word(spec, raw, path)
        case Kind.WHOLE_CHOICE:
            if not isinstance(raw, int) or isinstance(raw, bool):
                raise refuse(RefusalCode.NOT_A_WHOLE_NUMBER, path)
            if raw not in {choice.value for choice in spec.choices}:
                raise unknown_choice(path, [choice.label for choice in spec.choices])
            return raw
        case Kind.DATE:
            return _day(raw, path, latest)
        case Kind.RUPIAH_LIST:
            return tuple(_whole(spec, item, item_path) for item_path, item in _listed(spec, raw, path))
        case Kind.DECIMAL_LIST:
            return tuple(_decimal(spec, item, item_path) for item_path, item in _listed(spec, raw, path))
        case Kind.RECORDS:
            return tuple(_record(spec, item, item_path, latest) for item_path, item in _listed(spec, raw, path))


def _listed(spec: FieldSpec, raw: object, path: str) -> list[tuple[str, object]]:
    if not isinstance(raw, (list, tuple)):
        raise refuse(RefusalCode.NOT_A_LIST, path)
    if not raw:
        raise refuse(RefusalCode.EMPTY_LIST, path)
    if len(raw) > MAX_ITEMS:
        raise refuse(RefusalCode.LIST_TOO_LONG, path, limit=MAX_ITEMS)
    return [(f"{path}[{index}]", item) for index, item in enumerate(raw)]


MAX_ITEMS = 400


def _record(spec: FieldSpec, raw: object, path: str, latest: date) -> Answers:
    if not isinstance(raw, Mapping):
        raise refuse(RefusalCode.NOT_AN_OBJECT, path)
    return _fields(spec.items, raw, f"{path}.", latest, frozenset())


def _whole(spec: FieldSpec, raw: object, path: str) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise refuse(RefusalCode.NOT_A_WHOLE_NUMBER, path)
    _in_range(spec, raw, path)
    return raw


def _decimal(spec: FieldSpec, raw: object, path: str) -> Exact:
    exact: Exact | None = None
    if isinstance(raw, bool):
        exact = None
    elif isinstance(raw, (int, Fraction)):
        exact = plain(raw)
    elif isinstance(raw, Decimal):
        exact = exact_decimal(raw)
    elif isinstance(raw, float):  # a caller's plain JSON: take the decimal as it was written
        exact = exact_decimal(Decimal(repr(raw)))
    if exact is None:
        raise refuse(RefusalCode.NOT_A_NUMBER, path)
    _in_range(spec, exact, path)
    if 10**spec.places % exact.denominator:
        raise refuse(RefusalCode.TOO_MANY_DECIMALS, path, places=spec.places)
    return exact


def _in_range(spec: FieldSpec, value: Exact, path: str) -> None:
    if value < 0:
        raise refuse(RefusalCode.NEGATIVE, path)
    if value < spec.low:
        raise refuse(RefusalCode.TOO_SMALL, path, limit=_amount(spec, spec.low), saran=_advice(spec))
    if value > spec.high:
        raise refuse(RefusalCode.TOO_LARGE, path, limit=_amount(spec, spec.high), saran=_advice(spec))


def _amount(spec: FieldSpec, limit: int) -> Arg:
    return Phrase(f"satuan.{spec.unit}" if spec.unit else "satuan.", (("n", limit),))


def _advice(spec: FieldSpec) -> Phrase:
    return Phrase("umum.periksa_nol" if spec.unit is Unit.RUPIAH else "umum.periksa_isian")


def _word(spec: FieldSpec, raw: object, path: str) -> str:
    if not isinstance(raw, str):
        raise refuse(RefusalCode.NOT_A_TEXT, path)
    if spec.choices_from is None and raw not in {choice.value for choice in spec.choices}:
        raise unknown_choice(path, [choice.label for choice in spec.choices])
    return raw


def unknown_choice(path: str, labels: list[Phrase]) -> Refusal:
    """The refusal that lists what could have been chosen."""
    return refuse(RefusalCode.UNKNOWN_CHOICE, path, pilihan=tuple(labels))


def _day(raw: object, path: str, latest: date) -> date:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        day = raw
    elif isinstance(raw, str) and (parts := _ISO_DATE.fullmatch(raw)):
        try:
            day = date(int(parts[1]), int(parts[2]), int(parts[3]))
        except ValueError:
            raise refuse(RefusalCode.IMPOSSIBLE_DATE, path) from None
    else:
        raise refuse(RefusalCode.NOT_A_DATE, path)
    if not EARLIEST <= day <= latest:
        raise refuse(RefusalCode.DATE_TOO_FAR, path, awal=EARLIEST, akhir=latest)
    return day
