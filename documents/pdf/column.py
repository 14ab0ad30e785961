"""Blocks set one below the other in a column of a PDF page.

The same code measures and draws: a dry column only adds up heights, so a layout can be tried at several sizes before ink.
"""

from __future__ import annotations

from itertools import pairwise
from typing import assert_never

from documents.model import (
    BigCode,
    Block,
    BoxedNumber,
    BulletList,
    CopyMark,
    DateField,
    Entry,
    Field,
    FormLines,
    Heading,
    Letterhead,
    Notice,
    NumberedList,
    OfficerSignature,
    Paragraph,
    Portrait,
    QrCode,
    ReportTable,
    TitleBar,
    WorkingStep,
    WriteLine,
)
from documents.pdf.pen import Pen, break_lines
from documents.typeface import BOLD, MONO, MONO_BOLD, REGULAR

PHOTO = (28.0, 38.0)
_POINT = 0.3528
_NEARLY = 0.01


class Column:
    """A column from ``top`` to ``bottom``; ``y`` is where the next block goes. ``pen`` None measures only."""

    def __init__(self, pen: Pen | None, left: float, top: float, width: float, bottom: float, scale: float = 1.0,
                 label_share: float = 0.27) -> None:  # fmt: skip
        self.pen = pen
        self.left, self.top, self.width, self.bottom, self.scale = left, top, width, bottom, scale
        self.label_share = label_share
        self.y = top

    def put(self, *blocks: Block) -> None:
        """Set blocks, going on at the top of a new page where they no longer fit."""
        for block, after in zip(blocks, (*blocks[1:], None), strict=False):
            if self.pen is not None and not isinstance(block, FormLines):
                company = 0.0
                if isinstance(block, Heading):  # never alone at the foot of a page
                    company = max(7 * self.scale, self._height(after) if isinstance(after, WorkingStep | BulletList) else 0)
                self._make_room(self._height(block) + company)
            self._set(block)

    def _height(self, block: Block) -> float:
        trial = Column(None, self.left, self.y, self.width, self.bottom, self.scale, self.label_share)
        trial._set(block)
        return trial.y - self.y

    def _make_room(self, height: float) -> None:
        """Go on at the top of a new page unless ``height`` fits here."""
        if self.pen is not None and self.y > self.top and self.y + height > self.bottom + _NEARLY:
            self.pen.next_page()
            self.y = self.top

    def space(self, height: float) -> None:
        """Leave room."""
        self.y += height * self.scale

    def text(self, text: str, size: float, face: str = REGULAR, align: str = "left", left: float | None = None,
             width: float | None = None, leading: float = 1.22, grey: float = 0.0) -> float:  # fmt: skip
        """Wrapped text at the current place; returns its height without moving on."""
        size *= self.scale
        x, room = self.left if left is None else left, self.width if width is None else width
        lines = break_lines(text, face, size, room)
        step = size * _POINT * leading
        if self.pen is not None:
            anchor = {"left": x, "centre": x + room / 2, "right": x + room}[align]
            for number, line in enumerate(lines):
                self.pen.line_of_text(anchor, self.y + number * step + size * _POINT * 0.86, line, face, size, align, grey)
        return len(lines) * step

    def _set(self, block: Block) -> None:
        match block:
            case Letterhead():
                self._letterhead(block)
            case TitleBar(text, subtitle):
                self._title(text, subtitle)
            case Heading(text):
                self.space(1.6)
                self.y += self.text(text, 10, BOLD) + 0.3
                self._rule(0.3)
                self.space(1.2)
            case Notice(text):
                self._framed(text, 12)
            case CopyMark(text):
                self._framed(text, 10)
            case BoxedNumber(label, groups):
                self._boxes(label, groups)
            case BigCode(label, code):
                self._big_code(label, code)
            case Field():
                self._field(block)
            case DateField():
                self._date(block)
            case FormLines():
                self._form_lines(block)
            case ReportTable(titles, rows):
                self._report_table(titles, rows)
            case WriteLine(label):
                used = self.text(label, 8.5)
                label_width = 34 * self.scale
                if self.pen is not None:
                    self.pen.line(self.left + label_width, self.y + used, self.left + self.width, self.y + used, 0.2, (0.3, 0.7))
                self.y += used
                self.space(2.6)
            case Paragraph(text, strong, small, centred):
                self.y += self.text(text, 8 if small else 9.5, BOLD if strong else REGULAR, "centre" if centred else "left")
                self.space(0.8)
            case NumberedList(items):
                self._listed([(f"{number}.", item) for number, item in enumerate(items, start=1)], 5)
            case BulletList(items):
                self._listed([("•", item) for item in items], 3.5)
            case Entry(label, value):
                tail = self.width * 0.5
                used = self.text(label, 8.5, width=self.width - tail - 3)
                self.y += max(used, self.text(value, 9, BOLD, "right", self.left + self.width - tail, tail, leading=1.18))
                self.space(0.9)
            case WorkingStep():
                self._working(block)
            case Portrait(photo, placeholder, signature):
                self._portrait(photo, placeholder, signature)
            case OfficerSignature():
                self._officer(block)
            case QrCode(content, caption, address, dense):
                self._qr(content, caption, address, dense=dense)
            case _:
                assert_never(block)

    def _rule(self, weight: float) -> None:
        if self.pen is not None:
            self.pen.line(self.left, self.y, self.left + self.width, self.y, weight)

    def _letterhead(self, head: Letterhead) -> None:
        start = self.y
        tag = 24 * self.scale
        room = self.width - tag - 4
        self.y += self.text(head.government, 9, width=room)
        self.y += self.text(head.office, 13, BOLD, width=room) + 0.4
        for line in (head.address, head.contact):
            self.y += self.text(line, 7.5, width=room)
        if self.pen is not None:
            self.pen.rect(self.left + self.width - tag, start, tag, 7 * self.scale, 0.3)
            middle = self.left + self.width - tag / 2
            self.pen.line_of_text(middle, start + 4.6 * self.scale, head.form, BOLD, 8 * self.scale, "centre")
        self.y = max(self.y, start + 8 * self.scale) + 1.2
        self._rule(0.6)
        self.y += 0.9
        self._rule(0.2)
        self.space(1.8)

    def _title(self, text: str, subtitle: str) -> None:
        size = 11.5
        pad = 1.9 * self.scale
        start = self.y
        dry = Column(None, self.left + 2, self.y, self.width - 4, self.bottom, self.scale)
        height = dry.text(text, size, BOLD) + (dry.text(subtitle, 10) if subtitle else 0)
        if self.pen is not None:
            self.pen.rect(self.left, start, self.width, height + 2 * pad, 0.5, 0.92)
        self.y += pad
        self.y += self.text(text, size, BOLD, "centre", self.left + 2, self.width - 4)
        if subtitle:
            self.y += self.text(subtitle, 10, REGULAR, "centre", self.left + 2, self.width - 4)
        self.y = start + height + 2 * pad
        self.space(2.2)

    def _framed(self, text: str, size: float) -> None:
        start, pad = self.y, 1.6 * self.scale
        self.y += pad
        height = self.text(text, size, BOLD, "centre", self.left + 3, self.width - 6)
        if self.pen is not None:
            self.pen.rect(self.left, start, self.width, height + 2 * pad, 0.6)
        self.y = start + height + 2 * pad
        self.space(2)

    def _boxes(self, label: str, groups: tuple[str, ...]) -> None:
        if label:
            self.y += self.text(label, 8.5) + 0.6
        gap = 3.2
        cells = max(sum(map(len, groups)), 1)
        side = min(6.2 * self.scale, (self.width - gap * (len(groups) - 1)) / cells)
        rows = [groups]
        if side < 3.2:
            side = 3.2
            per_row = int(self.width // side)
            rows = [(group[at : at + per_row],) for group in groups for at in range(0, len(group), per_row)]
        height = side * 1.16
        for row in rows:
            x = self.left
            for group in row:
                for char in group:
                    if self.pen is not None:
                        self.pen.rect(x, self.y, side, height, 0.25)
                        self.pen.line_of_text(x + side / 2, self.y + height * 0.73, char, MONO_BOLD, side * 2.15, "centre")
                    x += side
                x += gap
            self.y += height + 0.8
        self.space(1.2)

    def _big_code(self, label: str, code: str) -> None:
        height, size = 33 * self.scale, 58 * self.scale
        if self.pen is not None:
            while self.pen.width(code, MONO_BOLD, size) > self.width - 8:
                size -= 2
            self.pen.rounded(self.left, self.y, self.width, height, 3, 0.6)
            self.pen.line_of_text(self.left + self.width / 2, self.y + 7 * self.scale, label, REGULAR, 11 * self.scale, "centre")
            self.pen.line_of_text(self.left + self.width / 2, self.y + 26.5 * self.scale, code, MONO_BOLD, size, "centre")
        self.y += height
        self.space(3)

    def _label(self, label: str) -> tuple[float, float]:
        """Set the caption; return where the value begins and the caption's height."""
        share = self.width * self.label_share
        used = self.text(label, 8.5, width=share)
        if self.pen is not None:
            size = 8.5 * self.scale
            self.pen.line_of_text(self.left + share + 0.6, self.y + size * _POINT * 0.86, ":", REGULAR, size)
        return self.left + share + 2.6, used

    def _code_box(self, code: str) -> None:
        side = 4.4 * self.scale
        x = self.left + self.width - side
        if self.pen is not None:
            self.pen.rect(x, self.y - 0.6 * self.scale, side, side, 0.25)
            self.pen.line_of_text(x + side / 2, self.y + side * 0.6, code, MONO_BOLD, 9 * self.scale, "centre")

    def _field(self, field: Field) -> None:
        x, used = self._label(field.label)
        tail = 6.5 * self.scale if field.code else 0
        height = self.text(field.value, 9, BOLD, left=x, width=self.left + self.width - x - tail, leading=1.18)
        if field.code:
            self._code_box(field.code)
            start = self.y
            self.y += height
            height += self.text(field.legend, 6.2, left=x, width=self.left + self.width - x - tail, grey=0.25)
            self.y = start
        self.y += max(height, used)
        self.space(1.5)

    def _date(self, field: DateField) -> None:
        x, used = self._label(field.label)
        height = self.text(field.before, 9, BOLD, left=x, width=self.left + self.width - x, leading=1.18)
        self.y += max(height, used) + 0.6
        side = 4.2 * self.scale
        at = x
        for name, digits in field.parts:
            if self.pen is not None:
                self.pen.line_of_text(at, self.y + side * 0.72, name, REGULAR, 7.5 * self.scale)
            at += 6.6 * self.scale
            for digit in digits:
                if self.pen is not None:
                    self.pen.rect(at, self.y, side, side * 1.1, 0.25)
                    self.pen.line_of_text(at + side / 2, self.y + side * 0.8, digit, MONO_BOLD, 9 * self.scale, "centre")
                at += side
            at += 2.4 * self.scale
        self.y += side * 1.1
        self.space(1.8)

    def _form_lines(self, block: FormLines) -> None:
        share = self.width * 0.29 if any(line.label for line in block.lines) else 0
        year = 23 * self.scale
        x, room = self.left + share, self.width - share - year - 2
        for line in block.lines:
            dry = Column(None, self.left, self.y, self.width, self.bottom, self.scale)
            self._make_room(dry.text(line.value, 8.5, BOLD, width=room) + 2)
            start = self.y
            used = self.text(line.label, 8, width=share - 1.5) if line.label and share else 0
            height = max(self.text(line.value, 8.5, BOLD, left=x, width=room), used, 8.5 * self.scale * _POINT * 1.22)
            bottom = start + height + 0.25
            if self.pen is not None:
                self.pen.line(x, bottom, x + room, bottom, 0.15, (0.3, 0.7))
                edge = self.left + self.width - year
                first = start + 8.5 * self.scale * _POINT * 0.86
                if self.pen.width(line.year, BOLD, 8 * self.scale) < year - 7 * self.scale:
                    self.pen.line_of_text(edge, first, block.year_title, REGULAR, 7.5 * self.scale)
                self.pen.line_of_text(self.left + self.width, first, line.year, BOLD, 8 * self.scale, "right")
                self.pen.line(edge + 6 * self.scale, bottom, self.left + self.width, bottom, 0.15, (0.3, 0.7))
            self.y = bottom
            self.space(1.0)

    def _report_table(self, titles: tuple[str, str, str], rows: tuple[tuple[str, str], ...]) -> None:
        edges = [0.0, self.width * 0.17, self.width * 0.46, self.width]
        rooms = [right - left - 2.4 for left, right in pairwise(edges)]
        top = self.y
        dry = Column(None, 0, 0, 1, 0, self.scale)
        head = max(dry.text(title, 8, BOLD, width=room) for title, room in zip(titles, rooms, strict=True)) + 1.8
        heights = [head, *[13.5 * self.scale] * len(rows)]
        for number, (height, cells) in enumerate(zip(heights, (titles, *rows), strict=True)):
            if number == 0 and self.pen is not None:
                self.pen.rect(self.left, self.y, self.width, height, 0, 0.92)
            start = self.y
            self.y += 0.9
            for edge, room, cell in zip(edges, rooms, cells, strict=False):
                self.text(cell, 8, BOLD if number == 0 else REGULAR, left=self.left + edge + 1.2, width=room)
            self.y = start + height
            if self.pen is not None:
                self.pen.line(self.left, start, self.left + self.width, start)
        if self.pen is not None:
            for edge in edges:
                self.pen.line(self.left + edge, top, self.left + edge, self.y)
        self._rule(0.2)
        self.space(3.4)

    def _listed(self, items: list[tuple[str, str]], indent: float) -> None:
        for mark, item in items:
            self.text(mark, 8.5)
            self.y += self.text(item, 8.5, left=self.left + indent * self.scale, width=self.width - indent * self.scale)
            self.space(0.8)

    def _working(self, step: WorkingStep) -> None:
        mark, tail = 6 * self.scale, 40 * self.scale
        x, room = self.left + mark, self.width - mark - tail - 3
        self.text(f"{step.number}.", 9, BOLD)
        start = self.y
        shown = self.text(step.value, 9.5, BOLD, "right", self.left + self.width - tail, tail)
        self.y += self.text(step.words, 9, BOLD, left=x, width=room, leading=1.18)
        self.y += self.text(step.numbers, 9, left=x, width=room, leading=1.18)
        self.y += self.text(step.article, 7.4, left=x, width=room, grey=0.25)
        self.y = max(self.y, start + shown)
        self.space(0.9)
        self._rule(0.12)
        self.space(1.1)

    def _portrait(self, photo: bytes | None, placeholder: str, signature: str) -> None:
        width, height = PHOTO
        if self.pen is not None:
            if not self.pen.photo(photo, self.left, self.y, width, height):
                self.pen.line_of_text(self.left + width / 2, self.y + height / 2, placeholder, REGULAR, 8, "centre", 0.35)
            self.pen.rect(self.left, self.y, width, height, 0.25)
        self.y += height + 1
        if self.pen is not None:
            self.pen.rect(self.left, self.y, width, 15, 0.25)
        self.y += 15.6
        self.y += self.text(signature, 6.8, align="centre", width=width)

    def _officer(self, block: OfficerSignature) -> None:
        self.y += self.text(block.place_date, 8.5, align="centre")
        self.y += self.text(block.role, 8.5, align="centre")
        self.space(15)
        if block.name:
            self.y += self.text(block.name, 9, BOLD, "centre") + 0.3
        self._rule(0.25)
        self.y += 0.8
        self.y += self.text(f"{block.nip_label}. {block.nip}", 8.5, MONO if block.nip else REGULAR)

    def _qr(self, content: str, caption: str, address: str, *, dense: bool) -> None:
        side = 52.0 if dense else 30.0
        if self.pen is not None:
            self.pen.qr(content, self.left, self.y, side, "l" if dense else "m")
        start, x = self.y, self.left + side + 1
        room = self.width - side - 1
        wide = room > 60
        size = 10 if wide else 7.2
        self.y = start + (6 if wide else 4)
        self.y += self.text(caption, size, left=x, width=room) + 0.6
        self.y += self.text(address, size, BOLD, left=x, width=room)
        self.y = max(self.y, start + side)
