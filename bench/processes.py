"""Starting what is measured, ending it for certain, and reading its memory from /proc. No figure is made here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_KB = re.compile(r"^(Pss|Rss|Private_Clean|Private_Dirty):\s+(\d+) kB", re.MULTILINE)


def environment(work: Path, **more: str) -> dict[str, str]:
    """As an installed station has it: bytecode is kept (in ``work``), nothing of the caller's Qt settings."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "ANJUNGAN_CONFIG", "DISPLAY", "WAYLAND_DISPLAY")
    kept = {name: value for name, value in os.environ.items() if name not in dropped and not name.startswith(("QT_", "QML"))}
    return {**kept, "PYTHONPYCACHEPREFIX": str(work / "bytecode"), "XDG_RUNTIME_DIR": str(work), **more}


@contextmanager
def running(command: Sequence[str], env: Mapping[str, str], log: Path, *, piped: bool = False) -> Iterator[subprocess.Popen[str]]:
    """The process while the block lasts; then asked to end, and made to after 10 s."""
    pipe = subprocess.PIPE if piped else subprocess.DEVNULL
    with log.open("ab") as errors:
        process = subprocess.Popen(
            list(command), env=dict(env), cwd=ROOT, stdin=pipe, stdout=pipe, stderr=errors, text=True, start_new_session=True
        )
    try:
        yield process
    finally:
        if process.stdin is not None:
            process.stdin.close()
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            for child in (*tree(process.pid)[1:], process.pid):
                _kill(child)
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def output(command: Sequence[str], env: Mapping[str, str], timeout_s: float = 120.0) -> str:
    """What a short program prints. Raises subprocess.SubprocessError with its complaint."""
    done = subprocess.run(list(command), env=dict(env), cwd=ROOT, capture_output=True, text=True, timeout=timeout_s)
    if done.returncode:
        raise subprocess.SubprocessError(f"{command[-1]}: {done.stderr.strip().splitlines()[-1:] or done.returncode}")
    return done.stdout


def python(*words: str) -> list[str]:
    """A command for this interpreter."""
    return [sys.executable, *words]


def floor_program(name: str) -> str:
    """The file of a floor that is a program."""
    return str(ROOT / "bench" / "floors" / f"{name}.py")


def _kill(pid: int) -> None:
    try:
        os.kill(pid, 9)
    except ProcessLookupError:
        return


def tree(pid: int) -> list[int]:
    """``pid`` and everything below it, parents first."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text("ascii", "replace").rsplit(") ", 1)[1].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


@dataclass(frozen=True, slots=True)
class Memory:
    """Of a whole process tree, in MB (10^6 bytes), and how many processes and open files that is."""

    pss: float
    uss: float
    rss: float
    processes: int
    files: int


def memory(pid: int) -> Memory:
    """What ``pid`` and its children hold now, as the kernel counts it."""
    sums = {"Pss": 0, "Rss": 0, "Private_Clean": 0, "Private_Dirty": 0}
    processes = files = 0
    for one in tree(pid):
        folder = Path(f"/proc/{one}")
        try:
            for name, kilobytes in _KB.findall((folder / "smaps_rollup").read_text("ascii")):
                sums[name] += int(kilobytes)
            files += sum(1 for _ in (folder / "fd").iterdir())
        except OSError:
            continue
        processes += 1
    mb = {name: value * 1024 / 1_000_000 for name, value in sums.items()}
    return Memory(mb["Pss"], mb["Private_Clean"] + mb["Private_Dirty"], mb["Rss"], processes, files)
