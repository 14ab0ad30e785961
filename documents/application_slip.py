"""Proof of an application: its number, to whom, what happens next, and the code that opens the portal once.

It carries no NIK. The code stands in words only, never in the address of the QR, so that a photographed link opens nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

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
from domain.vacancy import Vacancy


class Sending(Enum):
    """What is honestly known about the way to SIKER."""

    SENT = auto()
    WAITING = auto()
    WITHDRAWN = auto()


@dataclass(frozen=True, slots=True, repr=False)
class SlipFacts:
    """What the slip says. ``applied_at`` is printed as it is: hand in local time. ``claim_code`` empty: none is printed."""

    number: str
    title: str
    employer: str
    name: str
    applied_at: datetime
    sending: Sending
    claim_code: str = ""
    vacancy: Vacancy | None = None


def application_slip(
    facts: SlipFacts, office: Office, texts: Mapping[str, str], *, portal: str = "", copy_no: int = 1
) -> Document:
    """The slip; a copy says so. ``portal``: its public address, without one neither QR nor code is printed."""
    words = Words(texts, "paper.application")
    mark: tuple[Block, ...] = (CopyMark(words("copy", n=copy_no)),) if copy_no > 1 else ()
    contact = " · ".join(part for part in (office.phone, office.website) if part)
    job: list[Block] = [Field(words("job"), facts.title), Field(words("employer"), facts.employer)]
    if facts.vacancy is not None:
        job += [Field(words("place"), facts.vacancy.site.short()), Field(words("vacancy_number"), facts.vacancy.number)]
    job += [Field(words("name"), facts.name), Field(words("at"), Words(texts, "paper").moment(facts.applied_at))]
    sections = (
        Section(Place.HEAD, (
            Letterhead(office.government, office.name, office.address, contact, words("form")), TitleBar(words("title")),
        )),
        Section(Place.COPY, mark),
        Section(Place.NUMBER, (BigCode(words("number"), facts.number), Notice(words(facts.sending.name.lower())))),
        Section(Place.PERSON, tuple(job)),
        Section(Place.BODY, _next(words) if facts.sending is not Sending.WITHDRAWN else ()),
        Section(Place.VERIFY, _claim(facts, words, portal)),
        Section(Place.FOOT, (Paragraph(words("keep"), small=True),)),
    )  # fmt: skip
    return Document(
        Layout.SHEET, f"{words('title')} {facts.number}", facts.number, copy_no, tuple(item for item in sections if item.blocks)
    )


def _next(words: Words) -> tuple[Block, ...]:
    return (Heading(words("next")), NumberedList((words("step_1"), words("step_2"), words("step_3"))))


def claim_address(portal: str) -> str:
    """The portal's page where the code is typed."""
    return f"{portal.rstrip('/')}/akun/klaim/"


def _claim(facts: SlipFacts, words: Words, portal: str) -> tuple[Block, ...]:
    if not portal or not facts.claim_code:
        return ()
    address = claim_address(portal)
    return (
        Heading(words("portal")), BigCode(words("claim"), facts.claim_code), Paragraph(words("claim_how")),
        QrCode(address, words("scan"), address),
    )  # fmt: skip
