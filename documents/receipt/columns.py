"""Fitting text into a receipt's columns. Nothing is ever cut: what does not fit goes to the next line."""

from __future__ import annotations

from documents.typeface import ascii_only


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` printable ASCII characters; a longer word is broken; newlines in ``text`` are kept."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in ascii_only(part).split():
            if line and len(line) + 1 + len(word) <= width:
                line = f"{line} {word}"
                continue
            if line:
                lines.append(line)
            *full, line = [word[at : at + width] for at in range(0, len(word), width)]
            lines += full
        if line:
            lines.append(line)
    return lines
