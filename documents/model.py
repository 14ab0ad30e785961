"""What a document says, apart from how it looks: a short list of typed blocks in named places.

One model serves the receipt and the PDF, so paper and file can never say different things. It knows no dots,
no millimetres and no printer. Blocks hold people's data, so none of them shows its content in ``repr``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias


class Layout(Enum):
    """How the PDF arranges the places: the folded form of the AK/I, or one plain sheet."""

    FOLDED_CARD = auto()
    SHEET = auto()


class Place(Enum):
    """Where a section belongs; receipts print the places in the order the document lists them."""

    HEAD = auto()
    COPY = auto()
    NUMBER = auto()
    PORTRAIT = auto()
    RULES = auto()
    REPORTS = auto()
    PLACEMENT = auto()
    PERSON = auto()
    EDUCATION = auto()
    SKILLS = auto()
    VALIDITY = auto()
    OFFICER = auto()
    VERIFY = auto()
    BODY = auto()
    FOOT = auto()


@dataclass(frozen=True, slots=True, repr=False)
class Letterhead:
    """Who issues the paper; ``form`` is the name of the form in the corner."""

    government: str
    office: str
    address: str
    contact: str
    form: str


@dataclass(frozen=True, slots=True, repr=False)
class TitleBar:
    """The name of the document, the loudest line on it."""

    text: str
    subtitle: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Heading:
    """The name of a part."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Notice:
    """A framed sentence nobody may overlook."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class CopyMark:
    """Tells a reprint from the original."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class BoxedNumber:
    """Digits in boxes, in groups with a gap between."""

    label: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class BigCode:
    """A short code to read aloud from a distance."""

    label: str
    code: str


@dataclass(frozen=True, slots=True, repr=False)
class Field:
    """A caption and its value; ``code`` is the number of the form's own list, ``legend`` that list."""

    label: str
    value: str
    code: str = ""
    legend: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class DateField:
    """A caption, words before the date, and day, month and year in boxes; ``text`` is the same date in words."""

    label: str
    before: str
    parts: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class FormLine:
    """One ruled line of a form."""

    label: str
    value: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class FormLines:
    """Ruled lines of the form; receipts leave the empty ones out."""

    lines: tuple[FormLine, ...]
    year_title: str


@dataclass(frozen=True, slots=True, repr=False)
class ReportTable:
    """Rows with a printed date and an empty space for an officer's hand."""

    titles: tuple[str, str, str]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, repr=False)
class WriteLine:
    """A caption and an empty line to write on."""

    label: str


@dataclass(frozen=True, slots=True, repr=False)
class Paragraph:
    """Running text."""

    text: str
    strong: bool = False
    small: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class NumberedList:
    """Short sentences in order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class BulletList:
    """Short sentences without an order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """A caption on the left and its value on the right, for lists that are read across."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, repr=False)
class WorkingStep:
    """One line of a calculation: what is done, with which numbers, what comes out, and the article behind it."""

    number: int
    words: str
    numbers: str
    value: str
    article: str


@dataclass(frozen=True, slots=True, repr=False)
class Portrait:
    """The 3x4 photo (JPEG or PNG; None leaves a box to glue one on) and the holder's signature."""

    photo: bytes | None
    placeholder: str
    signature: str


@dataclass(frozen=True, slots=True, repr=False)
class OfficerSignature:
    """The pengantar kerja's signature; name and NIP may be left to be filled by hand."""

    place_date: str
    role: str
    name: str
    nip_label: str
    nip: str


@dataclass(frozen=True, slots=True, repr=False)
class QrCode:
    """A QR and what to do with it. ``dense``: many characters, so it is drawn larger, above its caption."""

    content: str
    caption: str
    address: str = ""
    dense: bool = False


Block: TypeAlias = (
    Letterhead | TitleBar | Heading | Notice | CopyMark | BoxedNumber | BigCode | Field | DateField | FormLines
    | ReportTable | WriteLine | Paragraph | NumberedList | BulletList | Entry | WorkingStep | Portrait
    | OfficerSignature | QrCode
)  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Section:
    """Blocks that stay together in one place."""

    place: Place
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One paper. ``reference`` (card number or queue code) titles the PDF; never a name or a NIK."""

    layout: Layout
    title: str
    reference: str
    copy_no: int
    sections: tuple[Section, ...]

    def __repr__(self) -> str:
        return f"Document({self.reference}, copy {self.copy_no})"

    def blocks(self, *places: Place) -> tuple[Block, ...]:
        """The blocks of the given places, in the document's order."""
        return tuple(block for section in self.sections if section.place in places for block in section.blocks)
