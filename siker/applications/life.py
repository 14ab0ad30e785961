"""One application's way through its states: the row, its history and its doubles change together, here and nowhere else.

A person may have been registered twice and have applied under both. The application that came first leads; the others keep
what they brought, point to it (``same_as``) and always stand as it does. Who calls this holds the vacancy's lock, taken
before any application's, and publishes the feed last.
"""

from __future__ import annotations

from datetime import datetime

from domain.applications import (
    Act,
    ApplicationState,
    NotHiredReason,
    Opening,
    Standing,
    attempt_of,
    may_become,
    may_reopen,
    reopened,
    standing_after,
    turned_away,
)
from domain.vacancy import VacancyState
from siker import clock
from siker.applications.models import REOPENED, Application, ApplicationEvent, Placement
from siker.employers.models import FirmState
from siker.vacancies.models import CloseReason, Vacancy

_SHARED = ("state", "reason", "reason_note", "state_at", "read_at", "invited_at", "invited_place")


class StepRefusedError(Exception):
    """This step does not exist from where the application stands; ``str`` is a sentence for whoever asked."""


def lock_vacancy(vacancy_id: str) -> Vacancy | None:
    """The vacancy, held until the end of the transaction: what happens to one vacancy happens in turn."""
    if "\x00" in vacancy_id:
        return None
    return Vacancy.objects.select_for_update(of=("self",)).select_related("firm").filter(pk=vacancy_id).first()


def opening_of(vacancy: Vacancy) -> Opening:
    """The vacancy as an arriving application meets it. One that only ran out is not closed: its days decide."""
    ended = vacancy.state == VacancyState.CLOSED and vacancy.close_reason != CloseReason.EXPIRED
    gone = vacancy.close_reason == CloseReason.FIRM_GONE or vacancy.firm.state == FirmState.CLOSED
    return Opening(vacancy.valid_from, vacancy.valid_until, ended, gone)


def group_of(leader: Application) -> list[Application]:
    """The leading application and its doubles."""
    return [leader, *leader.doubles.all()]


def acts_of(leader: Application) -> list[Act]:
    """Everything the person did about this vacancy, under whichever registration."""
    ids = [item.pk for item in group_of(leader)]
    events = ApplicationEvent.objects.filter(application_id__in=ids, by_person=True)
    return [
        Act(event.application_id, event.attempt, event.happened_at, event.state == ApplicationState.WITHDRAWN) for event in events
    ]


def note_event(
    application: Application, state: ApplicationState, by: str, happened_at: datetime, now: datetime, *, attempt: int | None = None,
    took_effect: bool = True, by_person: bool = False, reason: str = "", note: str = "", op_id: str = "",
) -> None:  # fmt: skip
    """Add to the history."""
    ApplicationEvent.objects.create(
        application=application, state=state.value, attempt=application.attempt if attempt is None else attempt,
        took_effect=took_effect, by_person=by_person, reason=reason, note=note, by=by, happened_at=happened_at, recorded_at=now, op_id=op_id,
    )  # fmt: skip


def copy_standing(leader: Application, double: Application) -> None:
    """Let a double stand as its leader does; the caller saves it."""
    for name in _SHARED:
        setattr(double, name, getattr(leader, name))


def _stand(leader: Application, state: ApplicationState, at: datetime, reason: str = "", note: str = "") -> None:
    """Write the state, and the same to the doubles."""
    leader.state, leader.state_at, leader.reason, leader.reason_note = state, at, reason, note
    leader.save()
    for double in leader.doubles.all():
        copy_standing(leader, double)
        double.save(update_fields=list(_SHARED))


def person_acted(
    leader: Application, application: Application, act: Act, vacancy: Vacancy, by: str, now: datetime, op_id: str = ""
) -> bool:
    """Let the person's act count. A renewed application meets the vacancy anew; returns whether anything changed.

    ``act.at`` is when the person did it. The result does not depend on the order in which acts arrive.
    """
    before = Standing(ApplicationState(leader.state), leader.attempt)
    acts = [*acts_of(leader), act]
    after = standing_after(before, leader.pk, acts)
    state = ApplicationState.WITHDRAWN if act.withdrew else ApplicationState.RECEIVED
    changed = after.state is not before.state or (after != before and not act.withdrew)
    note_event(application, state, by, act.at, now, attempt=act.attempt, took_effect=changed, by_person=True, op_id=op_id)
    leader.attempt = after.attempt
    if not changed:
        leader.save(update_fields=["attempt"])
    elif after.state is ApplicationState.RECEIVED:
        _arrive(leader, vacancy, act, now)
    else:
        _stand(leader, after.state, act.at if act.withdrew else now)
    for double in leader.doubles.all():
        double.attempt = attempt_of(double.pk, acts)
        double.save(update_fields=["attempt"])
    return changed


