"""The kiosk beside a reader's program that behaves, fails, hangs, lies and dies: every read gets its answer in time."""

from __future__ import annotations

import base64
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from devices.card.bridge import BridgeReader
from devices.card.port import (
    CardErrorCode,
    CardIn,
    CardOut,
    CardRead,
    CardReadError,
    CardSwapped,
    ReaderIn,
    ReaderOut,
    ReaderState,
    ReadProgress,
    ServiceDown,
    ServiceUp,
    StateChanged,
    Step,
    Want,
)
from devices.card.sample import SAMPLE_PHOTO, SAMPLE_RECORD
from domain.identity import EvidenceKind, IdentityLevel, derive_assurance

EVERYTHING = frozenset(Want)
PRESENCE = frozenset({Want.PRESENCE})


def read_error(reader: BridgeReader, deadline_s: float = 20.0, want: frozenset[Want] = EVERYTHING) -> CardReadError:
    with pytest.raises(CardReadError) as caught:
        reader.read(want, deadline_s)
    return caught.value


def test_a_certified_reader_gives_record_photo_and_proof_of_the_holder(start_bridge, recorder, clock):
    reader = start_bridge("--card")
    steps: list[ReadProgress] = []
    read = reader.read(EVERYTHING, 20.0, steps.append)
    assert read.record == SAMPLE_RECORD
    assert read.photo == SAMPLE_PHOTO
    assert derive_assurance(read.evidence).level is IdentityLevel.PEMEGANG_SAH
    assert {(e.method, e.adapter, e.at) for e in read.evidence} == {("bridge", "reference/1.0", clock())}
    assert read.uid_hmac is not None
    assert read.presence == recorder.wait_for(CardIn).presence
    assert [p.step for p in steps] == [Step.CARD, Step.AUTH, Step.RECORD, Step.PHOTO, Step.VERIFY, Step.FINGER]
    assert [p.done for p in steps] == sorted(p.done for p in steps)
    assert recorder.wait_for(ReadProgress).step is Step.CARD


def test_a_record_as_chip_text_is_the_same_record(start_bridge):
    reader = start_bridge("--card")
    reader.script("once=chip_text")
    record = reader.read(EVERYTHING, 20.0).record
    assert record is not None
    assert replace(record, berlaku_hingga=SAMPLE_RECORD.berlaku_hingga) == SAMPLE_RECORD


def test_only_what_was_asked_is_read(start_bridge):
    read = start_bridge("--card").read(frozenset({Want.RECORD}), 20.0)
    assert read.record == SAMPLE_RECORD
    assert read.photo is None
    assert [e.kind for e in read.evidence] == [EvidenceKind.CARD_PRESENT]


def test_a_station_that_grants_presence_only_gets_no_more(start_bridge):
    reader = start_bridge("--card", granted=PRESENCE)
    assert reader.capabilities().gives == PRESENCE
    read = reader.read(EVERYTHING, 20.0)
    assert read.record is None
    assert [e.kind for e in read.evidence] == [EvidenceKind.CARD_PRESENT]


def test_without_a_key_there_is_no_fingerprint_of_the_card(start_bridge):
    assert start_bridge("--card", uid_key=None).read(PRESENCE, 20.0).uid_hmac is None


@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        ("torn", CardErrorCode.CARD_TORN),
        ("unsupported", CardErrorCode.CARD_UNSUPPORTED),
        ("changed", CardErrorCode.CARD_CHANGED),
        ("no_sam", CardErrorCode.SAM_MISSING),
        ("sam_refused", CardErrorCode.SAM_REFUSED),
        ("not_authentic", CardErrorCode.CARD_NOT_AUTHENTIC),
        ("finger_unreadable", CardErrorCode.FINGER_UNREADABLE),
        ("malformed", CardErrorCode.RECORD_MALFORMED),
        ("old_card", CardErrorCode.CARD_CHANGED),
    ],
)
def test_an_expected_failure_is_told_and_the_next_read_works(start_bridge, scenario, code):
    reader = start_bridge("--card")
    reader.script(f"once={scenario}")
    assert read_error(reader).code is code
    assert reader.read(EVERYTHING, 20.0).record == SAMPLE_RECORD
    assert reader.status().restarts == 0
    assert [e.code for e in reader.status().recent_errors] == [code]


