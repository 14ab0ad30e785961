"""What a calculation hands back: figures, ordered steps, notices, assumptions, sources; or a refusal.

Every sentence is a :class:`Phrase`, a key with its blanks, so a screen, a receipt or a page can say it in
another language; Indonesian is the source wording (``domain.rights.words``). Nothing here computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from domain.rights.numbers import Exact, half_up_places, terminating
from domain.rights.words import INDONESIAN


class Topic(StrEnum):
    """The thirteen calculators; values are the topic names of the wire and the vectors."""

    PHK = "phk"
    PHK_OFFSET_PENSIUN = "phk_offset_pensiun"
    PKWT = "pkwt"
    THR = "thr"
    LEMBUR = "lembur"
    JKP = "jkp"
    PPH21_FINAL = "pph21_final"
    UMK_CEK = "umk_cek"
    CUTI_UANG = "cuti_uang"
    UPAH_SAKIT = "upah_sakit"
    UPAH_PRORATA = "upah_prorata"
    JHT_IURAN = "jht_iuran"
    JP_IURAN = "jp_iuran"


class Unit(StrEnum):
    """What a number counts."""

    RUPIAH = "rupiah"
    BULAN_UPAH = "bulan_upah"
    KALI = "kali"
    BULAN = "bulan"
    TAHUN = "tahun"
    TAHUN_KALENDER = "tahun_kalender"
    HARI = "hari"
    JAM = "jam"
    MENIT = "menit"
    PERSEN = "persen"
    PORSI = "porsi"
    NONE = ""


class Certainty(StrEnum):
    """How sure we are of a row of law; the marks sort from sure to unsure."""

    A = "A"  # the text of the regulation was read
    B = "B"  # several independent sources agree
    C = "C"  # general knowledge, not confirmed
    P = "P"  # pertimbangan: the law is silent, a choice of ours


Arg: TypeAlias = "int | Fraction | str | date | Phrase | tuple[Phrase, ...]"
FigureValue: TypeAlias = "int | Fraction | bool | str | tuple[int, ...]"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence by key, with its blanks. ``text()`` is Indonesian; another catalogue gives another language."""

    key: str
    args: tuple[tuple[str, Arg], ...] = ()

    def text(self, catalogue: Mapping[str, str] = INDONESIAN) -> str:
        """The sentence. A key missing from ``catalogue`` falls back to Indonesian."""
        template = catalogue.get(self.key) or INDONESIAN[self.key]
        return template.format_map({name: _Shown(value, catalogue) for name, value in self.args})


def phrase(key: str, **args: Arg) -> Phrase:
    """Short way to write a :class:`Phrase`."""
    return Phrase(key, tuple(args.items()))


def show_number(value: Exact, places: int = 4) -> str:
    """Indonesian writing: 1.234,5; a number that does not end within ``places`` is cut with a leading ≈."""
    plain, sign = terminating(value), ""
    if plain is None or len(plain.partition(".")[2]) > places:
        plain, sign = terminating(half_up_places(value, places)) or "0", "≈"
    whole, _, decimals = plain.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    decimals = decimals.rstrip("0") if len(decimals) > 2 else decimals
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def show_rupiah(value: Exact) -> str:
    """Rp5.000.000; sen only where there are any."""
    shown = show_number(value, 2)
    return f"≈Rp{shown[1:]}" if shown.startswith("≈") else f"Rp{shown}"


class _Shown:
    """A blank's value as the template asks for it: ``rp`` rupiah, ``n`` number, ``pct`` percent, ``th`` a calendar year."""

    __slots__ = ("catalogue", "value")

    def __init__(self, value: Arg, catalogue: Mapping[str, str]) -> None:
        self.value = value
        self.catalogue = catalogue

    def __format__(self, spec: str) -> str:
        match self.value:
            case Phrase():
                return self.value.text(self.catalogue)
            case tuple():
                return "; ".join(item.text(self.catalogue) for item in self.value)
            case date():
                return f"{self.value.day}-{self.value.month}-{self.value.year}"
            case int() | Fraction():
                if spec == "rp":
                    return show_rupiah(self.value)
                if spec == "pct":
                    return f"{show_number(self.value * 100)}%"
                if spec == "th":
                    return str(self.value)
                return show_number(self.value)
            case str():
                return self.value


