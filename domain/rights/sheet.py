"""The working paper of one calculation: looks rows up for the day of the event and remembers which were used.

It gathers steps, figures, notices and assumptions in order and seals them into a Calculation.
It computes nothing and knows no topic's rules.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from domain.rights.inputs import Answers, unknown_choice
from domain.rights.result import (
    Arg,
    Assumption,
    Calculation,
    Certainty,
    Figure,
    FigureValue,
    Notice,
    NoticeKind,
    Phrase,
    RefusalCode,
    Source,
    Step,
    Topic,
    Unit,
    phrase,
    refuse,
)
from domain.rights.rows import BracketRow, LegalTables, ProvisionRow, ReasonRow, Row, ScalarRow

STALE_AFTER = timedelta(days=366)
_MARKS = tuple(Certainty)


class Sheet:
    """One calculation in the making."""

    __slots__ = ("_assumptions", "_below_one", "_figures", "_notices", "_steps", "_tables", "_used", "day", "day_field", "topic")

    def __init__(self, topic: Topic, tables: LegalTables, day: date, day_field: str) -> None:
        self.topic = topic
        self.day = day
        self.day_field = day_field
        self._tables = tables
        self._below_one = False
        self._used: dict[str, Row] = {}
        self._steps: list[Step] = []
        self._figures: list[Figure] = []
        self._notices: list[Notice] = []
        self._assumptions: list[Assumption] = []

    # --- rows in force on the day ---------------------------------------------------------------

    def use(self, row: Row) -> None:
        """Remember that this row stood behind the result."""
        self._used[row.origin.row] = row

    def find(self, code: str) -> ScalarRow | None:
        """The number in force, or None; not counted as used until ``use``."""
        for row in self._tables.scalars.get(code, ()):
            if row.origin.holds_on(self.day):
                return row
        return None

    def scalar(self, code: str) -> ScalarRow:
        """The number in force. Raises the refusal "no table for that date"."""
        row = self.find(code)
        if row is None:
            raise self._no_table()
        self.use(row)
        return row

    def ladder(self, code: str) -> tuple[BracketRow, ...]:
        """The rungs in force, lowest first; call ``use`` on those that mattered."""
        rungs = tuple(row for row in self._tables.brackets.get(code, ()) if row.origin.holds_on(self.day))
        if not rungs:
            raise self._no_table()
        return rungs

    def rung(self, code: str, value: Fraction | int) -> BracketRow:
        """The highest rung that ``value`` has reached."""
        chosen = next(row for row in reversed(self.ladder(code)) if row.start <= value)
        self.use(chosen)
        return chosen

    def provision(self, code: str) -> ProvisionRow:
        """The article in force under this code."""
        for row in self._tables.provisions.get(code, ()):
            if row.origin.holds_on(self.day):
                self.use(row)
                return row
        raise self._no_table()

    def reason(self, code: str) -> ReasonRow:
        """The reason for PHK in force. Refuses an unknown one, listing the known."""
        for row in self._tables.reasons.get(code, ()):
            if row.origin.holds_on(self.day):
                self.use(row)
                self._below_one = 0 < row.up_times < 1
                return row
        known = self._tables.reasons_on(self.day)
        if not known:
            raise self._no_table()
        raise unknown_choice("alasan", [phrase("teks", teks=f"{row.code} ({row.description})") for row in known])

    def region(self, code: str, field: str) -> str:
        """A known area. Refuses others, listing the known."""
        known = self._tables.regions()
        if code not in known:
            raise unknown_choice(field, [phrase("teks", teks=name) for name in known])
        return code

    def _no_table(self) -> Exception:
        return refuse(RefusalCode.NO_TABLE, self.day_field, tanggal=self.day)

    # --- writing ------------------------------------------------------------------------------

    def step(self, key: str, value: Fraction | int | None, unit: Unit, *rows: Row, **args: Arg) -> None:
        """Add a line; its wording is ``<topic>.<key>.kata`` and ``.angka``, its article that of the rows."""
        articles: list[str] = []
        worst = 0
        for row in rows:
            if row.origin.article not in articles:
                articles.append(row.origin.article)
            worst = max(worst, _MARKS.index(row.origin.certainty))
        blanks = (*args.items(), ("hasil", value)) if value is not None else tuple(args.items())
        self._steps.append(
            Step(
                key,
                Phrase(f"{self.topic}.{key}.kata", blanks),
                Phrase(f"{self.topic}.{key}.angka", blanks),
                None if value is None else plain(value),
                unit,
                "; ".join(articles),
                _MARKS[worst],
            )
        )

    def figure(self, name: str, value: FigureValue, unit: Unit = Unit.NONE) -> None:
        """Add an outcome."""
        self._figures.append(Figure(name, plain(value) if isinstance(value, Fraction) else value, unit))

    def warn(self, key: str, *rows: Row, kind: NoticeKind = NoticeKind.WARNING, **args: Arg) -> None:
        """Add a notice worded by ``peringatan.<key>``; the rows become its article."""
        for row in rows:
            self.use(row)
        article = "; ".join(dict.fromkeys(row.origin.article for row in rows))
        self._notices.append(Notice(kind, key, phrase(f"peringatan.{key}", **args), article))

    def assume(self, field: str, key: str, **args: Arg) -> None:
        """Tell a choice we made and which field changes it."""
        self._assumptions.append(Assumption(field, phrase(f"anggapan.{key}", **args)))

    def default(self, answers: Answers, field: str, key: str, **args: Arg) -> None:
        """Like ``assume``, only when the user left ``field`` empty."""
        if not answers.given(field):
            self.assume(field, key, **args)

    def seal(self) -> Calculation:
        """The finished result, with the law's own remarks and every uncertain row called out."""
        if self.day > self._tables.reference_date + STALE_AFTER:
            self.warn("tabel_lama", tanggal=self._tables.reference_date)
        for remark in self._tables.remarks[self.topic]:
            if remark.origin.holds_on(self.day) and (self._below_one or not remark.below_one_only):
                self._notices.append(
                    Notice(NoticeKind.LAW, remark.code, phrase("teks", teks=remark.sentence), remark.origin.article)
                )
                self.use(remark)
        told: set[tuple[str, str]] = set()
        for row in self._used.values():
            origin = row.origin
            if origin.certainty in (Certainty.C, Certainty.P) and (origin.article, origin.remark) not in told:
                told.add((origin.article, origin.remark))
                key = f"belum_pasti.{origin.certainty}"
                self._notices.append(
                    Notice(NoticeKind.UNCERTAIN, key, phrase(key, pasal=origin.article, catatan=origin.remark), origin.article)
                )
        return Calculation(
            topic=self.topic,
            event_date=self.day,
            figures=tuple(self._figures),
            steps=tuple(self._steps),
            notices=tuple(self._notices),
            assumptions=tuple(self._assumptions),
            sources=tuple(_source(row) for row in self._used.values()),
            standing_note=Phrase("umum.catatan_tetap"),
            tables_version=self._tables.version,
            tables_digest=self._tables.digest,
        )


def plain(value: Fraction | int) -> Fraction | int:
    """A whole rational as ``int``, anything else as it is."""
    return value.numerator if value.denominator == 1 else value


def _source(row: Row) -> Source:
    origin = row.origin
    return Source(
        origin.row,
        origin.article,
        origin.urls,
        origin.valid_from,
        origin.valid_to,
        origin.verified,
        origin.certainty,
        origin.remark,
    )
