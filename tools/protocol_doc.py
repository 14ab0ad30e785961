"""Writes the tables of ``docs/protocol.md`` from the code: facts, messages, error codes, park reasons.

``python tools/protocol_doc.py`` rewrites them, ``--check`` says whether they are current. The prose between them is by hand.
"""

from __future__ import annotations

import argparse
import dataclasses
import inspect
import re
import sys
import types
import typing
from enum import Enum
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from domain.facts import CATALOGUE  # noqa: E402
from sync.wire import messages  # noqa: E402
from sync.wire.errors import RULES, ParkReason  # noqa: E402
from sync.wire.snapshot import TABLES, Defect  # noqa: E402

DOCUMENT = ROOT / "docs" / "protocol.md"
PARK_MEANING: dict[ParkReason, str] = {
    ParkReason.NUMBER_TAKEN: "the card number is on another card already; an officer recalls one of the two",
    ParkReason.NO_OUTSIDE_LEASE: "the number was not leased to this station; an officer who saw the card may vouch for it",
    ParkReason.SECOND_CARD: "the person holds a valid card; this one is kept as `conflict` until an officer decides",
    ParkReason.UNKNOWN_TYPE: "a newer station's fact; replayed by `python -m siker replay-parked` after the upgrade",
    ParkReason.MALFORMED_BODY: "the body is not what the catalogue says, or names another aggregate",
    ParkReason.UNKNOWN_REGISTRATION: "the registration it belongs to is not here (yet)",
    ParkReason.UNKNOWN_VACANCY: "the vacancy applied to is not here",
    ParkReason.DEVICE_REVOKED: "the station was revoked before this arrived; an officer decides",
}


DEFECT_MEANING: dict[Defect, str] = {
    Defect.OTHER_FEED: "of another region",
    Defect.OTHER_LAYOUT: "a layout this program does not read, or anything in the file's schema beside the agreed tables",
    Defect.OTHER_GENERATION: "of another history than the feed's head names (replayed, or built before a restore)",
    Defect.TOO_OLD: "older than the horizon `min_rev`, or than what the station has of this history",
    Defect.AHEAD: "beyond the feed's head",
    Defect.TOO_LARGE: "larger than any snapshot, or unpacking to more than it says (stopped there)",
    Defect.BAD_SIGNATURE: "not signed by the server the station enrolled with",
    Defect.BAD_ADDRESS: "a path outside the snapshots",
    Defect.NOT_SERVED: "the server does not give the file",
    Defect.WRONG_LENGTH: "three answers in a row were cut off or not the bytes asked for",
    Defect.WRONG_PACKED_HASH: "the packed file is not the one signed",
    Defect.WRONG_PLAIN_HASH: "the unpacked file is not the one signed",
    Defect.NOT_PACKED: "not zstd",
    Defect.NOT_SOUND: "`PRAGMA quick_check` complains, or it is no database",
    Defect.WRONG_CONTENT: "its cursor is not the offer's, a row is beyond it, a thing is in it twice, or a row about a person",
    Defect.NO_ROOM: "the disk has no room for it beside the catalog in use",
}


def type_name(kind: object) -> str:
    """A type as a reader of JSON understands it."""
    if kind is type(None):
        return "null"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return " \\| ".join(f"`{item.value}`" for item in kind)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {types.UnionType, typing.Union}:
        return " or ".join(type_name(item) for item in arguments)
    if origin in {list, tuple}:
        return f"list of {type_name(arguments[0])}"
    if origin is dict:
        return "object"
    plain = {"str": "text", "int": "integer", "bool": "true/false", "datetime": "time", "date": "day", "Nik": "NIK (16 digits)",
             "Raw": "object, byte for byte as it was published"}  # fmt: skip
    name = getattr(kind, "__name__", str(kind))
    return plain.get(name, f"*{name}*")


def first_sentence(kind: type) -> str:
    """The first paragraph of a class's docstring, on one line."""
    paragraph = (inspect.getdoc(kind) or "").split("\n\n")[0]
    return " ".join(paragraph.split()).replace("``", "`").replace("|", "\\|")


