"""A calculation on paper: the answer, what was told, every step with its article, caveats, the tables' version, and a QR.

An estimate, and it says so twice. The QR opens the same calculation on the portal with the inputs in the address's
fragment, which stays in the reader's browser. No name and no number of a person ever stands on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from documents.model import (
    BigCode,
    Block,
    BulletList,
    Document,
    Entry,
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
    WorkingStep,
)
from documents.office import Office
from documents.rights_link import address_of, fragment_of
from documents.rights_reading import Reader, Reading
from documents.words import Words
from domain.rights import Calculation, NoticeKind, TopicFields, label_of
from domain.rights.words import INDONESIAN


def rights_sheet(
    done: Calculation,
    asked: TopicFields,
    inputs: Mapping[str, object],
    at: datetime,
    office: Office,
    texts: Mapping[str, str],
    *,
    words: Mapping[str, str] = INDONESIAN,
    portal: str = "",
) -> Document:
    """The sheet of ``done``, calculated from ``inputs`` to the questions ``asked`` and printed ``at`` (local time).

    ``texts`` and ``words`` are the catalogues of the person's language; ``portal`` the public address of the portal,
    without one there is no QR. A link too long to scan is replaced by the page's address.
    """
    reader, said = Reader(texts, words), Words(texts, "paper.rights")
    part = Words(texts, "rights.part")
    title, lead = reader.topic(done.topic), reader.lead(done)
    contact = " · ".join(item for item in (office.phone, office.website) if item)
    sections = (
        Section(Place.HEAD, (
            Letterhead(office.government, office.name, office.address, contact, said("form")),
            TitleBar(title.upper(), said("subtitle")),
        )),
        Section(Place.NUMBER, (BigCode(lead.label, lead.text), Notice(reader.sentence(done.standing_note)))),
        Section(Place.BODY, _entries(part("breakdown"), reader.breakdown(done))),
        Section(Place.BODY, _entries(part("answers"), reader.given(asked, inputs))),
        Section(Place.BODY, _steps(part("steps"), done, reader)),
        Section(Place.BODY, _notices(done, reader, said, part)),
        Section(Place.BODY, _assumptions(part("assumptions"), done, reader, said)),
        Section(Place.BODY, (
            Heading(part("basis")),
            Entry(part("law_day"), Words(texts, "paper").date(done.event_date)),
            Entry(part("version"), done.tables_version),
            Entry(said("printed"), Words(texts, "paper").moment(at)),
            Field(part("digest"), _grouped(done.tables_digest)),
        )),
        Section(Place.VERIFY, _link(done, inputs, said, portal)),
        Section(Place.FOOT, (Paragraph(said("keep"), small=True),)),
    )  # fmt: skip
    return Document(Layout.SHEET, f"{title} {at:%Y-%m-%d}", str(done.topic), 1, tuple(item for item in sections if item.blocks))


def _entries(title: str, readings: tuple[Reading, ...]) -> tuple[Block, ...]:
    return (Heading(title), *(Entry(item.label, item.text) for item in readings)) if readings else ()


def _steps(title: str, done: Calculation, reader: Reader) -> tuple[Block, ...]:
    lines = [reader.step(step) for step in done.steps]
    return (
        Heading(title),
        *(WorkingStep(n, line.words, line.numbers, line.text, line.article) for n, line in enumerate(lines, start=1)),
    )


def _notices(done: Calculation, reader: Reader, said: Words, part: Words) -> tuple[Block, ...]:
    """What the reader must heed first, then what the law itself remarks and what is not certain."""
    urgent: list[str] = []
    remarks: list[str] = []
    for notice in done.notices:
        text = reader.sentence(notice.phrase)
        # An uncertain row already names its article in its sentence.
        if notice.article and notice.kind is not NoticeKind.UNCERTAIN:
            text = said("article", text=text, article=notice.article)
        (urgent if notice.kind in (NoticeKind.WARNING, NoticeKind.IGNORED) else remarks).append(text)
    blocks: list[Block] = []
    for title, items in ((part("warnings"), urgent), (part("law"), remarks)):
        if items:
            blocks += _bullets(title, items)
    return tuple(blocks)


def _assumptions(title: str, done: Calculation, reader: Reader, said: Words) -> tuple[Block, ...]:
    items = [
        said("change", text=reader.sentence(item.phrase), label=reader.sentence(label_of(item.field)))
        for item in done.assumptions
    ]
    return _bullets(title, items)


def _bullets(title: str, items: list[str]) -> tuple[Block, ...]:
    return (Heading(title), *(BulletList((item,)) for item in items)) if items else ()


def _grouped(digest: str) -> str:
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _link(done: Calculation, inputs: Mapping[str, object], said: Words, portal: str) -> tuple[Block, ...]:
    if not portal:
        return ()
    page = address_of(portal, done.topic)
    fragment = fragment_of(done.topic, inputs)
    if fragment is None:
        return (QrCode(page, said("scan_too_long"), page),)
    return (QrCode(f"{page}#{fragment}", said("scan"), page, dense=True),)
