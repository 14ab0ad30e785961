"""The technician's answers, the vendors' page, and the reasons why a virtual reader cannot run."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from devices.card import virtual_reader, wire
from devices.card.bridge import BridgeReader, BridgeSettings
from devices.card.port import CardErrorCode, CardReadError, Step, Want
from devices.card.probe import CheckName, CheckStatus, judge_status, probe, worst
from devices.card.reference_shim import Scenario
from devices.card.sample import SAMPLE_RECORD
from devices.card.simulated import SimulatedReader
from devices.card.virtual_reader import Unavailable, VirtualReader, VirtualReaderUnavailableError

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "card-bridge-protocol.md").read_text(encoding="utf-8")
SHIM = (sys.executable, "-m", "devices.card.reference_shim")


def outcomes(checks) -> dict[CheckName, CheckStatus]:
    return {check.name: check.status for check in checks}


def bridge(clock, *command: str, production: bool = False, granted: frozenset[Want] = frozenset(Want)) -> BridgeReader:
    return BridgeReader(BridgeSettings(command, granted, production), clock)


def test_a_working_simulated_reader_is_fine_for_a_demonstration_only(clock):
    checks = probe(bridge(clock, *SHIM, "--card"), production=False)
    assert [check.name for check in checks] == list(CheckName)
    assert outcomes(checks)[CheckName.REAL] is CheckStatus.WARN
    assert {s for n, s in outcomes(checks).items() if n is not CheckName.REAL} == {CheckStatus.OK}
    assert "a card lies on the reader" in [check.seen for check in checks]
    assert worst(checks) is CheckStatus.WARN


def test_production_with_a_simulated_program_fails_with_advice(clock):
    checks = probe(bridge(clock, *SHIM, production=True))
    assert outcomes(checks)[CheckName.PROGRAM] is CheckStatus.FAIL
    assert outcomes(checks)[CheckName.REAL] is CheckStatus.FAIL
    assert worst(checks) is CheckStatus.FAIL


def test_a_missing_program_is_told_with_advice_and_the_rest_is_skipped(clock):
    checks = probe(bridge(clock, "/nonexistent/reader"), deadline_s=0.5)
    first, *rest = checks
    assert (first.status, first.seen) == (CheckStatus.FAIL, "cannot-start:ENOENT")
    assert first.mend
    assert {check.status for check in rest} <= {CheckStatus.SKIPPED, CheckStatus.OK}


def test_a_reader_granted_presence_only_is_told_as_limited(clock):
    checks = probe(bridge(clock, *SHIM, granted=frozenset({Want.PRESENCE})), production=False)
    assert outcomes(checks)[CheckName.ABILITIES] is CheckStatus.WARN


@pytest.mark.parametrize(("play", "failing"), [("unplug", CheckName.READER), ("service_down", CheckName.SERVICE), (None, None)])
def test_the_simulated_reader_answers_the_same_questions(clock, recorder, play, failing):
    reader = SimulatedReader(clock)
    reader.start(recorder)
    reader.insert()
    if play is not None:
        getattr(reader, play)()
    checks = judge_status(reader.status(), production=False)
    assert [c.name for c in checks if c.status is CheckStatus.FAIL] == ([] if failing is None else [failing])
    reader.stop()


def test_the_answers_hold_no_personal_data(clock, recorder):
    reader = SimulatedReader(clock)
    reader.start(recorder)
    reader.insert()
    reader.read(frozenset(Want), 1.0)
    reader.fail_next(CardErrorCode.CARD_TORN)
    with pytest.raises(CardReadError):
        reader.read(frozenset(Want), 1.0)
    told = repr(judge_status(reader.status())) + repr(reader.status()) + repr(recorder.events)
    assert "CARD_TORN" in told
    assert SAMPLE_RECORD.nik not in told
    assert SAMPLE_RECORD.nama not in told
    reader.stop()


def test_every_example_line_of_the_page_is_a_line_of_the_protocol():
    blocks = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    requests, messages = (block.strip().splitlines() for block in blocks)
    assert {type(wire.decode_request(line.encode())) for line in requests} == {
        wire.HelloRequest, wire.ReadRequest, wire.Cancel, wire.Ping, wire.Script,
    }  # fmt: skip
    assert {type(wire.decode_message(line.encode())) for line in messages} == {
        wire.Hello, wire.State, wire.Pong, wire.Progress, wire.Result, wire.Failure,
    }  # fmt: skip


def test_the_page_tells_every_code_wish_step_scenario_field_and_limit():
    told = set(re.findall(r"[A-Za-z_]+|[0-9]+", PAGE))
    assert {code.value for code in CardErrorCode} <= told
    assert {CardReadError(code).problem.key for code in CardErrorCode} <= set(re.findall(r"`(problem\.\w+)`", PAGE))
    for words in (Want, Step, Scenario):
        assert {word.value for word in words} <= told
    assert set(wire.Record.__struct_fields__) <= told
    assert {str(wire.MAX_LINE), str(wire.MAX_PHOTO)} <= told


def test_the_page_tells_every_reason_the_kiosk_gives():
    sources = [(ROOT / "devices" / "card" / name).read_text() for name in ("link.py", "bridge.py", "verdict.py", "wire.py")]
    pattern = r'(?:LinkFaultError|MalformedLineError|_RefusedError|DEVICE_FAULT,)\(?\s*"([a-z-]+)"'
    reasons = {reason for source in sources for reason in re.findall(pattern, source)}
    assert len(reasons) > 15
    missing = {reason for reason in reasons if f"`{reason}`" not in PAGE and reason not in {"exited", "not-a-request"}}
    assert missing == set()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_text_catalogue_has_words_for_every_code(language):
    path = ROOT / "assets" / "texts" / language / "problems.toml"
    problems = tomllib.loads(path.read_text(encoding="utf-8"))["problem"]
    wordless = [code for code in CardErrorCode if not problems.get(CardReadError(code).problem.code, {}).get("text")]
    assert wordless == []


@pytest.mark.parametrize(
    ("name", "found", "reason"),
    [
        ("_pcscd", lambda: None, Unavailable.NOT_INSTALLED),
        ("_driver", lambda: None, Unavailable.NO_DRIVER),
        ("service_answers", lambda: True, Unavailable.ALREADY_RUNNING),
    ],
)
def test_why_a_virtual_reader_cannot_run_is_told_with_the_cure(monkeypatch, name, found, reason):
    monkeypatch.setattr(virtual_reader, "_pcscd", lambda: "/usr/sbin/pcscd")
    monkeypatch.setattr(virtual_reader, "_driver", lambda: Path("/usr/lib/driver.so"))
    monkeypatch.setattr(virtual_reader, "service_answers", lambda: False)
    monkeypatch.setattr(virtual_reader, name, found)
    assert virtual_reader.obstacle() is reason
    monkeypatch.setattr(virtual_reader, "_LOCK", virtual_reader._LOCK.with_name("anjungan-virtual-reader-reasons.lock"))
    with pytest.raises(VirtualReaderUnavailableError) as caught:
        VirtualReader().start()
    assert caught.value.reason is reason
    assert len(str(caught.value)) > 20


def test_two_demonstrations_do_not_start_two_services(monkeypatch, tmp_path):
    monkeypatch.setattr(virtual_reader, "_LOCK", tmp_path / "lock")
    holder = VirtualReader(patience_s=1.0)
    holder._lock()
    try:
        with pytest.raises(VirtualReaderUnavailableError) as caught, VirtualReader(patience_s=0.2):
            pytest.fail("two at once")
        assert caught.value.reason is Unavailable.LOCKED
    finally:
        holder.close()
    again = VirtualReader(patience_s=1.0)
    again._lock()
    again.close()


PRODUCTION = (
    "port.py",
    "bridge.py",
    "link.py",
    "child.py",
    "presence.py",
    "verdict.py",
    "wire.py",
    "probe.py",
    "events.py",
    "uid.py",
)


@pytest.mark.parametrize(
    "part", [*PRODUCTION, "device_program.py", *(f"pcsc/{n}.py" for n in ("program", "monitor", "reading", "scard"))]
)
def test_what_a_kiosk_needs_does_not_depend_on_virtual_or_sample_parts(part):
    source = (ROOT / "devices" / "card" / part).read_text(encoding="utf-8")
    imported = set(re.findall(r"^(?:from|import) (\S+)", source, re.MULTILINE))
    assert not {name for name in imported if re.search(r"virtual_|sample|simulated|reference_shim|PySide6", name)}
    assert "smartcard" not in " ".join(imported) or part == "pcsc/scard.py"
