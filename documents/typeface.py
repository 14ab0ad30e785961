"""The bundled typefaces and the letters they can draw; see assets/fonts/README.md for source and licence.

Text for a picture or a PDF passes through ``drawable`` so that no paper ever shows an empty box for a letter.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from domain.text import strip_controls

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "fonts"
REGULAR = "AtkinsonHyperlegibleNext-Regular"
BOLD = "AtkinsonHyperlegibleNext-Bold"
MONO = "AtkinsonHyperlegibleMono-Regular"
MONO_BOLD = "AtkinsonHyperlegibleMono-Bold"
FACES = (REGULAR, BOLD, MONO, MONO_BOLD)

COVERED: frozenset[int] = frozenset(
    code
    for first, last in (
        (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0xB4), (0xB6, 0x107), (0x10A, 0x113), (0x116, 0x11B), (0x11E, 0x123), (0x126, 0x127),
        (0x12A, 0x12B), (0x12E, 0x133), (0x136, 0x137), (0x139, 0x13E), (0x141, 0x148), (0x150, 0x155), (0x158, 0x15B),
        (0x15E, 0x165), (0x16A, 0x16B), (0x16E, 0x17E), (0x218, 0x21B), (0x2013, 0x2014), (0x2018, 0x201A), (0x201C, 0x201E),
        (0x2022, 0x2022), (0x2026, 0x2026), (0x20AC, 0x20AC), (0x2212, 0x2212),
    )
    for code in range(first, last + 1)
)  # fmt: skip
"""Code points present in all four files (the wider common part is not needed)."""

_PLAIN = {
    "‘": "'", "’": "'", "‚": ",", "ʼ": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‐": "-", "‑": "-",
    "−": "-", "·": "-", "•": "-", "…": "...", "×": "x", "÷": "/", "≈": "~", "≥": ">=", "≤": "<=",
    "€": "EUR", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe",
    "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ı": "i",
    "ħ": "h", "Ħ": "H", "ŋ": "ng", "Ŋ": "Ng", "ŧ": "t", "Ŧ": "T",
}  # fmt: skip


def _clean(text: str) -> str:
    spaced = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    return strip_controls(spaced)


def drawable(text: str) -> str:
    """``text`` in letters the bundled faces have: others become their base letter, or ``?``; control characters vanish."""
    return "".join(c if ord(c) in COVERED else ascii_only(c) for c in _clean(text))


def ascii_only(text: str) -> str:
    """``text`` in printable ASCII (0x20 to 0x7E) only, letter by letter; nothing else can come out of here."""
    out: list[str] = []
    for char in _clean(text):
        if char in _PLAIN:
            out.append(_PLAIN[char])
            continue
        parts = unicodedata.normalize("NFKD", char)
        base = "".join(p for p in parts if " " <= p <= "~")
        combining_only = all(unicodedata.combining(p) for p in parts)
        out.append(base or ("" if combining_only else "?"))
    return "".join(out)
