"""The page of one calculator as a form: generated from the topic's questions, read once, what was typed kept beside its problem.

Questions that hang on another answer are asked in a second round, so no script is needed. A question somebody answered
never disappears, since its answer still goes into the calculation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assets.catalogue import texts
from domain.rights import FieldSpec, InputRefused, Kind, RefusalCode, TopicFields, Unit, When, label_of, phrase
from domain.rights.inputs import Answer, Answers
from siker.rights.typed import NO, YES, Unreadable, read, tidy, written
from siker.web.words import LANGUAGE

ROWS_MAX = 60
ASKED, REFRESH, ADD, CODE = "ditanya", "lanjut", "tambah", "kode"
_ROWS = {"upah_per_bulan": 12, "periode_bulan": 3, "sesi": 2}
# Optional by law, yet most people have an answer: not among the extra questions.
_COMMON = frozenset({"tunjangan_tetap", "sisa_cuti_hari", "wilayah", "bulan", "bruto_sudah_dibayar"})
_PATH = re.compile(r"(\w+)(?:\[(\d+)\](?:\.(\w+))?)?", re.ASCII)
_LISTS = (Kind.RUPIAH_LIST, Kind.DECIMAL_LIST, Kind.RECORDS)
_BAD = {
    Kind.RUPIAH: "bad_money", Kind.RUPIAH_LIST: "bad_money", Kind.RUPIAH_SEN: "bad_money", Kind.WHOLE: "bad_whole",
    Kind.WHOLE_CHOICE: "bad_whole", Kind.DATE: "bad_date",
}  # fmt: skip


@dataclass(slots=True)
class Box:
    """One input: what was typed, and the problem beside it."""

    name: str
    label: str
    text: str
    widget: str  # money | number | date | select | yesno
    options: tuple[tuple[str, str], ...] = ()
    suffix: str = ""
    error: str = ""

    @property
    def is_native_date(self) -> bool:
        """A browser's date field would blank a text that is no ISO date, so that one is kept as plain text."""
        return self.widget == "date" and (not self.text or re.fullmatch(r"\d{4}-\d{2}-\d{2}", self.text) is not None)


@dataclass(slots=True)
class Question:
    """One question with its inputs: a single one, or rows of them."""

    id: str
    text: str
    hint: str
    rows: list[list[Box]]
    listed: bool = False
    optional: bool = False
    needless: bool = False
    refreshes: bool = False
    error: str = ""

    @property
    def boxes(self) -> list[Box]:
        """All its inputs."""
        return [box for row in self.rows for box in row]

    @property
    def failed(self) -> bool:
        """Whether something here must be mended."""
        return bool(self.error) or any(box.error for box in self.boxes)


@dataclass(slots=True)
class Block:
    """Questions asked together; more than one way means only one of them is to be filled."""

    ways: list[list[Question]] = field(default_factory=list)

    @property
    def questions(self) -> list[Question]:
        """All questions of the block."""
        return [question for way in self.ways for question in way]


def say(key: str, **blanks: str | int) -> str:
    """A sentence of the rights pages."""
    return texts(LANGUAGE)[f"rights.page.{key}"].format_map(blanks)


