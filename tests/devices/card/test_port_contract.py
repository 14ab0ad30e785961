"""What every card reader promises, asked of the in-process fake and of the bridge with its reference program alike."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Protocol

import pytest

from devices.card.bridge import BridgeReader
from devices.card.port import (
    CardErrorCode,
    CardIn,
    CardOut,
    CardReader,
    CardReadError,
    CardSwapped,
    ReaderOut,
    ReaderState,
    ReadProgress,
    ServiceDown,
    StateChanged,
    Want,
)
from devices.card.sample import SAMPLE_PHOTO, SAMPLE_RECORD
from devices.card.simulated import SimulatedReader
from domain.identity import EvidenceKind, IdentityLevel, derive_assurance

EVERYTHING = frozenset(Want)


class Played(Protocol):
    reader: CardReader

    def insert(self) -> None: ...
    def remove(self) -> None: ...
    def swap(self) -> None: ...
    def fail_next(self, code: CardErrorCode) -> None: ...
    def wait_in_read(self) -> None: ...
    def unplug(self) -> None: ...
    def service_down(self) -> None: ...


class PlayedSimulated:
    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.reader = SimulatedReader(clock)
        self.insert = self.reader.insert
        self.remove = self.reader.remove
        self.swap = self.reader.insert
        self.fail_next = self.reader.fail_next
        self.wait_in_read = self.reader.hold
        self.unplug = self.reader.unplug
        self.service_down = self.reader.service_down


_SCENARIO = {CardErrorCode.CARD_TORN: "torn", CardErrorCode.SAM_MISSING: "no_sam", CardErrorCode.FINGER_NO_MATCH: "wrong_finger"}


class PlayedShim:
    def __init__(self, reader: BridgeReader) -> None:
        self.reader = reader
        self.insert = lambda: reader.script("card=in")
        self.remove = lambda: reader.script("card=out")
        self.swap = lambda: reader.script("card=swap")
        self.fail_next = lambda code: reader.script(f"once={_SCENARIO[code]}")
        self.wait_in_read = lambda: reader.script("once=slow")
        self.unplug = lambda: reader.script("reader=out")
        self.service_down = lambda: reader.script("service=down")


@pytest.fixture(params=["simulated", "shim"])
def played(request: pytest.FixtureRequest, start_bridge, recorder, clock) -> Iterator[Played]:
    if request.param == "shim":
        yield PlayedShim(start_bridge())
        return
    simulated = PlayedSimulated(clock)
    simulated.reader.start(recorder)
    yield simulated
    simulated.reader.stop()


def code_of(reader: CardReader, deadline_s: float = 20.0) -> CardErrorCode:
    with pytest.raises(CardReadError) as caught:
        reader.read(EVERYTHING, deadline_s)
    return caught.value.code


def test_a_whole_visit(played: Played, recorder, clock):
    recorder.wait_for(StateChanged, lambda e: e.state is ReaderState.READY)
    assert code_of(played.reader) is CardErrorCode.NO_CARD
    played.insert()
    came = recorder.wait_for(CardIn)
    steps: list[ReadProgress] = []
    read = played.reader.read(EVERYTHING, 20.0, steps.append)
    assert (read.record, read.photo, read.presence) == (SAMPLE_RECORD, SAMPLE_PHOTO, came.presence)
    assert derive_assurance(read.evidence).level is IdentityLevel.PEMEGANG_SAH
    assert {e.at for e in read.evidence} == {clock()}
    assert steps
    assert all(step.done <= step.of for step in steps)
    played.remove()
    assert recorder.wait_for(CardOut).presence == came.presence


def test_simulation_is_visible(played: Played):
    assert played.reader.capabilities().simulated


def test_no_more_than_asked(played: Played, recorder):
    played.insert()
    recorder.wait_for(CardIn)
    read = played.reader.read(frozenset({Want.PRESENCE}), 20.0)
    assert (read.record, read.photo) == (None, None)
    assert [e.kind for e in read.evidence] == [EvidenceKind.CARD_PRESENT]


@pytest.mark.parametrize("code", list(_SCENARIO))
def test_a_failure_once_and_then_success(played: Played, recorder, code):
    played.insert()
    recorder.wait_for(CardIn)
    played.fail_next(code)
    assert code_of(played.reader) is code
    assert played.reader.read(EVERYTHING, 20.0).record == SAMPLE_RECORD
    assert [e.code for e in played.reader.status().recent_errors][-1] is code


def test_a_swap_is_another_presence(played: Played, recorder):
    played.insert()
    first = recorder.wait_for(CardIn)
    played.swap()
    swapped = recorder.wait_for(CardSwapped)
    assert swapped.previous == first.presence != swapped.presence
    assert played.reader.read(EVERYTHING, 20.0).presence == swapped.presence


def test_a_read_that_waits_ends_by_its_deadline(played: Played, recorder):
    played.insert()
    recorder.wait_for(CardIn)
    played.wait_in_read()
    assert code_of(played.reader, 0.5) is CardErrorCode.TIMEOUT


@pytest.mark.parametrize("by", ["cancel", "stop"])
def test_a_read_that_waits_can_be_ended(played: Played, recorder, by):
    played.insert()
    recorder.wait_for(CardIn)
    played.wait_in_read()
    codes: list[CardErrorCode] = []
    thread = threading.Thread(target=lambda: codes.append(code_of(played.reader)))
    thread.start()
    recorder.wait_for(ReadProgress)
    getattr(played.reader, by)()
    thread.join(20.0)
    assert codes == [CardErrorCode.CANCELLED]


def test_unplugged_and_service_down(played: Played, recorder):
    played.insert()
    recorder.wait_for(CardIn)
    played.unplug()
    recorder.wait_for(CardOut)
    recorder.wait_for(ReaderOut)
    recorder.wait_for(StateChanged, lambda e: e.state is ReaderState.NO_READER)
    assert code_of(played.reader) is CardErrorCode.NO_READER
    played.service_down()
    recorder.wait_for(ServiceDown)
    assert code_of(played.reader) is CardErrorCode.SERVICE_DOWN


def test_cancelling_nothing_does_nothing(played: Played, recorder):
    played.reader.cancel()
    played.insert()
    recorder.wait_for(CardIn)
    assert played.reader.read(EVERYTHING, 20.0).record == SAMPLE_RECORD


def test_stopping_tells_that_nothing_is_seen_any_more(played: Played, recorder):
    played.insert()
    recorder.wait_for(CardIn)
    played.reader.stop()
    recorder.wait_for(CardOut)
    recorder.wait_for(ReaderOut)
    recorder.wait_for(StateChanged, lambda e: e.state is ReaderState.STOPPED)
    assert code_of(played.reader) is CardErrorCode.DEVICE_FAULT
    played.reader.stop()


def test_a_card_taken_or_swapped_during_a_simulated_read(clock, recorder):
    reader = SimulatedReader(clock)
    reader.start(recorder)
    for change, code in ((reader.remove, CardErrorCode.CARD_TORN), (reader.insert, CardErrorCode.CARD_CHANGED)):
        reader.insert()
        reader.hold()
        codes: list[CardErrorCode] = []
        thread = threading.Thread(target=lambda heard=codes: heard.append(code_of(reader)))
        thread.start()
        recorder.wait_for(ReadProgress)
        change()
        thread.join(20.0)
        reader.release()
        assert codes == [code]
    reader.stop()


def test_a_simulated_reader_without_sam_gives_presence_only(clock, recorder):
    reader = SimulatedReader(clock, gives=[Want.PRESENCE])
    reader.start(recorder)
    reader.insert()
    read = reader.read(EVERYTHING, 1.0)
    assert read.record is None
    assert [e.kind for e in read.evidence] == [EvidenceKind.CARD_PRESENT]
    reader.fail_always(CardErrorCode.FINGER_NO_MATCH, left=1)
    assert code_of(reader) is CardErrorCode.FINGER_NO_MATCH
    assert code_of(reader) is CardErrorCode.FINGER_NO_MATCH
    reader.stop()
