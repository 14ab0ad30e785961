"""A topic's declared fields as questions, one a page: which are asked, in what order, which apply, what the inputs are.

Generated from ``domain.rights.topics``; the only thing added is which optional questions are worth asking on the way.
Every other optional field can be filled from the list of answers. Pure; imported only once the legal tables are there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.rights import Alternatives, FieldSpec, Kind, LegalTables, Topic, TopicFields, When, topics
from domain.rights.inputs import Answers
from domain.visit.rights_state import RightsAnswers, RightsState, Scalar

EVENT_DAY = "tanggal_kejadian"
WAY = "cara:"
ROWS_LIMIT = 24
_ROW = re.compile(r"([a-z0-9_]+)\[(\d+)\]\.([a-z0-9_]+)")
_LISTS = frozenset({Kind.RUPIAH_LIST, Kind.DECIMAL_LIST, Kind.RECORDS})
_SAID_ENDED = When("hubungan_kerja_berakhir_sebelum_hari_raya", (True,))

#: Optional questions asked on the way, and the order of all that are; required ones missing here follow by themselves.
ASKED: Mapping[Topic, tuple[str, ...]] = {
    Topic.PHK: (
        "alasan", "skala_usaha", "dasar_upah", "upah_pokok", "tunjangan_tetap", "upah_harian", "rata2_12_bulan", "cara:0",
        "masa_kerja_tahun", "masa_kerja_bulan", "tanggal_masuk", "tanggal_keluar", "sisa_cuti_hari",
    ),
    Topic.PKWT: (
        "cara:0", "masa_kerja_bulan", "masa_kerja_hari", "periode_bulan", "tanggal_mulai", "tanggal_selesai", "upah_pokok",
        "tunjangan_tetap", "skala_usaha",
    ),
    Topic.THR: (
        "harian_lepas", "satuan_hasil", "cara:0", "masa_kerja_bulan", "masa_kerja_hari", "tanggal_masuk", "tanggal_hari_raya",
        "upah_pokok", "tunjangan_tetap", "upah_per_bulan", "hubungan_kerja_berakhir_sebelum_hari_raya", "status",
        "hari_phk_sebelum_hari_raya", "terlambat",
    ),
    Topic.LEMBUR: (
        "dasar_upah", "upah_pokok", "tunjangan_tetap", "tunjangan_tidak_tetap", "upah_harian", "rata2_12_bulan", "hari_kerja", "sesi",
    ),
    Topic.JKP: ("tanggal_phk", "alasan", "upah_terakhir_dilaporkan", "iur_bulan_dalam_24"),
    Topic.PPH21_FINAL: ("jenis", "bruto", "bruto_sudah_dibayar"),
    Topic.UMK_CEK: ("tahun", "wilayah", "upah_pokok", "tunjangan_tetap", "skala_usaha"),
    Topic.CUTI_UANG: ("upah_sebulan", "sisa_hari", "hari_kerja"),
    Topic.JHT_IURAN: ("upah", "bulan"),
}  # fmt: skip

#: When an optional question is worth asking on the way, beyond what the declaration says.
_ONLY_WHEN: Mapping[tuple[Topic, str], tuple[When, ...]] = {
    (Topic.THR, "status"): (_SAID_ENDED,),
    (Topic.THR, "hari_phk_sebelum_hari_raya"): (_SAID_ENDED, When("status", ("PKWTT",))),
}


class Ask(StrEnum):
    """How a question is answered on screen."""

    TEXT = "text"
    CHOICE = "choice"
    WAY = "way"
    LIST = "list"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Question:
    """One page. ``field`` is None for the choice between several ways of saying the same thing (``ways``)."""

    path: str
    ask: Ask
    optional: bool
    field: FieldSpec | None = None
    ways: Alternatives | None = None


class Form:
    """The questions of one topic for the answers given so far."""

    __slots__ = ("_live", "_rows", "answers", "spec", "tables", "today", "topic")

    def __init__(self, tables: LegalTables, topic: Topic, answers: RightsAnswers, today: date, at: str = "") -> None:
        """``at``: the question on the screen; a row being filled exists although nothing in it is answered yet."""
        self.tables, self.topic, self.answers, self.today = tables, topic, answers, today
        self.spec: TopicFields = next(item for item in topics(tables) if item.topic == topic)
        self._rows = {spec.id: _rows(spec.id, answers, at) for spec in self.spec.fields if spec.kind in _LISTS}
        self._live = self._applicable()

    # --- what applies -----------------------------------------------------------------------------------------------
    def _applicable(self) -> frozenset[str]:
        """Ids of the fields whose conditions hold, found again until dropping one changes nothing any more."""
        live = frozenset(spec.id for spec in self.spec.fields)
        while True:
            known = self._known(live)
            kept = frozenset(spec.id for spec in self.spec.fields if known.meets(spec.when) and self._on_its_way(spec.id, known))
            if kept == live:
                return live
            live = kept & live

    def _known(self, live: frozenset[str]) -> Answers:
        values: dict[str, int | bool | str] = {spec.id: spec.default for spec in self.spec.fields if spec.default is not None}
        for spec in self.spec.fields:
            told = self.answers.value(spec.id)
            if spec.id in live and isinstance(told, (bool, int, str)):
                values[spec.id] = told
        return Answers(values, frozenset())

    def _on_its_way(self, field: str, known: Answers) -> bool:
        """A field of an alternative applies only on the chosen way; of a lone optional way, only after its first field."""
        for at, group in enumerate(self.spec.alternatives):
            for place, way in enumerate(group.ways):
                if field not in way or not known.meets(group.when):
                    continue
                if len(group.ways) == 1:
                    return field == way[0] or self.answers.value(way[0]) is not None
                return self.answers.value(f"{WAY}{at}") == place
        return True

    # --- the questions ----------------------------------------------------------------------------------------------
    def question(self, path: str) -> Question:
        """The question at a path. Raises KeyError for a path that is none."""
        if path.startswith(WAY):
            group = self.spec.alternatives[int(path.removeprefix(WAY))]
            return Question(path, Ask.WAY, optional=False, ways=group)
        spec = self.field_at(path)
        optional = spec.default is not None or not (spec.required or spec.id in self._mandatory_on_way())
        return Question(path, _ask_of(spec), optional, spec)

    def field_at(self, path: str) -> FieldSpec:
        """The declaration behind a path, also inside a row."""
        row = _ROW.fullmatch(path)
        fields = self._by_id(row[1]).items if row else self.spec.fields
        return next(spec for spec in fields if spec.id == (row[3] if row else path))

    def _by_id(self, field: str) -> FieldSpec:
        return next(spec for spec in self.spec.fields if spec.id == field)

    def _mandatory_on_way(self) -> frozenset[str]:
        return frozenset(
            name for group in self.spec.alternatives for way in group.ways for name in way
            if name in self._live and (len(group.ways) > 1 or name != way[0])
        )  # fmt: skip

    def path(self) -> tuple[str, ...]:
        """Every question asked on the way, in order, for the answers given so far."""
        order = list(ASKED.get(self.topic, ()))
        order += [spec.id for spec in self.spec.fields if spec.required and spec.id not in order]
        order += [
            f"{WAY}{at}" for at, group in enumerate(self.spec.alternatives) if len(group.ways) > 1 and f"{WAY}{at}" not in order
        ]
        order += [name for name in sorted(self._mandatory_on_way()) if name not in order]
        known = self._known(self._live)
        return tuple(
            path for name in order if self._applies(name, known) and known.meets(_ONLY_WHEN.get((self.topic, name), ()))
            for path in self._pages_of(name)
        )  # fmt: skip

    def _applies(self, name: str, known: Answers) -> bool:
        if name.startswith(WAY):
            return known.meets(self.spec.alternatives[int(name.removeprefix(WAY))].when)
        return name in self._live

    def _pages_of(self, name: str) -> tuple[str, ...]:
        spec = None if name.startswith(WAY) else self._by_id(name)
        if spec is None or spec.kind is not Kind.RECORDS:
            return (name,)
        rows = range(max(1, self._rows[name]))
        return (*(f"{name}[{at}].{item.id}" for at in rows for item in spec.items), name)

    def all_paths(self) -> tuple[str, ...]:
        """Every question that applies, asked on the way or not: what the list of answers shows."""
        asked = tuple(path for path in self.path() if not _ROW.fullmatch(path))
        return asked + tuple(spec.id for spec in self.spec.fields if spec.id in self._live and spec.id not in asked)

    def rows(self, field: str) -> int:
        """How many rows a list has."""
        return self._rows[field]

    def before(self, path: str) -> str:
        """The question before this one; empty at the first."""
        row = _ROW.fullmatch(path)
        if row and int(row[2]) > 0 and path == self.row_start(row[1], int(row[2])):
            return row[1]
        way = self.path()
        return way[way.index(path) - 1] if path in way and way.index(path) > 0 else ""

    def after(self, path: str) -> str:
        """The question after this one; empty when all that must be answered is."""
        way = self.path()
        if path in way and way.index(path) + 1 < len(way):
            return way[way.index(path) + 1]
        return self.unsettled()

    def unsettled(self) -> str:
        """The first question of the way that was neither answered nor skipped."""
        return next((path for path in self.path() if path not in self.answers.settled), "")

    def row_start(self, field: str, at: int) -> str:
        """The first question of a row of records."""
        return f"{field}[{at}].{self._by_id(field).items[0].id}"

    def way_of(self, field: str) -> str:
        """The question that leads to a field which does not apply yet; empty when there is none."""
        for at, group in enumerate(self.spec.alternatives):
            if len(group.ways) > 1 and field not in self._live and any(field in way for way in group.ways):
                return f"{WAY}{at}"
        return ""

    # --- the inputs -------------------------------------------------------------------------------------------------
    def inputs(self) -> dict[str, object]:
        """What goes into the calculation: applicable answers only, and today where no day of the event was told."""
        found: dict[str, object] = {}
        for spec in self.spec.fields:
            if spec.id in self._live and (told := self._told(spec)) is not None:
                found[spec.id] = told
        days = self.spec.day_fields
        if EVENT_DAY in days and EVENT_DAY in self.spec.known and not any(name in found for name in days):
            found[EVENT_DAY] = self.today
        return found

    def _told(self, spec: FieldSpec) -> object:
        if spec.kind not in _LISTS:
            return self.answers.value(spec.id)
        count = _rows(spec.id, self.answers, "")
        if spec.kind is not Kind.RECORDS:
            return tuple(self.answers.value(f"{spec.id}[{at}]") for at in range(count)) or None
        rows = [{item.id: self.answers.value(f"{spec.id}[{at}].{item.id}") for item in spec.items} for at in range(count)]
        return tuple({name: value for name, value in row.items() if value is not None} for row in rows) or None


def form_of(rights: RightsState, today: date) -> Form:
    """The form of the present topic."""
    assert rights.tables is not None
    return Form(rights.tables, Topic(rights.topic), rights.answers, today, rights.question)


def _ask_of(spec: FieldSpec) -> Ask:
    match spec.kind:
        case Kind.CHOICE | Kind.WHOLE_CHOICE | Kind.YES_NO:
            return Ask.CHOICE
        case Kind.RUPIAH_LIST | Kind.DECIMAL_LIST:
            return Ask.LIST
        case Kind.RECORDS:
            return Ask.RECORDS
        case _:
            return Ask.TEXT


def _rows(field: str, answers: RightsAnswers, at: str) -> int:
    paths = (*(path for path, _ in answers.values), at)
    return max((int(path[len(field) + 1 :].partition("]")[0]) + 1 for path in paths if path.startswith(f"{field}[")), default=0)


def without_row(answers: RightsAnswers, field: str, gone: int) -> RightsAnswers:
    """The answers without one row of a list; those behind it move up."""

    def moved(path: str) -> str | None:
        if not path.startswith(f"{field}["):
            return path
        number, _, tail = path[len(field) + 1 :].partition("]")
        if int(number) == gone:
            return None
        return f"{field}[{int(number) - (int(number) > gone)}]{tail}"

    values: dict[str, Scalar] = {new: value for path, value in answers.values if (new := moved(path)) is not None}
    kept = tuple((new, text) for path, text in answers.kept if (new := moved(path)) is not None)
    settled = frozenset(new for path in answers.settled if (new := moved(path)) is not None)
    return RightsAnswers(answers.topic, tuple(values.items()), settled, kept)
