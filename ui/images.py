"""Pictures for QML: line icons in any colour, and the camera's present frame. Nothing is written to disk."""

from __future__ import annotations

from functools import cache
from importlib import resources

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from ui.ports import Camera


@cache
def icon_source(name: str) -> str:
    """The SVG text of an icon. Raises FileNotFoundError for a name nobody drew."""
    return (resources.files("assets") / "icons" / f"{name}.svg").read_text("utf-8")


class IconImages(QQuickImageProvider):
    """``image://icon/<name>/<rrggbb or aarrggbb>``: the icon with ``currentColor`` replaced."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, name: str, size: QSize, requested: QSize) -> QImage:  # noqa: N802
        icon, _, colour = name.partition("/")
        side = max(requested.width(), requested.height(), 8)
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        text = icon_source(icon).replace("currentColor", f"#{colour[-6:]}")
        painter = QPainter(image)
        QSvgRenderer(QByteArray(text.encode())).render(painter)
        painter.end()
        size.setWidth(side)
        size.setHeight(side)
        return image


class CameraImages(QQuickImageProvider):
    """``image://camera/live/<n>`` and ``image://camera/taken/<n>``; an empty picture while there is none."""

    def __init__(self, camera: Camera) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._camera = camera

    def requestImage(self, name: str, size: QSize, requested: QSize) -> QImage:  # noqa: N802
        data = self._camera.taken() if name.startswith("taken") else self._camera.frame()
        image = QImage.fromData(data) if data is not None else QImage()
        if image.isNull():
            image = QImage(4, 4, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.black)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