def test_the_wrong_finger_tells_how_many_tries_are_left(start_bridge):
    reader = start_bridge("--card")
    reader.script("scenario=wrong_finger")
    errors = [read_error(reader) for _ in range(2)]
    assert [(e.code, e.left) for e in errors] == [(CardErrorCode.FINGER_NO_MATCH, 2), (CardErrorCode.FINGER_NO_MATCH, 1)]
    assert dict(errors[0].problem.params) == {"left": 2}


def test_a_mute_card_is_told_by_the_deadline_and_the_program_replaced(start_bridge, recorder, eventually):
    reader = start_bridge("--card")
    first = reader.pid
    before = recorder.wait_for(CardIn)
    reader.script("once=mute")
    began = time.monotonic()
    assert read_error(reader, 1.0).code is CardErrorCode.CARD_MUTE
    assert time.monotonic() - began < 1.5
    assert recorder.wait_for(CardOut).presence == before.presence
    assert recorder.wait_for(CardIn).presence > before.presence
    assert reader.pid != first
    assert reader.read(EVERYTHING, 20.0).record == SAMPLE_RECORD


def test_a_program_that_never_answers_is_killed_at_the_deadline(start_bridge, eventually):
    reader = start_bridge("--card")
    stubborn = reader.pid
    reader.script("once=stubborn")
    began = time.monotonic()
    assert read_error(reader, 1.0).code is CardErrorCode.TIMEOUT
    assert time.monotonic() - began < 1.5
    assert eventually(lambda: not psutil.pid_exists(stubborn))
    assert reader.read(EVERYTHING, 20.0).record == SAMPLE_RECORD


def test_a_program_that_stops_answering_pings_is_replaced_before_a_long_deadline(start_bridge, quick):
    reader = start_bridge("--card", timing=replace(quick, ping_answer_s=0.6))
    reader.script("once=hang")
    began = time.monotonic()
    error = read_error(reader, 60.0)
    assert (error.code, error.detail) == (CardErrorCode.DEVICE_FAULT, "silent")
    assert time.monotonic() - began < 10.0
    assert reader.read(EVERYTHING, 20.0).record == SAMPLE_RECORD


@pytest.mark.parametrize(
    ("scenario", "detail"),
    [
        ("crash", "exited:76"),
        ("garbage", "not-a-message"),
        ("endless_line", "line-too-long"),
        ("flood", "flood"),
        ("wrong_number", "unasked-answer"),
    ],
)
def test_a_program_that_breaks_the_protocol_is_replaced_and_the_next_read_works(start_bridge, recorder, scenario, detail):
    reader = start_bridge("--card")
    reader.script(f"once={scenario}")
    error = read_error(reader)
    assert (error.code, error.detail) == (CardErrorCode.DEVICE_FAULT, detail)
    assert reader.read(EVERYTHING, 20.0).record == SAMPLE_RECORD
    assert reader.status().restarts == 1
    assert reader.status().last_fault == detail


@pytest.mark.parametrize(("scenario", "detail"), [("more_than_asked", "more-than-asked"), ("overclaim", "claim-not-granted")])
def test_a_program_is_not_believed_beyond_what_it_was_asked(start_bridge, scenario, detail):
    reader = start_bridge("--card")
    reader.script(f"once={scenario}")
    error = read_error(reader, want=PRESENCE)
    assert (error.code, error.detail) == (CardErrorCode.DEVICE_FAULT, detail)


def test_card_reader_and_service_come_and_go(start_bridge, recorder):
    reader = start_bridge()
    recorder.wait_for(ServiceUp)
    recorder.wait_for(ReaderIn)
    assert read_error(reader).code is CardErrorCode.NO_CARD
    reader.script("card=in")
    came = recorder.wait_for(CardIn)
    reader.script("card=out")
    assert recorder.wait_for(CardOut).presence == came.presence
    reader.script("card=in")
    assert recorder.wait_for(CardIn).presence > came.presence
    reader.script("reader=out")
    recorder.wait_for(CardOut)
    recorder.wait_for(ReaderOut)
    recorder.wait_for(StateChanged, lambda e: e.state is ReaderState.NO_READER)
    assert read_error(reader).code is CardErrorCode.NO_READER
    reader.script("service=down")
    recorder.wait_for(ServiceDown)
    recorder.wait_for(StateChanged, lambda e: e.state is ReaderState.SERVICE_DOWN)
    assert read_error(reader).code is CardErrorCode.SERVICE_DOWN
    reader.script("reader=in")
    reader.script("service=up")
    recorder.wait_for(StateChanged, lambda e: e.state is ReaderState.READY)
    assert reader.read(PRESENCE, 20.0).evidence


