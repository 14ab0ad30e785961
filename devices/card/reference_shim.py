"""A simulated certified reader speaking the line protocol: the example for vendors, and every failure on demand.

``python -m devices.card.reference_shim [--control FILE]``. Instructions are lines ``name=value``, from the control file
(applied whenever it changes) or over the protocol's ``script``. It always says that it is simulated, so a production
station refuses it. There is no cryptography and no real card here; a vendor replaces ``_read`` by calls of the SDK.
"""

from __future__ import annotations

import argparse
import os
import threading
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from devices.card import wire
from devices.card.device_program import EXIT_STUCK, Job, LineOut, run, wants
from devices.card.port import CardErrorCode, CardReadError, SamState, Step, Want
from devices.card.sample import SAMPLE_PHOTO, SAMPLE_RECORD, SAMPLE_UID, chip_text
from devices.card.uid import uid_hmac
from devices.card.verdict import record_line
from domain.identity import EvidenceKind

READER = "Reference Simulator 00"
_LOOK_AT_CONTROL_S = 0.1


class Scenario(StrEnum):
    """What the next reads do. The last group breaks the protocol's rules, as a bad program would."""

    OK = "ok"
    CHIP_TEXT = "chip_text"
    TORN = "torn"
    MUTE = "mute"
    UNSUPPORTED = "unsupported"
    CHANGED = "changed"
    NO_SAM = "no_sam"
    SAM_REFUSED = "sam_refused"
    NOT_AUTHENTIC = "not_authentic"
    WRONG_FINGER = "wrong_finger"
    FINGER_UNREADABLE = "finger_unreadable"
    MALFORMED = "malformed"
    SLOW = "slow"

    CRASH = "crash"
    HANG = "hang"
    STUBBORN = "stubborn"
    GARBAGE = "garbage"
    ENDLESS_LINE = "endless_line"
    FLOOD = "flood"
    WRONG_NUMBER = "wrong_number"
    MORE_THAN_ASKED = "more_than_asked"
    OVERCLAIM = "overclaim"
    OLD_CARD = "old_card"


_FAILURES = {
    Scenario.TORN: CardErrorCode.CARD_TORN,
    Scenario.UNSUPPORTED: CardErrorCode.CARD_UNSUPPORTED,
    Scenario.CHANGED: CardErrorCode.CARD_CHANGED,
    Scenario.NO_SAM: CardErrorCode.SAM_MISSING,
    Scenario.SAM_REFUSED: CardErrorCode.SAM_REFUSED,
    Scenario.NOT_AUTHENTIC: CardErrorCode.CARD_NOT_AUTHENTIC,
    Scenario.WRONG_FINGER: CardErrorCode.FINGER_NO_MATCH,
    Scenario.FINGER_UNREADABLE: CardErrorCode.FINGER_UNREADABLE,
}


