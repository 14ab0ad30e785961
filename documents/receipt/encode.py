"""One document as one complete ESC/POS job: INIT, out of Chinese mode, content, cut.

python-escpos is used as an encoder only. Two promises are kept here and tested: people's text can bring no control byte
into the stream, and no picture contains bytes a printer would obey in real time (DLE EOT, ENQ, DC4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from escpos.printer import Dummy

from documents.model import (
    BigCode,
    Block,
    BoxedNumber,
    BulletList,
    CopyMark,
    DateField,
    Document,
    Entry,
    Field,
    FormLine,
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
    Section,
    TitleBar,
    WorkingStep,
    WriteLine,
)
from documents.paper import Paper
from documents.receipt.columns import wrap
from documents.receipt.picture import Press
from documents.typeface import ascii_only

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_LEAVE_CHINESE_MODE = b"\x1c."
_STEP_GAP = b"\x1bJ\x0a"  # ESC J: feed ten dots
_RASTER = b"\x1dv0\x00"
_STRIP_ROWS = 128
_REAL_TIME = (0x04, 0x05, 0x14)
_DLE = b"\x10"
_NEGATIVE = bytes(0xFF ^ byte for byte in range(256))


def encode(document: Document, paper: Paper) -> bytes:
    """The document's bytes for ``paper``."""
    receipt = _Receipt(paper)
    for section in document.sections:
        receipt.section(section)
    return receipt.finish()


def raster(picture: Picture) -> bytes:
    """``GS v 0`` commands in strips small printers can hold, white margins left out. The width is a multiple of 8."""
    out = bytearray()
    row_bytes = (picture.width + 7) // 8
    for top in range(0, picture.height, _STRIP_ROWS):
        rows = min(_STRIP_ROWS, picture.height - top)
        black = picture.crop((0, top, row_bytes * 8, top + rows)).tobytes().translate(_NEGATIVE)
        lines = [black[at : at + row_bytes] for at in range(0, len(black), row_bytes)]
        needed = max([len(line.rstrip(b"\0")) for line in lines] + [1])
        dots = bytearray().join(line[:needed] for line in lines)
        out += _RASTER + needed.to_bytes(2, "little") + rows.to_bytes(2, "little") + _defused(dots)
    return bytes(out)


def _defused(dots: bytearray) -> bytes:
    """Change one dot wherever two bytes of a picture would read as a real-time command."""
    at = dots.find(_DLE)
    while 0 <= at < len(dots) - 1:
        if dots[at + 1] in _REAL_TIME:
            dots[at + 1] ^= 0x02
        at = dots.find(_DLE, at + 1)
    return bytes(dots)