def test_a_swapped_card_is_another_presence_and_another_fingerprint(start_bridge, recorder):
    reader = start_bridge("--card")
    first = reader.read(PRESENCE, 20.0)
    reader.script("card=swap")
    swapped = recorder.wait_for(CardSwapped)
    second = reader.read(PRESENCE, 20.0)
    assert (swapped.previous, swapped.presence) == (first.presence, second.presence)
    assert first.uid_hmac != second.uid_hmac


def read_in_background(reader: BridgeReader) -> tuple[threading.Thread, list[CardRead | CardReadError], threading.Event]:
    outcome: list[CardRead | CardReadError] = []
    reading = threading.Event()

    def run() -> None:
        try:
            outcome.append(reader.read(EVERYTHING, 30.0, lambda _: reading.set()))
        except CardReadError as error:
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, outcome, reading


@pytest.mark.parametrize(("scenario", "replaced"), [("slow", 0), ("mute", 1), ("stubborn", 1)])
def test_a_cancelled_read_ends_soon_whatever_the_program_does(start_bridge, scenario, replaced):
    reader = start_bridge("--card")
    reader.script(f"once={scenario}")
    thread, outcome, reading = read_in_background(reader)
    assert reading.wait(20.0)
    began = time.monotonic()
    reader.cancel()
    thread.join(20.0)
    assert time.monotonic() - began < 3.0
    assert [o.code for o in outcome if isinstance(o, CardReadError)] == [CardErrorCode.CANCELLED]
    assert reader.read(EVERYTHING, 20.0).record == SAMPLE_RECORD
    assert reader.status().restarts == replaced


def test_one_read_at_a_time(start_bridge):
    reader = start_bridge("--card")
    reader.script("once=slow")
    thread, outcome, reading = read_in_background(reader)
    assert reading.wait(20.0)
    assert read_error(reader).detail == "busy"
    reader.cancel()
    thread.join(20.0)
    assert len(outcome) == 1


def test_stopping_ends_a_read_and_leaves_no_process_and_no_thread(start_bridge, eventually):
    reader = start_bridge("--card")
    pid = reader.pid
    reader.script("once=slow")
    thread, outcome, reading = read_in_background(reader)
    assert reading.wait(20.0)
    reader.stop()
    thread.join(20.0)
    assert [o.code for o in outcome if isinstance(o, CardReadError)] == [CardErrorCode.CANCELLED]
    assert not psutil.pid_exists(pid)
    assert not [t for t in threading.enumerate() if t.name in {"card-bridge", "card-events"}]
    assert reader.status().state is ReaderState.STOPPED
    assert read_error(reader).detail == "stopped"


def test_a_stopped_reader_can_be_started_again(start_bridge, recorder_type):
    reader = start_bridge("--card")
    reader.stop()
    again = recorder_type()
    reader.start(again)
    again.wait_for(CardIn)
    assert reader.read(EVERYTHING, 20.0).record == SAMPLE_RECORD


def test_production_refuses_a_simulated_reader_for_good(start_bridge, recorder):
    reader = start_bridge("--card", production=True, wait_for=ReaderState.REFUSED)
    assert reader.status().last_fault == "simulated-in-production"
    began = time.monotonic()
    assert read_error(reader, 20.0).code is CardErrorCode.DEVICE_FAULT
    assert time.monotonic() - began < 5.0
    assert reader.pid is None
    assert recorder.heard(CardIn) == []


def test_a_missing_program_is_told_and_tried_again(start_bridge, eventually, quick):
    reader = start_bridge(command=("/nonexistent/reader",), wait_for=None, timing=replace(quick, ready_wait_s=0.3))
    began = time.monotonic()
    error = read_error(reader, 5.0)
    assert (error.code, error.detail) == (CardErrorCode.DEVICE_FAULT, "cannot-start:ENOENT")
    assert time.monotonic() - began < 3.0
    assert eventually(lambda: reader.status().restarts > 2)


def test_a_program_that_says_nothing_is_given_up(start_bridge, eventually, quick):
    reader = start_bridge(command=("/bin/sleep", "60"), wait_for=None, timing=replace(quick, hello_s=0.2, ready_wait_s=0.4))
    assert read_error(reader, 5.0).code is CardErrorCode.DEVICE_FAULT
    assert eventually(lambda: reader.status().last_fault == "no-hello")


