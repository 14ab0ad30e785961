"""From facts to paper: the AK/I card and the proof of registration, as receipt bytes or as PDF.

Builders are pure and cheap; the encoders (python-escpos, ReportLab, Pillow) are imported only when something is rendered,
so the kiosk starts without them. Nothing here talks to a printer, a database or the screen.
"""

from __future__ import annotations

from documents.ak1_card import ak1_card
from documents.model import Document
from documents.office import Office
from documents.paper import PAPER_58, PAPER_80, Paper
from documents.printer_check import printer_check
from documents.proof import registration_proof

__all__ = [
    "PAPER_58", "PAPER_80", "Document", "Office", "Paper",
    "ak1_card", "printer_check", "registration_proof", "to_escpos", "to_pdf",
]  # fmt: skip


def to_escpos(document: Document, paper: Paper) -> bytes:
    """The receipt's bytes: one complete job, from INIT to the cut."""
    from documents.receipt.encode import encode

    return encode(document, paper)


def to_pdf(document: Document) -> bytes:
    """An A4 PDF; the same document always gives the same bytes."""
    from documents.pdf.render import render

    return render(document)