class _Receipt:
    """Writes blocks onto one receipt."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._press = Press(paper.dots)
        profile = "TM-T20II" if paper.has_cutter else "POS-5890"
        self._out = Dummy(profile=profile, magic_encode_args={"disabled": True, "encoding": "CP437"})
        self._out.hw("INIT")
        self._raw(_LEAVE_CHINESE_MODE)
        self._out.set(align="left", font="a", bold=False, normal_textsize=True, invert=False)

    def _raw(self, data: bytes) -> None:
        self._out._raw(data)

    def _show(self, picture: Picture) -> None:
        self._raw(raster(picture))

    def _line(self, text: str) -> None:
        self._out.text(text + "\n")

    def section(self, section: Section) -> None:
        """One section; captions of a section share one width."""
        indent = self._indent([block.label for block in section.blocks if isinstance(block, Field | DateField)])
        for block in section.blocks:
            self._block(block, indent)

    def _block(self, block: Block, indent: int) -> None:
        match block:
            case Letterhead(government, office, address, contact, form):
                self._show(self._press.letterhead(government, office, (address, contact), form))
            case TitleBar(text, subtitle):
                self._show(self._press.bar(text, subtitle))
            case Heading(text):
                self._show(self._press.heading(text))
            case Notice(text):
                self._show(self._press.framed(text))
            case CopyMark(text):
                self._show(self._press.framed(text, inverse=True))
            case BoxedNumber(label, groups):
                self._show(self._press.boxes(label, groups))
            case BigCode(label, code):
                self._show(self._press.big_code(label, code))
            case Field(label, value):
                self._field(label, value, indent)
            case DateField(label, before, _, text):
                self._field(label, f"{before}, {text}" if before else text, indent)
            case FormLines(lines):
                self._form_lines(lines)
            case ReportTable(titles, rows):
                self._show(self._press.report_table(titles, rows))
            case WriteLine(label):
                self._show(self._press.write_line(label))
            case Paragraph(text, strong, _, centred):
                self._out.set(bold=strong, align="center" if centred else "left")
                for line in wrap(text, self._paper.columns):
                    self._line(line)
                self._out.set(bold=False, align="left")
            case NumberedList(items):
                self._listed([(f"{number}. ", item) for number, item in enumerate(items, start=1)])
            case BulletList(items):
                self._listed([("- ", item) for item in items])
            case Entry(label, value):
                self._across(wrap(label, self._paper.columns), value, "")
            case WorkingStep():
                self._working(block)
            case Portrait(photo, placeholder, signature):
                self._show(self._press.portrait(photo, placeholder, signature))
            case OfficerSignature(place_date, role, name, nip_label, nip):
                self._show(self._press.officer(place_date, role, name, f"{nip_label}. {nip}"))
            case QrCode():
                self._qr(block)
            case _:
                assert_never(block)

    def _field(self, label: str, value: str, indent: int) -> None:
        columns = self._paper.columns
        lines = wrap(value, columns - indent) or [""]
        if indent and (not label or len(lines) <= 3):
            self._out.text(ascii_only(label).ljust(indent))
            self._out.set(bold=True)
            self._line(lines[0])
            for line in lines[1:]:
                self._line(" " * indent + line)
        else:
            for line in wrap(label, columns):
                self._line(line)
            self._out.set(bold=True)
            for line in wrap(value, columns - 2):
                self._line("  " + line)
        self._out.set(bold=False)

    def _form_lines(self, lines: tuple[FormLine, ...]) -> None:
        if not any(line.value for line in lines):
            self._line("-")  # an empty form line is for a pen; a receipt says that there is nothing
            return
        indent = self._indent([line.label for line in lines if line.label and line.value])
        under_label = False
        for line in lines:
            value = f"{line.value} ({line.year})" if line.year else line.value
            if not value:
                continue
            if indent and (line.label or under_label):
                self._field(line.label, value, indent)
                under_label = True
                continue
            for part in wrap(line.label, self._paper.columns):
                self._line(part)
            self._out.set(bold=True)
            for number, part in enumerate(wrap(value, self._paper.columns - 2)):
                self._line(("- " if number == 0 else "  ") + part)
            self._out.set(bold=False)

    def _indent(self, captions: list[str]) -> int:
        """Where values begin beside captions; 0 when the paper is too narrow and they go below."""
        widest = max((len(ascii_only(caption)) for caption in captions), default=0)
        return widest + 2 if 0 < widest <= self._paper.columns * 0.5 else 0

    def _listed(self, items: list[tuple[str, str]]) -> None:
        for mark, item in items:
            for at, line in enumerate(wrap(item, self._paper.columns - len(mark))):
                self._line((mark if at == 0 else " " * len(mark)) + line)

    def _across(self, lines: list[str], value: str, margin: str) -> None:
        """``lines``, then ``value`` in bold at the right edge: behind the last line where there is room, else below."""
        room = self._paper.columns - len(margin)
        *above, last = lines or [""]
        shown = wrap(value, room)
        if len(shown) > 1:  # too long for the edge: below, like running text
            above, last, shown = [*above, last], "", wrap(value, room - 2)
        elif shown and len(last) + 1 + len(shown[0]) > room:
            above, last = [*above, last], ""
        for line in above:
            self._line(margin + line)
        if len(shown) <= 1:
            self._out.text(margin + last)
            self._out.set(bold=True)
            self._line(shown[0].rjust(room - len(last)) if shown else "")
        else:
            self._out.set(bold=True)
            for line in shown:
                self._line(f"{margin}  {line}")
        self._out.set(bold=False)

    def _working(self, step: WorkingStep) -> None:
        mark = f"{step.number}. "
        self._out.set(bold=True)
        self._listed([(mark, step.words)])
        self._out.set(bold=False)
        margin = " " * len(mark)
        room = self._paper.columns - len(mark)
        if step.numbers or step.value:
            self._across(wrap(step.numbers, room), step.value, margin)
        for line in wrap(step.article, room):
            self._line(margin + line)
        self._raw(_STEP_GAP)

    def _qr(self, block: QrCode) -> None:
        if block.dense or not self._paper.native_qr:
            self._show(self._press.qr(block.content, block.caption, block.address, dense=block.dense))
            return
        self._out.set(align="center")
        self._out.qr(block.content, ec=1, size=5 if len(block.content) < 120 else 4, native=True)
        self._line("")
        for line in (*wrap(block.caption, self._paper.columns), *wrap(block.address, self._paper.columns)):
            self._line(line)
        self._out.set(align="left")

    def finish(self) -> bytes:
        """Feed past the cutter, or far enough to tear; cut where there is a cutter."""
        if self._paper.has_cutter:
            self._out.cut()
        else:
            self._out.print_and_feed(5)
        return bytes(self._out.output)
