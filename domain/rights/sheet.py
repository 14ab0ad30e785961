"""The working paper of one calculation: looks rows up for the day of the event and remembers which were used.

It gathers steps, figures, notices and assumptions in order and seals them into a Calculation.
It computes nothing and knows no topic's rules.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from domain.rights.inputs import Answers, unknown_choice
from domain.rights.numbers import Exact, plain
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
    Step,
    Topic,
    Unit,
    phrase,
    refuse,
)
from domain.rights.rows import BracketRow, LegalTables, ProvisionRow, ReasonRow, RemarkRow, Row, ScalarRow

STALE_AFTER = timedelta(days=366)


class Sheet:
    """One calculation in the making."""

    __slots__ = (
        "_assumptions",
        "_below_one",
        "_figures",
        "_law",
        "_notices",
        "_steps",
        "_tables",
        "_used",
        "by_year",
        "day",
        "day_field",
        "topic",
    )

    def __init__(self, topic: Topic, tables: LegalTables, day: date, day_field: str, *, by_year: bool = False) -> None:
        self.topic = topic
        self.day = day
        self.day_field = day_field
        self.by_year = by_year
        self._tables = tables
        self._law = tables.on(day)
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
        return self._law.scalars.get(code)

    def scalar(self, code: str) -> ScalarRow:
        """The number in force. Raises the refusal "no table for that date"."""
        row = self.find(code)
        if row is None:
            raise self._no_table()
        self.use(row)
        return row

    def ladder(self, code: str) -> tuple[BracketRow, ...]:
        """The rungs in force, lowest first; call ``use`` on those that mattered."""
        rungs = self._law.ladders.get(code, ())
        if not rungs:
            raise self._no_table()
        return rungs

    def rung(self, code: str, value: Exact) -> BracketRow:
        """The highest rung that ``value`` has reached."""
        chosen = next(row for row in reversed(self.ladder(code)) if row.start <= value)
        self.use(chosen)
        return chosen

    def provision(self, code: str) -> ProvisionRow:
        """The article in force under this code."""
        row = self._law.provisions.get(code)
        if row is None:
            raise self._no_table()
        self.use(row)
        return row

    def reason(self, code: str) -> ReasonRow:
        """The reason for PHK in force. Refuses an unknown one, listing the known."""
        found = self._law.reasons.get(code)
        if found is not None:
            self.use(found)
            self._below_one = 0 < found.up_times < 1
            return found
        known = tuple(self._law.reasons.values())
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
        when: Arg = phrase("umum.tahun", tahun=self.day.year) if self.by_year else self.day
        return refuse(RefusalCode.NO_TABLE, self.day_field, tanggal=when)

    # --- writing ------------------------------------------------------------------------------

    def step(self, key: str, value: Exact | None, unit: Unit, *rows: Row, **args: Arg) -> None:
        """Add a line; its wording is ``<topic>.<key>.kata`` and ``.angka``, its article that of the rows."""
        article, mark = "", Certainty.A
        for row in rows:
            origin = row.origin
            if not article:
                article = origin.article
            elif origin.article not in article:
                article = f"{article}; {origin.article}"
            if origin.certainty > mark:
                mark = origin.certainty
        blanks = (*args.items(), ("hasil", value)) if value is not None else tuple(args.items())
        self._steps.append(
            Step(
                key,
                self.topic,
                blanks,
                None if value is None else plain(value),
                unit,
                article,
                mark,
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
        for remark in self._law.remarks[self.topic.value]:
            if self._below_one or not remark.below_one_only:
                words = phrase("teks", teks=remark.sentence)
                self._notices.append(Notice(NoticeKind.LAW, remark.code, words, remark.origin.article, remark.origin.certainty))
                self.use(remark)
        self._tell_uncertain()
        return Calculation(
            topic=self.topic,
            event_date=self.day,
            figures=tuple(self._figures),
            steps=tuple(self._steps),
            notices=tuple(self._notices),
            assumptions=tuple(self._assumptions),
            sources=tuple(row.origin for row in self._used.values()),
            standing_note=Phrase("umum.catatan_tetap"),
            tables_version=self._tables.version,
            tables_digest=self._tables.digest,
        )

    def _tell_uncertain(self) -> None:
        """One notice for every article used that is unconfirmed or of our own choosing, never hidden."""
        told: set[tuple[str, str]] = set()
        for row in self._used.values():
            origin = row.origin
            if origin.certainty not in (Certainty.C, Certainty.P) or (origin.article, origin.remark) in told:
                continue
            if isinstance(row, RemarkRow) and not origin.remark:
                continue  # the law's remark is itself the caveat and carries its mark
            told.add((origin.article, origin.remark))
            key = f"belum_pasti.{origin.certainty}"
            words = phrase(key, pasal=origin.article, catatan=origin.remark)
            self._notices.append(Notice(NoticeKind.UNCERTAIN, key, words, origin.article, origin.certainty))
