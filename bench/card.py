"""Figure 4: from a card laid on the reader to the frame where the person goes on, over what the transport alone needs."""

from __future__ import annotations

import json
import time

from bench.figure import Figure, median, percentile
from bench.processes import floor_program, output, python, running
from bench.run import NotMeasuredError, Run, visiting
from bench.stage import Stage, prepare
from devices.card.virtual_card import VirtualSlot
from devices.card.virtual_reader import VirtualReader, VirtualReaderUnavailableError, obstacle

GROUP = "Card in to the next page"
_GAP_S = 0.6
"""Longer than pcscd's look at an unused card, in which it misses a swap."""


def certified(run: Run) -> list[Figure]:
    """The reference program of a certified reader over the bridge protocol, to the biodata page."""
    stage = prepare(run.work / "bridge")
    taken: list[float] = []
    with visiting(run, stage.config, "shim") as visitor:
        visitor.say(f"cards {run.plan.cards + 1}")
        for _ in range(run.plan.cards + 1):
            took = visitor.hear()["took"]
            assert isinstance(took, float)
            taken.append(took)
    command = python(floor_program("bare_bridge"), str(len(taken)), python()[0])
    bare: list[float] = json.loads(output(command, run.env))
    return [
        Figure(
            GROUP, "certified reader (reference program): record on screen", median(taken[1:]), "ms", median(bare[1:]),
            "the same program alone: JSON over its pipes, card, read, result", (),
            f"median of {len(taken) - 1}, p99 {percentile(taken[1:], 0.99):.0f} ms; with two frames and the look-up of the person",
            tuple(taken[1:]), tuple(bare[1:]),
        )
    ]  # fmt: skip


def presence(run: Run) -> list[Figure]:
    """A real pcscd with a virtual reader and card, to the NIK page. Raises NotMeasuredError where pcscd cannot run."""
    reason = obstacle()
    if reason is not None:
        raise NotMeasuredError(f"a virtual reader cannot be started here ({reason})", skipped=True)
    count = max(3, run.plan.cards // 2)
    try:
        with VirtualReader(patience_s=60) as reader:
            bare = _bare(run, reader.slots[0], count)
            taken = _visits(run, prepare(run.work / "pcsc"), reader.slots[0], count)
    except VirtualReaderUnavailableError as error:
        raise NotMeasuredError(str(error), skipped=True) from None
    return [
        Figure(
            GROUP, "real pcscd, virtual reader: NIK page", median(taken), "ms", median(bare),
            "a bare PC/SC program: status change, connect, one APDU", (), f"median of {count}; pcscd itself looks about twice a second",
            tuple(taken), tuple(bare),
        )
    ]  # fmt: skip


def _bare(run: Run, slot: VirtualSlot, count: int) -> list[float]:
    taken = []
    with running(python(floor_program("bare_pcsc")), run.env, run.log, piped=True) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdout.readline()
        for number in range(count):
            program.stdin.write("next\n")
            program.stdin.flush()
            time.sleep(_GAP_S + number * 0.037)  # so that pcscd's own rhythm is met at every phase
            began = time.monotonic()
            slot.insert()
            line = program.stdout.readline()
            slot.remove()
            if not line:
                raise NotMeasuredError("the bare PC/SC program ended early")
            taken.append((float(line) - began) * 1000)
            program.stdout.readline()
    return taken


def _visits(run: Run, stage: Stage, slot: VirtualSlot, count: int) -> list[float]:
    taken = []
    with visiting(run, stage.config, "pcsc") as visitor:
        visitor.say(f"lay {count}")
        for number in range(count):
            visitor.hear()
            time.sleep(_GAP_S + number * 0.037)
            began = time.monotonic()
            slot.insert()
            arrived = visitor.hear()["at"]
            slot.remove()
            assert isinstance(arrived, float)
            taken.append((arrived - began) * 1000)
    return taken
