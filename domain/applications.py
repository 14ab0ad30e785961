"""An application's life as dated facts, judged the same wherever they meet: station, portal, employer's desk, server.

One application per person and vacancy: its id follows from both, so two stations that never spoke make the same one. What
people send again counts by ``attempt``: the first is 1, applying again after a withdrawal the next; the higher attempt wins and
within one attempt a withdrawal wins, so the order in which facts arrive does not matter. What an employer decided is not
undone by a late fact: it is kept as history only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid5

from domain.ak1 import queue_code

_NAMESPACE = UUID("3d1c4b1e-6c1f-5a53-9a77-4f1f3a0a7e11")


class ApplicationState(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SENT = "sent"
    RECEIVED = "received"
    READ = "read"
    INVITED = "invited"
    HIRED = "hired"
    NOT_HIRED = "not_hired"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether something may still come of it."""
        return self not in {ApplicationState.HIRED, ApplicationState.NOT_HIRED, ApplicationState.WITHDRAWN}

    @property
    def is_decided(self) -> bool:
        """Whether the employer (or the closing of the vacancy) ended it."""
        return self in {ApplicationState.HIRED, ApplicationState.NOT_HIRED}


class NotHiredReason(StrEnum):
    """Why somebody was not taken; each has a plain sentence. The first two are the system's, the third anybody's, the rest the employer's."""

    VACANCY_CLOSED = "vacancy_closed"
    FIRM_GONE = "firm_gone"
    PLACES_FILLED = "places_filled"
    REQUIREMENTS = "requirements"
    NO_ANSWER = "no_answer"
    DID_NOT_COME = "did_not_come"
    OTHER_CANDIDATE = "other_candidate"
    OTHER = "other"


_STEPS: dict[ApplicationState, frozenset[ApplicationState]] = {
    ApplicationState.DRAFT: frozenset({ApplicationState.SENT}),
    ApplicationState.SENT: frozenset({ApplicationState.RECEIVED, ApplicationState.WITHDRAWN}),
    ApplicationState.RECEIVED: frozenset({
        ApplicationState.READ, ApplicationState.INVITED, ApplicationState.HIRED, ApplicationState.NOT_HIRED,
        ApplicationState.WITHDRAWN,
    }),
    ApplicationState.READ: frozenset({
        ApplicationState.INVITED, ApplicationState.HIRED, ApplicationState.NOT_HIRED, ApplicationState.WITHDRAWN,
    }),
    ApplicationState.INVITED: frozenset({
        ApplicationState.INVITED, ApplicationState.HIRED, ApplicationState.NOT_HIRED, ApplicationState.WITHDRAWN,
    }),
    ApplicationState.HIRED: frozenset(),
    ApplicationState.NOT_HIRED: frozenset(),
    ApplicationState.WITHDRAWN: frozenset({ApplicationState.RECEIVED}),
}  # fmt: skip
"""``withdrawn → received`` is a new attempt; a new date of an invitation is ``invited → invited``."""


def application_id(registration_id: str, vacancy_id: str) -> str:
    """The one id an application of this person to this vacancy has on every machine."""
    return str(uuid5(_NAMESPACE, f"{registration_id}/{vacancy_id}"))


def may_become(state: ApplicationState, target: ApplicationState) -> bool:
    """Whether this step exists."""
    return target in _STEPS[state]


_NO_CHOICE = frozenset({NotHiredReason.VACANCY_CLOSED, NotHiredReason.FIRM_GONE})