@dataclass(frozen=True, slots=True)
class Figure:
    """One named outcome of the schema: ``up``, ``total``, ``berhak``…"""

    id: str
    value: FigureValue
    unit: Unit


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working: the formula in words, with numbers, its value (None for a plain statement) and its article."""

    key: str
    topic: Topic
    blanks: tuple[tuple[str, Arg], ...]
    value: Exact | None
    unit: Unit
    article: str
    certainty: Certainty

    @property
    def words(self) -> Phrase:
        """The formula in words."""
        return Phrase(f"{self.topic}.{self.key}.kata", self.blanks)

    @property
    def numbers(self) -> Phrase:
        """The formula with its numbers put in."""
        return Phrase(f"{self.topic}.{self.key}.angka", self.blanks)


class NoticeKind(StrEnum):
    """Why a notice is printed beside the result."""

    WARNING = "peringatan"
    LAW = "catatan_hukum"
    UNCERTAIN = "belum_pasti"
    IGNORED = "tidak_dipakai"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know besides the figures; ``article`` may be empty."""

    kind: NoticeKind
    key: str
    phrase: Phrase
    article: str = ""
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """A choice we made because the input was silent; filling ``field`` changes it."""

    field: str
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row of law comes from and when it holds; ``valid_to`` None means still in force."""

    file: str
    row: str
    article: str
    valid_from: date
    valid_to: date | None
    urls: tuple[str, ...]
    verified: date
    certainty: Certainty
    remark: str

    def holds_on(self, day: date) -> bool:
        """Whether the row is in force on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Calculation:
    """The whole answer to one question."""

    topic: Topic
    event_date: date
    figures: tuple[Figure, ...]
    steps: tuple[Step, ...]
    notices: tuple[Notice, ...]
    assumptions: tuple[Assumption, ...]
    sources: tuple[Source, ...]
    standing_note: Phrase
    tables_version: str
    tables_digest: str

    def value(self, figure: str) -> FigureValue | None:
        """The value of one figure, or None when this outcome does not have it."""
        for item in self.figures:
            if item.id == figure:
                return item.value
        return None


class RefusalCode(StrEnum):
    """Why an input was refused; stable names for programs, sentences for people."""

    UNKNOWN_TOPIC = "unknown_topic"
    NOT_AN_OBJECT = "not_an_object"
    MISSING = "missing"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    NOT_A_NUMBER = "not_a_number"
    TOO_MANY_DECIMALS = "too_many_decimals"
    NOT_A_TEXT = "not_a_text"
    NOT_YES_NO = "not_yes_no"
    NOT_A_DATE = "not_a_date"
    IMPOSSIBLE_DATE = "impossible_date"
    DATE_TOO_FAR = "date_too_far"
    NOT_A_LIST = "not_a_list"
    EMPTY_LIST = "empty_list"
    LIST_TOO_LONG = "list_too_long"
    UNKNOWN_CHOICE = "unknown_choice"
    NEGATIVE = "negative"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    TWO_ANSWERS = "two_answers"
    END_BEFORE_START = "end_before_start"
    SERVICE_TOO_LONG = "service_too_long"
    LEAVE_ABOVE_ENTITLEMENT = "leave_above_entitlement"
    MORE_HOURS_THAN_A_DAY = "more_hours_than_a_day"
    MORE_DAYS_THAN_FULL = "more_days_than_full"
    MORE_MONTHS_THAN_SERVICE = "more_months_than_service"
    NO_TABLE = "no_table"


@dataclass(frozen=True, slots=True)
class InputRefused:
    """The input cannot be computed; ``phrase`` says what is wrong and how to mend it, in the user's words."""

    code: RefusalCode
    field: str
    phrase: Phrase

    @property
    def message(self) -> str:
        """The Indonesian sentence."""
        return self.phrase.text()


class Refusal(Exception):  # noqa: N818 - control flow inside the package, never escapes compute()
    """Carries an :class:`InputRefused` out of nested rules; ``compute`` turns it back into a value."""

    def __init__(self, refused: InputRefused) -> None:
        super().__init__(refused.code)
        self.refused = refused


def refuse(code: RefusalCode, field: str, **args: Arg) -> Refusal:
    """A refusal worded by its code; ``label`` defaults to the field's own label."""
    if "label" not in args:
        args["label"] = label_of(field)
    return Refusal(InputRefused(code, field, phrase(f"tolak.{code}", **args)))


def label_of(field: str) -> Phrase:
    """The short name of a field ("Upah pokok"); ``sesi[0].jam`` is labelled like ``jam``."""
    return Phrase(f"label.{field.rpartition('.')[2].partition('[')[0]}")
