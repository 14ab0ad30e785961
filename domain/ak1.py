"""Kartu Tanda Bukti Pendaftaran Pencari Kerja (AK/I): number, life, report dates, and what its QR claims.

The number has three groups (region, date, serial). Public templates agree on 4 + 6 + 6 digits but not on the order of
the last two groups, so the pattern is configuration. Uniqueness comes from serials leased by the server, never from a clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.problems import Problem, ProblemError
from domain.seeker import Registration

DEFAULT_NUMBER_PATTERN = "{wilayah:4}{tgl:6}{urut:6}"
VALID_YEARS = 2
REPORT_EVERY_MONTHS = 6
REPORT_ROWS = 3
RENEW_WINDOW_DAYS = 30
REPORT_WINDOW_DAYS = 30
SHORTEST_NUMBER, LONGEST_NUMBER = 4, 40
_LITERALS = re.compile(r"[0-9A-Za-z/-]*")
_FIELD = re.compile(r"\{(wilayah|tgl|urut):(\d{1,2})\}")


class Ak1State(StrEnum):
    """What the public may learn about a card number."""

    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """How an AK/I number is built, e.g. ``{wilayah:4}{tgl:6}{urut:6}``; letters, digits, ``-`` and ``/`` between fields are kept.

    Raises ProblemError ``number_pattern`` for a pattern whose numbers could not be unique, printed whole or checked by QR.
    """

    text: str = DEFAULT_NUMBER_PATTERN

    def __post_init__(self) -> None:
        widths = {name: int(width) for name, width in _FIELD.findall(self.text)}
        literals = _FIELD.sub("", self.text)
        length = len(literals) + sum(widths.values())
        if ("urut" not in widths or len(widths) != len(_FIELD.findall(self.text)) or 0 in widths.values()
                or widths.get("tgl", 6) not in {6, 8} or not _LITERALS.fullmatch(literals)
                or not SHORTEST_NUMBER <= length <= LONGEST_NUMBER):  # fmt: skip
            raise ProblemError(Problem("number_pattern", {"pattern": self.text}))

    def format(self, region: str, issued_on: date, serial: int) -> str:
        """Build a number. Raises ProblemError ``serial_too_long`` when the serial outgrows its field."""

        def fill(match: re.Match[str]) -> str:
            name, width = match.group(1), int(match.group(2))
            if name == "wilayah":
                return region.replace(".", "")[:width].ljust(width, "0")
            if name == "tgl":
                return issued_on.strftime("%d%m%Y" if width == 8 else "%d%m%y")
            digits = str(serial).zfill(width)
            if len(digits) > width:
                raise ProblemError(Problem("serial_too_long", {"width": width}))
            return digits

        return _FIELD.sub(fill, self.text)

    def groups(self, number: str) -> tuple[str, ...]:
        """Split a number into its printed groups of boxes; a number of another shape is one group."""
        widths = [int(width) for _, width in _FIELD.findall(self.text)]
        if _FIELD.sub("", self.text) or sum(widths) != len(number):
            return (number,)
        out, at = [], 0
        for width in widths:
            out.append(number[at : at + width])
            at += width
        return tuple(out)


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the last day of a shorter month."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    for candidate in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, candidate))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def valid_until(issued_on: date) -> date:
    """Two years from the day of issue."""
    return add_months(issued_on, 12 * VALID_YEARS)


def report_dates(issued_on: date) -> tuple[date, ...]:
    """The three pre-printed report dates: 6, 12 and 18 months after issue."""
    return tuple(add_months(issued_on, REPORT_EVERY_MONTHS * row) for row in range(1, REPORT_ROWS + 1))


def report_row(issued_on: date, done: Iterable[int], today: date) -> int | None:
    """Which row (1 to 3) may be reported today: from 30 days before its date until the next row opens; None outside, or when done.

    A row that was missed is not made up for: the duty is to report every half year, not three times in a day.
    """
    due = report_dates(issued_on)
    if today > valid_until(issued_on):
        return None
    opened = [row for row, day in enumerate(due, 1) if (day - today).days <= REPORT_WINDOW_DAYS]
    current = opened[-1] if opened else None
    return current if current not in set(done) else None


def next_report(issued_on: date, done: Iterable[int], today: date) -> date | None:
    """The next date to report by: of the open row while it is not done, else of the next row; None after the last."""
    rows = set(done)
    for row, day in enumerate(report_dates(issued_on), 1):
        if row in rows:
            continue
        if day >= today or report_row(issued_on, rows, today) == row:
            return day
    return None


def may_renew(until: date, today: date) -> bool:
    """Renewal is offered from 30 days before the end of validity."""
    return (until - today).days <= RENEW_WINDOW_DAYS


@dataclass(frozen=True, slots=True)
class Ak1:
    """One issued card. ``number`` is unique for ever; ``copy_no`` 1 is the original print."""

    number: str
    registration: Registration
    issued_on: date
    valid_until: date
    report_due: tuple[date, ...]
    station: str
    verify_url: str
    copy_no: int = 1
    supersedes: str = ""

    def __repr__(self) -> str:
        return f"Ak1({self.number})"


@dataclass(frozen=True, slots=True)
class CardClaim:
    """What the QR of a card states and the station's key signs: this number, valid until, issued by this station."""

    number: str
    valid_until: date
    station: str

    def signed_bytes(self) -> bytes:
        """The exact bytes under the signature; a domain tag keeps them from meaning anything else."""
        return f"siker/ak1-card/1\n{self.number}\n{self.valid_until:%Y%m%d}\n{self.station}".encode()

    def code(self, signature: str) -> str:
        """The text after ``/v/`` in the QR's address: ``number.yyyymmdd.station.signature``."""
        return f"{self.number}.{self.valid_until:%Y%m%d}.{self.station}.{signature}"


def parse_card_code(code: str) -> tuple[CardClaim, str] | None:
    """Take a scanned code apart into claim and signature; None when it is not of our shape."""
    parts = code.split(".")
    if len(parts) != 4 or not all(parts) or any(len(part) > 200 for part in parts):
        return None
    number, until, station, signature = parts
    if not SHORTEST_NUMBER <= len(number) <= LONGEST_NUMBER or not _LITERALS.fullmatch(number):
        return None
    if not re.fullmatch(r"[1-9][0-9]{7}", until):
        return None
    try:
        day = date(int(until[:4]), int(until[4:6]), int(until[6:]))
    except ValueError:
        return None
    return CardClaim(number, day, station), signature


_QUEUE_ALPHABET = "CDFHJKLMNPRTVWXY34679"


def queue_code(entropy: bytes) -> str:
    """A short code people can read aloud, ``K7F-3RA``: no vowels that spell words, no look-alike characters.

    ``entropy``: at least 6 random bytes from the caller. 21^6 = 86 million codes.
    """
    if len(entropy) < 6:
        raise ValueError("needs 6 random bytes")
    letters = "".join(_QUEUE_ALPHABET[byte % len(_QUEUE_ALPHABET)] for byte in entropy[:6])
    return f"{letters[:3]}-{letters[3:]}"
