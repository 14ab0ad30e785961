"""Fitting text into a receipt's columns. Nothing is ever cut: what does not fit goes to the next line."""

from __future__ import annotations

from documents.typeface import ascii_only


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` printable ASCII characters; a longer word is broken; newlines in ``text`` are kept."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in ascii_only(part).split():
            rest = word
            while rest:
                room = width - len(line) - (1 if line else 0)
                if len(rest) <= room:
                    line, rest = (f"{line} {rest}" if line else rest), ""
                elif line and (len(rest) <= width or room < 1):
                    lines.append(line)
                    line = ""
                elif line:
                    lines.append(f"{line} {rest[:room]}")
                    line, rest = "", rest[room:]
                else:
                    lines.append(rest[:width])
                    rest = rest[width:]
        if line:
            lines.append(line)
    return lines
