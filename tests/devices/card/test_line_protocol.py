"""The line protocol under arbitrary bytes and arbitrary but well-formed messages: judged, never a crash."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devices.card import wire
from devices.card.link import BridgeTiming, Link, LinkFaultError
from devices.card.port import (
    CardErrorCode,
    CardEvent,
    CardIn,
    CardOut,
    CardReadError,
    CardSwapped,
    ReaderIn,
    ReaderOut,
    SamState,
    ServiceDown,
    ServiceUp,
    Step,
    Want,
)
from devices.card.presence import ReaderView
from devices.card.sample import SAMPLE_PHOTO, SAMPLE_RECORD, chip_text
from devices.card.verdict import judge, record_line
from domain.identity import EvidenceKind

GREETING = wire.HelloRequest(1, wire.PROTOCOL, False)
HELLO = wire.Hello(1, wire.PROTOCOL, "test", "1.0", True, True, list(Want), SamState.UNKNOWN)

tokens = st.from_regex(r"[a-z:]{0,12}[0-9]{0,4}", fullmatch=True)
states = st.builds(
    wire.State,
    service=st.sampled_from(["up", "down"]),
    readers=st.lists(
        st.builds(
            wire.ReaderEntry,
            name=st.sampled_from(["A", "B", "C"]),
            card=st.none() | st.integers(1, 6),
            refused=st.booleans(),
        ),
        max_size=3,
        unique_by=(lambda entry: entry.name, lambda entry: entry.card or entry.name),
    ),
    detail=tokens,
)
results = st.builds(
    wire.Result,
    id=st.integers(1, 9),
    evidence=st.lists(st.builds(wire.Claim, kind=st.sampled_from(list(EvidenceKind)), reference=tokens), max_size=8),
    card=st.none() | st.integers(1, 6),
    uid_hmac=st.none() | st.just("0f" * 32),
    record=st.none() | st.just(record_line(SAMPLE_RECORD)),
    photo=st.none() | st.binary(max_size=40) | st.just(SAMPLE_PHOTO),
) | st.builds(
    wire.Result,
    id=st.integers(1, 9),
    evidence=st.just([wire.Claim(EvidenceKind.CARD_PRESENT)]),
    card=st.integers(1, 6),
    chip_text=st.text(max_size=60) | st.just(chip_text(SAMPLE_RECORD)),
)
messages = st.one_of(
    states,
    results,
    st.just(HELLO),
    st.builds(wire.Pong, id=st.integers(1, 9)),
    st.builds(
        wire.Progress, id=st.integers(1, 9), step=st.sampled_from(list(Step)), done=st.integers(0, 9), of=st.integers(1, 9)
    ),
    st.builds(
        wire.Failure,
        id=st.integers(1, 9),
        code=st.sampled_from(list(CardErrorCode)),
        detail=tokens,
        left=st.none() | st.integers(0, 20),
    ),
)


class Sink:
    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def send(self, line: bytes) -> None:
        self.lines.append(line)


def greeted() -> Link:
    link = Link(Sink(), BridgeTiming(), GREETING, 0.0)
    link.greet()
    link.receive(wire.encode(HELLO), 0.0)
    return link


def chunks(data: bytes, sizes: list[int]) -> list[bytes]:
    cut: list[bytes] = []
    for size in sizes:
        cut.append(data[:size])
        data = data[size:]
    return [*cut, data]


@given(st.lists(st.binary(max_size=300), max_size=6), st.booleans())
def test_arbitrary_bytes_end_the_life_or_mean_nothing(pieces: list[bytes], after_hello: bool):
    link = greeted() if after_hello else Link(Sink(), BridgeTiming(), GREETING, 0.0)
    try:
        for piece in pieces:
            assert link.receive(piece, 1.0) == []
    except LinkFaultError as fault:
        reason = fault.reason
    else:
        reason = "none"
    assert reason.isascii()
    assert len(reason) < 40


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
almost = st.fixed_dictionaries(
    {"ev": st.sampled_from(["hello", "pong", "state", "progress", "result", "failure", "other"])},
    optional=dict.fromkeys(
        ("id", "service", "readers", "card", "evidence", "record", "photo", "code", "detail", "left", "x"), json_values
    ),
)


@given(almost)
def test_almost_right_messages_are_rejected_without_quoting_them(body: dict[str, object]):
    try:
        message = wire.decode_message(msgspec.json.encode(body))
    except wire.MalformedLineError as error:
        reason = str(error)
    else:
        reason = "accepted"
        assert wire.decode_message(wire.encode(message)) == message
    assert reason in {
        "accepted", "not-a-message", "two-records", "detail-looks-personal", "reference-looks-personal", "reader-twice",
        "card-twice",
    }  # fmt: skip


@given(messages)
def test_every_message_survives_its_line(message: wire.Message):
    assert wire.decode_message(wire.encode(message).rstrip(b"\n")) == message


@given(st.lists(messages, max_size=20), st.lists(st.integers(1, 200), max_size=10))
def test_well_formed_messages_in_any_order_never_crash_the_link(heard: list[wire.Message], sizes: list[int]):
    link = greeted()
    number = link.begin_read(frozenset(Want), 5.0)
    data = b"".join(wire.encode(message) for message in heard)
    answers = 0
    try:
        for chunk in chunks(data, sizes):
            for news in link.receive(chunk, 1.0):
                if isinstance(news, wire.Result | wire.Failure):
                    answers += 1
                    assert news.id == number
    except LinkFaultError:
        pass
    assert answers <= 1


@given(results, st.sets(st.sampled_from(list(Want))), st.booleans())
def test_a_read_never_holds_more_than_was_asked(result: wire.Result, asked: set[Want], keyed: bool):
    failure = None
    try:
        read = judge(
            result, frozenset(asked), keyed=keyed, method="bridge", adapter="t/1",
            at=datetime(2026, 1, 1, tzinfo=UTC), presence=1,
        )  # fmt: skip
    except CardReadError as error:
        failure = error.code
    if failure is not None:
        assert failure in {CardErrorCode.DEVICE_FAULT, CardErrorCode.RECORD_MALFORMED}
        return
    assert (read.record is None) == (Want.RECORD not in asked)
    assert read.photo is None or Want.PHOTO in asked
    assert read.uid_hmac is None or keyed
    kinds = {e.kind for e in read.evidence}
    assert EvidenceKind.CARD_PRESENT in kinds
    if Want.VERIFY_CARD not in asked:
        assert not kinds & {EvidenceKind.CARD_AUTH, EvidenceKind.DS_VALID}
    if Want.VERIFY_HOLDER not in asked:
        assert not kinds & {EvidenceKind.FINGER_MATCH, EvidenceKind.FACE_MATCH}
    assert not kinds & {EvidenceKind.NIK_ELEMENTS, EvidenceKind.IKD_ONLINE, EvidenceKind.OFFICER_SIGHT}


class Witness:
    """Believes every event and checks that they tell one consistent story."""

    def __init__(self) -> None:
        self.up = False
        self.readers: set[str] = set()
        self.cards: dict[str, int] = {}

    def hear(self, event: CardEvent) -> None:
        match event:
            case ServiceUp():
                assert not self.up
                self.up = True
            case ServiceDown():
                assert not self.readers
                self.up = False
            case ReaderIn(reader):
                assert self.up
                assert reader not in self.readers
                self.readers.add(reader)
            case ReaderOut(reader):
                assert reader not in self.cards
                self.readers.remove(reader)
            case CardIn(reader, presence):
                assert reader in self.readers
                assert reader not in self.cards
                self.cards[reader] = presence
            case CardOut(reader, presence):
                assert self.cards.pop(reader) == presence
            case CardSwapped(reader, presence, previous):
                assert self.cards[reader] == previous
                assert presence != previous
                self.cards[reader] = presence


@given(st.lists(states | st.just("lost"), max_size=20))
def test_events_tell_a_consistent_story_and_agree_with_the_state(heard: list[wire.State | str]):
    view, witness = ReaderView(), Witness()
    for item in heard:
        if isinstance(item, wire.State):
            events = view.apply(item)
        else:
            events = view.lost()
        for event in events:
            witness.hear(event)
        assert witness.up == view.service_up
        assert witness.readers == {seen.name for seen in view.readers if not seen.refused}
        assert set(witness.cards.values()) == view.presences


@given(st.lists(st.lists(st.integers(1, 50), max_size=5), max_size=5))
def test_presence_numbers_are_never_used_twice_even_if_a_program_counts_badly(lives: list[list[int]]):
    view, used, before = ReaderView(), set(), None
    for life in lives:
        for card in life:
            view.apply(wire.State("up", [wire.ReaderEntry("A", card)]))
            (presence,) = view.presences
            assert view.presence_of(card) == presence
            assert (card == before) == (presence in used)
            used.add(presence)
            before = card
        view.lost()
        before = None


def test_a_photo_or_record_that_is_none_is_malformed():
    claim = [wire.Claim(EvidenceKind.CARD_PRESENT)]
    record = record_line(SAMPLE_RECORD)
    bad = [
        wire.Result(7, claim, 1, photo=b"GIF89a"),
        wire.Result(7, claim, 1, record=wire.Record(nik="33749901019", nama="CONTOH")),
        wire.Result(7, claim, 1, record=wire.Record(nik=record.nik, nama="\x07 ")),
        wire.Result(7, claim, 1, record=wire.Record(nik=record.nik, nama="CONTOH", tanggal_lahir="1990-01-01")),
        wire.Result(7, claim, 1, chip_text='"3374990101900001"'),
    ]
    for result in bad:
        asked = frozenset({Want.PHOTO if result.photo else Want.RECORD})
        with pytest.raises(CardReadError) as caught:
            judge(result, asked, keyed=False, method="m", adapter="a", at=datetime(2026, 1, 1, tzinfo=UTC), presence=1)
        assert caught.value.code is CardErrorCode.RECORD_MALFORMED


def test_control_characters_never_reach_a_record():
    dirty = wire.Record(nik="3374990101900001", nama="CONTOH\x1b PEMOHON\x00", alamat=" JL\u202e CONTOH ")
    line = wire.encode(wire.Result(7, [wire.Claim(EvidenceKind.CARD_PRESENT)], 1, record=dirty))
    result = wire.decode_message(line)
    assert isinstance(result, wire.Result)
    read = judge(
        result, frozenset({Want.RECORD}), keyed=False, method="m", adapter="a", at=datetime(2026, 1, 1, tzinfo=UTC), presence=1
    )
    assert read.record is not None
    assert (read.record.nama, read.record.alamat) == ("CONTOH PEMOHON", "JL CONTOH")


def test_a_detail_that_looks_like_a_nik_is_rejected():
    with pytest.raises(wire.MalformedLineError, match="detail-looks-personal"):
        wire.decode_message(b'{"ev":"failure","id":1,"code":"NO_CARD","detail":"3374990101900001"}')


def test_deep_nesting_and_long_lines_are_rejected():
    with pytest.raises(wire.MalformedLineError):
        wire.decode_message(b'{"ev":' + b"[" * 100_000)
    splitter = wire.LineSplitter(limit=10)
    assert splitter.feed(b"0123456789\n") == [b"0123456789"]
    with pytest.raises(wire.MalformedLineError, match="line-too-long"):
        splitter.feed(b"0123456789A")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(babble=st.binary(min_size=1, max_size=2000))
def test_a_program_that_only_babbles_costs_one_failed_read(start_bridge, quick, tmp_path, babble: bytes):
    (tmp_path / "babble").write_bytes(babble)
    reader = start_bridge(
        command=("/bin/cat", str(tmp_path / "babble")),
        wait_for=None,
        timing=replace(quick, ready_wait_s=0.05, back_off_most_s=0.02),
    )
    began = time.monotonic()
    with pytest.raises(CardReadError) as caught:
        reader.read(frozenset(Want), 5.0)
    assert caught.value.code is CardErrorCode.DEVICE_FAULT
    assert time.monotonic() - began < 3.0
    reader.stop()
