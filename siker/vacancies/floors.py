"""The minimum wage a vacancy's wage is held against, from the legal tables."""

from __future__ import annotations

from datetime import date

from assets.vacancy_tables import wording_text
from domain.vacancy.limiting_words import Wording, parse_wording
from domain.vacancy.rules import Floor
from siker.rights.law import law

# Beginning of a Kemendagri code: (code in the tables, name). The province's is the least any of its places may have.
_AREAS = (("33.74", "umk.kota_semarang", "UMK Kota Semarang"), ("33", "umk.jawa_tengah", "UMP Jawa Tengah"))
_table: list[Wording] = []


def floor_of(kode: str, day: date) -> Floor | None:
    """The minimum wage at a place on a day; None where the tables have none."""
    scalars = law().tables.on(day).scalars
    for beginning, code, name in _AREAS:
        row = scalars.get(code)
        if kode.startswith(beginning) and row is not None:
            return Floor(int(-(-row.value // 1)), f"{name} {day.year}", row.origin.article)
    return None


def word_table() -> Wording:
    """The table of words, read once."""
    if not _table:
        _table.append(parse_wording(wording_text()))
    return _table[0]
