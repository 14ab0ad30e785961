"""Photos: content-addressed, checked, encrypted, kept outside the web root."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from siker import vault
from siker.ak1.models import Blob
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.fleet.models import Station

MAX_PHOTO_BYTES = 200_000


class PhotoRefusedError(Exception):
    """Not what its name says: ``digest`` or ``kind``."""


def _file(sha256: str) -> Path:
    return Path(settings.SIKER_DATA_DIR) / "blobs" / sha256[:2] / sha256


def _looks_like_jpeg(raw: bytes) -> bool:
    return raw[:3] == b"\xff\xd8\xff" and raw.rstrip(b"\x00")[-2:] == b"\xff\xd9"


def store(sha256: str, raw: bytes, station: Station, now: datetime) -> bool:
    """Keep a photo; False when it is here already. Raises PhotoRefusedError."""
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise PhotoRefusedError("digest")
    if not _looks_like_jpeg(raw):
        raise PhotoRefusedError("kind")
    file = _file(sha256)
    if Blob.objects.filter(pk=sha256).exists() and file.is_file():
        return False
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_name(f"{sha256}.{os.getpid()}.{os.urandom(4).hex()}.part")
    with part.open("xb") as out:
        out.write(vault.seal(raw, f"blob/{sha256}"))
        out.flush()
        os.fsync(out.fileno())
    part.replace(file)
    with transaction.atomic():
        _, new = Blob.objects.get_or_create(sha256=sha256, defaults={"size": len(raw), "station": station, "received_at": now})
        if new:
            record(Actor.station(station.code), AuditAction.PHOTO_STORED, f"foto/{sha256[:16]}", now)
    return True


def read(sha256: str) -> bytes | None:
    """The photo in clear, or None when it has not arrived."""
    if len(sha256) != 64 or not Blob.objects.filter(pk=sha256).exists():
        return None
    file = _file(sha256)
    return vault.unseal(file.read_bytes(), f"blob/{sha256}") if file.is_file() else None
