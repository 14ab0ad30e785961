"""The emulator's paper: operations become dots, as a printer of the given width would set them.

Font A is a 12 x 24 cell drawn with the bundled monospaced face; metrics follow common 203 dpi printers.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import assert_never

import segno
from PIL import Image, ImageDraw, ImageFont, ImageOps

from devices.receipt.stream import (
    ChineseMode,
    ConfirmRequest,
    Cut,
    Feed,
    Init,
    LineFeed,
    Operation,
    Other,
    QrCommand,
    Raster,
    RealTime,
    Set,
    Switch,
    Text,
)

LINE_DOTS = 30
_CELL = (12, 24)
_SMALL_CELL = (9, 17)
_FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
_LEVELS = {48: "l", 49: "m", 50: "q", 51: "h"}


@cache
def _face(bold: bool, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / f"AtkinsonHyperlegibleMono-{'Bold' if bold else 'Regular'}.ttf"), size)


@cache
def _glyph(char: str, bold: bool, small: bool) -> Image.Image:
    width, height = _SMALL_CELL if small else _CELL
    cell = Image.new("L", (width, height), 255)
    ImageDraw.Draw(cell).text((0, height * 0.79), char, font=_face(bold, 14 if small else 19), fill=0, anchor="ls")
    return cell


class Roll:
    """Paper ``dots`` wide that grows as operations are printed."""

    def __init__(self, dots: int) -> None:
        self._dots = dots
        self._strips: list[Image.Image] = []
        self.lines: list[str] = []
        self.qr_contents: list[str] = []
        self._line: list[tuple[Image.Image, str]] = []
        self._qr = (3, "l", b"")
        self._reset()

    def _reset(self) -> None:
        self._bold = self._inverse = self._small = False
        self._align = 0
        self._size = (1, 1)
        self._spacing = LINE_DOTS

    def run(self, operations: Iterable[Operation]) -> None:
        """Print operations in order."""
        for operation in operations:
            self._one(operation)

    def _one(self, operation: Operation) -> None:
        match operation:
            case Init():
                self._line.clear()
                self._reset()
            case Text(raw):
                for char in raw.decode("cp437"):
                    self._char(char)
            case LineFeed():
                self._end_line()
            case Set(switch, value):
                self._set(switch, value)
            case Feed(lines, dots):
                self._end_line(force=False)
                self._blank(lines * self._spacing + dots)
            case Raster():
                self._raster(operation)
            case QrCommand(function, payload):
                self._qr_command(function, payload)
            case Cut():
                self._end_line(force=False)
                self._cut_mark()
            case ChineseMode() | ConfirmRequest() | RealTime() | Other():
                pass
            case _:
                assert_never(operation)

    def _set(self, switch: Switch, value: int) -> None:
        match switch:
            case Switch.BOLD:
                self._bold = bool(value & 1)
            case Switch.ALIGN:
                self._align = value % 48
            case Switch.FONT:
                self._small = value % 48 == 1
            case Switch.INVERSE:
                self._inverse = bool(value & 1)
            case Switch.SIZE:
                self._size = (value // 16 + 1, value % 16 + 1)
            case Switch.MODE:
                self._small, self._bold = bool(value & 1), bool(value & 8)
                self._size = (2 if value & 32 else 1, 2 if value & 16 else 1)
            case Switch.LINE_SPACING:
                self._spacing = value
            case Switch.UNDERLINE | Switch.CODE_PAGE | Switch.SMOOTH | Switch.UPSIDE_DOWN:
                pass
            case _:
                assert_never(switch)

    def _char(self, char: str) -> None:
        cell = _glyph(char, self._bold, self._small)
        if self._size != (1, 1):
            cell = cell.resize((cell.width * self._size[0], cell.height * self._size[1]), Image.Resampling.NEAREST)
        if self._inverse:
            cell = ImageOps.invert(cell)
        if sum(image.width for image, _ in self._line) + cell.width > self._dots:
            self._end_line()
        self._line.append((cell, char))

    def _end_line(self, force: bool = True) -> None:
        if not self._line and not force:
            return
        height = max([cell.height for cell, _ in self._line], default=0)
        strip = Image.new("L", (self._dots, max(self._spacing, height + 2)), 255)
        width = sum(cell.width for cell, _ in self._line)
        x = {0: 0, 1: (self._dots - width) // 2, 2: self._dots - width}.get(self._align, 0)
        for cell, _ in self._line:
            strip.paste(cell, (x, height - cell.height))
            x += cell.width
        self.lines.append("".join(char for _, char in self._line))
        self._strips.append(strip)
        self._line.clear()

    def _blank(self, dots: int) -> None:
        if dots:
            self._strips.append(Image.new("L", (self._dots, dots), 255))

    def _raster(self, picture: Raster) -> None:
        self._end_line(force=False)
        if not picture.rows or not picture.row_bytes:
            return
        image = Image.frombytes("1", (picture.row_bytes * 8, picture.rows), bytes(0xFF ^ byte for byte in picture.dots))
        self._place(image.convert("L"))

    def _place(self, image: Image.Image) -> None:
        strip = Image.new("L", (self._dots, image.height), 255)
        slack = self._dots - image.width
        strip.paste(image, ({0: 0, 1: slack // 2, 2: slack}.get(self._align, 0), 0))
        self._strips.append(strip)

    def _qr_command(self, function: int, payload: bytes) -> None:
        module, level, content = self._qr
        if function == 67 and payload:
            module = payload[0]
        elif function == 69 and payload:
            level = _LEVELS.get(payload[0], "l")
        elif function == 80:
            content = payload[1:]
        elif function == 81 and content:
            code = segno.make(content, error=level, micro=False, boost_error=False)
            out = io.BytesIO()
            code.save(out, kind="png", scale=module, border=0)
            self._place(Image.open(out).convert("L"))
            self.qr_contents.append(content.decode("utf-8", "replace"))
        self._qr = (module, level, content)

    def _cut_mark(self) -> None:
        strip = Image.new("L", (self._dots, 6), 255)
        pen = ImageDraw.Draw(strip)
        for x in range(0, self._dots, 16):
            pen.line((x, 3, x + 7, 3), fill=120)
        self._strips.append(strip)

    @property
    def height(self) -> int:
        """Length of the paper so far, in dots (8 a millimetre)."""
        return sum(strip.height for strip in self._strips)

    def png(self, margin: int = 32) -> bytes:
        """The paper as PNG with a white margin at the sides."""
        sheet = Image.new("L", (self._dots + 2 * margin, max(1, self.height) + 2 * margin), 255)
        y = margin
        for strip in self._strips:
            sheet.paste(strip, (margin, y))
            y += strip.height
        out = io.BytesIO()
        sheet.save(out, "PNG", optimize=False)
        return out.getvalue()


def dots_of(operation: Operation) -> int:
    """Paper an operation uses, in dots; text counts when its line ends."""
    match operation:
        case LineFeed():
            return LINE_DOTS
        case Feed(lines, dots):
            return lines * LINE_DOTS + dots
        case Raster(_, rows, _):
            return rows
        case QrCommand(81, _):
            return 200
        case _:
            return 0
