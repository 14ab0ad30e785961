"""What a printer says back, told apart by its fixed bits: status bytes, job confirmations, buffer-cleared notices, noise.

Pure; no input may raise. Sources: the manufacturers' ESC/POS references for DLE EOT, GS ( H and DLE DC4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from devices.receipt.port import PrinterState, PrinterStatus

QUESTIONS = (1, 2, 3, 4)
CLEAR_BUFFERS = bytes((0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8))
TAG_LENGTH = 4


def ask(question: int) -> bytes:
    """DLE EOT n: status in real time."""
    return bytes((0x10, 0x04, question))


def request_confirmation(tag: bytes) -> bytes:
    """GS ( H fn 48: have the printer report ``tag`` (4 printable bytes) when everything before it is printed."""
    return b"\x1d(H\x06\x00\x30\x30" + tag


@dataclass(frozen=True, slots=True)
class StatusByte:
    """An answer to DLE EOT; the byte does not say to which question."""

    value: int


@dataclass(frozen=True, slots=True)
class Printed:
    """The job that carried this tag is on paper."""

    tag: bytes


@dataclass(frozen=True, slots=True)
class Cleared:
    """The printer's buffers are empty."""


Answer: TypeAlias = StatusByte | Printed | Cleared


@dataclass(slots=True)
class AnswerReader:
    """Cuts the incoming bytes into answers; flow control, automatic status and noise are dropped."""

    _kept: bytearray = field(default_factory=bytearray)

    def feed(self, data: bytes) -> list[Answer]:
        """The answers completed by ``data``."""
        self._kept += data
        found: list[Answer] = []
        while self._kept:
            length, answer = self._first()
            if length == 0:
                break
            del self._kept[:length]
            if answer is not None:
                found.append(answer)
        return found

    def forget(self) -> None:
        """Drop a half-received answer."""
        self._kept.clear()

    def _first(self) -> tuple[int, Answer | None]:
        kept = self._kept
        if kept[0] == 0x37:
            if len(kept) < 2:
                return 0, None
            if kept[1] == 0x22:
                whole = 2 + TAG_LENGTH + 1
                if len(kept) < whole:
                    return 0, None
                return (whole, Printed(bytes(kept[2 : whole - 1]))) if kept[whole - 1] == 0 else (1, None)
            if kept[1] == 0x25:
                if len(kept) < 3:
                    return 0, None
                return (3, Cleared()) if kept[2] == 0 else (1, None)
            return 1, None
        if kept[0] & 0x93 == 0x12:
            return 1, StatusByte(kept[0])
        if kept[0] & 0x93 == 0x10:
            return (4, None) if len(kept) >= 4 else (0, None)
        return 1, None


_BITS: Mapping[int, tuple[tuple[int, str], ...]] = {
    1: ((0x08, "offline"), (0x20, "waiting for recovery"), (0x40, "feed button held")),
    2: ((0x04, "cover open"), (0x08, "feeding by button"), (0x20, "stopped, paper end"), (0x40, "error")),
    3: ((0x04, "recoverable error"), (0x08, "cutter fault"), (0x20, "unrecoverable error"), (0x40, "error that ends by itself")),
    4: ((0x0C, "paper near end"), (0x60, "paper end")),
}


def decode(answers: Mapping[int, int], missing: str = "") -> PrinterStatus:
    """The state behind the answers to the four questions; ``missing`` says why some are not there."""
    notes = tuple(
        f"DLE EOT {question}: {words}"
        for question in sorted(answers)
        for bits, words in _BITS[question]
        if answers[question] & bits
    )
    raw = tuple(sorted(answers.items()))

    def is_set(question: int, bits: int) -> bool:
        return bool(answers.get(question, 0) & bits)

    if is_set(2, 0x04):
        state = PrinterState.COVER_OPEN
    elif is_set(4, 0x60) or is_set(2, 0x20):
        state = PrinterState.NO_PAPER
    elif is_set(3, 0x08):
        state = PrinterState.CUTTER_FAULT
    elif is_set(3, 0x64) or is_set(2, 0x40) or is_set(1, 0x08):
        state = PrinterState.OFFLINE
    elif set(answers) != set(QUESTIONS):
        state = PrinterState.UNKNOWN
    elif is_set(4, 0x0C):
        state = PrinterState.NEAR_END
    else:
        state = PrinterState.READY
    return PrinterStatus(state, raw, (*notes, missing) if missing else notes)