def may_reopen(state: ApplicationState, reason: NotHiredReason | None, *, place_free: bool) -> bool:
    """Whether the office may open a decision again that was noted down by mistake; the employer never may.

    Being hired is somebody's choice, not being hired only where the reason was the employer's own. Whom the filling of the
    places turned away may be considered again while a place is free, for the wrong person may have filled it. ``reason``:
    of not being hired.
    """
    if state is not ApplicationState.NOT_HIRED or reason is None:
        return state is ApplicationState.HIRED
    return place_free if reason is NotHiredReason.PLACES_FILLED else reason not in _NO_CHOICE


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides about an application: its state and the attempt it belongs to. ``attempt`` 0: nothing arrived yet."""

    state: ApplicationState
    attempt: int


NOTHING = Standing(ApplicationState.DRAFT, 0)


def submitted(standing: Standing, attempt: int) -> Standing:
    """After a submission arrived at the server, in whatever order."""
    if attempt <= standing.attempt or standing.state.is_decided:
        return standing
    return Standing(ApplicationState.RECEIVED, attempt)


def withdrawn(standing: Standing, attempt: int) -> Standing:
    """After a withdrawal arrived, even before its submission."""
    if attempt < standing.attempt or standing.state.is_decided:
        return standing
    return Standing(ApplicationState.WITHDRAWN, attempt)


def heard(own: Standing, told: Standing, *, waiting: bool = True) -> Standing:
    """What a station believes after the server told how an application stands.

    ``waiting``: a wish made at this station may not be known there yet, so within an attempt its withdrawal stays. When nothing
    waits the server's word is how it stands: a double may go on, at its own attempt, for what was done under the other one.
    """
    if not waiting or told.state.is_decided or told.attempt > own.attempt:
        return told
    if told.attempt < own.attempt or own.state is ApplicationState.WITHDRAWN:
        return own
    return told


def application_number(entropy: bytes) -> str:
    """A number people can read aloud, ``LM-CDF-346``, without look-alike characters. ``entropy``: at least 6 random bytes."""
    return f"LM-{queue_code(entropy)}"


def claim_code(entropy: bytes) -> str:
    """A code that opens a portal account once, ``CDFGH-JKM34``. ``entropy``: at least 12 random bytes; about 44 bits count."""
    return f"{queue_code(entropy[:6]).replace('-', '')[:5]}-{queue_code(entropy[6:12]).replace('-', '')[:5]}"


@dataclass(frozen=True, slots=True)
class Act:
    """Something the person did about an application: sent it (``withdrew`` False) or took it back, at which attempt and when."""

    application_id: str
    attempt: int
    at: datetime
    withdrew: bool


def _tops(acts: Iterable[Act]) -> dict[str, Act]:
    """The act that decides within each application: the highest attempt, in it a withdrawal, the later one of equals."""
    tops: dict[str, Act] = {}
    for act in acts:
        top = tops.get(act.application_id)
        if top is None or (act.attempt, act.withdrew, act.at) > (top.attempt, top.withdrew, top.at):
            tops[act.application_id] = act
    return tops


def last_word(acts: Iterable[Act]) -> Act | None:
    """The act that decides, whatever the order the acts are given in; None for no act.

    Within one application the higher attempt wins and in it a withdrawal. Attempts of two registrations of one person
    cannot be compared, so between applications (doubles of one another) the later moment wins, and a withdrawal a tie.
    """
    return max(_tops(acts).values(), key=lambda act: (act.at, act.withdrew, act.application_id), default=None)


def attempt_of(application_id: str, acts: Iterable[Act]) -> int:
    """The attempt an application is at by its own count. One that was taken back but goes on for its double is at the next one,
    so that whoever took it back learns that it goes on and may take it back again."""
    known = tuple(acts)
    top, last = _tops(known).get(application_id), last_word(known)
    if top is None or last is None:
        return 0
    return top.attempt + (1 if top.withdrew and not last.withdrew else 0)


def standing_after(standing: Standing, application_id: str, acts: Iterable[Act]) -> Standing:
    """Where the leading application of a person stands, given everything the person did about it and its doubles.

    Without doubles it is what ``submitted`` and ``withdrawn`` come to. What the employer did within an attempt stays.
    """
    known = tuple(acts)
    last = last_word(known)
    if last is None or standing.state.is_decided:
        return standing
    attempt, top = attempt_of(application_id, known), _tops(known).get(application_id)
    if last.withdrew:
        return Standing(ApplicationState.WITHDRAWN, attempt)
    sent_anew = attempt > standing.attempt and top is not None and not top.withdrew
    if sent_anew or standing.state in {ApplicationState.WITHDRAWN, ApplicationState.DRAFT}:
        return Standing(ApplicationState.RECEIVED, attempt)
    return Standing(standing.state, attempt)


def reopened(standing: Standing, application_id: str, acts: Iterable[Act]) -> Standing:
    """Where a decided application stands after the office opened it again: read, unless the person took it back meanwhile.

    What the person did while it was decided had no effect then; their last word counts from here on.
    """
    after = standing_after(Standing(ApplicationState.READ, standing.attempt), application_id, acts)
    return after if after.state is ApplicationState.WITHDRAWN else Standing(ApplicationState.READ, after.attempt)


@dataclass(frozen=True, slots=True)
class Opening:
    """A vacancy as an application meets it on arrival. ``closed``: somebody ended it, by more than its last day passing."""

    valid_from: date
    valid_until: date
    closed: bool = False
    firm_gone: bool = False


def turned_away(opening: Opening, made_on: date) -> NotHiredReason | None:
    """Why an application made on ``made_on`` comes too late, or None. One made in time is in time, however late it arrives."""
    if opening.firm_gone:
        return NotHiredReason.FIRM_GONE
    if opening.closed or not opening.valid_from <= made_on <= opening.valid_until:
        return NotHiredReason.VACANCY_CLOSED
    return None


@dataclass(frozen=True, slots=True)
class Invitation:
    """When and where to come; ``place`` is an address of the firm, never about the person."""

    at: datetime
    place: str
