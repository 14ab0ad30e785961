"""Forms made of boxes: what was typed, the hint, and the problem beside it, judged by the domain's own parsers.

A form reads what was typed once; nothing here writes. The template ``boxes.html`` shows the sections.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeVar

from domain import fields
from domain.problems import Problem
from domain.text import only_digits, strip_controls, tidy
from siker.web.words import problem_text

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Option = tuple[str, str]
TYPED_MAX = 20_000
BRIEF_MAX = 110


@dataclass(slots=True)
class Box:
    """One field of a page. ``kind``: text, area, select, check, day, email, tel, password, number; ``mode`` is the soft keyboard.

    ``groups``: a select's choices under headings; ``offers``: words a text box suggests (a datalist).
    """

    name: str
    label: str
    text: str
    kind: str = "text"
    hint: str = ""
    options: Sequence[Option] = ()
    groups: Sequence[tuple[str, Sequence[Option]]] = ()
    offers: Sequence[str] = ()
    mode: str = ""
    fill: str = ""
    limit: int = 0
    wide: bool = False
    error: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """The error for a list elsewhere, with the label said once."""
        return self.error if self.error.startswith(self.label) else f"{self.label}: {self.error}"

    @property
    def brief(self) -> str:
        """Its first sentence, for the list above the form; the rest stands beside the box."""
        return re.split(r"(?<=[.!?”]) ", self.summary, maxsplit=1)[0] if len(self.summary) > BRIEF_MAX else self.summary

    @property
    def described(self) -> str:
        """The ids of what explains the box."""
        parts = (("-hint", self.hint), ("-salah", self.error), ("-catatan", self.notes))
        return " ".join(f"{self.name}{suffix}" for suffix, there in parts if there)


@dataclass(slots=True)
class Section:
    """Boxes under one heading. ``folded``: shown closed until something in it was typed or is wrong."""

    title: str
    lead: str = ""
    folded: bool = False
    boxes: list[Box] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether a folded section must be seen."""
        return not self.folded or any(box.text or box.error or box.notes for box in self.boxes)


