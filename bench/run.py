"""What every figure of one run shares: the work folder, how often to repeat, the screen, and how to speak to a visiting station."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.processes import environment, python, running


class NotMeasuredError(RuntimeError):
    """A figure could not be made; the text says why. ``skipped``: this machine lacks what it needs."""

    def __init__(self, reason: str, *, skipped: bool = False) -> None:
        super().__init__(reason)
        self.skipped = skipped


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to do."""

    quick: bool
    starts: int
    visits: int
    cards: int
    papers: int
    settle_s: float


FULL = Plan(quick=False, starts=7, visits=200, cards=20, papers=30, settle_s=6.0)
QUICK = Plan(quick=True, starts=2, visits=8, cards=4, papers=3, settle_s=2.0)


@dataclass(frozen=True, slots=True)
class Run:
    """One run. ``display`` is the private screen."""

    plan: Plan
    work: Path
    display: str

    @property
    def env(self) -> dict[str, str]:
        """For every measured process."""
        return environment(self.work, DISPLAY=self.display, QT_QUICK_BACKEND="software")

    @property
    def log(self) -> Path:
        """Where measured processes complain."""
        return self.work / "measured.log"


class Visitor:
    """A running ``bench.visiting``: commands in, answers out."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.pid = process.pid

    def say(self, command: str) -> None:
        """Give a command."""
        assert self._process.stdin is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()

    def hear(self) -> dict[str, object]:
        """The next answer. Raises NotMeasuredError when the station got stuck or ended."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise NotMeasuredError("the measured station ended early")
        answer: dict[str, object] = json.loads(line)
        if "stuck" in answer:
            raise NotMeasuredError(str(answer["stuck"]))
        return answer


@contextmanager
def visiting(run: Run, config: Path, reader: str) -> Iterator[Visitor]:
    """A station open for visits; it ends with the block."""
    with running(python("-m", "bench.visiting", str(config), reader), run.env, run.log, piped=True) as process:
        visitor = Visitor(process)
        visitor.hear()
        yield visitor
