"""Finds words in a vacancy that limit who may apply, and words that swindlers use.

It only finds: what follows is decided in ``domain.vacancy.rules``, and whoever wrote the words may say that they mean something
else. The table is passed in as text (``assets/vacancy/wording.toml``), because the domain reads no files.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from typing import cast

from domain.text import strip_controls
from domain.vacancy.vacancy import LimitKind

READ_MAX = 6000
ORIGIN = "origin"
"""Religion, descent and the like: not a ``LimitKind``, since no reason makes it lawful (UU 13/2003 Pasal 5 and 6)."""


class WordingTableError(ValueError):
    """The table of words cannot be used; the text names the row."""


@dataclass(frozen=True, slots=True)
class WordRule:
    """One pattern. ``kind``: a ``LimitKind`` value, ``origin``, or the name of a sign. ``low``–``high``: the number it must hold."""

    kind: str
    pattern: re.Pattern[str]
    low: int = 0
    high: int = 0
    matches: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The whole table."""

    neutral: tuple[re.Pattern[str], ...]
    limits: tuple[WordRule, ...]
    signs: tuple[WordRule, ...]
    free_mail: frozenset[str]
    empty_reason: WordRule


@dataclass(frozen=True, slots=True)
class Found:
    """A kind of limit or sign, and the words it was found in (as folded text, at most 60 characters)."""

    kind: str
    words: str


def parse_wording(text: str) -> Wording:
    """The table of its TOML text. Raises WordingTableError."""
    try:
        table = tomllib.loads(text)
        empty = table["alasan_kosong"]
        return Wording(
            neutral=tuple(re.compile(item) for item in table["netral"]),
            limits=tuple(_rule(row, (*(str(kind) for kind in LimitKind), ORIGIN)) for row in table["batas"]),
            signs=tuple(_rule(row, ()) for row in table["tanda"]),
            free_mail=frozenset(table["surat_bebas"]["domain"]),
            empty_reason=_rule({"jenis": "empty_reason", **empty}, ()),
        )
    except (KeyError, TypeError, re.error, tomllib.TOMLDecodeError) as error:
        raise WordingTableError(str(error)) from None


def _rule(row: dict[str, object], allowed: tuple[str, ...]) -> WordRule:
    kind, numbers = str(row["jenis"]), cast("list[int]", row.get("angka", [0, 0]))
    if allowed and kind not in allowed:
        raise WordingTableError(f"unknown kind {kind}")
    examples, others = cast("list[str]", row["contoh"]), cast("list[str]", row.get("bukan", []))
    return WordRule(kind, re.compile(str(row["pola"])), numbers[0], numbers[1], tuple(examples), tuple(others))


def folded(text: str) -> str:
    """Lower case without accents, invisible characters and double spaces; at most ``READ_MAX`` characters are read.

    Cut after unfolding too: a single letter may stand for eighteen, and the patterns take the square of the length.
    """
    plain = unicodedata.normalize("NFKD", text[:READ_MAX].casefold())
    spaced = "".join(" " if c.isspace() else c for c in plain if not unicodedata.combining(c))
    return " ".join(strip_controls(spaced).split())[:READ_MAX]


def limits_in(text: str, wording: Wording) -> tuple[Found, ...]:
    """Words that limit who may apply, one for each kind, in the table's order."""
    read = folded(text)
    for pattern in wording.neutral:
        read = pattern.sub(" … ", read)
    return _found(read, wording.limits)


def signs_in(text: str, wording: Wording) -> tuple[Found, ...]:
    """Words an officer should look at, one for each sign."""
    return _found(folded(text), wording.signs)


def is_empty_reason(text: str, wording: Wording) -> bool:
    """Whether a reason says nothing about the work."""
    return wording.empty_reason.pattern.search(folded(text)) is not None


def _found(read: str, rules: tuple[WordRule, ...]) -> tuple[Found, ...]:
    first: dict[str, Found] = {}
    for rule in rules:
        if rule.kind in first:
            continue
        for match in rule.pattern.finditer(read):
            if rule.high and not rule.low <= int(match["n"]) <= rule.high:
                continue
            first[rule.kind] = Found(rule.kind, match[0].strip()[:60])
            break
    return tuple(first.values())
