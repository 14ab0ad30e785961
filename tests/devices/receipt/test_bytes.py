"""Cutting bytes into meaning: any input, in any pieces, gives the same result and never an exception."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from devices.receipt.answers import AnswerReader, Cleared, Printed, StatusByte, decode
from devices.receipt.port import PrinterState
from devices.receipt.stream import CLEAR_BUFFERS, Other, RealTimeScanner, StreamParser, Text

LEADS = st.sampled_from([b"\x10", b"\x04", b"\x14\x08", b"\x1b", b"\x1d", b"\x1c", b"v0", b"(k", b"(H", b"V", b"\x37\x22", b"\x00", b"\x12"])
BYTES = st.lists(st.one_of(LEADS, st.binary(max_size=6)), max_size=30).map(b"".join)
CUTS = st.lists(st.integers(0, 200), max_size=6)


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    marks = sorted({0, len(data), *(min(cut, len(data)) for cut in cuts)})
    return [data[a:b] for a, b in itertools.pairwise(marks)]


@given(BYTES, CUTS)
def test_answers_do_not_depend_on_how_the_bytes_arrive(data: bytes, cuts: list[int]) -> None:
    apart = AnswerReader()
    assert [answer for piece in pieces(data, cuts) for answer in apart.feed(piece)] == AnswerReader().feed(data)


def _joined(operations: list[object]) -> list[object]:
    out: list[object] = []
    for operation in operations:
        if isinstance(operation, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].raw + operation.raw)
        else:
            out.append(operation)
    return out


@given(BYTES, CUTS)
def test_operations_do_not_depend_on_how_the_bytes_arrive(data: bytes, cuts: list[int]) -> None:
    apart, whole = StreamParser(), StreamParser()
    separately = _joined([operation for piece in pieces(data, cuts) for operation in apart.feed(piece)])
    assert separately == _joined(list(whole.feed(data)))
    assert apart.unfinished == whole.unfinished


@given(BYTES, CUTS)
def test_the_scanner_loses_no_byte(data: bytes, cuts: list[int]) -> None:
    scanner = RealTimeScanner()
    out = b"".join(piece for part in pieces(data, cuts) for piece, _ in scanner.feed(part))
    assert data.startswith(out)
    assert len(data) - len(out) < len(CLEAR_BUFFERS)


def test_answers_are_told_apart_by_their_fixed_bits() -> None:
    noise = b"\x11\x13" + b"\x10\x00\x00\x0f"
    assert AnswerReader().feed(noise + b"\x16" + b"\x37\x22abcd\x00" + noise + b"\x37\x25\x00" + b"\x7e") == [
        StatusByte(0x16), Printed(b"abcd"), Cleared(), StatusByte(0x7E),
    ]  # fmt: skip


def test_a_drawer_pulse_is_seen_for_what_it_is() -> None:
    assert StreamParser().feed(b"a\x1bp\x00\x19\xfab") == [Text(b"a"), Other(b"\x1bp\x00\x19\xfa"), Text(b"b")]


def test_states_and_their_technical_notes() -> None:
    good = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
    cases = [
        (good, PrinterState.READY, ""),
        (good | {4: 0x1E}, PrinterState.NEAR_END, "near end"),
        (good | {1: 0x1A, 2: 0x32, 4: 0x7E}, PrinterState.NO_PAPER, "paper end"),
        (good | {1: 0x1A, 2: 0x16, 4: 0x7E}, PrinterState.COVER_OPEN, "cover open"),
        (good | {1: 0x1A, 2: 0x52, 3: 0x1A}, PrinterState.CUTTER_FAULT, "cutter fault"),
        (good | {1: 0x1A, 3: 0x32}, PrinterState.OFFLINE, "unrecoverable"),
        ({1: 0x12}, PrinterState.UNKNOWN, ""),
    ]
    for answers, state, note in cases:
        status = decode(answers)
        assert status.state is state
        assert note in " | ".join(status.notes)
        assert dict(status.answers) == answers
