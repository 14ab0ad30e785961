"""A camera that shows a drawn face, for machines without one."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter


def drawn_face() -> bytes:
    """A PNG of 480 x 640 with a simple figure."""
    image = QImage(480, 640, QImage.Format.Format_RGB32)
    image.fill(QColor("#9fb4bd"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor("#20303a"))
    painter.setBrush(QColor("#35505e"))
    painter.drawEllipse(QRectF(60, 430, 360, 420))
    painter.setBrush(QColor("#c89b7b"))
    painter.drawEllipse(QPointF(240, 290), 120, 155)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, the binding a str
    return bytes(held.data())


class SampleCamera:
    """Implements the face's camera port."""

    def __init__(self) -> None:
        self._picture = drawn_face()
        self._kept: bytes | None = None

    def frame(self) -> bytes | None:
        return self._picture

    def take(self) -> str | None:
        self._kept = self._picture
        return hashlib.sha256(self._picture).hexdigest()

    def taken(self) -> bytes | None:
        return self._kept

    def forget(self) -> None:
        self._kept = None
