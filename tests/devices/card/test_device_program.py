"""The loop that reader programs written in Python share, driven line by line over real pipes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from devices.card import wire
from devices.card.port import CardErrorCode, Want

SHIM = ("-m", "devices.card.reference_shim", "--card")
HELLO = wire.HelloRequest(1, wire.PROTOCOL, False)
BLIND = """
from devices.card import wire
from devices.card.device_program import LineOut, run
from devices.card.port import SamState, Want
from domain.identity import EvidenceKind
class Blind:
    def greet(self, request):
        return wire.Hello(request.id, 1, "blind", "1", False, False, [Want.PRESENCE], SamState.ABSENT)
    def watch(self, publish):
        print("the SDK babbles on standard output")
        publish(wire.State("up", [wire.ReaderEntry("Blind 00")]))
    def read(self, job):
        print("and again", flush=True)
        return wire.Result(job.id, [wire.Claim(EvidenceKind.CARD_PRESENT)])
    def script(self, line):
        raise wire.MalformedLineError("no")
    def stop(self):
        pass
run(Blind(), LineOut())
"""


def talk(*lines: bytes, program: tuple[str, ...] = SHIM) -> tuple[list[wire.Message], int]:
    done = subprocess.run([sys.executable, *program], input=b"".join(lines), capture_output=True, timeout=60, check=False)
    return [wire.decode_message(line) for line in done.stdout.splitlines()], done.returncode


def test_it_greets_tells_its_state_and_ends_with_its_input():
    messages, code = talk(wire.encode(HELLO), wire.encode(wire.Ping(2)))
    assert [type(message) for message in messages] == [wire.Hello, wire.State, wire.Pong]
    assert code == 0


@pytest.mark.parametrize(("line", "code"), [(b"hello?\n", 65), (b'{"op":"ping","id":1}\n', 64), (b"x" * 200_000, 65)])
def test_it_ends_when_spoken_to_wrongly(line, code):
    assert talk(line) == ([], code)


def test_a_second_read_meanwhile_is_refused():
    messages, _ = talk(
        wire.encode(HELLO),
        wire.encode(wire.Script(2, "scenario=slow")),
        wire.encode(wire.ReadRequest(3, [Want.PRESENCE], 60_000)),
        wire.encode(wire.ReadRequest(4, [Want.PRESENCE], 60_000)),
    )
    assert wire.Failure(4, CardErrorCode.DEVICE_FAULT, "busy") in messages


def test_a_reader_that_cannot_detect_cards_is_read_on_request_and_its_babble_harms_nothing(start_bridge):
    reader = start_bridge(command=(sys.executable, "-c", BLIND), production=True)
    assert not reader.capabilities().detects_card
    for _ in range(3):
        read = reader.read(frozenset(Want), 20.0)
        assert (read.presence, len(read.evidence)) == (None, 1)
    assert reader.status().restarts == 0


def test_a_real_program_that_is_scripted_like_a_simulator_ends_itself(start_bridge, eventually):
    reader = start_bridge(command=(sys.executable, "-c", BLIND), production=True)
    reader.script("card=in")
    assert eventually(lambda: reader.status().last_fault == "exited:65")
