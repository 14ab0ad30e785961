"""The issuing office as it appears on paper. Station configuration fills it; nothing here is looked up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    """Letterhead, opening hours and, where the office has named one, the signing pengantar kerja.

    An empty ``officer_name`` or ``officer_nip`` leaves a line to be filled by hand.
    """

    government: str
    name: str
    address: str
    phone: str
    city: str
    hours: str
    website: str = ""
    officer_name: str = ""
    officer_nip: str = ""