def fields_of(kind: type) -> list[tuple[str, str, bool]]:
    """Name, type and whether it must be there."""
    hints = typing.get_type_hints(kind)
    if dataclasses.is_dataclass(kind):
        return [
            (
                item.name,
                type_name(hints[item.name]),
                item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING,
            )
            for item in dataclasses.fields(kind)
        ]
    return [(item.encode_name, type_name(hints[item.name]), item.required) for item in msgspec.structs.fields(kind)]


def reachable(kinds: list[type]) -> list[type]:
    """The records used inside these, each once, in the order met."""
    found: list[type] = []

    def visit(kind: object) -> None:
        for argument in typing.get_args(kind):
            visit(argument)
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind not in found:
            found.append(kind)
            for hint in typing.get_type_hints(kind).values():
                visit(hint)

    for kind in kinds:
        for hint in typing.get_type_hints(kind).values():
            visit(hint)
    return found


def record(title: str, kind: type) -> list[str]:
    """One record's heading and table."""
    rows = [f"| `{name}` | {shown} | {'' if must else 'may be left out'} |" for name, shown, must in fields_of(kind)]
    return [f"#### {title}", "", first_sentence(kind), "", "| field | value | |", "|---|---|---|", *rows, ""]


def facts_part() -> list[str]:
    """The catalogue of facts and the records inside them."""
    lines = ["| fact | version | says |", "|---|---|---|"]
    lines += [f"| `{name}` | {version} | {first_sentence(kind)} |" for name, (version, kind) in CATALOGUE.items()]
    lines.append("")
    for name, (_, kind) in CATALOGUE.items():
        lines += record(f"`{name}`", kind)
    for kind in reachable([kind for _, kind in CATALOGUE.values()]):
        lines += record(f"*{kind.__name__}*", kind)
    return lines


def messages_part() -> list[str]:
    """Every message of the protocol."""
    lines: list[str] = []
    for name, kind in vars(messages).items():
        if (
            isinstance(kind, type)
            and issubclass(kind, msgspec.Struct)
            and kind.__module__ == messages.__name__
            and fields_of(kind)
        ):
            lines += record(f"*{name}*", kind)
    return lines


def errors_part() -> list[str]:
    """Error codes with the station's action."""
    lines = ["| HTTP | code | trying again | the station |", "|---|---|---|---|"]
    return [*lines, *(f"| {rule.status} | `{code}` | {rule.retry} | {rule.action} |" for code, rule in RULES.items()), ""]


def park_part() -> list[str]:
    """Park reasons."""
    lines = ["| reason | meaning |", "|---|---|"]
    return [*lines, *(f"| `{reason}` | {PARK_MEANING[reason]} |" for reason in ParkReason), ""]


def defects_part() -> list[str]:
    """The tables of a snapshot and why one is refused."""
    lines = ["```sql", *(f"{statement};" for statement in TABLES), "```", "", "| refused as | because it is |", "|---|---|"]
    return [*lines, *(f"| `{defect}` | {DEFECT_MEANING[defect]} |" for defect in Defect), ""]


PARTS = {"snapshot": defects_part, "facts": facts_part, "messages": messages_part, "errors": errors_part, "parked": park_part}


def current(text: str) -> str:
    """The document with its generated parts made anew."""
    for name, make in PARTS.items():
        pattern = re.compile(rf"(<!-- generated: {name} -->\n).*?(<!-- end: {name} -->)", re.DOTALL)
        if len(pattern.findall(text)) != 1:
            raise SystemExit(f"{DOCUMENT} needs the marks of the part {name!r} exactly once.")
        body = "\n".join(make()).rstrip() + "\n"
        text = pattern.sub(lambda match, body=body: match.group(1) + "\n" + body + "\n" + match.group(2), text)  # type: ignore[misc]
    return text


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the document is current")
    check = parser.parse_args().check
    before = DOCUMENT.read_text("utf-8")
    after = current(before)
    if before == after:
        return
    if check:
        raise SystemExit(f"{DOCUMENT.relative_to(ROOT)} is not current: run python tools/protocol_doc.py")
    DOCUMENT.write_text(after, "utf-8")


if __name__ == "__main__":
    main()