def test_a_listener_that_fails_does_not_blind_the_reader(start_bridge, recorder, caplog, clock):
    def failing(event: object) -> None:
        recorder(event)
        raise ValueError("3374990101900001")

    reader = start_bridge("--card")
    reader.stop()
    reader.start(failing)
    recorder.wait_for(StateChanged, lambda e: e.state is ReaderState.STOPPED)
    recorder.wait_for(CardIn)
    assert reader.read(EVERYTHING, 20.0).record == SAMPLE_RECORD
    assert "ValueError" in caplog.text
    assert "3374990101900001" not in caplog.text


def test_reading_from_within_the_listener_works(start_bridge, clock, recorder_type):
    done: list[CardRead] = []
    finished = threading.Event()
    reader = start_bridge()
    reader.stop()

    def on_event(event: object) -> None:
        if isinstance(event, CardIn) and not done:
            done.append(reader.read(EVERYTHING, 20.0))
            finished.set()

    reader.start(on_event)
    reader.script("card=in")
    assert finished.wait(20.0)
    assert done[0].record == SAMPLE_RECORD


def test_a_control_file_plays_the_card_for_a_demonstration(start_bridge, recorder, tmp_path: Path):
    control = tmp_path / "control"
    reader = start_bridge("--control", str(control))
    control.write_text("scenario=wrong_finger\nleft=2\ncard=in\n")
    recorder.wait_for(CardIn)
    assert read_error(reader).left == 1
    control.write_text("scenario=ok\ncard=out\n")
    recorder.wait_for(CardOut)
    assert read_error(reader).code is CardErrorCode.NO_CARD


def test_no_log_no_text_and_no_process_list_shows_personal_data_or_the_key(start_bridge, caplog, uid_key):
    caplog.set_level(logging.DEBUG)
    reader = start_bridge("--card")
    read = reader.read(EVERYTHING, 20.0)
    shown = [repr(read), str(read), repr(read.record)]
    for scenario in ("malformed", "garbage", "more_than_asked", "wrong_number"):
        reader.script(f"once={scenario}")
        error = read_error(reader, want=PRESENCE if scenario == "more_than_asked" else EVERYTHING)
        shown += [str(error), repr(error), repr(error.__cause__), repr(error.__context__)]
    reader.read(PRESENCE, 20.0)
    shown += [caplog.text, repr(reader.status()), *psutil.Process(reader.pid).cmdline()]
    shown += [f"{k}={v}" for k, v in psutil.Process(reader.pid).environ().items()]
    everything = "\n".join(shown)
    for secret in (SAMPLE_RECORD.nik, SAMPLE_RECORD.nama, SAMPLE_RECORD.alamat):
        assert secret not in everything
    for form in (uid_key.decode(), uid_key.hex(), base64.b64encode(uid_key).decode()):
        assert form not in everything


def test_the_program_does_not_inherit_the_kiosks_secrets(start_bridge, monkeypatch):
    monkeypatch.setenv("ANJUNGAN_DATABASE_KEY", "not for readers")
    reader = start_bridge("--card", environment=(("READER_MODE", "plain"),))
    environment = psutil.Process(reader.pid).environ()
    assert "ANJUNGAN_DATABASE_KEY" not in environment
    assert environment["READER_MODE"] == "plain"


_KIOSK = """
import sys, threading
from datetime import UTC, datetime
from devices.card.bridge import BridgeReader, BridgeSettings
from devices.card.port import CardIn, Want
seen = threading.Event()
reader = BridgeReader(
    BridgeSettings((sys.executable, "-m", "devices.card.reference_shim", "--card"), frozenset(Want), production=False),
    lambda: datetime.now(UTC),
)
reader.start(lambda event: seen.set() if isinstance(event, CardIn) else None)
seen.wait(30)
print(reader.pid, flush=True)
threading.Event().wait()
"""


def test_a_killed_kiosk_leaves_no_reader_program_behind(eventually: Callable[..., bool]):
    kiosk = subprocess.Popen([sys.executable, "-c", _KIOSK], stdout=subprocess.PIPE, text=True, env=dict(os.environ))
    try:
        assert kiosk.stdout is not None
        pid = int(kiosk.stdout.readline())
        assert psutil.pid_exists(pid)
    finally:
        kiosk.send_signal(signal.SIGKILL)
        kiosk.wait()
        kiosk.stdout.close()
    assert eventually(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
