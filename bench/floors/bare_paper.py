"""The same text, photo and QR drawn by the bare libraries: python-escpos and a ReportLab canvas, with no layout of ours."""

import io
from collections.abc import Sequence
from pathlib import Path


def escpos(lines: Sequence[str], photo: bytes, link: str, dots: int, *, cutter: bool) -> bytes:
    """Every line as printer text, the photo as a raster picture, the QR code as python-escpos draws it."""
    from escpos.printer import Dummy
    from PIL import Image

    out = Dummy(profile="TM-T20II" if cutter else "POS-5890", magic_encode_args={"disabled": True, "encoding": "CP437"})
    out.hw("INIT")
    for line in lines:
        out.text(line.encode("ascii", "replace").decode() + "\n")
    side = dots // 2 // 8 * 8
    out.image(Image.open(io.BytesIO(photo)).resize((side, side * 4 // 3)))
    out.qr(link, ec=1, size=4, native=False)
    if cutter:
        out.cut()
    return bytes(out.output)


def pdf(lines: Sequence[str], photo: bytes, link: str, font: Path) -> bytes:
    """One landscape A4 page: the lines in two columns, the photo and a QR code."""
    import segno
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    if "Bare" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Bare", str(font)))
    held = io.BytesIO()
    page = Canvas(held, pagesize=landscape(A4), invariant=1)
    page.setFont("Bare", 7)
    for number, line in enumerate(lines):
        page.drawString(20 + (number // 60) * 400, 570 - (number % 60) * 9, line)
    page.drawImage(ImageReader(io.BytesIO(photo)), 700, 400, 85, 113)
    code = io.BytesIO()  # a picture: ReportLab's own QR widget draws every module apart, which is no floor
    segno.make(link, error="m").save(code, kind="png", scale=4)
    page.drawImage(ImageReader(code), 690, 20, 90, 90)
    page.showPage()
    page.save()
    return held.getvalue()
