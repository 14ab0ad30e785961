"""Pieces of the form drawn at printer dots: title bars, boxed digits, tables, photo and QR.

Pictures look the same on every printer, whatever its code page or language mode. Pixels: black on white, mode "1".
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import segno
from PIL import Image, ImageDraw, ImageFont, ImageOps, UnidentifiedImageError

from documents.typeface import BOLD, FOLDER, MONO_BOLD, REGULAR, drawable

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

PHOTO_DOTS = (224, 304)
"""28 x 38 mm at 8 dots a millimetre."""
_WHITE, _BLACK = 1, 0
_QR_MASK = 2
"""Scanners read any mask; trying all eight for the prettiest costs a fifth of the whole receipt."""
_PHOTO_PIXELS_MAX = 40_000_000


@cache
def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A bundled face at a height in dots."""
    return ImageFont.truetype(str(FOLDER / f"{name}.ttf"), size, layout_engine=ImageFont.Layout.BASIC)


def blank(width: int, height: int) -> Picture:
    """White paper."""
    return Image.new("1", (width, height), _WHITE)


def _pen(picture: Picture) -> ImageDraw.ImageDraw:
    pen = ImageDraw.Draw(picture)
    pen.fontmode = "1"
    return pen


def break_lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Lines no wider than ``width`` dots; a longer word is broken."""
    lines: list[str] = []
    line = ""
    for word in drawable(text).split():
        candidate = f"{line} {word}" if line else word
        if font.getlength(candidate) <= width:
            line = candidate
            continue
        if line:
            lines.append(line)
        while font.getlength(word) > width and len(word) > 1:
            cut = len(word) - 1
            while cut > 1 and font.getlength(word[:cut]) > width:
                cut -= 1
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line] if line else lines


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a piece of text is set: face, height in dots, alignment of its lines."""

    name: str
    size: int
    align: str = "left"

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        return face(self.name, self.size)

    @property
    def leading(self) -> int:
        """Distance from line to line in dots."""
        return round(self.size * 1.2)

    def lines(self, text: str, width: int) -> list[str]:
        """Broken lines; centred ones are evened out, so that no single word is left on the last line."""
        lines = break_lines(text, self.font, width)
        if self.align == "centre" and len(lines) > 1:
            for narrower in range(width - 12, width // 2, -12):
                tried = break_lines(text, self.font, narrower)
                if len(tried) > len(lines) or any(self.font.getlength(line) > narrower for line in tried):
                    break
                lines = tried
        return lines

    def height(self, text: str, width: int) -> int:
        return len(self.lines(text, width)) * self.leading

    def draw(self, pen: ImageDraw.ImageDraw, box: tuple[int, int, int], text: str, fill: int = _BLACK) -> int:
        """Set ``text`` in ``box`` (left, top, width); return the height used."""
        left, top, width = box
        for number, line in enumerate(self.lines(text, width)):
            slack = width - self.font.getlength(line)
            shift = {"left": 0.0, "centre": slack / 2, "right": slack}[self.align]
            pen.text((left + round(shift), top + number * self.leading), line, font=self.font, fill=fill)
        return self.height(text, width)


@dataclass(frozen=True, slots=True)
class Press:
    """Draws the pieces for one paper width in dots."""

    dots: int

    def _size(self, dots_at_80mm: int) -> int:
        return dots_at_80mm if self.dots >= 512 else max(18, round(dots_at_80mm * 0.82))

    def _set(self, name: str, size: int, align: str = "left") -> Lettering:
        return Lettering(name, self._size(size), align)

    def rule(self, weight: int = 2, above: int = 8, below: int = 8) -> Picture:
        """A line across the paper."""
        picture = blank(self.dots, above + weight + below)
        _pen(picture).rectangle((0, above, self.dots - 1, above + weight - 1), fill=_BLACK)
        return picture

    def letterhead(self, government: str, office: str, small: tuple[str, ...], form: str) -> Picture:
        """The office on the left, the form's name boxed on the right, a double line below."""
        tag, top, main, foot = (
            self._set(BOLD, 20, "centre"), self._set(REGULAR, 24), self._set(BOLD, 32), self._set(REGULAR, 20),
        )  # fmt: skip
        words = drawable(form).split()
        tag_width = max(round(tag.font.getlength(word)) for word in words) + 20 if words else 0
        width = self.dots - tag_width - (14 if tag_width else 0)
        parts = [(top, government, width), (main, office, width), *((foot, line, self.dots) for line in small)]
        height = sum(style.height(text, room) for style, text, room in parts) + 24
        picture = blank(self.dots, height)
        pen = _pen(picture)
        y = 2
        for number, (style, text, room) in enumerate(parts):
            y += style.draw(pen, (0, y, room), text) + (4 if number == 1 else 0)
        if words:
            tag_height = tag.leading * len(words) + 12
            pen.rectangle((self.dots - tag_width, 2, self.dots - 1, 2 + tag_height), outline=_BLACK, width=2)
            for number, word in enumerate(words):
                tag.draw(pen, (self.dots - tag_width, 8 + number * tag.leading, tag_width), word)
        pen.rectangle((0, height - 12, self.dots - 1, height - 10), fill=_BLACK)
        pen.rectangle((0, height - 7, self.dots - 1, height - 7), fill=_BLACK)
        return picture

    def bar(self, text: str, subtitle: str) -> Picture:
        """White letters on black across the paper, the subtitle framed below."""
        big, small = self._set(BOLD, 34, "centre"), self._set(BOLD, 28, "centre")
        room = self.dots - 32
        head = big.height(text, room) + 26
        tail = small.height(subtitle, room) + 20 if subtitle else 0
        picture = blank(self.dots, head + tail + 8)
        pen = _pen(picture)
        pen.rectangle((0, 0, self.dots - 1, head - 1), fill=_BLACK)
        big.draw(pen, (16, 11, room), text, _WHITE)
        if tail:
            pen.rectangle((0, head, self.dots - 1, head + tail - 1), outline=_BLACK, width=3)
            small.draw(pen, (16, head + 8, room), subtitle)
        return picture

    def heading(self, text: str) -> Picture:
        """A part's name over a thin line."""
        style = self._set(BOLD, 26)
        height = 12 + style.height(text, self.dots) + 10
        picture = blank(self.dots, height)
        pen = _pen(picture)
        style.draw(pen, (0, 12, self.dots), text)
        pen.rectangle((0, height - 8, self.dots - 1, height - 7), fill=_BLACK)
        return picture

    def framed(self, text: str, inverse: bool = False) -> Picture:
        """A sentence in a heavy frame, or white on black."""
        style = self._set(BOLD, 28, "centre")
        room = self.dots - 36
        height = style.height(text, room) + 26
        picture = blank(self.dots, height + 10)
        pen = _pen(picture)
        pen.rectangle((0, 4, self.dots - 1, height + 3), outline=_BLACK, width=4, fill=_BLACK if inverse else _WHITE)
        style.draw(pen, (18, 15, room), text, _WHITE if inverse else _BLACK)
        return picture

    def boxes(self, label: str, groups: tuple[str, ...]) -> Picture:
        """Digits in boxes. Groups too long for one row are broken into rows."""
        caption = self._set(REGULAR, 22)
        gap = 20 if self.dots >= 512 else 12
        longest = max(sum(map(len, groups)), 1)
        cell = min(36, (self.dots - 2 - gap * (len(groups) - 1)) // longest)
        rows = [groups]
        if cell < 20:
            cell = 20
            per_row = (self.dots - 2) // cell
            rows = [(group[at : at + per_row],) for group in groups for at in range(0, len(group), per_row)]
        height = round(cell * 1.4)
        digits = face(MONO_BOLD, round(min(cell * 1.15, height * 0.82)))
        top = caption.height(label, self.dots) + 6 if label else 2
        picture = blank(self.dots, top + len(rows) * (height + 6) + 8)
        pen = _pen(picture)
        caption.draw(pen, (0, 2, self.dots), label)
        for number, row in enumerate(rows):
            x, y = 0, top + number * (height + 6)
            for group in row:
                for char in drawable(group):
                    pen.rectangle((x, y, x + cell, y + height), outline=_BLACK, width=2)
                    pen.text((x + cell / 2 + 0.5, y + height / 2 + 1), char, font=digits, fill=_BLACK, anchor="mm")
                    x += cell
                x += gap
        return picture

    def big_code(self, label: str, code: str) -> Picture:
        """A code as large as the paper allows, in a frame."""
        caption = self._set(REGULAR, 26, "centre")
        text = drawable(code)
        size = 150
        while size > 40 and face(MONO_BOLD, size).getlength(text) > self.dots - 40:
            size -= 2
        font = face(MONO_BOLD, size)
        top = 16 + caption.height(label, self.dots - 40)
        height = top + round(size * 0.92) + 24
        picture = blank(self.dots, height + 10)
        pen = _pen(picture)
        pen.rounded_rectangle((0, 4, self.dots - 1, height), radius=16, outline=_BLACK, width=3)
        caption.draw(pen, (20, 16, self.dots - 40), label)
        pen.text((self.dots / 2, top + 6 + size * 0.46), text, font=font, fill=_BLACK, anchor="mm")
        return picture

    def report_table(self, titles: tuple[str, str, str], rows: tuple[tuple[str, str], ...]) -> Picture:
        """Rows with a date and an empty cell, at least 8 mm high, for a signature."""
        style, strong = self._set(REGULAR, 20), self._set(BOLD, 20)
        shares = (0.21, 0.29) if self.dots >= 512 else (0.24, 0.33)
        edges = [0, round(self.dots * shares[0]), round(self.dots * sum(shares)), self.dots - 1]
        rooms = [right - left - 14 for left, right in pairwise(edges)]
        gap = 10
        head = max(strong.height(title, room) for title, room in zip(titles, rooms, strict=True)) + 14
        heights = [max([style.height(cell, room) for cell, room in zip(row, rooms, strict=False)] + [64]) + 12 for row in rows]
        picture = blank(self.dots, gap + head + sum(heights) + 12)
        pen = _pen(picture)
        bottom = gap + head + sum(heights)
        for x in edges:
            pen.rectangle((min(x, self.dots - 2), gap, min(x + 1, self.dots - 1), bottom), fill=_BLACK)
        y = gap
        for height, cells, look in [(head, titles, strong), *((h, r, style) for h, r in zip(heights, rows, strict=True))]:
            pen.line((0, y, self.dots, y), fill=_BLACK, width=2)
            for left, room, cell in zip(edges, rooms, cells, strict=False):
                look.draw(pen, (left + 8, y + 7, room), cell)
            y += height
        pen.line((0, y, self.dots, y), fill=_BLACK, width=2)
        return picture

    def write_line(self, label: str) -> Picture:
        """A caption and a dotted line to write on."""
        style = self._set(REGULAR, 22)
        picture = blank(self.dots, style.leading + 50)
        pen = _pen(picture)
        style.draw(pen, (0, 6, self.dots), label)
        self._dots_across(pen, 0, self.dots, style.leading + 42)
        return picture

    def _dots_across(self, pen: ImageDraw.ImageDraw, left: int, right: int, y: int) -> None:
        for x in range(left, right - 1, 6):
            pen.rectangle((x, y, x + 1, y + 1), fill=_BLACK)

    def portrait(self, photo: bytes | None, placeholder: str, signature: str) -> Picture:
        """The photo, 28 x 38 mm, and a box for the holder's signature beside it (below it on narrow paper)."""
        width, height = PHOTO_DOTS
        beside = self.dots >= 512
        picture = blank(self.dots, height + 16 if beside else height + 176)
        pen = _pen(picture)
        left = 0 if beside else (self.dots - width) // 2
        image = portrait_dots(photo)
        style = self._set(REGULAR, 20, "centre")
        if image is not None:
            picture.paste(image, (left, 8))
        else:
            style.draw(pen, (left + 20, height // 2 - style.leading, width - 40), placeholder)
        pen.rectangle((left, 8, left + width - 1, height + 7), outline=_BLACK, width=2)
        box = (width + 20, 8, self.dots - 1, height + 7) if beside else (0, height + 20, self.dots - 1, height + 168)
        pen.rectangle(box, outline=_BLACK, width=2)
        room = box[2] - box[0] - 20
        style.draw(pen, (box[0] + 10, box[3] - style.height(signature, room) - 6, room), signature)
        return picture

    def officer(self, place_date: str, role: str, name: str, nip: str) -> Picture:
        """Place and date, role, room to sign, name over a line, NIP."""
        style, strong = self._set(REGULAR, 22, "centre"), self._set(BOLD, 24, "centre")
        width = min(self.dots, 420)
        left = self.dots - width
        head = 8 + style.height(place_date, width)
        top = head + style.height(role, width)
        name_top = top + 84
        line = name_top + max(strong.height(name, width), strong.leading) + 2
        picture = blank(self.dots, line + style.leading + 14)
        pen = _pen(picture)
        style.draw(pen, (left, 8, width), place_date)
        style.draw(pen, (left, head, width), role)
        strong.draw(pen, (left, name_top, width), name)
        pen.rectangle((left, line, self.dots - 1, line + 1), fill=_BLACK)
        Lettering(style.name, style.size).draw(pen, (left, line + 8, width), nip)
        return picture

    def qr(self, content: str, caption: str, address: str, *, dense: bool = False) -> Picture:
        """The QR with its caption beside it, or below where the paper is too narrow or the QR is a large one."""
        code = qr_dots(content, self.dots, "l", 4) if dense else qr_dots(content, min(320, self.dots - 40))
        style, strong = self._set(REGULAR, 24), self._set(BOLD, 24)
        room = self.dots - code.width - 16
        while room >= 200 and strong.size > 17 and strong.font.getlength(address) > room:
            strong = Lettering(strong.name, strong.size - 1)
        if room >= 200:
            text_height = style.height(caption, room) + (strong.height(address, room) + 6 if address else 0)
            height = max(code.height, text_height)
            picture = blank(self.dots, height + 8)
            picture.paste(code, (0, (height - code.height) // 2))
            pen = _pen(picture)
            y = max(0, (height - text_height) // 2)
            y += style.draw(pen, (code.width + 16, y, room), caption) + 6
            strong.draw(pen, (code.width + 16, y, room), address)
            return picture
        style, strong = Lettering(style.name, style.size, "centre"), Lettering(strong.name, strong.size, "centre")
        height = code.height + style.height(caption, self.dots) + strong.height(address, self.dots) + 12
        picture = blank(self.dots, height)
        picture.paste(code, ((self.dots - code.width) // 2, 0))
        pen = _pen(picture)
        y = code.height + style.draw(pen, (0, code.height, self.dots), caption) + 4
        strong.draw(pen, (0, y, self.dots), address)
        return picture


def qr_dots(content: str, largest: int, level: str = "m", coarsest: int = 6) -> Picture:
    """A QR (quiet zone 4) of at most ``largest`` dots a side, its modules 2 to ``coarsest`` dots."""
    code = segno.make(content, error=level, micro=False, boost_error=False, mask=_QR_MASK)
    side = len(code.matrix) + 8
    scale = min(coarsest, max(2, largest // side))
    small = blank(side, side)
    for y, row in enumerate(code.matrix):
        for x, dark in enumerate(row):
            if dark:
                small.putpixel((x + 4, y + 4), _BLACK)
    return small.resize((side * scale, side * scale), Image.Resampling.NEAREST)


def portrait_dots(photo: bytes | None) -> Picture | None:
    """The photo as dithered dots; None when there is none or it cannot be read."""
    if photo is None:
        return None
    try:
        with Image.open(io.BytesIO(photo), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > _PHOTO_PIXELS_MAX:
                return None
            upright = ImageOps.exif_transpose(opened).convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    fitted = ImageOps.fit(upright, PHOTO_DOTS, Image.Resampling.LANCZOS)
    lively = ImageOps.autocontrast(fitted, cutoff=1).point([min(255, round(255 * (value / 255) ** 0.75)) for value in range(256)])
    return lively.convert("1")
