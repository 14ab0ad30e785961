"""From a finished calculation to the lines of its page. Pure functions, no Qt; what is shown is what the sheet shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from assets.catalogue import say, texts
from documents.rights_reading import Reader
from domain.rights import Calculation, NoticeKind
from domain.visit.rights_form import EVENT_DAY, Form
from kiosk.services.rights_words import rights_words
from ui.rows import Row
from ui.wording import date_words


@dataclass(frozen=True, slots=True)
class Result:
    """The answer, what it is made of, what to heed, how it came about."""

    label: str = ""
    total: str = ""
    note: str = ""
    tables: str = ""
    parts: tuple[Row, ...] = ()
    warnings: tuple[Row, ...] = ()
    steps: tuple[Row, ...] = ()
    assumptions: tuple[Row, ...] = ()
    remarks: tuple[Row, ...] = ()


def result_of(language: str, form: Form, done: Calculation) -> Result:
    """The lines of the result page."""
    reader = Reader(texts(language), rights_words(language))
    lead = reader.lead(done)
    urgent = {NoticeKind.WARNING, NoticeKind.IGNORED}
    notices = [
        Row(
            notice.key, reader.sentence(notice.phrase), tone="warn" if notice.kind in urgent else "info",
            note="" if notice.kind is NoticeKind.UNCERTAIN else notice.article,  # its sentence names the article
        )
        for notice in done.notices
    ]  # fmt: skip
    steps = []
    for at, step in enumerate(done.steps, start=1):
        line = reader.step(step)
        title = say(language, "page.rights_question.row", n=at, text=line.words)
        steps.append(Row(str(at), title, _spaced(line.numbers), value=_spaced(line.text), note=line.article))
    return Result(
        lead.label, _spaced(lead.text), reader.sentence(done.standing_note),
        say(language, "page.rights_result.tables", version=done.tables_version, date=date_words(language, done.event_date)),
        tuple(Row(item.label, item.label, value=_spaced(_runs(item.text))) for item in reader.breakdown(done)),
        tuple(row for row in notices if row.tone == "warn"), tuple(steps), _assumptions(language, form, done, reader),
        tuple(row for row in notices if row.tone != "warn"),
    )  # fmt: skip


def _assumptions(language: str, form: Form, done: Calculation, reader: Reader) -> tuple[Row, ...]:
    can = form.all_paths()
    rows = [Row(item.field, reader.sentence(item.phrase), editable=item.field in can) for item in done.assumptions]
    if EVENT_DAY in form.inputs() and form.answers.value(EVENT_DAY) is None:
        rows.append(
            Row(
                EVENT_DAY,
                say(language, "page.rights_result.today", date=date_words(language, form.today)),
                editable=EVENT_DAY in can,
            )
        )
    return tuple(rows)


def _runs(text: str) -> str:
    """``4 × 100%, 2 × 75%`` instead of a long row of the same."""
    parts = text.split("; ")
    runs = [(part, len(tuple(same))) for part, same in groupby(parts)]
    return ", ".join(f"{count} × {part}" if count > 1 else part for part, count in runs) if len(runs) < len(parts) else text


def _spaced(text: str) -> str:
    """Amounts never break between ``Rp`` and the number."""
    return text.replace("Rp", "Rp\u00a0").replace(" ×", "\u00a0×")