class BoxForm:
    """What was typed, read box by box. A subclass asks its boxes in ``__init__`` and keeps the values.

    ``hints``: what stands under a label, by the name of the box.
    """

    hints: ClassVar[Mapping[str, str]] = {}

    def __init__(self, typed: Mapping[str, str]) -> None:
        self.sections: list[Section] = []
        self._typed = typed

    @property
    def boxes(self) -> dict[str, Box]:
        """All boxes by name."""
        return {box.name: box for section in self.sections for box in section.boxes}

    @property
    def errors(self) -> list[Box]:
        """The boxes with a problem, for the list above the form."""
        return [box for section in self.sections for box in section.boxes if box.error]

    @property
    def typed(self) -> dict[str, str]:
        """What was typed into this form's own boxes, as it may be kept."""
        return {box.name: box.text for section in self.sections for box in section.boxes if box.text and box.kind != "password"}

    def forget_errors(self) -> None:
        """For a page nobody has filled in yet."""
        for box in self.errors:
            box.error = ""

    def _section(self, title: str, lead: str = "", *, folded: bool = False) -> None:
        self.sections.append(Section(title, lead, folded))

    def _box(self, name: str, label: str, **look: object) -> Box:
        raw = self._typed.get(name, "")
        text = raw if look.get("kind") == "password" else raw.replace("\x00", "").strip()
        look.setdefault("hint", self.hints.get(name, ""))
        box = Box(name, label, text[:TYPED_MAX], **look)  # type: ignore[arg-type]
        self.sections[-1].boxes.append(box)
        return box

    def _judge(self, box: Box, value: T | Problem, otherwise: T) -> T:
        if isinstance(value, Problem):
            box.error = sentence(value, box.label)
            return otherwise
        return value

    def _line(self, name: str, label: str, limit: int, *, optional: bool = False, **look: object) -> str:
        """One line of text up to ``limit`` characters."""
        box = self._box(name, label, limit=limit, **look)
        if optional and not box.text:
            return ""
        return self._judge(box, fields.parse_free_text(box.text, name, limit), "")

    def _parsed(self, name: str, label: str, parse: Callable[[str], T | Problem], otherwise: T, *, optional: bool = False, **look: object) -> T:
        """One value of a parser of the domain."""
        box = self._box(name, label, **look)
        if optional and not box.text:
            return otherwise
        return self._judge(box, parse(box.text), otherwise)

    def _area(self, name: str, label: str, limit: int, **look: object) -> str:
        """Several lines of text; line breaks stay, other control characters go."""
        box = self._box(name, label, kind="area", limit=limit, wide=True, **look)
        value = "\n".join(tidy(line) for line in strip_lines(box.text)).strip()
        if len(value) > limit:
            box.error = f"{label} terlalu panjang: {len(value)} huruf, paling banyak {limit}. Ringkas dulu."
            return value[:limit]
        return value

    def _lines(self, name: str, label: str, limit: int, most: int, **look: object) -> tuple[str, ...]:
        """One thing on each line (or between commas)."""
        box = self._box(name, label, kind="area", **look)
        found = [tidy(part) for part in re.split(r"[\n,;]", box.text)]
        kept = tuple(dict.fromkeys(part for part in found if part))
        if len(kept) > most:
            box.error = f"{label} terlalu banyak: {len(kept)}, paling banyak {most}."
        elif too_long := next((part for part in kept if len(part) > limit), ""):
            box.error = f"Satu baris {label.lower()} terlalu panjang: {len(too_long)} huruf, paling banyak {limit}."
        return tuple(part[:limit] for part in kept[:most])

    def _choose(self, name: str, label: str, kind: type[E], options: Sequence[Option], otherwise: E, **look: object) -> E:
        """One value of a closed list; the names of the choices may be typed too, as in a spreadsheet."""
        box = self._box(name, label, kind="select", options=options, **look)
        if not box.text:
            box.text = otherwise.value
        chosen = choice_of(box.text, options)
        if chosen is None:
            box.error = f"{label}: pilih salah satu: {', '.join(shown for value, shown in options if value)}."
            return otherwise
        box.text = chosen
        return kind(chosen)

    def _pick(self, name: str, label: str, options: Sequence[Option], *, missing: str = "", **look: object) -> str:
        """One of the options or nothing; ``missing`` is said when nothing may not be."""
        box = self._box(name, label, kind="select", options=[("", "–"), *options], **look)
        chosen = choice_of(box.text, options)
        if not box.text and missing:
            box.error = missing
        elif box.text and chosen is None:
            box.error = f"{label}: pilih salah satu dari daftarnya."
        box.text = box.text if chosen is None else chosen
        return chosen or ""

    def _tick(self, name: str, label: str, **look: object) -> bool:
        """A check box; ``ya`` in a spreadsheet."""
        box = self._box(name, label, kind="check", **look)
        box.text = "ya" if tidy(box.text).casefold() in {"ya", "y", "yes", "on", "1", "true", "x", "v", "✓"} else ""
        return bool(box.text)

    def _number(self, name: str, label: str, low: int, high: int, *, otherwise: int = 0, **look: object) -> int:
        """A whole number; empty means ``otherwise``."""
        box = self._box(name, label, mode="numeric", **look)
        if not box.text:
            return otherwise
        text = re.sub(r"[.,]0+$", "", box.text)
        if not re.fullmatch(r"[0-9]{1,9}", text):
            box.error = f"{label} ditulis dengan angka saja, misalnya {max(low, 1)}."
            return otherwise
        if not low <= int(text) <= high:
            box.error = f"{label} harus antara {low} dan {high}."
            return otherwise
        return int(text)

    def _money(self, name: str, label: str, **look: object) -> int | None:
        """Rupiah a month, or nothing."""
        box = self._box(name, label, mode="numeric", **look)
        if not box.text:
            return None
        if re.search(r"[^\d.,\s]", re.sub(r"(?i)^rp\.?", "", box.text)):
            box.error = f"{label} ditulis dengan angka, misalnya 3.800.000."
            return None
        return self._judge(box, fields.parse_wage(box.text), None)

    def _day(self, name: str, label: str, **look: object) -> date | None:
        """A date as the browser's calendar sends it (``2026-08-17``) or as people type it (``17-08-2026``)."""
        box = self._box(name, label, kind="day", **look)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}( 00:00:00)?", box.text):
            try:
                return date.fromisoformat(box.text[:10])
            except ValueError:
                box.error = f"{label}: tanggal itu tidak ada di kalender."
                return None
        value = fields.parse_date(box.text, name)
        if isinstance(value, Problem):
            box.error = f"{label} belum diisi." if not only_digits(box.text) else f"{label} ditulis seperti 17-08-2026."
            return None
        box.text = value.isoformat()
        return value


def strip_lines(text: str) -> Iterable[str]:
    """The lines of a text without control characters; never more than a page of them."""
    return [strip_controls(line) for line in text.splitlines()[:400]]


def choice_of(text: str, options: Sequence[Option]) -> str | None:
    """The value somebody means by its value or by its shown name; None when there is none."""
    wanted = tidy(text).casefold()
    for value, shown in options:
        if wanted in {value.casefold(), shown.casefold()}:
            return value
    return None


def sentence(problem: Problem, label: str) -> str:
    """What stands beside the box. Texts of the catalogue know the seekers' fields; a box here has its own label."""
    count, limit = problem.params.get("count", 0), problem.params.get("limit", 0)
    own = {
        "text_empty": f"{label} belum diisi.",
        "text_too_long": f"{label} terlalu panjang: {count} huruf, paling banyak {limit}.",
        "phone_empty": f"{label} belum diisi.", "email_empty": f"{label} belum diisi.",
    }  # fmt: skip
    return own.get(problem.code) or problem_text(problem)