def _arrive(leader: Application, vacancy: Vacancy, act: Act, now: datetime) -> None:
    """It came in, for the first time or anew: in time or too late."""
    leader.read_at = leader.invited_at = None
    leader.invited_place = ""
    late = turned_away(opening_of(vacancy), clock.today(act.at))
    if late is None:
        _stand(leader, ApplicationState.RECEIVED, now)
        return
    _stand(leader, ApplicationState.NOT_HIRED, now, late)
    note_event(leader, ApplicationState.NOT_HIRED, "sistem", now, now, reason=late)


def step(
    leader: Application, target: ApplicationState, by: str, now: datetime, *, reason: NotHiredReason | None = None, note: str = ""
) -> None:
    """A step of the employer or the system. Raises StepRefusedError with the sentence to show."""
    here = ApplicationState(leader.state)
    if leader.same_as_id is not None or not may_become(here, target):
        raise StepRefusedError(_REFUSED.get(here, "Langkah ini tidak bisa dilakukan untuk lamaran ini sekarang."))
    _stand(leader, target, now, reason or "", note)
    note_event(leader, target, by, now, now, reason=reason or "")


def _place_free(vacancy: Vacancy) -> bool:
    return Placement.objects.filter(vacancy=vacancy).count() < vacancy.places


_FULL = "Semua tempat lowongan ini terisi. Kalau yang diterima keliru dicatat, buka lagi lamaran orang itu dulu."


def why_not_reopened(leader: Application) -> str:
    """Why the office may not open this decision again, as a sentence; empty when it may."""
    state = ApplicationState(leader.state)
    if state.is_open:
        return "Lamaran ini sudah terbuka. Tidak ada yang berubah."
    reason = NotHiredReason(leader.reason) if leader.reason else None
    if leader.same_as_id is not None or not may_reopen(state, reason, place_free=_place_free(leader.vacancy)):
        full = reason is NotHiredReason.PLACES_FILLED
        return _FULL if full else "Lamaran ini tidak berakhir karena pilihan pemberi kerja, jadi tidak bisa dibuka lagi."
    if opening_of(leader.vacancy).firm_gone:
        return "Perusahaan ini sudah tidak memakai SIKER, jadi tidak ada yang bisa memutuskan lamarannya lagi."
    if not leader.registration.sealed:
        return "Data pelamar ini sudah dihapus atas permintaannya, jadi lamarannya tidak bisa dibuka lagi."
    return ""


def reopen(leader: Application, by: str, why: str, now: datetime) -> None:
    """The office takes a decision back. Read again, or taken back when that was the person's last word meanwhile.

    ``why`` stands in the history. Raises StepRefusedError with the sentence to show.
    """
    refused = why_not_reopened(leader)
    if refused:
        raise StepRefusedError(refused)
    after = reopened(Standing(ApplicationState(leader.state), leader.attempt), leader.pk, acts_of(leader))
    leader.attempt, leader.read_at = after.attempt, leader.read_at or now
    _stand(leader, after.state, now)
    note_event(leader, ApplicationState.READ, by, now, now, reason=REOPENED, note=why)
    if after.state is ApplicationState.WITHDRAWN:
        note_event(leader, ApplicationState.WITHDRAWN, "sistem", now, now)


_REFUSED = {
    ApplicationState.WITHDRAWN: "Pelamar sudah menarik lamarannya. Tidak ada yang perlu diputuskan lagi.",
    ApplicationState.HIRED: "Pelamar ini sudah dicatat diterima bekerja.",
    ApplicationState.NOT_HIRED: "Lamaran ini sudah diputuskan: belum diterima.",
}
