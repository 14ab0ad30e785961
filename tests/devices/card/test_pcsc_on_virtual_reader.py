"""The PC/SC reader against a real pcscd with a virtual reader: cards come, go, change, tear and fall silent; pcscd dies."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest

from devices.card.bridge import BridgeReader
from devices.card.port import (
    CardErrorCode,
    CardIn,
    CardOut,
    CardReadError,
    CardSwapped,
    ReaderIn,
    ReaderOut,
    ReaderState,
    ServiceDown,
    ServiceUp,
    StateChanged,
    Want,
)
from devices.card.probe import CheckName, CheckStatus, judge_status
from devices.card.virtual_card import CardPlay
from devices.card.virtual_reader import VirtualReader, VirtualReaderUnavailableError
from domain.identity import EvidenceKind, IdentityLevel, derive_assurance

pytestmark = [pytest.mark.pcscd, pytest.mark.xdist_group("pcscd")]

PRESENCE = frozenset({Want.PRESENCE})
PROGRAM = (sys.executable, "-m", "devices.card.pcsc")
OTHER = CardPlay(uid=bytes.fromhex("80AABBCCDDEE01"))


@pytest.fixture(scope="module")
def pcscd() -> Iterator[VirtualReader]:
    try:
        with VirtualReader() as virtual:
            yield virtual
    except VirtualReaderUnavailableError as missing:
        if "CI" in os.environ:
            raise
        pytest.skip(str(missing))


@pytest.fixture
def virtual(pcscd: VirtualReader) -> Iterator[VirtualReader]:
    """The machine's pcscd, running with an empty virtual reader."""
    pcscd.start()
    yield pcscd
    for slot in pcscd.slots:
        slot.remove()
    pcscd.stop()


@pytest.fixture
def start_pcsc(start_bridge):
    def start(*arguments: str, **more: object) -> BridgeReader:
        return start_bridge(command=(*PROGRAM, *(arguments or ("--allow-virtual",))), granted=PRESENCE, **more)

    return start


def read_error(reader: BridgeReader, deadline_s: float = 10.0) -> CardReadError:
    with pytest.raises(CardReadError) as caught:
        reader.read(PRESENCE, deadline_s)
    return caught.value


def test_a_card_that_lies_there_at_the_start_is_seen_and_read(virtual, start_pcsc, recorder):
    virtual.slots[0].insert()
    reader = start_pcsc()
    came = recorder.wait_for(CardIn)
    read = reader.read(frozenset(Want), 10.0)
    assert (read.record, read.photo) == (None, None)
    assert [(e.kind, e.adapter, e.reference) for e in read.evidence] == [
        (EvidenceKind.CARD_PRESENT, "pcsc/1.0", "Virtual_PCD_00_00")
    ]
    assert derive_assurance(read.evidence).level is IdentityLevel.KARTU_HADIR
    assert read.presence == came.presence
    assert reader.capabilities().simulated


def test_insert_remove_and_the_same_card_again(virtual, start_pcsc, recorder):
    reader = start_pcsc()
    assert read_error(reader).code is CardErrorCode.NO_CARD
    virtual.slots[0].insert()
    first_in = recorder.wait_for(CardIn)
    first = reader.read(PRESENCE, 10.0)
    virtual.slots[0].remove()
    assert recorder.wait_for(CardOut).presence == first_in.presence
    virtual.slots[0].insert()
    assert recorder.wait_for(CardIn).presence > first_in.presence
    second = reader.read(PRESENCE, 10.0)
    assert first.uid_hmac == second.uid_hmac is not None
    virtual.slots[0].swap(OTHER, gap_s=0.5)
    recorder.wait_for(CardIn)
    assert reader.read(PRESENCE, 10.0).uid_hmac != first.uid_hmac


def test_a_swap_within_a_tenth_of_a_second_is_two_cards(virtual, start_pcsc, recorder, eventually):
    virtual.slots[0].insert()
    reader = start_pcsc()
    first = recorder.wait_for(CardIn)
    assert virtual.slots[0].card.wait_for_rest(10.0)
    began = time.monotonic()
    virtual.slots[0].swap(OTHER, gap_s=0.05)
    assert time.monotonic() - began < 0.1
    assert eventually(lambda: reader.status().readers[0].presence not in {None, first.presence})
    read = reader.read(PRESENCE, 10.0)
    assert read.presence is not None
    assert read.presence > first.presence
    assert CardOut("Virtual PCD 00 00", first.presence) in recorder.events or recorder.heard(CardSwapped)


