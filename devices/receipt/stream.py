"""ESC/POS as a printer hears it: bytes cut into operations, and the real-time commands obeyed on arrival.

Used by the emulator and by tests that must know what a stream would make a printer do. Pure; no input may raise, and
commands this product never sends come out as ``Other`` so that a test can see them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class Switch(StrEnum):
    """Settings with one parameter byte."""

    BOLD = "bold"
    UNDERLINE = "underline"
    ALIGN = "align"
    FONT = "font"
    INVERSE = "inverse"
    SIZE = "size"
    MODE = "mode"
    CODE_PAGE = "code_page"
    LINE_SPACING = "line_spacing"
    SMOOTH = "smooth"
    UPSIDE_DOWN = "upside_down"


@dataclass(frozen=True, slots=True)
class Init:
    """ESC @."""


@dataclass(frozen=True, slots=True)
class Text:
    """Printable bytes in the current code page."""

    raw: bytes


@dataclass(frozen=True, slots=True)
class LineFeed:
    """LF: print the line."""


@dataclass(frozen=True, slots=True)
class Set:
    """A setting."""

    switch: Switch
    value: int


@dataclass(frozen=True, slots=True)
class ChineseMode:
    """FS & or FS . ."""

    on: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """Paper feed in lines or dots."""

    lines: int = 0
    dots: int = 0


@dataclass(frozen=True, slots=True)
class Raster:
    """GS v 0: a picture."""

    row_bytes: int
    rows: int
    dots: bytes


@dataclass(frozen=True, slots=True)
class QrCommand:
    """GS ( k for QR codes: 67 module size, 69 level, 80 store, 81 print, 65 model."""

    function: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """GS V."""


@dataclass(frozen=True, slots=True)
class ConfirmRequest:
    """GS ( H fn 48 with its tag."""

    tag: bytes


@dataclass(frozen=True, slots=True)
class RealTime:
    """A DLE command inside the stream; it was obeyed when it arrived."""

    raw: bytes


@dataclass(frozen=True, slots=True)
class Other:
    """Anything else, e.g. a drawer pulse."""

    raw: bytes


Operation: TypeAlias = (
    Init | Text | LineFeed | Set | ChineseMode | Feed | Raster | QrCommand | Cut | ConfirmRequest | RealTime | Other
)  # fmt: skip

_ESC_SWITCH = {
    0x45: Switch.BOLD, 0x2D: Switch.UNDERLINE, 0x61: Switch.ALIGN, 0x4D: Switch.FONT, 0x21: Switch.MODE, 0x74: Switch.CODE_PAGE,
    0x33: Switch.LINE_SPACING, 0x7B: Switch.UPSIDE_DOWN,
}  # fmt: skip
_GS_SWITCH = {0x42: Switch.INVERSE, 0x21: Switch.SIZE, 0x62: Switch.SMOOTH}
_PRINTABLE = re.compile(rb"[\x20-\xff]+")


@dataclass(slots=True)
class StreamParser:
    """Feed it bytes; it returns the operations they complete and keeps the rest."""

    _kept: bytearray = field(default_factory=bytearray)

    def feed(self, data: bytes) -> list[Operation]:
        """Operations completed by ``data``."""
        self._kept += data
        found: list[Operation] = []
        at = 0
        while at < len(self._kept):
            length, operation = _first(self._kept, at)
            if length == 0:
                break
            found.append(operation)
            at += length
        del self._kept[:at]
        return found

    def forget(self) -> None:
        """Drop a half-received command."""
        self._kept.clear()

    @property
    def unfinished(self) -> bytes:
        """The bytes of a command that is not complete."""
        return bytes(self._kept)


_MORE: tuple[int, Operation] = (0, Init())


def _first(data: bytearray, at: int) -> tuple[int, Operation]:
    """Length and meaning of the operation at ``at``; length 0 while it is incomplete."""
    lead = data[at]
    if lead >= 0x20:
        run = _PRINTABLE.match(data, at)
        raw = bytes(run.group() if run else data[at : at + 1])
        return len(raw), Text(raw)
    if lead == 0x0A:
        return 1, LineFeed()
    if lead not in {0x10, 0x1B, 0x1C, 0x1D}:
        return 1, Other(bytes((lead,)))
    if at + 1 >= len(data):
        return _MORE
    match lead:
        case 0x1B:
            return _escape(data, at)
        case 0x1C:
            code = data[at + 1]
            return (2, ChineseMode(code == 0x26)) if code in {0x26, 0x2E} else (2, Other(bytes(data[at : at + 2])))
        case 0x1D:
            return _group(data, at)
        case _:
            length = real_time_length(data, at)
            if length is None:
                return 1, Other(b"\x10")
            return (length, RealTime(bytes(data[at : at + length]))) if at + length <= len(data) else _MORE


def _escape(data: bytearray, at: int) -> tuple[int, Operation]:
    code = data[at + 1]
    if code == 0x40:
        return 2, Init()
    if code == 0x32:
        return 2, Set(Switch.LINE_SPACING, 30)
    if at + 2 >= len(data) and code in {*_ESC_SWITCH, 0x64, 0x4A, 0x70, 0x52}:
        return _MORE
    if code in _ESC_SWITCH:
        return 3, Set(_ESC_SWITCH[code], data[at + 2])
    if code == 0x64:
        return 3, Feed(lines=data[at + 2])
    if code == 0x4A:
        return 3, Feed(dots=data[at + 2])
    length = {0x70: 5, 0x52: 3}.get(code, 2)
    return (length, Other(bytes(data[at : at + length]))) if at + length <= len(data) else _MORE


def _group(data: bytearray, at: int) -> tuple[int, Operation]:
    code = data[at + 1]
    have = len(data) - at
    if code in _GS_SWITCH:
        return (3, Set(_GS_SWITCH[code], data[at + 2])) if have >= 3 else _MORE
    if code == 0x56:
        if have < 3:
            return _MORE
        length = 4 if data[at + 2] >= 65 else 3
        return (length, Cut()) if have >= length else _MORE
    if code == 0x76:
        if have < 8:
            return _MORE
        row_bytes, rows = data[at + 4] + 256 * data[at + 5], data[at + 6] + 256 * data[at + 7]
        length = 8 + row_bytes * rows
        return (length, Raster(row_bytes, rows, bytes(data[at + 8 : at + length]))) if have >= length else _MORE
    if code == 0x28:
        if have < 5:
            return _MORE
        length = 5 + data[at + 3] + 256 * data[at + 4]
        if have < length:
            return _MORE
        body = bytes(data[at + 5 : at + length])
        if data[at + 2] == 0x6B and body[:1] == b"1" and len(body) >= 2:
            return length, QrCommand(body[1], body[2:])
        if data[at + 2] == 0x48 and body[:2] == b"\x30\x30":
            return length, ConfirmRequest(body[2:])
        return length, Other(bytes(data[at : at + length]))
    return 2, Other(bytes(data[at : at + 2]))


CLEAR_BUFFERS = bytes((0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8))


def real_time_length(data: bytes | bytearray, at: int) -> int | None:
    """Length of the real-time command at ``at``; None when the byte there begins none. May exceed what is there."""
    code = data[at + 1]
    if code in {0x04, 0x05}:
        return 3
    if code == 0x14:
        function = data[at + 2] if at + 2 < len(data) else None
        return {8: 10, 1: 5, 2: 5}.get(function, 3) if function is not None else 3
    return None


@dataclass(slots=True)
class RealTimeScanner:
    """Splits arriving bytes at real-time commands, wherever they stand, as printers do."""

    _kept: bytearray = field(default_factory=bytearray)

    def feed(self, data: bytes) -> list[tuple[bytes, bool]]:
        """Pieces in order: (bytes, whether they are a real-time command)."""
        self._kept += data
        pieces: list[tuple[bytes, bool]] = []
        plain = bytearray()
        at = 0
        while at < len(self._kept):
            if self._kept[at] != 0x10:
                plain.append(self._kept[at])
                at += 1
                continue
            if at + 1 >= len(self._kept):
                break
            length = real_time_length(self._kept, at)
            if length is None:
                plain.append(0x10)
                at += 1
                continue
            if at + length > len(self._kept) or (self._kept[at + 1] == 0x14 and at + 2 >= len(self._kept)):
                break
            if plain:
                pieces.append((bytes(plain), False))
                plain.clear()
            pieces.append((bytes(self._kept[at : at + length]), True))
            at += length
        if plain:
            pieces.append((bytes(plain), False))
        del self._kept[:at]
        return pieces
