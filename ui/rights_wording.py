"""From a rights calculation in a visit to words: topics, questions, choices, answers. Pure functions, no Qt.

Imports the calculators, so it is imported itself only when somebody asks about rights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from assets.catalogue import say, texts
from domain.rights import FieldSpec, Kind, Phrase, Topic, Unit, label_of
from domain.rights.inputs import ChoicesFrom
from domain.rights.numbers import exact_decimal
from domain.visit.rights_form import WAY, Ask, Form, Question
from domain.visit.rights_state import Scalar
from kiosk.services.rights_words import rights_words
from ui.rows import Row
from ui.shaping import thousands
from ui.wording import date_words, rupiah

#: What people come with, in three groups.
GROUPS: Mapping[str, tuple[Topic, ...]] = {
    "leave": (Topic.PHK, Topic.PKWT, Topic.JKP, Topic.CUTI_UANG, Topic.PPH21_FINAL, Topic.PHK_OFFSET_PENSIUN),
    "wage": (Topic.THR, Topic.LEMBUR, Topic.UMK_CEK, Topic.UPAH_SAKIT, Topic.UPAH_PRORATA),
    "fund": (Topic.JHT_IURAN, Topic.JP_IURAN),
}
#: Reasons for PHK by who ended it and why; the letters are those of PP 35/2021 Pasal 36, which every reason carries.
REASONS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "company": (("loss", "bcd"), ("change", "a"), ("debt", "ef"), ("fault", "jkl")),
    "worker": (("own", "ghi"),),
    "neither": (("life", "mno"),),
}
_KINDS: Mapping[Kind, tuple[str, str]] = {
    Kind.RUPIAH: ("rupiah", "money"), Kind.RUPIAH_LIST: ("rupiah", "money"), Kind.RUPIAH_SEN: ("sen", "sen"),
    Kind.WHOLE: ("count", "digits"), Kind.DECIMAL: ("decimal", "decimal"), Kind.DECIMAL_LIST: ("decimal", "decimal"),
    Kind.DATE: ("date", "digits"),
}  # fmt: skip
_PICTURES: Mapping[Unit, str] = {
    Unit.RUPIAH: "money",
    Unit.PERSEN: "money",
    Unit.PORSI: "money",
    Unit.JAM: "clock",
    Unit.MENIT: "clock",
}
_BEGINS = (("billion", 1_000_000_000), ("million", 1_000_000), ("thousand", 1_000))


@dataclass(frozen=True, slots=True)
class Asking:
    """How a question looks: its words, the kind of field and keyboard, what stands before the field."""

    heading: str = ""
    hint: str = ""
    kind: str = ""
    layout: str = ""
    prefix: str = ""
    placeholder: str = ""
    picture: str = ""


def topic_title(language: str, topic: str) -> str:
    """The topic as the question people ask."""
    return say(language, f"page.rights_topics.topic.{topic}")


def topic_rows(language: str, group: str) -> tuple[Row, ...]:
    """The topics of one group."""
    return tuple(Row(topic, topic_title(language, topic)) for topic in GROUPS[group])


def asking(language: str, form: Form, question: Question) -> Asking:
    """The words and the field of a question."""
    if question.field is None:
        return Asking(say(language, "page.rights_question.way"), picture="calendar")
    spec, words = question.field, rights_words(language)
    hints = [_hint(language, spec)]
    if question.optional:
        default = _default(language, form, spec)
        key = "page.rights_question.default" if default else "page.rights_question.may_skip"
        hints.append(say(language, key, default=default))
    kind, layout = ("year", "digits") if spec.unit is Unit.TAHUN_KALENDER else _KINDS.get(spec.kind, ("", ""))
    picture = (
        "calendar"
        if spec.kind is Kind.DATE
        else _PICTURES.get(spec.unit, "briefcase" if question.ask is Ask.CHOICE else "calendar")
    )
    return Asking(
        spec.question.text(words), " ".join(hint for hint in hints if hint), kind, layout,
        "Rp" if spec.unit is Unit.RUPIAH else "",
        say(language, "page.birth_date.placeholder") if spec.kind is Kind.DATE else "", picture,
    )  # fmt: skip


def _hint(language: str, spec: FieldSpec) -> str:
    if spec.unit is Unit.PORSI:
        return say(language, "page.rights_question.percent_hint")
    return spec.hint.text(rights_words(language)) if spec.hint is not None else ""


def _default(language: str, form: Form, spec: FieldSpec) -> str:
    """What is taken when the question is skipped; empty when the calculation itself says what it assumed."""
    if spec.default is None:
        return date_words(language, form.today) if spec.id == "tanggal_kejadian" else ""
    return value_words(language, spec, spec.default)


def value_words(language: str, spec: FieldSpec, value: Scalar) -> str:
    """An answer as people write it."""
    words = rights_words(language)
    for choice in spec.choices:
        if choice.value == value and not isinstance(value, bool):
            return choice.label.text(words)
    match value:
        case bool():
            return say(language, "page.rights_question.yes" if value else "page.rights_question.no")
        case date():
            return date_words(language, value)
        case str():
            return value
        case _:
            shown, unit = (value * 100, Unit.PERSEN) if spec.unit is Unit.PORSI else (value, spec.unit)
            return Phrase(f"satuan.{unit}", (("n", shown),)).text(words).replace("Rp", "Rp\u00a0")


# --- choices ----------------------------------------------------------------------------------------------------------
def choices(language: str, form: Form, question: Question, group: str) -> tuple[Row, ...]:
    """What may be touched; reasons for PHK only of the opened group."""
    now = form.answers.value(question.path)
    if question.ways is not None:
        return tuple(
            Row(str(at), way_words(language, way), chosen=now == at) for at, way in enumerate(question.ways.ways)
        )  # fmt: skip
    spec, words = question.field, rights_words(language)
    if spec is None:
        return ()
    if spec.kind is Kind.YES_NO:
        told = now if isinstance(now, bool) else None
        return tuple(
            Row(key, say(language, f"page.rights_question.{key}"), chosen=told is value)
            for key, value in (("yes", True), ("no", False))
        )
    if spec.choices_from is ChoicesFrom.REASONS:
        known = form.tables.on(form.tables.reference_date).reasons
        return tuple(
            Row(str(choice.value), choice.label.text(words), known[str(choice.value)].origin.article, now == choice.value)
            for choice in spec.choices if _why(known[str(choice.value)].letter) == group
        )  # fmt: skip
    return tuple(Row(str(choice.value), choice.label.text(words), chosen=now == choice.value) for choice in spec.choices)


def way_words(language: str, way: tuple[str, ...]) -> str:
    """A way of telling the same thing."""
    known = texts(language).get(f"page.rights_question.ways.{way[0]}")
    return known or ", ".join(label_of(name).text(rights_words(language)) for name in way)


def _why(letter: str) -> str:
    return next((why for pairs in REASONS.values() for why, letters in pairs if letter in letters), "other")


def has_groups(question: Question) -> bool:
    """Whether the choices are too many for one page and come in groups."""
    return question.field is not None and question.field.choices_from is ChoicesFrom.REASONS


def reason_groups(language: str, form: Form, question: Question) -> tuple[Row, ...]:
    """Why it ended, under who ended it."""
    known, now = form.tables.on(form.tables.reference_date).reasons, form.answers.value(question.path)
    present = {_why(row.letter) for row in known.values()}
    chosen = _why(known[now].letter) if isinstance(now, str) and now in known else ""
    said = "page.rights_question"
    pairs = [(who, why) for who, group in REASONS.items() for why, _ in group] + [("other", "other")]
    return tuple(
        Row(why, say(language, f"{said}.why.{why}"), chosen=why == chosen, section=say(language, f"{said}.who.{who}"))
        for who, why in pairs if why in present
    )  # fmt: skip


# --- rows and answers -------------------------------------------------------------------------------------------------
def entries(language: str, form: Form, question: Question) -> tuple[Row, ...]:
    """The rows of a list."""
    if question.field is None or question.ask not in {Ask.LIST, Ask.RECORDS}:
        return ()
    rows = [_entry(language, form, question.field, at) for at in range(form.rows(question.path))]
    return tuple(rows if question.ask is Ask.RECORDS else reversed(rows))  # what was just typed is in sight


def _entry(language: str, form: Form, spec: FieldSpec, at: int) -> Row:
    path = f"{spec.id}[{at}]"
    if not spec.items:
        told = form.answers.value(path)
        amount = value_words(language, spec, told) if told is not None else ""
        return Row(str(at), say(language, "page.rights_question.row", n=at + 1, text=amount))
    parts = [
        value_words(language, item, told) for item in spec.items
        if (told := form.answers.value(f"{path}.{item.id}")) is not None
    ]  # fmt: skip
    first, rest = parts[:1], parts[1:]
    return Row(str(at), say(language, "page.rights_question.row", n=at + 1, text=first[0] if first else "…"), " · ".join(rest))


def answer_rows(language: str, form: Form) -> tuple[Row, ...]:
    """Every answer, then everything that could be added."""
    way, rows = form.path(), []
    for path in form.all_paths():
        section = say(language, "page.rights_answers.asked" if path in way else "page.rights_answers.extra")
        rows.append(Row(path, _label(language, path), _answer(language, form, form.question(path)), section=section))
    return tuple(rows)


def _label(language: str, path: str) -> str:
    return say(language, "page.rights_question.way") if path.startswith(WAY) else label_of(path).text(rights_words(language))


def _answer(language: str, form: Form, question: Question) -> str:
    told = form.answers.value(question.path)
    if question.ways is not None:
        return (
            way_words(language, question.ways.ways[told]) if isinstance(told, int) else say(language, "page.rights_answers.blank")
        )
    assert question.field is not None
    if question.ask in {Ask.LIST, Ask.RECORDS}:
        shown = entries(language, form, question)
        rows = shown if question.ask is Ask.RECORDS else tuple(reversed(shown))
        lines = [f"{row.title}, {row.detail}" if row.detail else row.title for row in rows]
        return "\n".join(lines) or say(language, "page.rights_answers.blank")
    if told is not None:
        return value_words(language, question.field, told)
    default = _default(language, form, question.field)
    return (
        say(language, "page.rights_answers.blank_default", default=default)
        if default
        else say(language, "page.rights_answers.blank")
    )


# --- while typing -----------------------------------------------------------------------------------------------------
def understood(language: str, spec: FieldSpec, kind: str, bare: str) -> str:
    """What a typed amount, number or date means, said in words; empty while it means nothing yet."""
    if kind == "date":
        if len(bare) != 8 or not bare.isdigit():
            return ""
        try:
            return date_words(language, date(int(bare[4:]), int(bare[2:4]), int(bare[:2])))
        except ValueError:
            return ""
    number = exact_decimal(Decimal(bare.rstrip(",").replace(",", "."))) if bare.strip(",") else None
    if number is None:
        return ""
    if spec.unit is Unit.RUPIAH:
        return amount_words(language, number)
    if spec.unit is Unit.TAHUN_KALENDER:
        return ""
    if spec.unit is Unit.JAM and number.denominator != 1:
        whole, minutes = int(number), (number - int(number)) * 60
        words = rights_words(language)
        return " ".join(
            Phrase(f"satuan.{unit}", (("n", value),)).text(words) for unit, value in (("jam", whole), ("menit", minutes)) if value
        )
    return value_words(language, spec, Fraction(number) / 100 if spec.unit is Unit.PORSI else number)


def amount_words(language: str, amount: int | Fraction) -> str:
    """``5 juta 250 ribu rupiah``: a zero too many is heard at once."""
    whole, parts = int(amount), []
    for name, size in _BEGINS:
        if count := whole // size:
            parts.append(f"{thousands(count)} {say(language, f'page.rights_question.amount.{name}')}")
        whole %= size
    if whole or not parts:
        parts.append(str(whole))
    if amount.denominator != 1:
        return f"{rupiah(int(amount))},{round((amount - int(amount)) * 100):02d}"
    return " ".join((*parts, say(language, "page.rights_question.amount.rupiah")))
