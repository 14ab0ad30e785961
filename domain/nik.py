"""Nomor Induk Kependudukan: its form, and the sex and birth date it was built from.

Sources: PP 40/2019 Pasal 30 (a NIK is for life and is not changed, even when the date in it is wrong) and the numbering
scheme 6 region + DDMMYY (day + 40 for women) + 4 serial. There is no check digit. Therefore only the form is an error;
anything that disagrees with the person's own data is a warning the person may confirm. Unknown regions are accepted.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from domain.problems import Problem
from domain.text import mask_nik, only_digits

NIK_LENGTH = 16
_WOMAN_DAY_OFFSET = 40
YOUNGEST = 15
OLDEST = 110


class Sex(StrEnum):
    """Jenis kelamin as the card prints it."""

    L = "L"
    P = "P"


class Nik:
    """A well-formed NIK, immutable. ``str()`` and ``repr()`` are masked; read ``value`` deliberately."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        if len(value) != NIK_LENGTH or not (value.isascii() and value.isdigit()):
            raise ValueError("a NIK has 16 digits")
        self._value = value

    @property
    def value(self) -> str:
        """The sixteen digits in clear."""
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Nik) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __str__(self) -> str:
        return mask_nik(self._value)

    def __repr__(self) -> str:
        return f"Nik({self})"

    @property
    def region(self) -> str:
        """Kemendagri code of the kecamatan of first registration, six digits, e.g. ``337401``."""
        return self.value[:6]

    @property
    def sex(self) -> Sex:
        """The sex the number was built from."""
        return Sex.P if int(self.value[6:8]) > _WOMAN_DAY_OFFSET else Sex.L

    def birth_date(self, today: date) -> date | None:
        """The birth date in the number; None when day and month form no date.

        The century is the one that gives an age of 15 to 110 on ``today``; when both fit, the younger.
        """
        day = int(self.value[6:8])
        if day > _WOMAN_DAY_OFFSET:
            day -= _WOMAN_DAY_OFFSET
        month, short_year = int(self.value[8:10]), int(self.value[10:12])
        candidates: list[date] = []
        for century in (2000, 1900):
            try:
                candidates.append(date(century + short_year, month, day))
            except ValueError:
                continue
        for born in candidates:
            if YOUNGEST <= age_on(born, today) <= OLDEST:
                return born
        past = [born for born in candidates if born <= today]
        return past[0] if past else None


def age_on(born: date, today: date) -> int:
    """Completed years of age on ``today``; negative before birth. 29 February counts as reached on 1 March."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def parse_nik(text: str) -> Nik | Problem:
    """Accept 16 digits with spaces, dots or dashes between; anything else is a problem with its own sentence."""
    if not text.strip():
        return Problem("nik_empty")
    if any(c not in "0123456789 .-" for c in text.strip()):
        return Problem("nik_not_digits")
    digits = only_digits(text)
    if len(digits) < NIK_LENGTH:
        return Problem("nik_too_short", {"count": len(digits), "missing": NIK_LENGTH - len(digits)})
    if len(digits) > NIK_LENGTH:
        return Problem("nik_too_long", {"count": len(digits)})
    if len(set(digits)) == 1 or digits.startswith("0"):
        return Problem("nik_impossible")
    return Nik(digits)


def nik_warnings(nik: Nik, born: date | None, sex: Sex | None, today: date) -> tuple[Problem, ...]:
    """Disagreements between the number and the person's data: ask, never block."""
    found: list[Problem] = []
    encoded = nik.birth_date(today)
    if encoded is None:
        found.append(Problem("nik_date_unreal"))
    elif born is not None and (encoded.day, encoded.month, encoded.year % 100) != (born.day, born.month, born.year % 100):
        found.append(Problem("nik_birth_date_differs"))
    if sex is not None and nik.sex is not sex:
        found.append(Problem("nik_sex_differs"))
    return tuple(found)
