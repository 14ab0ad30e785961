"""Where a document's places stand on A4.

The AK/I is one landscape sheet to be folded in the middle: its right half is the front of the official form (number, NIK, photo,
ketentuan, laporan, placement), its left half the back (data diri, education, skills, officer, dates, QR). A full back is set
smaller, and only when that is not enough its last lines go on to a second sheet; signature, dates and QR stay on the first.
Every other document is a plain portrait sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from documents.model import Block, Document, Layout, OfficerSignature, Place, Portrait, QrCode
from documents.pdf.column import PHOTO, Column
from documents.pdf.pen import Pen
from documents.typeface import BOLD

_A4 = (210.0, 297.0)
_MARGIN = 9.0
_SCALES = tuple(1 - step * 0.03 for step in range(9))


def render(document: Document) -> bytes:
    """The document as PDF."""
    match document.layout:
        case Layout.FOLDED_CARD:
            return _folded_card(document)
        case Layout.SHEET:
            return _sheet(document)
        case _:
            assert_never(document.layout)


def _fit(lay: Callable[[Column], None], left: float, width: float, bottom: float) -> float:
    """The largest scale at which ``lay`` ends above ``bottom``, else the smallest there is."""
    for scale in _SCALES:
        trial = Column(None, left, _MARGIN, width, bottom, scale)
        lay(trial)
        if trial.y <= bottom:
            return scale
    return _SCALES[-1]


def _folded_card(document: Document) -> bytes:
    page = (_A4[1], _A4[0])
    half = page[0] / 2
    width, bottom = half - 2 * _MARGIN, page[1] - _MARGIN
    pen = Pen(page, document.title)

    def decorate(sheet: Pen, number: int) -> None:
        sheet.line(half, 4, half, page[1] - 4, 0.15, (1.2, 1.2), 0.55)
        _continued(sheet, number, document, _MARGIN)

    def back(column: Column) -> None:
        column.put(*document.blocks(Place.PERSON, Place.EDUCATION, Place.SKILLS))

    def front(column: Column) -> None:
        column.put(*document.blocks(Place.HEAD, Place.COPY, Place.NUMBER))
        _portrait_and_rules(column, document.blocks(Place.PORTRAIT), document.blocks(Place.RULES))
        column.put(*document.blocks(Place.REPORTS, Place.PLACEMENT))

    pen.on_each_page(decorate)
    right = half + _MARGIN
    front(Column(pen, right, _MARGIN, width, bottom, _fit(front, right, width, bottom)))
    measure = Column(None, _MARGIN, 0, width, bottom)
    _validity_and_officer(measure, document)
    above = bottom - measure.y - 3
    _validity_and_officer(Column(pen, _MARGIN, above + 3, width, bottom), document)
    back(Column(pen, _MARGIN, _MARGIN, width, above, _fit(back, _MARGIN, width, above)))
    return pen.finish()


def _continued(pen: Pen, number: int, document: Document, left: float) -> None:
    """A later sheet says whose it is by number, so that it cannot be passed off alone."""
    if number > 1:
        pen.line_of_text(left, 6, f"{document.title} · {number}", BOLD, 8)


def _portrait_and_rules(column: Column, portrait: tuple[Block, ...], rules: tuple[Block, ...]) -> None:
    top = column.y + 1
    gap = 5.0
    room = column.width - PHOTO[0] - gap
    left = Column(column.pen, column.left, top, PHOTO[0], column.bottom, column.scale)
    right = Column(column.pen, column.left + PHOTO[0] + gap, top - 1.6, room, column.bottom, column.scale)
    left.put(*(block for block in portrait if isinstance(block, Portrait)))
    right.put(*rules)
    column.y = max(left.y, right.y)
    column.space(3)


def _validity_and_officer(column: Column, document: Document) -> None:
    top = column.y
    share = column.width * 0.5
    left = Column(column.pen, column.left, top, share - 3, column.bottom)
    right = Column(column.pen, column.left + share + 3, top, share - 3, column.bottom)
    left.put(*(block for block in document.blocks(Place.VERIFY) if isinstance(block, QrCode)))
    right.put(*(block for block in document.blocks(Place.OFFICER) if isinstance(block, OfficerSignature)))
    column.y = max(left.y, right.y) + 2
    dates = Column(column.pen, column.left, column.y, column.width, column.bottom)
    dates.put(*document.blocks(Place.VALIDITY, Place.FOOT))
    column.y = dates.y


def _sheet(document: Document) -> bytes:
    margin = 20.0
    width, bottom = _A4[0] - 2 * margin, _A4[1] - margin
    pen = Pen(_A4, document.title)
    pen.on_each_page(lambda sheet, number: _continued(sheet, number, document, margin))
    column = Column(pen, margin, margin, width, bottom, 1.15, label_share=0.16)
    for section in document.sections:
        column.put(*section.blocks)
        column.space(1.5)
    return pen.finish()
