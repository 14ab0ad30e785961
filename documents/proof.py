"""Proof of registration, awaiting verification: what a person takes home when an officer must still look at the data.

It must never be taken for an AK/I: it says so, carries no card number and shows the NIK masked. It speaks the person's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from documents.model import (
    BigCode,
    Block,
    CopyMark,
    Document,
    Field,
    Heading,
    Layout,
    Letterhead,
    Notice,
    NumberedList,
    Paragraph,
    Place,
    QrCode,
    Section,
    TitleBar,
)
from documents.office import Office
from documents.words import Words
from domain.seeker import Registration
from domain.text import mask_nik


def registration_proof(
    registration: Registration,
    queue_code: str,
    registered_at: datetime,
    office: Office,
    texts: Mapping[str, str],
    *,
    copy_no: int = 1,
) -> Document:
    """The proof with its queue code, large and as QR. ``registered_at`` is printed as it is: hand in local time."""
    words = Words(texts, "paper.proof")
    mark: tuple[Block, ...] = (CopyMark(words("copy", n=copy_no)),) if copy_no > 1 else ()
    person = registration.biodata
    contact = " · ".join(part for part in (office.phone, office.website) if part)
    where: list[Block] = [Heading(words("where")), Paragraph(office.name, strong=True), Paragraph(office.address)]
    if office.hours:
        where.append(Paragraph(words("hours", hours=office.hours)))
    if office.phone:
        where.append(Paragraph(words("phone", phone=office.phone)))
    sections = (
        Section(Place.HEAD, (
            Letterhead(office.government, office.name, office.address, contact, words("form")),
            TitleBar(words("title"), words("subtitle")),
        )),
        Section(Place.COPY, mark),
        Section(Place.NUMBER, (Notice(words("not_a_card")), BigCode(words("code"), queue_code))),
        Section(Place.PERSON, (
            Field(words("name"), person.nama),
            Field(words("nik"), mask_nik(person.nik.value)),
            Field(words("registered"), Words(texts, "paper").moment(registered_at)),
        )),
        Section(Place.BODY, (
            Heading(words("next")),
            NumberedList((words("step_1", office=office.name), words("step_2"), words("step_3"))),
        )),
        Section(Place.BODY, tuple(where)),
        Section(Place.VERIFY, (QrCode(queue_code, words("scan")),)),
        Section(Place.FOOT, (Paragraph(words("thanks"), small=True),)),
    )  # fmt: skip
    return Document(Layout.SHEET, f"{words('title')} {queue_code}", queue_code, copy_no, sections)
