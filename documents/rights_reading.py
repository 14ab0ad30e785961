"""How a calculation is read to people: its answer in large, the sums behind it, its steps, and what they told us.

Paper and portal show the same, so what is shown is decided here once. It computes nothing: every number comes from
the calculation, every sentence from the catalogues handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from documents.words import Words
from domain.rights import Calculation, FieldSpec, Figure, Kind, Phrase, Step, Topic, TopicFields, Unit, label_of, phrase
from domain.rights.numbers import exact_decimal, plain
from domain.rights.words import INDONESIAN

_LEAD: Mapping[Topic, str] = {
    Topic.PHK: "total",
    Topic.PHK_OFFSET_PENSIUN: "kekurangan_dibayar_pengusaha",
    Topic.PKWT: "kompensasi",
    Topic.THR: "thr",
    Topic.LEMBUR: "upah_lembur",
    Topic.JKP: "total",
    Topic.PPH21_FINAL: "pph21",
    Topic.UMK_CEK: "kekurangan",
    Topic.CUTI_UANG: "nilai",
    Topic.UPAH_SAKIT: "total",
    Topic.UPAH_PRORATA: "nilai",
    Topic.JHT_IURAN: "pokok_iuran",
    Topic.JP_IURAN: "iuran_bulanan",
}
_STATUS = {"kesepakatan": "agreed", "tidak_final_pasal_17": "not_final", "dikecualikan_kesepakatan": "exempt"}
# Not sums somebody receives or pays: judgements, and numbers on the way that the steps show.
_LEFT_OUT = frozenset(
    {"berhak", "memenuhi", "status", "pasal", "upah_dasar", "up_bulan", "up_pengali", "upmk_bulan", "dasar", "jumlah_faktor"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A caption, how its value is written, and the exact value where there is one number."""

    label: str
    text: str
    value: int | Fraction | None = None


@dataclass(frozen=True, slots=True)
class StepReading:
    """One step; ``numbers`` no longer repeats the value it ends with."""

    words: str
    numbers: str
    text: str
    value: int | Fraction | None
    article: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads in one language: ``texts`` the text catalogue, ``words`` the wording of the calculators."""

    texts: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=lambda: INDONESIAN)

    def lead(self, done: Calculation) -> Reading:
        """The answer to the question, for the largest letters."""
        # The total of PHK is not reduced by a pension fund; the caption must not let it pass for what is paid.
        reduced = done.topic is Topic.PHK and done.value("kekurangan_dibayar_pengusaha") is not None
        label = self.texts[f"rights.lead.{'before_pension' if reduced else done.topic}"]
        status = done.value("status")
        if isinstance(status, str):
            return Reading(label, self.texts[f"rights.lead.{_STATUS[status]}"])
        value = done.value(_LEAD[done.topic])
        assert isinstance(value, (int, Fraction)), done.topic
        if done.value("berhak") is False:
            return Reading(label, self.texts["rights.lead.none"], value)
        if done.value("memenuhi") is True:
            return Reading(label, self.texts["rights.lead.met"], value)
        return Reading(label, self.amount(value, Unit.RUPIAH), value)

    def breakdown(self, done: Calculation) -> tuple[Reading, ...]:
        """The other sums that are not zero, in the calculation's order."""
        left_out = _LEFT_OUT | {_LEAD[done.topic]}
        return tuple(self._figure(figure) for figure in done.figures if figure.id not in left_out and figure.value)

    def _figure(self, figure: Figure) -> Reading:
        label = self.texts[f"rights.figure.{figure.id}"]
        match figure.value:
            case bool() | str():
                return Reading(label, str(figure.value))
            case tuple():
                return Reading(label, "; ".join(self.amount(value, figure.unit) for value in figure.value))
            case _:
                return Reading(label, self.amount(figure.value, figure.unit), figure.value)

    def amount(self, value: int | Fraction, unit: Unit) -> str:
        """A number with its unit: ``Rp5.000.000``, ``9 bulan upah``."""
        return Phrase(f"satuan.{unit}", (("n", value),)).text(self.words)

    def step(self, step: Step) -> StepReading:
        """A line of the working."""
        numbers = step.numbers.text(self.words)
        if step.value is None:
            return StepReading(step.words.text(self.words), numbers, "", None, step.article)
        shown = self.amount(step.value, step.unit)
        for tail in (shown, self.amount(step.value, Unit.NONE), self.amount(step.value, Unit.RUPIAH)):
            if numbers == tail or numbers.endswith(f"= {tail}"):
                numbers = numbers.removesuffix(tail).rstrip(" =")
                break
        return StepReading(step.words.text(self.words), numbers, shown, step.value, step.article)

    def given(self, asked: TopicFields, inputs: Mapping[str, object]) -> tuple[Reading, ...]:
        """What the person told us, in the order of the questions; names we do not know are left out."""
        return tuple(
            Reading(label_of(spec.id).text(self.words), self._answer(spec, inputs[spec.id]))
            for spec in asked.fields
            if inputs.get(spec.id) is not None
        )

    def _answer(self, spec: FieldSpec, raw: object) -> str:
        match raw:
            case bool():
                return self.texts["rights.answer.yes" if raw else "rights.answer.no"]
            case list() | tuple():
                rows = [self._row(spec, item) for item in raw]
                if len(rows) == 1:
                    return rows[0]
                return "\n".join(self.texts["rights.answer.row"].format(n=n, text=row) for n, row in enumerate(rows, start=1))
            case _:
                return self._single(spec, raw)

    def _row(self, spec: FieldSpec, raw: object) -> str:
        if not isinstance(raw, Mapping):
            return self._single(spec, raw)
        told = [self._single(item, raw[item.id]) for item in spec.items if raw.get(item.id) is not None]
        return ", ".join(told)

    def _single(self, spec: FieldSpec, raw: object) -> str:
        for choice in spec.choices:
            if choice.value == raw:
                return choice.label.text(self.words)
        if spec.kind is Kind.DATE:
            day = date.fromisoformat(raw) if isinstance(raw, str) else raw
            assert isinstance(day, date), spec.id
            return Words(self.texts, "paper").date(day)
        number = _exact(raw)
        return str(raw) if number is None else self.amount(number, spec.unit)

    def sentence(self, said: Phrase) -> str:
        """A phrase of the calculation, without loose spaces."""
        return said.text(self.words).strip()

    def topic(self, topic: Topic) -> str:
        """The topic's name."""
        return phrase(f"topik.{topic}").text(self.words)


def _exact(raw: object) -> int | Fraction | None:
    if isinstance(raw, (int, Fraction)):
        return plain(raw)
    if isinstance(raw, Decimal):
        return exact_decimal(raw)
    return exact_decimal(Decimal(repr(raw))) if isinstance(raw, float) else None
