"""Workers' rights on the command line: cases in, results out, both JSON; and the reader of the rule tables.

``python -m kiosk.rights_cli CASES.json`` reads ``[{id, topic, inputs}]`` and prints ``[{id, result}]`` or
``[{id, error}]``, one entry per case; ``--topics`` prints every topic's questions. Numbers are read and written
exactly, as decimals. It must not decide anything about rights, log inputs, or show a traceback for bad input.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, DecimalException
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from assets.legal_tables import FOLDER, LegalTextError, legal_texts
from domain.rights import (
    Alternatives,
    Calculation,
    FieldSpec,
    InputRefused,
    LegalTableError,
    LegalTables,
    TopicFields,
    When,
    compute,
    label_of,
    parse_tables,
    phrase,
    topic_of,
    topics,
)
from domain.rights.numbers import half_up_places, terminating

TABLES = FOLDER
OK, UNREADABLE, BAD_TABLES = 0, 2, 3
_MAX_DIGITS = 40

Json: TypeAlias = "bool | int | str | Decimal | Fraction | Sequence[Json] | Mapping[str, Json] | None"


def read_tables(directory: Path = TABLES) -> LegalTables:
    """All tables of ``directory``. Raises LegalTableError (which file, which row) or OSError."""
    try:
        return parse_tables(legal_texts(directory))
    except LegalTextError as error:
        raise LegalTableError(error.file, "(berkas)", "bukan teks UTF-8") from None


def main(argv: Sequence[str]) -> int:
    """Run with the arguments after the program's name. 0: every case answered; 2: unreadable; 3: tables refused."""
    parser = argparse.ArgumentParser(prog="rights", description="Hitung hak pekerja dari berkas JSON.")
    parser.add_argument("file", nargs="?", help="berkas JSON berisi daftar {id, topic, inputs}; - untuk masukan baku")
    parser.add_argument("--topics", action="store_true", help="tampilkan semua topik dan isiannya")
    parser.add_argument("--tables", type=Path, default=TABLES, help="folder tabel aturan")
    try:
        args = parser.parse_args(list(argv))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else UNREADABLE
    try:
        tables = read_tables(args.tables)
    except (LegalTableError, OSError) as error:
        sys.stderr.write(f"Tabel aturan tidak dapat dipakai: {error}\n")
        return BAD_TABLES
    if args.topics:
        _write([_topic(spec) for spec in topics(tables)])
        return OK
    if args.file is None:
        parser.print_usage(sys.stderr)
        return UNREADABLE
    cases = _read_cases(args.file)
    if cases is None:
        _write(
            [{"id": None, "error": _error("unreadable", "berkas", phrase("tolak.unreadable", label=label_of("berkas")).text())}]
        )
        return UNREADABLE
    _write([answer(case, tables) for case in cases])
    return OK


def answer(case: object, tables: LegalTables) -> dict[str, Json]:
    """One case answered: ``{id, result}`` or ``{id, error}``."""
    if not isinstance(case, Mapping):
        sentence = phrase("tolak.not_an_object", label=label_of("kasus")).text()
        return {"id": None, "error": _error("not_an_object", "kasus", sentence)}
    name = _echo(case.get("id"))
    topic = topic_of(case.get("topic"))
    if isinstance(topic, InputRefused):
        return {"id": name, "error": _refused(topic)}
    outcome = compute(topic, case.get("inputs", {}), tables)
    match outcome:
        case InputRefused():
            return {"id": name, "error": _refused(outcome)}
        case Calculation():
            return {"id": name, "result": _result(outcome)}


def _refused(refused: InputRefused) -> dict[str, Json]:
    return _error(refused.code, refused.field, refused.message)


def _error(code: str, field: str, message: str) -> dict[str, Json]:
    return {"code": str(code), "field": field, "message": message}


