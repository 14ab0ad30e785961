"""The station's log: a rotating file and, in a terminal, standard error; nothing personal ever, even by mistake.

Messages are written by our own code from codes and counts only. As a second wall every record passes a filter that masks
digit runs long enough to be a NIK or a phone number, and the exported archive passes it again.
"""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path

_LONG_DIGITS = re.compile(r"(?<![0-9a-fA-F])\+?\d(?:[ .-]?\d){8,}(?![0-9a-fA-F])")
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
LOG_FILE = "kiosk.log"
MAX_BYTES, BACKUPS = 2_000_000, 5


def redact(text: str) -> str:
    """``text`` with every run of nine or more digits (also spaced or dashed) masked."""
    return _LONG_DIGITS.sub(lambda match: "#" * min(len(match.group()), 16), text)


class RedactingFormatter(logging.Formatter):
    """Masks the finished line, traceback included. UTC, ISO 8601."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        stamp, _, rest = line.partition(" ")
        return f"{stamp} {redact(rest)}"

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        from datetime import UTC, datetime

        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def configure(folder: Path, *, terminal: bool) -> None:
    """Log to ``folder``/kiosk.log (2 MB, five old ones kept)."""
    from logging.handlers import RotatingFileHandler

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handlers: list[logging.Handler] = [
        RotatingFileHandler(folder / LOG_FILE, maxBytes=MAX_BYTES, backupCount=BACKUPS, encoding="utf-8")
    ]
    if terminal:
        handlers.append(logging.StreamHandler(sys.stderr))
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    for handler in handlers:
        handler.setFormatter(RedactingFormatter(_FORMAT))
        root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("urllib3").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)


def export(folder: Path, target: Path, *, extra: dict[str, str]) -> int:
    """Write every log file and the ``extra`` texts, masked again, into a zip; how many files went in."""
    import io
    import zipfile

    buffer, count = io.BytesIO(), 0
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.glob(f"{LOG_FILE}*")):
            archive.writestr(file.name, redact(file.read_text("utf-8", errors="replace")))
            count += 1
        for name, text in extra.items():
            archive.writestr(name, redact(text))
            count += 1
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(buffer.getvalue())
    return count
