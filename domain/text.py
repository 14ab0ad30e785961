"""Cleaning of text that people or devices hand us, before any rule looks at it."""

from __future__ import annotations

import unicodedata


def strip_controls(text: str) -> str:
    """Remove every control, format, surrogate and private-use character (C0, C1, bidi marks, …); keep letters of any script."""
    return "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})


def tidy(text: str) -> str:
    """Drop control characters, normalise to NFC, collapse runs of white space, trim the ends. Tidying twice changes nothing."""
    spaced = "".join(" " if c.isspace() else c for c in text)
    return " ".join(unicodedata.normalize("NFC", strip_controls(spaced)).split())


def only_digits(text: str) -> str:
    """The ASCII digits of ``text``; spaces, dots and dashes people type between groups vanish."""
    return "".join(c for c in text if c in "0123456789")


def mask(text: str, shown: int = 2) -> str:
    """Mask a name word by word for public view: ``Siti Aminah`` becomes ``Si** Am****``."""
    return " ".join(
        word[:shown] + "*" * max(0, len(word) - shown) if len(word) > shown else word[:1] + "*" for word in text.split()
    )


def mask_nik(nik: str) -> str:
    """Show only the first four and last two digits of a NIK: ``3374**********01``."""
    return nik[:4] + "*" * max(0, len(nik) - 6) + nik[-2:] if len(nik) > 6 else "*" * len(nik)
