"""A private X screen whose pixels are read straight from its memory: what was painted, and when, without asking the program."""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

WIDTH, HEIGHT = 1080, 1920
_BLANK = 0
_LOOK_EVERY_S = 0.0005


class ScreenError(RuntimeError):
    """The screen did not start, or what should be painted never was."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A pixel and the colour (0xRRGGBB) that means the page is there."""

    x: int
    y: int
    colour: int


class Screen:
    """Xvfb at the kiosk's size, as a context manager."""

    def __init__(self, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.width, self.height = width, height
        self.display = ""

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="anjungan-screen-")
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.width}x{self.height}x24",
                   "-fbdir", self._folder.name, "-nolisten", "tcp", "-noreset"]  # fmt: skip
        try:
            self._server = subprocess.Popen(command, pass_fds=(write,), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except OSError as error:
            raise ScreenError(f"Xvfb: {error}") from None
        finally:
            os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        if not number:
            raise ScreenError("Xvfb ended at once")
        self.display = f":{number}"
        self._map()
        return self

    def _map(self) -> None:
        with (Path(self._folder.name) / "Xvfb_screen0").open("rb") as file:
            self._pixels = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack(">25I", self._pixels[:100])
        self._row = header[12]
        self._start = header[0] + header[19] * 12

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pixels.close()
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()

    def pixel(self, x: int, y: int) -> int:
        """The colour there now, 0xRRGGBB."""
        at = self._start + y * self._row + x * 4
        return int.from_bytes(self._pixels[at : at + 3], "little")

    def shows(self, spots: Sequence[Spot]) -> bool:
        """Whether every spot has its colour."""
        return all(self.pixel(spot.x, spot.y) == spot.colour for spot in spots)

    def painted(self, spots: Sequence[Spot], timeout_s: float = 60.0) -> float:
        """The monotonic instant every spot was first seen with its colour. Raises ScreenError."""
        end = time.perf_counter() + timeout_s
        while (now := time.perf_counter()) < end:
            if self.shows(spots):
                return now
            time.sleep(_LOOK_EVERY_S)
        raise ScreenError(f"the page was not painted within {timeout_s:.0f} s")

    def blank(self, timeout_s: float = 20.0) -> None:
        """Wait until nobody's window is left. Raises ScreenError."""
        self.painted(
            [Spot(x, y, _BLANK) for x in (9, self.width // 2) for y in (9, self.height // 2, self.height - 9)], timeout_s
        )

    def learn(self, settle_s: float = 1.5, timeout_s: float = 60.0) -> tuple[Spot, ...]:
        """Spots of the page that is there now: its ground and the two commonest colours of what lies on it.

        Waits until the picture has not changed for ``settle_s``. Raises ScreenError when nothing is painted.
        """
        end = time.perf_counter() + timeout_s
        before, since = self._grid(), time.perf_counter()
        while time.perf_counter() < end:
            time.sleep(0.05)
            now = self._grid()
            if now != before:
                before, since = now, time.perf_counter()
            elif time.perf_counter() - since >= settle_s and any(colour != _BLANK for _, _, colour in now):
                return self._telling(now)
        raise ScreenError("the screen never came to rest with a page on it")

    def _grid(self) -> list[tuple[int, int, int]]:
        return [(x, y, self.pixel(x, y)) for y in range(15, self.height, 30) for x in range(15, self.width, 30)]

    def _telling(self, grid: list[tuple[int, int, int]]) -> tuple[Spot, ...]:
        common = [colour for colour, _ in Counter(colour for *_, colour in grid).most_common(3)]
        return tuple(next(Spot(x, y, seen) for x, y, seen in grid if seen == colour) for colour in common if colour != _BLANK)
