"""What the pages without a question tell: what was found, what is going on, what to do with the paper. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assets.catalogue import say, texts
from domain.ak1 import REPORT_WINDOW_DAYS, Ak1State, next_report, report_dates, report_row
from domain.facts import DocumentKind, PrintOutcome
from domain.text import mask
from domain.visit.events import Event, KnownPerson, PresenceAsked, RenewAsked, ReprintAsked
from domain.visit.flow import edge_for
from domain.visit.jobs_events import JobsAsked, MyApplicationsAsked
from domain.visit.pages import Page
from domain.visit.state import VisitState
from ui import rights_story
from ui.rows import Row
from ui.wording import date_words, sentence

if TYPE_CHECKING:
    from ui import jobs_story

ASKS: dict[str, Event] = {
    "report": PresenceAsked(), "reprint": ReprintAsked(), "renew": RenewAsked(), "jobs": JobsAsked(), "mine": MyApplicationsAsked(),
}  # fmt: skip
_WORK = ("jobs", "mine")


@dataclass(frozen=True, slots=True)
class Story:
    """A heading, a sentence, a note with its tone, facts to read and things to do."""

    heading: str = ""
    text: str = ""
    note: str = ""
    tone: str = "info"
    facts: tuple[Row, ...] = ()
    actions: tuple[Row, ...] = ()


def story(state: VisitState, today: date) -> Story:
    """The story of the present page; empty on pages that ask something."""
    sheet = rights_story.told(state) if state.rights is not None else _work(state, today)
    if sheet is not None and state.page is Page.END and state.rights is None:
        return replace(Story(*sheet), actions=tuple(_offers(state, today, _WORK)))
    if sheet is not None:
        return Story(*sheet)
    match state.page:
        case Page.CARD_READING:
            return _reading(state)
        case Page.EXISTING_CARD:
            return _existing(state, today)
        case Page.AWAITING:
            return _awaiting(state, today)
        case Page.ISSUING | Page.PRINTING:
            return _printing(state)
        case Page.PRINT_TROUBLE:
            return _trouble(state)
        case Page.TAKE_PAPER:
            return _paper(state)
        case Page.END:
            return _end(state, today)
        case Page.TECHNICIAN:
            return _technician(state)
        case Page.OUT_OF_SERVICE:
            language = state.language
            note = sentence(language, state.problem) if state.problem is not None else ""
            return Story(say(language, "page.out_of_service.heading"), say(language, "page.out_of_service.body"), note, "warn")
        case _:
            return Story()


def _work(state: VisitState, today: date) -> jobs_story.Told | None:
    """What a search for work tells here; imported only for those who look for work."""
    if state.jobs is None:
        return None
    from ui import jobs_story

    return jobs_story.told(state, today)


def _steps(state: VisitState, page: str, names: tuple[str, ...], at: int) -> tuple[Row, ...]:
    return tuple(
        Row(name, say(state.language, f"page.{page}.step_{name}"), tone="ok" if place < at else ("now" if place == at else "later"))
        for place, name in enumerate(names)
    )


def _reading(state: VisitState) -> Story:
    at = 1 if state.busy else 0
    return Story(
        say(state.language, "page.card_reading.heading"), say(state.language, "page.card_reading.body"),
        facts=_steps(state, "card_reading", ("card", "person"), at),
    )  # fmt: skip


def _card_facts(state: VisitState, known: KnownPerson, today: date) -> tuple[Row, ...]:
    language = state.language
    rows = [Row("name", say(language, "field.nama"), mask(known.registration.biodata.nama))]
    if known.card_number:
        rows.append(Row("number", say(language, "field.nomor_kartu"), known.card_number))
    if known.card_valid_until is not None:
        rows.append(Row("until", say(language, "page.existing_card.until"), date_words(language, known.card_valid_until)))
    if known.placed_on is not None:
        rows.append(Row("placed", say(language, "page.existing_card.placed"), date_words(language, known.placed_on)))
    due = _next_date(state, known, today)
    if due is not None:
        rows.append(Row("report", say(language, "page.existing_card.next_report"), date_words(language, due)))
    return tuple(rows)


def _rows_done(state: VisitState, known: KnownPerson) -> set[int]:
    return set(known.reports) | ({state.presence_row} if state.presence_row else set())


def _next_date(state: VisitState, known: KnownPerson, today: date) -> date | None:
    """The next date that still lies ahead; one that has passed is told as a note. Who was hired need not report."""
    issued = known.card_issued_on
    if issued is None or known.card_state is not Ak1State.VALID or known.placed_on is not None:
        return None
    done = _rows_done(state, known)
    due = next_report(issued, done, today)
    if due is not None and due < today:
        due = next_report(issued, done | {report_dates(issued).index(due) + 1}, today)
    return due


def _report_note(state: VisitState, known: KnownPerson, today: date) -> tuple[str, str]:
    """How the half-yearly report stands, with its tone; empty when one touch does it in time."""
    language, issued = state.language, known.card_issued_on
    if issued is None or known.card_state is not Ak1State.VALID:
        return "", "info"
    if known.placed_on is not None:
        return say(language, "page.existing_card.placed_note"), "ok"
    said, done = "page.existing_card", _rows_done(state, known)
    passed = [(row, day) for row, day in enumerate(report_dates(issued), 1) if day < today]
    missed = passed[-1] if passed and passed[-1][0] not in done else None
    due = _next_date(state, known, today)
    if report_row(issued, done, today) is not None:
        return (say(language, f"{said}.report_missed", date=date_words(language, missed[1])), "warn") if missed else ("", "info")
    if done:
        return say(language, f"{said}.reported_before" if due is not None else f"{said}.reported_all"), "ok"
    if due is not None:
        return say(language, f"{said}.report_later", date=date_words(language, due - timedelta(days=REPORT_WINDOW_DAYS))), "info"
    return "", "info"


def _offers(state: VisitState, today: date, keys: tuple[str, ...]) -> list[Row]:
    """What the flow allows of these; looking for work is said the same way on every page."""
    known = texts(state.language)
    said = {key: f"page.known.{key}" if key in _WORK else f"page.{state.page}.{key}" for key in keys}
    return [Row(key, known[said[key]], known[f"{said[key]}_hint"]) for key in keys if edge_for(state, ASKS[key], today) is not None]


def _actions(state: VisitState, today: date, keys: tuple[str, ...]) -> tuple[Row, ...]:
    rows = _offers(state, today, keys)
    rows.append(Row("leave", say(state.language, f"page.{state.page}.leave"), ""))
    return tuple(rows)


def _existing(state: VisitState, today: date) -> Story:
    language, known = state.language, state.known
    if known is None:
        return Story()
    if not known.card_number:
        kind = "ready"
    elif known.card_state is Ak1State.VALID:
        kind = "valid"
    elif known.card_state is Ak1State.EXPIRED:
        kind = "expired"
    else:
        kind = "other"
    note, tone = _report_note(state, known, today)
    if state.problem is not None:
        note, tone = sentence(language, state.problem), "fail"
    elif state.presence_row:
        note, tone = say(language, "page.existing_card.reported", row=state.presence_row), "ok"
    return Story(
        say(language, f"page.existing_card.heading_{kind}"), say(language, f"page.existing_card.text_{kind}"), note, tone,
        _card_facts(state, known, today), _actions(state, today, ("report", *_WORK, "reprint", "renew")),
    )  # fmt: skip


def _awaiting(state: VisitState, today: date) -> Story:
    language, known = state.language, state.known
    if known is None:
        return Story()
    kind = "rejected" if known.state == "rejected" else "waiting"
    rows = [Row("name", say(language, "field.nama"), mask(known.registration.biodata.nama))]
    if known.queue_code:
        rows.append(Row("code", say(language, "field.kode_antrean"), known.queue_code))
    note = known.reason if kind == "rejected" else ""
    if state.problem is not None:
        note = sentence(language, state.problem)
    return Story(
        say(language, f"page.awaiting.heading_{kind}"), say(language, f"page.awaiting.text_{kind}"), note, "warn",
        tuple(rows), _actions(state, today, (*_WORK, "reprint", "renew") if kind == "waiting" else ("renew", *_WORK, "reprint")),
    )  # fmt: skip


def _printing(state: VisitState) -> Story:
    at = 0 if state.page is Page.ISSUING else 1
    return Story(
        say(state.language, f"page.{state.page}.heading"), say(state.language, f"page.{state.page}.body"),
        facts=_steps(state, "printing", ("save", "print", "take"), at),
    )  # fmt: skip


def _saved(state: VisitState) -> str:
    language = state.language
    if state.document is DocumentKind.AK1:
        return say(language, "page.print_trouble.saved_card", number=state.number)
    return say(language, "page.print_trouble.saved_proof", code=state.queue_code)


def _trouble(state: VisitState) -> Story:
    language = state.language
    unsure = state.print_outcome in {PrintOutcome.UNKNOWN, PrintOutcome.SENT}
    note = sentence(language, state.print_problem) if state.print_problem is not None else ""
    rows = [Row("retry", say(language, "page.print_trouble.retry"), say(language, "page.print_trouble.retry_hint"))]
    if unsure:
        rows.insert(0, Row("taken", say(language, "page.print_trouble.taken"), ""))
    rows.append(Row("finish", say(language, "page.print_trouble.finish"), say(language, "page.print_trouble.finish_hint")))
    heading = say(language, "page.print_trouble.heading_unsure" if unsure else "page.print_trouble.heading")
    return Story(heading, _saved(state), note, "warn", actions=tuple(rows))


def _paper(state: VisitState) -> Story:
    language = state.language
    kind = "card" if state.document is DocumentKind.AK1 else "proof"
    rows: list[Row] = []
    if kind == "proof" and state.queue_code:
        rows.append(Row("code", say(language, "field.kode_antrean"), state.queue_code))
    if kind == "card" and state.valid_until is not None:
        rows.append(Row("until", say(language, "page.existing_card.until"), date_words(language, state.valid_until)))
        if state.report_due:
            rows.append(Row("report", say(language, "page.existing_card.next_report"), date_words(language, state.report_due[0])))
    sure = state.print_outcome is PrintOutcome.CONFIRMED
    actions = [Row("taken", say(language, "page.take_paper.taken"), tone="primary")]
    if not sure:
        actions.append(Row("missing", say(language, "page.take_paper.missing")))
    return Story(
        say(language, f"page.take_paper.heading_{kind}"), say(language, f"page.take_paper.text_{kind}"),
        leave_card(state), "warn", tuple(rows), tuple(actions),
    )  # fmt: skip


def _end(state: VisitState, today: date) -> Story:
    language = state.language
    if state.document is DocumentKind.PROOF:
        text = say(language, "page.end.text_proof", code=state.queue_code)
    elif state.document is DocumentKind.AK1:
        text = say(language, "page.end.text_card")
    else:
        text = say(language, "page.end.text_none")
    offers = tuple(_offers(state, today, _WORK))
    return Story(say(language, "page.end.heading"), text, leave_card(state), "warn", actions=offers)


def leave_card(state: VisitState) -> str:
    """The reminder while a card lies on the reader."""
    return say(state.language, "ui.take_your_card") if state.card_on_reader else ""


def _technician(state: VisitState) -> Story:
    language = state.language
    known = texts(language)
    rows = tuple(Row(name, known.get(f"doctor.{name}", name), words, tone=verdict) for name, verdict, words in state.doctor)
    text = say(language, "page.technician.body") if rows else say(language, "page.technician.checking")
    return Story(say(language, "page.technician.heading"), text, facts=rows)
