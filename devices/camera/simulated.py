"""A camera for development: a drawn silhouette as a real 3x4 JPEG, so that nobody's face is needed to try the whole way."""

from __future__ import annotations

import hashlib
import io

WIDTH, HEIGHT = 354, 472
"""3 x 4 cm at 300 dpi."""


class SimulatedCamera:
    """Implements the face's camera port. The kept picture lives in memory only, until ``forget``."""

    def __init__(self) -> None:
        self._frame: bytes | None = None
        self._taken: bytes | None = None

    def frame(self) -> bytes | None:
        """What the camera sees: JPEG."""
        if self._frame is None:
            self._frame = _silhouette()
        return self._frame

    def take(self) -> str | None:
        """Keep the present picture; its SHA-256 in hex."""
        self._taken = self.frame()
        return hashlib.sha256(self._taken).hexdigest() if self._taken else None

    def taken(self) -> bytes | None:
        """The kept picture."""
        return self._taken

    def forget(self) -> None:
        """Throw the kept picture away."""
        self._taken = None


def _silhouette() -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), (176, 32, 40))
    draw = ImageDraw.Draw(image)
    draw.ellipse((32, 330, WIDTH - 32, HEIGHT + 260), fill=(58, 70, 92))
    draw.rectangle((146, 270, 208, 360), fill=(206, 170, 140))
    draw.ellipse((102, 96, 252, 300), fill=(216, 180, 150))
    draw.pieslice((96, 78, 258, 270), 180, 360, fill=(40, 34, 30))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()
