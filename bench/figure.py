"""What a figure is, the arithmetic of percentiles, and the table and JSON made of figures. Measures nothing itself."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def percentile(samples: Sequence[float], share: float) -> float:
    """The sample below or at which ``share`` (0 to 1) of the samples lie (nearest rank: always a sample that was seen).

    Raises ValueError without samples or for a share outside 0 to 1.
    """
    if not samples or not 0.0 <= share <= 1.0:
        raise ValueError("a percentile needs samples and a share between 0 and 1")
    return sorted(samples)[max(0, math.ceil(share * len(samples)) - 1)]


def median(samples: Sequence[float]) -> float:
    """The middle sample, or the mean of the two in the middle. Raises ValueError without samples."""
    if not samples:
        raise ValueError("a median needs samples")
    row, half = sorted(samples), len(samples) // 2
    return row[half] if len(row) % 2 else (row[half - 1] + row[half]) / 2


@dataclass(frozen=True, slots=True)
class Aim:
    """What was wished for: at most ``limit``, of the value itself or of its ratio to the floor; ``words`` name it."""

    limit: float
    of: Literal["value", "ratio"]
    words: str

    def met(self, value: float, floor: float | None) -> bool | None:
        """Whether it was reached; None when there is nothing to compare with."""
        if self.of == "value":
            return value <= self.limit
        return None if not floor else value / floor <= self.limit


def at_most(limit: float, unit: str) -> Aim:
    """The value itself is bounded."""
    return Aim(limit, "value", f"≤ {limit:g} {unit}")


def below(limit: float, whom: str) -> Aim:
    """The value is no more than another program's in the same run."""
    return Aim(limit, "value", f"below {whom}")


def times_floor(limit: float) -> Aim:
    """The ratio is bounded."""
    return Aim(limit, "ratio", f"≤ {limit:g} × floor")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; less is better in every unit. ``samples`` are all of them, in order, in ``unit``."""

    group: str
    what: str
    value: float
    unit: str
    floor: float | None = None
    floor_what: str = ""
    aims: tuple[Aim, ...] = ()
    note: str = ""
    samples: tuple[float, ...] = ()
    floor_samples: tuple[float, ...] = ()
    comparison: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.value / self.floor if self.floor else None


@dataclass(frozen=True, slots=True)
class Failure:
    """A measurement that could not be made. ``skipped``: this machine lacks what it needs, which is no error."""

    group: str
    reason: str
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one run found out. ``machine`` says where and when."""

    machine: Mapping[str, Json]
    figures: tuple[Figure, ...] = ()
    failures: tuple[Failure, ...] = ()
    details: Mapping[str, Json] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether every asked measurement was made or had an honest reason not to be."""
        return all(failure.skipped for failure in self.failures)


def _shown(value: float) -> str:
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 0.1 else f"{value:.3g}"


def verdict(figure: Figure) -> str:
    """``met``, ``NOT MET``, or nothing without an aim."""
    found = [aim.met(figure.value, figure.floor) for aim in figure.aims]
    if not found or None in found:
        return ""
    return "met" if all(found) else "NOT MET"


_HEAD = ("figure", "measured", "floor", "ratio", "aim", "")


def _cells(figure: Figure) -> tuple[str, ...]:
    floor = f"{_shown(figure.floor)} {figure.unit}" if figure.floor is not None else "–"
    ratio = f"{_shown(figure.ratio)} ×" if figure.ratio is not None else ""
    aims = ", ".join(aim.words for aim in figure.aims) or ("comparison" if figure.comparison else "")
    return (f"  {figure.what}", f"{_shown(figure.value)} {figure.unit}", floor, ratio, aims, verdict(figure))


def table(report: Report) -> str:
    """The report for people: a line per figure, what could not be measured, then what each floor is."""
    rows: list[tuple[str, ...]] = [_HEAD]
    group = ""
    for figure in report.figures:
        if figure.group != group:
            group = figure.group
            rows.append((group, "", "", "", "", ""))
        rows.append(_cells(figure))
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD))]
    lines = []
    for row in rows:
        left = row[0].ljust(widths[0])
        middle = "  ".join(cell.rjust(width) for cell, width in zip(row[1:4], widths[1:4], strict=True))
        lines.append(f"{left}  {middle}  {row[4].ljust(widths[4])}  {row[5]}".rstrip())
    lines.insert(1, "─" * max(len(line) for line in lines))
    lines += [f"{'skipped' if item.skipped else 'NOT MEASURED'}: {item.group}: {item.reason}" for item in report.failures]
    met = [verdict(figure) for figure in report.figures]
    lines += ["", f"{met.count('met')} aims met, {met.count('NOT MET')} not met. Less is better in every line.", ""]
    for figure in report.figures:
        if figure.floor_what or figure.note:
            said = "; ".join(part for part in (f"floor: {figure.floor_what}" if figure.floor_what else "", figure.note) if part)
            lines.append(f"  {figure.what} — {said}")
    return "\n".join(lines)


def as_json(report: Report) -> dict[str, Json]:
    """The report for programs: everything in the table and every sample."""
    return {
        "machine": dict(report.machine),
        "figures": [
            {
                "group": figure.group,
                "what": figure.what,
                "value": figure.value,
                "unit": figure.unit,
                "floor": figure.floor,
                "floor_what": figure.floor_what,
                "ratio": figure.ratio,
                "aims": [{"words": aim.words, "met": aim.met(figure.value, figure.floor)} for aim in figure.aims],
                "comparison": figure.comparison,
                "note": figure.note,
                "samples": [round(sample, 4) for sample in figure.samples],
                "floor_samples": [round(sample, 4) for sample in figure.floor_samples],
            }
            for figure in report.figures
        ],
        "failures": [{"group": item.group, "reason": item.reason, "skipped": item.skipped} for item in report.failures],
        "details": dict(report.details),
    }
