"""Reads the texts of the legal tables shipped with the program, for whoever parses them (station, portal, command line).

Only texts come out of here: what a row means, and whether it may be used, is ``domain.rights.parse_tables``.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "legal"


class LegalTextError(ValueError):
    """A table that cannot be read as text; ``file`` names it."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} is not UTF-8 text")
        self.file = file


def legal_texts(folder: Path = FOLDER) -> dict[str, str]:
    """File name and text of every table, in the order of the names. Raises LegalTextError or OSError."""
    found: dict[str, str] = {}
    for file in sorted(folder.glob("*.toml")):
        try:
            found[file.name] = file.read_text("utf-8")
        except UnicodeDecodeError:
            raise LegalTextError(file.name) from None
    return found