def test_a_swap_too_quick_for_pcscd_never_gives_two_numbers_to_one_presence(virtual, start_pcsc, recorder):
    virtual.slots[0].insert()
    reader = start_pcsc()
    recorder.wait_for(CardIn)
    fingerprints: dict[int | None, set[str | None]] = {}
    for at in range(4):
        with suppress(CardReadError):
            read = reader.read(PRESENCE, 10.0)
            fingerprints.setdefault(read.presence, set()).add(read.uid_hmac)
        virtual.slots[0].swap(CardPlay(uid=bytes([0x80, 1, 2, 3, 4, 5, at])), gap_s=0.01)
        assert virtual.slots[0].card.wait_for_power(10.0)
    assert fingerprints
    assert all(len(met) == 1 for met in fingerprints.values())


@pytest.mark.parametrize("apdu", [1, 2, 3])
def test_a_card_torn_away_during_the_read_is_told_and_the_next_card_works(virtual, start_pcsc, recorder, apdu):
    virtual.slots[0].insert(CardPlay(tear_at=apdu))
    reader = start_pcsc()
    recorder.wait_for(CardIn)
    assert read_error(reader).code is CardErrorCode.CARD_TORN
    recorder.wait_for(CardOut)
    virtual.slots[0].swap()
    recorder.wait_for(CardIn)
    assert reader.read(PRESENCE, 10.0).evidence
    assert reader.status().restarts == 0


def test_a_silent_card_costs_its_deadline_and_the_process_no_more(virtual, start_pcsc, recorder, eventually):
    virtual.slots[0].insert(CardPlay(mute_at=2))
    reader = start_pcsc()
    recorder.wait_for(CardIn)
    stuck = reader.pid
    began = time.monotonic()
    assert read_error(reader, 1.0).code is CardErrorCode.CARD_MUTE
    assert time.monotonic() - began < 1.5
    assert eventually(lambda: not psutil.pid_exists(stuck))
    recorder.wait_for(StateChanged, lambda e: e.state is ReaderState.RESTARTING)
    recorder.wait_for(CardIn)
    virtual.slots[0].remove()  # the silent card is lifted, as the citizen is asked to
    recorder.wait_for(CardOut)
    assert any(_laid_down_and_seen(virtual, reader, eventually) for _ in range(5))
    assert reader.read(PRESENCE, 10.0).evidence
    assert reader.status().restarts == 1


def _laid_down_and_seen(virtual: VirtualReader, reader: BridgeReader, eventually) -> bool:
    """Lay a card down as a citizen does, who lifts it again if nothing happens.

    After a silent card pcscd overlooks one that follows within its 0.4 s between two looks, until that one is lifted.
    """
    virtual.slots[0].swap(gap_s=0.0)
    return eventually(lambda: reader.status().readers[0].presence is not None, 1.5)


def test_a_read_of_a_silent_card_can_be_cancelled(virtual, start_pcsc, recorder):
    card = virtual.slots[0].insert(CardPlay(mute_at=1))
    reader = start_pcsc()
    recorder.wait_for(CardIn)
    errors: list[CardReadError] = []
    thread = threading.Thread(target=lambda: errors.append(read_error(reader, 60.0)))
    thread.start()
    assert card.wait_for_apdus(1, 10.0)
    reader.cancel()
    thread.join(10.0)
    assert [e.code for e in errors] == [CardErrorCode.CANCELLED]


def test_a_slow_card_is_read_within_the_deadline(virtual, start_pcsc, recorder):
    virtual.slots[0].insert(CardPlay(delay_s=0.05))
    reader = start_pcsc()
    recorder.wait_for(CardIn)
    assert reader.read(PRESENCE, 10.0).evidence


@pytest.mark.parametrize(
    ("play", "code"),
    [
        (CardPlay(ktp=False), CardErrorCode.CARD_UNSUPPORTED),
        (CardPlay(late_uid=b"\x80\x01\x02\x03\x04\x05\x06"), CardErrorCode.CARD_CHANGED),
    ],
)
def test_a_foreign_card_and_a_card_that_becomes_another_are_refused(virtual, start_pcsc, recorder, play, code):
    virtual.slots[0].insert(play)
    reader = start_pcsc()
    recorder.wait_for(CardIn)
    assert read_error(reader).code is code


@pytest.mark.parametrize("uid", [None, bytes.fromhex("08A1B2C3")])
def test_a_card_without_a_stable_number_is_present_but_not_recognised_again(virtual, start_pcsc, recorder, uid):
    virtual.slots[0].insert(CardPlay(uid=uid))
    reader = start_pcsc()
    recorder.wait_for(CardIn)
    read = reader.read(PRESENCE, 10.0)
    assert read.uid_hmac is None
    assert [e.kind for e in read.evidence] == [EvidenceKind.CARD_PRESENT]


