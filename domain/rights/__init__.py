"""Workers' rights calculators: what the law owes a worker, step by step, with the article behind every number.

Pure: no clock, no files, standard library only. Screens, papers and web pages all call :func:`compute` and build
their forms from :func:`topics`. An estimate, never a ruling; every uncertain row of law is named in the result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from domain.rights import cuti, jaminan, jkp, lembur, phk, phk_pensiun, pkwt, pph21, prorata, sakit, thr, umk
from domain.rights.inputs import (
    Alternatives,
    Answers,
    Choice,
    ChoicesFrom,
    FieldSpec,
    Kind,
    TopicFields,
    When,
    check,
)
from domain.rights.result import (
    Assumption,
    Calculation,
    Certainty,
    Figure,
    InputRefused,
    Notice,
    NoticeKind,
    Phrase,
    Refusal,
    RefusalCode,
    Source,
    Step,
    Topic,
    Unit,
    label_of,
    phrase,
)
from domain.rights.rows import LegalTables
from domain.rights.sheet import Sheet
from domain.rights.tables import LegalTableError, parse_tables

__all__ = [
    "Alternatives",
    "Assumption",
    "Calculation",
    "Certainty",
    "Choice",
    "FieldSpec",
    "Figure",
    "InputRefused",
    "Kind",
    "LegalTableError",
    "LegalTables",
    "Notice",
    "NoticeKind",
    "Phrase",
    "RefusalCode",
    "Source",
    "Step",
    "Topic",
    "TopicFields",
    "Unit",
    "When",
    "compute",
    "label_of",
    "parse_tables",
    "phrase",
    "topic_of",
    "topics",
]

# A date further ahead of the tables' last verification than this is a typing slip, not a planned ending.
HORIZON = timedelta(days=3 * 366)

_RIGHTS: Mapping[Topic, tuple[TopicFields, Callable[[Answers, Sheet], None]]] = {
    Topic.PHK: (phk.FIELDS, phk.compute),
    Topic.PHK_OFFSET_PENSIUN: (phk_pensiun.FIELDS, phk_pensiun.compute),
    Topic.PKWT: (pkwt.FIELDS, pkwt.compute),
    Topic.THR: (thr.FIELDS, thr.compute),
    Topic.LEMBUR: (lembur.FIELDS, lembur.compute),
    Topic.JKP: (jkp.FIELDS, jkp.compute),
    Topic.PPH21_FINAL: (pph21.FIELDS, pph21.compute),
    Topic.UMK_CEK: (umk.FIELDS, umk.compute),
    Topic.CUTI_UANG: (cuti.FIELDS, cuti.compute),
    Topic.UPAH_SAKIT: (sakit.FIELDS, sakit.compute),
    Topic.UPAH_PRORATA: (prorata.FIELDS, prorata.compute),
    Topic.JHT_IURAN: (jaminan.JHT_FIELDS, jaminan.compute_jht),
    Topic.JP_IURAN: (jaminan.JP_FIELDS, jaminan.compute_jp),
}


def topic_of(name: object) -> Topic | InputRefused:
    """The topic called ``name``, or the refusal that lists the topics there are."""
    if isinstance(name, str) and name in {str(topic) for topic in Topic}:
        return Topic(name)
    known = tuple(phrase("teks", teks=str(topic)) for topic in Topic)
    return InputRefused(RefusalCode.UNKNOWN_TOPIC, "topic", phrase("tolak.unknown_topic", pilihan=known))


def compute(topic: Topic, inputs: Mapping[str, object], tables: LegalTables) -> Calculation | InputRefused:
    """The right asked about, under the law of the day of the event.

    ``inputs`` are untrusted (see :func:`topics`): whole rupiah as ``int``, decimals as ``Decimal``/``Fraction``/``int``,
    dates as ISO text or ``date``. Bad input is a value, never an exception.
    """
    spec, rule = _RIGHTS[Topic(topic)]
    try:
        answers, unknown = check(spec, inputs, tables.reference_date + HORIZON)
        sheet = _open_sheet(topic, spec, answers, tables)
        for name in unknown:
            sheet.warn("isian_tidak_dikenal", kind=NoticeKind.IGNORED, isian=name[:40])
        rule(answers, sheet)
        return sheet.seal()
    except Refusal as refusal:
        return refusal.refused


def _open_sheet(topic: Topic, spec: TopicFields, answers: Answers, tables: LegalTables) -> Sheet:
    if spec.year_field is not None:
        # A year stands for its last day: what held at its end is what the year's wage is measured by.
        return Sheet(topic, tables, date(answers.whole(spec.year_field), 12, 31), spec.year_field, by_year=True)
    for field in spec.day_fields:
        day = answers.day(field)
        if day is not None:
            return Sheet(topic, tables, day, field)
    sheet = Sheet(topic, tables, tables.reference_date, spec.day_fields[-1])
    sheet.assume(spec.day_fields[-1], "tanggal_acuan", tanggal=tables.reference_date)
    return sheet


def topics(tables: LegalTables) -> tuple[TopicFields, ...]:
    """Every topic with its questions; choices that live in the tables (reasons, areas) are filled in."""
    return tuple(_with_choices(spec, tables) for spec, _ in _RIGHTS.values())


def _with_choices(spec: TopicFields, tables: LegalTables) -> TopicFields:
    return replace(spec, fields=tuple(_field_choices(field, tables) for field in spec.fields))


def _field_choices(field: FieldSpec, tables: LegalTables) -> FieldSpec:
    match field.choices_from:
        case ChoicesFrom.REASONS:
            known = tables.on(tables.reference_date).reasons.values()
            return replace(field, choices=tuple(Choice(row.code, phrase("teks", teks=row.description)) for row in known))
        case ChoicesFrom.REGIONS:
            names = tables.regions()
            return replace(
                field, choices=tuple(Choice(name, phrase("teks", teks=name.replace("_", " ").title())) for name in names)
            )
        case None:
            return field
