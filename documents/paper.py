"""The receipt paper a document is laid out for: width in dots and columns, and what the printer can do by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """Printable width at 203 dpi (8 dots a millimetre). ``native_qr`` only where the model is known to draw QR codes itself."""

    name: str
    dots: int
    columns: int
    has_cutter: bool
    native_qr: bool = False


PAPER_80 = Paper("80mm", dots=576, columns=48, has_cutter=True)
PAPER_58 = Paper("58mm", dots=384, columns=32, has_cutter=False)