def _result(done: Calculation) -> dict[str, Json]:
    figures: dict[str, Json] = {figure.id: figure.value for figure in done.figures}
    return figures | {
        "steps": [
            {
                "key": step.key,
                "words": step.words.text(),
                "numbers": step.numbers.text(),
                "value": step.value,
                "unit": str(step.unit),
                "article": step.article,
                "certainty": str(step.certainty),
            }
            for step in done.steps
        ],
        "warnings": [
            {
                "kind": str(notice.kind),
                "key": notice.key,
                "text": notice.phrase.text().strip(),
                "article": notice.article,
                "certainty": str(notice.certainty) if notice.certainty else None,
            }
            for notice in done.notices
        ],
        "assumptions": [{"field": item.field, "text": item.phrase.text()} for item in done.assumptions],
        "note": done.standing_note.text(),
        "event_date": done.event_date.isoformat(),
        "sources": [
            {
                "row": source.row,
                "article": source.article,
                "urls": source.urls,
                "valid_from": source.valid_from.isoformat(),
                "valid_to": source.valid_to.isoformat() if source.valid_to else None,
                "verified": source.verified.isoformat(),
                "certainty": str(source.certainty),
                "remark": source.remark,
            }
            for source in done.sources
        ],
        "tables": {"version": done.tables_version, "sha256": done.tables_digest},
    }


# --- topics ----------------------------------------------------------------------------------------


def _topic(spec: TopicFields) -> dict[str, Json]:
    return {
        "topic": str(spec.topic),
        "title": phrase(f"topik.{spec.topic}").text(),
        "fields": [_field(field) for field in spec.fields],
        "alternatives": [_ways(group) for group in spec.alternatives],
    }


def _field(spec: FieldSpec) -> dict[str, Json]:
    # Choices, dates, yes/no and records have no range; numbers always have one.
    ranged = spec.high > 0
    return {
        "id": spec.id,
        "kind": str(spec.kind),
        "unit": str(spec.unit),
        "min": spec.low if ranged else None,
        "max": spec.high if ranged else None,
        "required": spec.required,
        "default": spec.default,
        "choices": [{"value": choice.value, "label": choice.label.text()} for choice in spec.choices],
        "label": label_of(spec.id).text(),
        "question": spec.question.text(),
        "hint": spec.hint.text() if spec.hint else "",
        "when": [_when(condition) for condition in spec.when],
        "items": [_field(item) for item in spec.items],
    }


def _ways(group: Alternatives) -> dict[str, Json]:
    return {
        "one_of": [list(way) for way in group.ways],
        "required": group.required,
        "when": [_when(condition) for condition in group.when],
    }


def _when(condition: When) -> dict[str, Json]:
    said: dict[str, Json] = {"field": condition.field, "values": list(condition.values)}
    return said | {"or": _when(condition.or_when)} if condition.or_when else said


# --- exact JSON ------------------------------------------------------------------------------------


def _read_cases(file: str) -> list[object] | None:
    """The list of cases, or None when there is no such list to read."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        found = json.loads(raw.decode("utf-8-sig"), parse_float=_decimal, parse_int=_integer, parse_constant=_constant)
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else None


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except DecimalException:
        return Decimal("NaN")


def _integer(digits: str) -> int:
    """A whole number; one with absurdly many digits is cut to one that every range refuses."""
    return int(digits) if len(digits) <= _MAX_DIGITS else int(f"{'-' if digits[0] == '-' else ''}1{'0' * _MAX_DIGITS}")


def _constant(_: str) -> Decimal:
    return Decimal("NaN")


def _echo(name: object) -> Json:
    """The case's id as it came, when it is a plain value."""
    return name if isinstance(name, (str, int, bool, Decimal)) else None


def _write(value: Json) -> None:
    sys.stdout.write("".join(_pieces(value, 0)) + "\n")


def _pieces(value: Json, depth: int) -> Iterable[str]:
    """JSON text of ``value``; rationals as exact decimals, or as a "1/3" text when they never end."""
    match value:
        case None | bool() | str() | int():
            yield json.dumps(value)
        case Decimal():
            yield str(value) if value.is_finite() else "null"
        case Fraction():
            yield _rational(value)
        case Mapping():
            yield from _block("{", [(json.dumps(key) + ": ", item) for key, item in value.items()], "}", depth)
        case _:
            yield from _block("[", [("", item) for item in value], "]", depth)


def _block(start: str, items: list[tuple[str, Json]], end: str, depth: int) -> Iterable[str]:
    if not items:
        yield start + end
        return
    indent = "\n" + "  " * (depth + 1)
    yield start
    for position, (name, item) in enumerate(items):
        yield ("," if position else "") + indent + name
        yield from _pieces(item, depth + 1)
    yield "\n" + "  " * depth + end


def _rational(value: Fraction) -> str:
    plain = terminating(value)
    if plain is None:
        return json.dumps(f"{value.numerator}/{value.denominator}")
    return plain if len(plain) <= _MAX_DIGITS else terminating(half_up_places(value, 12)) or "0"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
