"""A test page for technicians: shows the full width, the letters and a QR, and carries no personal data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from documents.model import (
    BoxedNumber,
    Document,
    Field,
    Heading,
    Layout,
    Letterhead,
    Notice,
    Paragraph,
    Place,
    QrCode,
    Section,
    TitleBar,
)
from documents.office import Office
from documents.words import Words


def printer_check(station: str, at: datetime, office: Office, texts: Mapping[str, str]) -> Document:
    """The page of ``station`` printed ``at`` (local time)."""
    words = Words(texts, "paper.check")
    sections = (
        Section(Place.HEAD, (
            Letterhead(office.government, office.name, office.address, office.phone, words("form")), TitleBar(words("title")),
        )),
        Section(Place.NUMBER, (Notice(words("width")), BoxedNumber("", ("0123", "456789", "012345")))),
        Section(Place.PERSON, (
            Field(words("station"), station), Field(words("time"), Words(texts, "paper").moment(at)),
        )),
        Section(Place.BODY, (
            Heading(words("alphabet")),
            Paragraph("ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 .,:;/-()"),
        )),
        Section(Place.VERIFY, (QrCode(station, words("scan", content=station)),)),
    )  # fmt: skip
    return Document(Layout.SHEET, f"{words('title')} {station}", station, 1, sections)
