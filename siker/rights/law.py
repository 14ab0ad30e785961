"""The legal tables this server calculates with, read once, and the calculators as people look for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from assets.legal_tables import legal_texts
from domain.rights import LegalTables, Topic, TopicFields, parse_tables, topics

# What people come with, and the calculators that answer it. Every topic stands in exactly one group.
GROUPS: tuple[tuple[str, tuple[Topic, ...]], ...] = (
    ("phk", (Topic.PHK, Topic.JKP, Topic.PHK_OFFSET_PENSIUN)),
    ("kontrak", (Topic.PKWT,)),
    ("thr", (Topic.THR,)),
    ("lembur", (Topic.LEMBUR,)),
    ("umk", (Topic.UMK_CEK,)),
    ("pajak", (Topic.PPH21_FINAL,)),
    ("sebagian", (Topic.UPAH_SAKIT, Topic.UPAH_PRORATA)),
    ("cuti", (Topic.CUTI_UANG,)),
    ("iuran", (Topic.JHT_IURAN, Topic.JP_IURAN)),
)


@dataclass(frozen=True, slots=True)
class Law:
    """The tables and the questions made from them."""

    tables: LegalTables
    asked: dict[Topic, TopicFields]


@cache
def law() -> Law:
    """The law as shipped. Raises LegalTableError, LegalTextError or OSError when the tables cannot be used."""
    tables = parse_tables(legal_texts())
    return Law(tables, {Topic(spec.topic): spec for spec in topics(tables)})
