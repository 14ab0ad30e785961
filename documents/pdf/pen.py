"""Drawing on a PDF page in millimetres from the top left, with the bundled typefaces only.

Only TrueType subsets get into the file: the canvas starts with one of ours, and the QR is drawn as a path.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import segno
from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from documents.typeface import BOLD, FACES, FOLDER, REGULAR, drawable

_PHOTO_PIXELS = (330, 448)
_PHOTO_PIXELS_MAX = 40_000_000
_POINT = 1 / mm


@cache
def _register() -> None:
    rl_config.useA85 = 0
    for name in FACES:
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / f"{name}.ttf")))


def break_lines(text: str, face: str, size: float, width: float) -> list[str]:
    """Lines no wider than ``width`` mm; a longer word is broken; newlines in ``text`` are kept."""

    def wide(piece: str) -> float:
        return pdfmetrics.stringWidth(piece, face, size) * _POINT

    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in drawable(part).split():
            rest = word
            candidate = f"{line} {rest}" if line else rest
            if wide(candidate) <= width:
                line = candidate
                continue
            if line:
                lines.append(line)
            while wide(rest) > width and len(rest) > 1:
                cut = len(rest) - 1
                while cut > 1 and wide(rest[:cut]) > width:
                    cut -= 1
                lines.append(rest[:cut])
                rest = rest[cut:]
            line = rest
        if line:
            lines.append(line)
    return lines


class Pen:
    """One PDF being drawn. ``page`` is its width and height in mm."""

    def __init__(self, page: tuple[float, float], title: str) -> None:
        _register()
        self.page = page
        self._buffer = io.BytesIO()
        self._canvas = Canvas(
            self._buffer, pagesize=(page[0] * mm, page[1] * mm), invariant=1, pageCompression=1,
            initialFontName=REGULAR,  # type: ignore[arg-type]  # the stubs say float; it is a name
            initialFontSize=9, lang="id",
        )  # fmt: skip
        self._canvas.setTitle(drawable(title))
        self._canvas.setProducer("Anjungan")
        self._canvas.setCreator("Anjungan")
        self._decorate: Callable[[Pen, int], None] | None = None
        self._page_number = 1

    def on_each_page(self, decorate: Callable[[Pen, int], None]) -> None:
        """Draw something on this and every later page, given its number."""
        self._decorate = decorate
        decorate(self, self._page_number)

    def next_page(self) -> None:
        """Begin a new page."""
        self._canvas.showPage()
        self._page_number += 1
        if self._decorate is not None:
            self._decorate(self, self._page_number)

    def finish(self) -> bytes:
        """The PDF."""
        self._canvas.save()
        return self._buffer.getvalue()

    def _y(self, y: float) -> float:
        return (self.page[1] - y) * mm

    def width(self, text: str, face: str, size: float) -> float:
        """Width of ``text`` in mm at ``size`` points."""
        return pdfmetrics.stringWidth(drawable(text), face, size) * _POINT

    def line_of_text(self, x: float, baseline: float, text: str, face: str = REGULAR, size: float = 9, align: str = "left",
                     grey: float = 0.0) -> None:  # fmt: skip
        """One line; ``x`` is its left edge, centre or right edge as ``align`` says."""
        self._canvas.setFont(face, size)
        self._canvas.setFillGray(grey)
        draw = {"left": self._canvas.drawString, "centre": self._canvas.drawCentredString, "right": self._canvas.drawRightString}
        draw[align](x * mm, self._y(baseline), drawable(text))
        self._canvas.setFillGray(0)

    def rect(self, x: float, y: float, width: float, height: float, weight: float = 0.25, fill: float | None = None) -> None:
        """A box with its upper left corner at (x, y); ``fill`` is a grey from 0 (black) to 1; weight 0 draws no edge."""
        self._canvas.setLineWidth(weight * mm)
        if fill is not None:
            self._canvas.setFillGray(fill)
        box = (x * mm, self._y(y + height), width * mm, height * mm)
        self._canvas.rect(*box, stroke=int(weight > 0), fill=int(fill is not None))
        self._canvas.setFillGray(0)

    def rounded(self, x: float, y: float, width: float, height: float, radius: float, weight: float) -> None:
        """A box with round corners."""
        self._canvas.setLineWidth(weight * mm)
        self._canvas.roundRect(x * mm, self._y(y + height), width * mm, height * mm, radius * mm)

    def line(self, x1: float, y1: float, x2: float, y2: float, weight: float = 0.2, dash: tuple[float, float] | None = None,
             grey: float = 0.0) -> None:  # fmt: skip
        """A straight line, dashed (on, off in mm) if asked."""
        self._canvas.setLineWidth(weight * mm)
        self._canvas.setStrokeGray(grey)
        if dash:
            self._canvas.setDash([dash[0] * mm, dash[1] * mm])
        self._canvas.line(x1 * mm, self._y(y1), x2 * mm, self._y(y2))
        self._canvas.setDash()
        self._canvas.setStrokeGray(0)

    def qr(self, content: str, x: float, y: float, side: float, level: str = "m") -> None:
        """A QR as one path, quiet zone included in ``side``."""
        code = segno.make(content, error=level, micro=False, boost_error=False)
        rows = [list(row) for row in code.matrix]
        module = side / (len(rows) + 8)
        path = self._canvas.beginPath()
        for number, row in enumerate(rows):
            start = None
            for at, dark in enumerate([*row, 0]):
                if dark and start is None:
                    start = at
                elif not dark and start is not None:
                    path.rect((x + (start + 4) * module) * mm, self._y(y + (number + 5) * module),
                              (at - start) * module * mm, module * mm)  # fmt: skip
                    start = None
        self._canvas.drawPath(path, stroke=0, fill=1)

    def photo(self, data: bytes | None, x: float, y: float, width: float, height: float) -> bool:
        """The photo filling the box; False when there is none or it cannot be read."""
        jpeg = _fitted(data)
        if jpeg is None:
            return False
        self._canvas.drawImage(ImageReader(io.BytesIO(jpeg)), x * mm, self._y(y + height), width * mm, height * mm)
        return True


def _fitted(data: bytes | None) -> bytes | None:
    if data is None:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > _PHOTO_PIXELS_MAX:
                return None
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    out = io.BytesIO()
    ImageOps.fit(upright, _PHOTO_PIXELS, Image.Resampling.LANCZOS).save(out, "JPEG", quality=88, optimize=False)
    return out.getvalue()


__all__ = ["BOLD", "REGULAR", "Pen", "break_lines"]
