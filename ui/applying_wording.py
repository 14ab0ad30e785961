"""From a CV and from applications to words: what the employer sees, how an application stands, what can be done. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from assets.catalogue import say, texts
from domain.applications import ApplicationState
from domain.cv import Cv
from domain.visit.jobs_state import AskedToApply, MyApplication
from ui.rows import Row
from ui.wording import WIB, date_words, education_row, experience_row, local_phone

#: The steps of an application that goes well, in order.
_WAY = (ApplicationState.SENT, ApplicationState.RECEIVED, ApplicationState.READ, ApplicationState.INVITED)
_ENDS = {ApplicationState.HIRED: "ok", ApplicationState.NOT_HIRED: "info", ApplicationState.WITHDRAWN: "info"}
_TONES = {ApplicationState.INVITED: "ok", ApplicationState.HIRED: "ok"}


def cv_rows(language: str, cv: Cv) -> tuple[Row, ...]:
    """Exactly what is sent, line by line; what the profile does not hold is left out."""

    def lines() -> Iterator[tuple[str, str]]:
        yield "nama", cv.nama
        yield "telepon", local_phone(cv.telepon)
        yield "email", cv.email
        yield "domisili", cv.place
        yield "pendidikan", _joined(education_row(language, at, item) for at, item in enumerate(cv.pendidikan))
        yield "pengalaman", _joined(experience_row(language, at, item) for at, item in enumerate(cv.pengalaman))
        yield "keterampilan", ", ".join(cv.keterampilan)
        yield "bahasa", ", ".join(cv.bahasa)
        yield "pekerjaan_diinginkan", ", ".join(cv.pekerjaan_diinginkan)
        yield "disabilitas", ", ".join(say(language, f"disability.{kind}") for kind in cv.disabilitas)

    return tuple(Row(name, say(language, f"field.{name}"), words) for name, words in lines() if words)


def _joined(rows: Iterator[Row]) -> str:
    return "\n".join(f"{row.title}, {row.detail}" if row.detail else row.title for row in rows)


def state_words(language: str, item: MyApplication) -> str:
    """How it stands, in a few words."""
    return say(language, f"page.my_applications.state_{'waiting' if item.waiting and item.state.is_open else item.state}")


def mine_rows(language: str, mine: tuple[MyApplication, ...]) -> tuple[Row, ...]:
    """The list, as it came: ``value`` is the state, ``note`` since when."""
    return tuple(
        Row(
            item.application_id, item.title, item.employer, tone=_TONES.get(item.state, "" if item.state.is_open else "later"),
            value=state_words(language, item), note=_note(language, item),
        )
        for item in mine
    )  # fmt: skip


def asked_rows(language: str, asked: tuple[AskedToApply, ...]) -> tuple[Row, ...]:
    """Employers who ask the person to apply; ``key`` is the vacancy's id."""
    said = say(language, "page.my_applications.asked")
    return tuple(Row(item.vacancy_id, item.title, item.employer, tone="ok", value=said, note=day_words(language, item.at)) for item in asked)


def _note(language: str, item: MyApplication) -> str:
    if item.state is ApplicationState.INVITED and item.invitation is not None:
        return moment_words(language, item.invitation.at)
    return day_words(language, item.at)


def day_words(language: str, at: datetime) -> str:
    """The local day of a moment."""
    return date_words(language, at.astimezone(WIB).date())


def moment_words(language: str, at: datetime) -> str:
    """Day and time of an appointment."""
    local = at.astimezone(WIB)
    return say(language, "page.my_application.moment", date=date_words(language, local.date()), hour=f"{local:%H}", minute=f"{local:%M}")


def told(language: str, item: MyApplication) -> str:
    """What the state means for the person."""
    if item.state is ApplicationState.NOT_HIRED:
        known = texts(language)
        return known.get(f"page.my_application.reason_{item.reason}") or known["page.my_application.reason_other"]
    if item.waiting and item.state.is_open:
        return say(language, "page.my_application.told_waiting")
    return say(language, f"page.my_application.told_{item.state}")


def tone(item: MyApplication) -> str:
    """How the sentence is coloured."""
    return _TONES.get(item.state, "info")


def fact_rows(language: str, item: MyApplication) -> tuple[Row, ...]:
    """When and where to come, first of all; then the number."""
    rows: list[Row] = []
    if item.state is ApplicationState.INVITED and item.invitation is not None:
        said = "page.my_application"
        rows.append(Row("when", say(language, f"{said}.when"), moment_words(language, item.invitation.at), tone="calendar"))
        rows.append(Row("where", say(language, f"{said}.where"), item.invitation.place, tone="map-pin"))
    rows.append(Row("number", say(language, "page.applied.number"), item.number, tone="paper"))
    return tuple(rows)


def step_rows(language: str, item: MyApplication) -> tuple[Row, ...]:
    """The way of this application: what is behind, where it is, what may come."""
    state = item.state
    if state in _ENDS:
        at, last = len(_WAY), state
    else:
        at, last = _WAY.index(state) if state in _WAY else 0, None
    rows = []
    for place, step in enumerate(_WAY):
        if last is not None and step is not ApplicationState.SENT:
            continue  # the record does not say how far it came before it ended
        mark = "ok" if place <= at else ("now" if place == at + 1 else "later")
        detail = day_words(language, item.at) if place == at and last is None else ""
        rows.append(Row(step, say(language, f"page.my_application.step_{step}"), detail, tone=mark))
    if last is not None:
        rows.append(Row(last, say(language, f"page.my_application.step_{last}"), day_words(language, item.at), tone=_ENDS[last]))
    else:
        rows.append(Row("end", say(language, "page.my_application.step_end"), tone="later" if at + 1 < len(_WAY) else "now"))
    return tuple(rows)
