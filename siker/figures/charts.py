"""Where the bars of a chart stand, as numbers for an SVG in the page. Draws nothing itself; every chart has its table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 340
_ROW, _BAR = 52, 12
_HEIGHT, _FOOT, _TOP = 150, 22, 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``text`` is the number as people read it; ``hidden``: an outline of no meaning in length, the number is withheld."""

    x: float
    y: float
    width: float
    height: float
    text: str
    text_x: float
    text_y: float
    second: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A word at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars and words in a frame of ``WIDTH`` units."""

    height: float
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    words: str
    width: int = WIDTH


def thousands(number: int) -> str:
    """``12.500``"""
    return f"{number:,}".replace(",", ".")


def rows(names: Sequence[str], first: Sequence[int | None], second: Sequence[int | None], words: str) -> Chart:
    """Two bars under each name, lying."""
    most = max([value or 0 for value in (*first, *second)], default=0) or 1
    room = WIDTH - 74
    bars, labels = list[Bar](), list[Label]()
    for at, name in enumerate(names):
        top = at * _ROW
        labels.append(Label(0, top + 15, name))
        for under, value in enumerate((first[at], second[at])):
            y = top + 21 + under * (_BAR + 2)
            width = 26.0 if value is None else max(room * value / most, 1.5 if value else 0)
            text = "disamarkan" if value is None else thousands(value)
            bars.append(Bar(1, y, round(width, 1), _BAR, text, round(width + 6, 1), y + _BAR - 1, bool(under), value is None))
    return Chart(len(names) * _ROW + 4, tuple(bars), tuple(labels), words)


def columns(names: Sequence[str], values: Sequence[int | None], words: str) -> Chart:
    """A standing bar for each name, oldest left."""
    most = max([value or 0 for value in values], default=0) or 1
    step = WIDTH / max(1, len(names))
    floor = _HEIGHT - _FOOT
    bars, labels = list[Bar](), list[Label]()
    for at, (name, value) in enumerate(zip(names, values, strict=True)):
        x, width = at * step + step * 0.14, step * 0.72
        height = 26.0 if value is None else max((floor - _TOP) * value / most, 1.5 if value else 0)
        text = "?" if value is None else short(value)
        middle = round(at * step + step / 2, 1)
        bars.append(Bar(round(x, 1), round(floor - height, 1), round(width, 1), round(height, 1), text, middle, round(floor - height - 5, 1),
                        hidden=value is None))  # fmt: skip
        labels.append(Label(middle, _HEIGHT - 5, name))
    return Chart(_HEIGHT, tuple(bars), tuple(labels), words)


def short(number: int) -> str:
    """``950``, ``1,2rb``, ``12rb``: what fits above a narrow bar; the table holds the whole number."""
    if number < 1000:
        return str(number)
    return f"{number / 1000:.1f}rb".replace(".", ",") if number < 10_000 else f"{number // 1000}rb"