class ReferenceDevice:
    """One simulated reader with SAM and finger sensor. ``pace_s`` is the pause between the steps of a read."""

    def __init__(self, out: LineOut, control: Path | None = None, pace_s: float = 0.0, card: bool = False) -> None:
        self._out = out
        self._control = control
        self._pace_s = pace_s
        self._key: bytes | None = None
        self._lock = threading.Lock()
        self._publish: Callable[[wire.State], None] | None = None
        self._scenario = Scenario.OK
        self._once: Scenario | None = None
        self._left = 3
        self._up = True
        self._attached = True
        self._number = 1
        self._card = card
        self._swaps = 0

    def greet(self, request: wire.HelloRequest) -> wire.Hello:
        """Say what a certified reader would say, and that we are none."""
        self._key = request.uid_key
        return wire.Hello(request.id, wire.PROTOCOL, "reference", "1.0", True, True, list(Want), SamState.PRESENT)

    def watch(self, publish: Callable[[wire.State], None]) -> None:
        """Publish the state now and at each instruction; follow the control file."""
        self._publish = publish
        if self._control is not None:
            self._follow_once(b"")
            threading.Thread(target=self._follow, args=(self._control,), name="control", daemon=True).start()
        publish(self._state())

    def stop(self) -> None:
        """Nothing to let go."""

    def script(self, line: str) -> None:
        """Carry out one instruction; unknown ones are ignored, a demonstration must not fall over a typing slip."""
        name, _, value = line.strip().partition("=")
        with self._lock:
            match name, value:
                case "card", "in" if not self._card:
                    self._card = True
                case "card", "out" if self._card:
                    self._card = False
                    self._number += 1
                case "card", "swap":
                    self._card = True
                    self._number += 1
                    self._swaps += 1
                case "reader", "in" | "out":
                    self._attached = value == "in"
                    self._number += 1
                case "service", "up" | "down":
                    self._up = value == "up"
                    self._number += 1
                case "left", digits if digits.isdecimal():
                    self._left = int(digits)
                case "scenario", wish if wish in set(Scenario):
                    self._scenario = Scenario(wish)
                case "once", wish if wish in set(Scenario):
                    self._once = Scenario(wish)
                case _:
                    return
            state = self._state()
        if self._publish is not None and name in {"card", "reader", "service"}:
            self._publish(state)

    def read(self, job: Job) -> wire.Result:
        """Act the present scenario."""
        with self._lock:
            scenario, self._once = self._once or self._scenario, None
            if not self._up:
                raise CardReadError(CardErrorCode.SERVICE_DOWN)
            if not self._attached:
                raise CardReadError(CardErrorCode.NO_READER)
            if not self._card:
                raise CardReadError(CardErrorCode.NO_CARD)
            number, uid = self._number, SAMPLE_UID[:-1] + bytes([self._swaps % 256])
        self._step(job, Step.CARD, 1)
        if scenario in _FAILURES:
            left = self._take_try() if scenario is Scenario.WRONG_FINGER else None
            raise CardReadError(_FAILURES[scenario], f"sim:{scenario}", left)
        self._misbehave(scenario, job)
        for at, (step, needed) in enumerate(_STEPS, start=2):
            if wants(job, needed):
                self._step(job, step, at)
        if scenario is not Scenario.OLD_CARD and (number != self._number or not self._card):
            raise CardReadError(CardErrorCode.CARD_TORN)
        return self._result(scenario, job, number, uid)

    def _result(self, scenario: Scenario, job: Job, number: int, uid: bytes) -> wire.Result:
        kinds = [EvidenceKind.CARD_PRESENT]
        if wants(job, Want.VERIFY_CARD):
            kinds += [EvidenceKind.CARD_AUTH, EvidenceKind.DS_VALID]
        if wants(job, Want.VERIFY_HOLDER):
            kinds += [EvidenceKind.FINGER_MATCH]
        if scenario is Scenario.OVERCLAIM:
            kinds += [EvidenceKind.NIK_ELEMENTS]
        as_text = scenario in {Scenario.CHIP_TEXT, Scenario.MALFORMED}
        text = chip_text(SAMPLE_RECORD)
        more = scenario is Scenario.MORE_THAN_ASKED
        return wire.Result(
            id=job.id + (1000 if scenario is Scenario.WRONG_NUMBER else 0),
            evidence=[wire.Claim(kind, "sim-0001") for kind in kinds],
            card=number + (500 if scenario is Scenario.OLD_CARD else 0),
            uid_hmac=uid_hmac(uid, self._key),
            record=record_line(SAMPLE_RECORD) if (wants(job, Want.RECORD) or more) and not as_text else None,
            chip_text=(text[:-4] if scenario is Scenario.MALFORMED else text) if as_text else None,
            photo=SAMPLE_PHOTO if wants(job, Want.PHOTO) or more else None,
        )

    def _misbehave(self, scenario: Scenario, job: Job) -> None:
        match scenario:
            case Scenario.MUTE:
                job.late_code = CardErrorCode.CARD_MUTE
                threading.Event().wait()
            case Scenario.SLOW:
                job.cancelled.wait()
                job.check()
            case Scenario.STUBBORN:
                job.over.set()  # neither cancellation nor deadline will be answered
                threading.Event().wait()
            case Scenario.HANG:
                self._out.block()
            case Scenario.CRASH:
                os._exit(EXIT_STUCK + 1)
            case Scenario.GARBAGE:
                self._out.raw(b"\x00\xff SDK 4.2 says: everything fine {\n")
            case Scenario.ENDLESS_LINE:
                self._out.raw(b"x" * (wire.MAX_LINE + 70_000))
            case Scenario.FLOOD:
                for at in range(5000):
                    job.progress(Step.CARD, at % 1000, 1000)
            case _:
                pass

    def _step(self, job: Job, step: Step, done: int) -> None:
        job.progress(step, done, 1 + len(_STEPS))
        if self._pace_s > 0 and job.cancelled.wait(self._pace_s):
            job.check()

    def _take_try(self) -> int:
        with self._lock:
            self._left = max(0, self._left - 1)
            return self._left

    def _state(self) -> wire.State:
        if not self._up:
            return wire.State("down", [], "sim")
        entry = wire.ReaderEntry(READER, self._number if self._card else None)
        return wire.State("up", [entry] if self._attached else [])

    def _follow(self, control: Path) -> None:
        """Apply the control file whenever its content changes."""
        tick = threading.Event()
        before = self._follow_once(b"")
        while not tick.wait(_LOOK_AT_CONTROL_S):
            before = self._follow_once(before)

    def _follow_once(self, before: bytes) -> bytes:
        try:
            content = self._control.read_bytes()[:10_000] if self._control is not None else b""
        except OSError:
            return before
        if content != before:
            for line in content.decode("utf-8", "replace").splitlines():
                self.script(line)
        return content


_STEPS: tuple[tuple[Step, Want], ...] = (
    (Step.AUTH, Want.VERIFY_CARD),
    (Step.RECORD, Want.RECORD),
    (Step.PHOTO, Want.PHOTO),
    (Step.VERIFY, Want.VERIFY_CARD),
    (Step.FINGER, Want.VERIFY_HOLDER),
)


def main() -> None:
    """Parse the options and serve."""
    parser = argparse.ArgumentParser(prog="python -m devices.card.reference_shim", description="simulated KTP-el reader")
    parser.add_argument("--control", type=Path, help="file with lines name=value, applied whenever it changes")
    parser.add_argument("--pace", type=float, default=0.0, help="seconds between the steps of a read")
    parser.add_argument("--card", action="store_true", help="a card lies there from the start")
    options = parser.parse_args()
    out = LineOut()
    run(ReferenceDevice(out, options.control, options.pace, options.card), out)


if __name__ == "__main__":
    main()