class RightsForm:
    """``inputs`` is what ``compute`` takes; it counts only while ``problems`` is empty and nothing new is asked."""

    def __init__(self, asked: TopicFields, typed: Mapping[str, str]) -> None:
        self._asked, self._typed = asked, {name: tidy(text) for name, text in typed.items() if name != ASKED}
        self._before = frozenset(typed[ASKED].split()) if ASKED in typed else None
        self._specs = {spec.id: spec for spec in asked.fields}
        self._drivers = {name for spec in asked.fields for when in spec.when for name in _fields_of(when)}
        self._rows_read: dict[str, list[int]] = {}
        self.inputs: dict[str, object] = {}
        self.general = ""
        self._questions = {spec.id: self._question(spec) for spec in asked.fields}
        answers = Answers(self._known(), frozenset())
        for question in self._questions.values():
            question.needless = not answers.meets(self._specs[question.id].when)
        self._visible = [q for q in self._questions.values() if not q.needless or self._has_text(self._specs[q.id])]
        self._tell_missing()
        self.main, self.more = self._blocks(answers)

    # --- reading ------------------------------------------------------------------------------------------------------

    def _question(self, spec: FieldSpec) -> Question:
        hint = spec.hint.text() if spec.hint else ""
        question = Question(spec.id, spec.question.text(), hint, [], listed=spec.kind in _LISTS)
        question.refreshes = spec.id in self._drivers
        question.optional = not spec.required and spec.default is None and spec.id not in self._asked.in_ways
        if not question.listed:
            box = self._box(spec, spec.id, question.text)
            question.rows = [[box]]
            value = self._value(spec, box)
            if value is not None:
                self.inputs[spec.id] = value
            return question
        self._read_rows(spec, question)
        return question

    def _read_rows(self, spec: FieldSpec, question: Question) -> None:
        items: list[object] = []
        used: list[int] = []
        for n in range(self._row_count(spec)):
            if spec.kind is Kind.RECORDS:
                row = [self._box(item, f"{spec.id}-{n}-{item.id}", item.question.text()) for item in spec.items]
                told = {
                    item.id: value
                    for item, box in zip(spec.items, row, strict=True)
                    if (value := self._value(item, box)) is not None
                }
                if told or any(box.text for box in row):
                    items.append(told)
                    used.append(n)
            else:
                row = [self._box(spec, f"{spec.id}-{n}", say("row", n=n + 1))]
                if (value := self._value(spec, row[0])) is not None:
                    items.append(value)
                    used.append(n)
            question.rows.append(row)
        self._rows_read[spec.id] = used
        if len(question.rows) > ROWS_MAX:  # refused, since a row left out would change the result
            question.error = say("too_many_rows", label=label_of(spec.id).text(), limit=ROWS_MAX)
            question.rows = question.rows[:ROWS_MAX]
        if items:
            self.inputs[spec.id] = items

    def _row_count(self, spec: FieldSpec) -> int:
        taken = [int(found[1]) for name in self._typed if (found := re.match(rf"{spec.id}-(\d{{1,4}})(?:-|$)", name))]
        count = max([_ROWS.get(spec.id, 3), *(n + 1 for n in taken)])
        return min(count + (self._typed.get(ADD) == spec.id), ROWS_MAX + 1)

    def _box(self, spec: FieldSpec, name: str, label: str) -> Box:
        text = self._typed.get(name, "")
        match spec.kind:
            case Kind.YES_NO:
                text = text or (written(spec, spec.default) if spec.default is not None else "")
                return Box(
                    name,
                    label,
                    text,
                    "yesno",
                    ((YES, texts(LANGUAGE)["rights.answer.yes"]), (NO, texts(LANGUAGE)["rights.answer.no"])),
                )
            case Kind.CHOICE | Kind.WHOLE_CHOICE:
                options = tuple((str(choice.value), choice.label.text()) for choice in spec.choices)
                return Box(name, label, text, "select", (("", self._blank(spec)), *options))
            case Kind.DATE:
                return Box(name, label, _as_iso(spec, text), "date")
        if spec.unit is Unit.RUPIAH:
            return Box(name, label, text, "money")
        return Box(name, label, text, "number", suffix=_suffix(spec))

    def _blank(self, spec: FieldSpec) -> str:
        for choice in spec.choices:
            if choice.value == spec.default:
                return say("blank_default", default=choice.label.text())
        return say("choose" if spec.required else "blank")

    def _value(self, spec: FieldSpec, box: Box) -> object:
        if not box.text:
            return None
        try:
            return read(spec, box.text)
        except Unreadable:
            box.error = say(_BAD.get(spec.kind, "bad_decimal"), label=label_of(spec.id).text())
            return None

    def _known(self) -> dict[str, Answer]:
        """Answers that conditions may hang on, defaults included."""
        known: dict[str, Answer] = {spec.id: spec.default for spec in self._asked.fields if spec.default is not None}
        known |= {name: value for name, value in self.inputs.items() if isinstance(value, bool | int | str)}
        return known

    def _has_text(self, spec: FieldSpec) -> bool:
        boxes = self._questions[spec.id].boxes
        if spec.kind is Kind.YES_NO:
            return boxes[0].text != (written(spec, spec.default) if spec.default is not None else "")
        return any(box.text for box in boxes)

    def _tell_missing(self) -> None:
        for question in self._visible:
            spec = self._specs[question.id]
            if spec.required and not question.needless and not question.failed and spec.id not in self.inputs:
                sentence = phrase(f"tolak.{RefusalCode.MISSING}", label=label_of(spec.id)).text()
                if question.listed:
                    question.error = sentence
                else:
                    question.boxes[0].error = sentence

    # --- showing ------------------------------------------------------------------------------------------------------

    def _blocks(self, answers: Answers) -> tuple[list[Block], list[Block]]:
        main: list[Block] = []
        more: list[Block] = []
        placed: set[str] = set()
        shown = {question.id: question for question in self._visible}
        for spec in self._asked.fields:
            if spec.id in placed or spec.id not in shown:
                continue
            group = next((g for g in self._asked.alternatives if any(spec.id in way for way in g.ways)), None)
            if group is None:
                placed.add(spec.id)
                block, first = Block([[shown[spec.id]]]), self._is_main(spec)
            else:
                ways = [[shown[name] for name in way if name in shown] for way in group.ways]
                block = Block([way for way in ways if way])
                placed |= {question.id for question in block.questions}
                first = group.required and answers.meets(group.when)
            (main if first and not all(question.needless for question in block.questions) else more).append(block)
        return main, more

    def _is_main(self, spec: FieldSpec) -> bool:
        return spec.required or spec.id in self._drivers or spec.id in _COMMON

    @property
    def asked_names(self) -> str:
        """The questions on the page, for the next round to tell which are new."""
        return " ".join(question.id for question in self._visible)

    @property
    def is_more_open(self) -> bool:
        """Whether the extra questions must not be folded away."""
        questions = [question for block in self.more for question in block.questions]
        return any(question.failed or self._has_text(self._specs[question.id]) for question in questions)

    @property
    def new_questions(self) -> list[Question]:
        """Questions that the last answers opened; empty when nothing was asked before."""
        if self._before is None:
            return []
        return [question for question in self._visible if question.id not in self._before]

    @property
    def only_changes_the_page(self) -> bool:
        """Somebody asked for other questions or more rows, not for a result."""
        return bool(self._typed.get(REFRESH) or self._typed.get(ADD))

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Where and what, for the summary at the top."""
        found = [("", self.general)] if self.general else []
        for question in self._visible:
            if question.error:
                found.append((question.boxes[0].name, question.error))
            found += [(box.name, box.error) for box in question.boxes if box.error]
        return found

    def forget_problems(self) -> None:
        """A page that only shows other questions does not complain about the empty ones."""
        for question in self._visible:
            question.error = ""
            for box in question.boxes:
                if not box.text:
                    box.error = ""

    def refuse(self, refused: InputRefused) -> None:
        """Put a refusal beside the input it speaks of."""
        found = _PATH.fullmatch(refused.field)
        question = self._questions.get(found[1]) if found else None
        if found is None or question is None or question not in self._visible:
            self.general = refused.message
            return
        if not question.listed:
            question.boxes[0].error = refused.message
            return
        used = self._rows_read.get(question.id, [])
        if found[2] is None or int(found[2]) >= len(used):
            question.error = refused.message
            return
        row = question.rows[used[int(found[2])]]
        name = f"{question.id}-{used[int(found[2])]}" + (f"-{found[3]}" if found[3] else "")
        next((box for box in row if box.name == name), row[0]).error = refused.message

    def anchor(self, name: str) -> str:
        """The input that changes a field, or nothing when it is not on the page."""
        question = self._questions.get(name)
        return question.boxes[0].name if question is not None and question in self._visible else ""


def _fields_of(when: When | None) -> list[str]:
    names: list[str] = []
    while when is not None:
        names.append(when.field)
        when = when.or_when
    return names


def _suffix(spec: FieldSpec) -> str:
    if spec.unit in (Unit.NONE, Unit.PORSI, Unit.TAHUN_KALENDER):
        return ""
    return phrase(f"satuan.{spec.unit}", n="").text().strip()


def _as_iso(spec: FieldSpec, text: str) -> str:
    """The way a native date field needs it, where the text is a day there is."""
    try:
        iso = read(spec, text)
        return str(date.fromisoformat(iso)) if isinstance(iso, str) else text
    except ValueError:  # unreadable, or no such day
        return text
