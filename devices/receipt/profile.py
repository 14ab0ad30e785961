"""What a printer model can do. Measured or documented per model; when in doubt, the modest answer.

Layout facts (dots, columns, cutter, native QR) are passed on to the document encoder by the application.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """``process_id``: answers GS ( H fn 48 once a job is on paper; ``answers_status``: DLE EOT; ``clears``: DLE DC4 fn 8."""

    name: str
    dots: int
    columns: int
    has_cutter: bool
    native_qr: bool = False
    process_id: bool = False
    answers_status: bool = True
    clears: bool = True


EPSON_80 = PrinterProfile("epson-80", dots=576, columns=48, has_cutter=True, process_id=True)
"""TM-T82X, TM-T82III, TM-T20III, TM-m30: the manufacturer's command list names process ID and clear for them."""
GENERIC_80 = PrinterProfile("generic-80", dots=576, columns=48, has_cutter=True)
GENERIC_58 = PrinterProfile("generic-58", dots=384, columns=32, has_cutter=False, answers_status=False)
PROFILES = {profile.name: profile for profile in (EPSON_80, GENERIC_80, GENERIC_58)}