def test_pcscd_killed_and_started_again_is_told_and_read_again(virtual, start_pcsc, recorder):
    virtual.slots[0].insert()
    reader = start_pcsc()
    came = recorder.wait_for(CardIn)
    process = reader.pid
    virtual.kill()
    assert recorder.wait_for(CardOut).presence == came.presence
    recorder.wait_for(ReaderOut)
    recorder.wait_for(ServiceDown)
    recorder.wait_for(StateChanged, lambda e: e.state is ReaderState.SERVICE_DOWN)
    assert read_error(reader).code is CardErrorCode.SERVICE_DOWN
    virtual.slots[0].remove()
    virtual.start()
    recorder.wait_for(ServiceUp)
    recorder.wait_for(ReaderIn)
    virtual.slots[0].insert()
    assert recorder.wait_for(CardIn).presence > came.presence
    assert reader.read(PRESENCE, 10.0).evidence
    assert reader.pid == process


def test_pcscd_killed_during_a_read_is_told_at_once(virtual, start_pcsc, recorder):
    card = virtual.slots[0].insert(CardPlay(mute_at=2))
    reader = start_pcsc()
    recorder.wait_for(CardIn)
    errors: list[CardReadError] = []
    thread = threading.Thread(target=lambda: errors.append(read_error(reader, 30.0)))
    thread.start()
    assert card.wait_for_apdus(2, 10.0)
    began = time.monotonic()
    virtual.kill()
    thread.join(20.0)
    assert time.monotonic() - began < 5.0
    assert errors[0].code in {CardErrorCode.CARD_TORN, CardErrorCode.SERVICE_DOWN}


def test_an_unplugged_reader_goes_and_comes_back(virtual, start_pcsc, recorder):
    """pcscd cannot drop this driver's reader alone, so the virtual unplugging restarts pcscd without it."""
    virtual.slots[0].insert()
    reader = start_pcsc()
    recorder.wait_for(CardIn)
    virtual.unplug()
    recorder.wait_for(CardOut)
    recorder.wait_for(ReaderOut)
    recorder.wait_for(StateChanged, lambda e: e.state is ReaderState.NO_READER)
    assert read_error(reader).code is CardErrorCode.NO_READER
    virtual.plug()
    recorder.wait_for(ReaderIn)
    virtual.slots[0].insert()
    recorder.wait_for(CardIn)
    assert reader.read(PRESENCE, 10.0).evidence


def test_a_reader_process_started_before_pcscd_waits_for_it(virtual, start_pcsc, recorder):
    virtual.stop()
    reader = start_pcsc(wait_for=ReaderState.SERVICE_DOWN)
    assert read_error(reader).code is CardErrorCode.SERVICE_DOWN
    virtual.start()
    recorder.wait_for(StateChanged, lambda e: e.state is ReaderState.READY)


def test_the_sam_slot_can_be_left_out(virtual, start_pcsc, recorder):
    virtual.slots[1].insert(OTHER)
    reader = start_pcsc("--allow-virtual", "--skip-reader", "00 01")
    assert [seen.name for seen in reader.status().readers] == ["Virtual PCD 00 00"]
    assert read_error(reader).code is CardErrorCode.NO_CARD


def test_production_refuses_a_virtual_reader(virtual, start_pcsc, recorder):
    virtual.slots[0].insert()
    reader = start_pcsc("--reader", "Virtual PCD", production=True, wait_for=ReaderState.NO_READER)
    assert read_error(reader).code is CardErrorCode.NO_READER
    assert recorder.heard(CardIn) == []
    assert not reader.capabilities().simulated
    real = next(check for check in judge_status(reader.status()) if check.name is CheckName.REAL)
    assert real.status is CheckStatus.FAIL
    assert "vsmartcard-vpcd" in real.mend


def test_production_refuses_a_program_with_leave_for_virtual_readers(virtual, start_pcsc):
    reader = start_pcsc("--allow-virtual", production=True, wait_for=ReaderState.REFUSED)
    assert reader.status().last_fault == "simulated-in-production"


def test_the_process_stays_small(virtual, start_pcsc, recorder):
    virtual.slots[0].insert()
    reader = start_pcsc()
    recorder.wait_for(CardIn)
    reader.read(PRESENCE, 10.0)
    memory = psutil.Process(reader.pid).memory_full_info()
    assert memory.uss < 24 * 1024 * 1024
