"""What a machine said of itself, in the officers' words, and whether somebody should go and look.

The codes are those of the station's printer and reader; an unknown one comes from a newer station and is shown as it is.
Nothing here is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from siker.fleet.models import Station

CLOCK_WARN_MS = 60_000


class Urgency(StrEnum):
    """How a badge looks; the values are the style's class names."""

    BAD = "bad"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Badge:
    """One thing to see to."""

    text: str
    urgency: Urgency


PRINTER_WORDS = {
    "ready": "siap",
    "near_end": "siap, kertas hampir habis",
    "no_paper": "kertas habis",
    "cover_open": "penutup terbuka",
    "cutter_fault": "kertas macet di pemotong",
    "offline": "mati atau terlepas",
    "unknown": "belum diketahui",
}
READER_WORDS = {
    "ready": "siap",
    "starting": "sedang menyala",
    "restarting": "sedang menyala ulang",
    "no_reader": "tidak terpasang",
    "service_down": "layanan pembaca mati",
    "refused": "tidak diizinkan membaca",
    "stopped": "berhenti",
    "unknown": "belum diketahui",
}
PRINTER_BADGES = {
    "no_paper": Badge("Kertas habis", Urgency.BAD),
    "cover_open": Badge("Penutup pencetak terbuka", Urgency.BAD),
    "cutter_fault": Badge("Kertas macet", Urgency.BAD),
    "offline": Badge("Pencetak mati atau terlepas", Urgency.BAD),
}
READER_BADGES = {
    "no_reader": Badge("Pembaca KTP tidak terpasang", Urgency.BAD),
    "service_down": Badge("Layanan pembaca KTP mati", Urgency.BAD),
    "refused": Badge("Pembaca KTP tidak diizinkan", Urgency.BAD),
    "stopped": Badge("Pembaca KTP berhenti", Urgency.BAD),
}


def printer_text(code: str) -> str:
    """The printer's state in words."""
    return PRINTER_WORDS.get(code, code) or "–"


def reader_text(code: str) -> str:
    """The card reader's state in words."""
    return READER_WORDS.get(code, code) or "–"


def badges(station: Station, now: datetime) -> tuple[Badge, ...]:
    """Everything about this machine that wants a look; empty when all is well."""
    found: list[Badge | None] = [
        Badge("Lama tidak terdengar", Urgency.BAD) if station.is_silent(now) else None,
        PRINTER_BADGES.get(station.printer),
        READER_BADGES.get(station.reader),
        Badge("Kertas hampir habis", Urgency.WARN) if station.paper_near_end or station.printer == "near_end" else None,
        Badge(f"{station.quarantined} catatan macet di mesin", Urgency.BAD) if station.quarantined else None,
        Badge("Jam meleset", Urgency.WARN) if abs(station.clock_offset_ms) > CLOCK_WARN_MS else None,
    ]
    return tuple(badge for badge in found if badge is not None)
