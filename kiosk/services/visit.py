"""The conductor: holds the visit's state on the GUI thread, sends its effects to workers, brings the results back as events.

Effects of a visit that was wiped are forgotten with it: their results are dropped by the visit's own token. The GUI thread
only ever reduces; it never waits. This module stays light, because the first frame waits for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Protocol, assert_never

from devices.card.port import (
    CardEvent,
    CardIn,
    CardOut,
    CardSwapped,
    ReaderIn,
    ReaderOut,
    ReadProgress,
    ServiceDown,
    ServiceUp,
    StateChanged,
)
from domain.facts import PrintOutcome
from domain.problems import Problem
from domain.visit import events as ev
from domain.visit import jobs_events as jv
from domain.visit.flow import reduce
from domain.visit.pages import QUIET_PAGES
from domain.visit.state import VisitState
from kiosk.clock import Clock, local_day

if TYPE_CHECKING:
    from devices.card.port import CardReader
    from kiosk.services.effects import VisitEffects

log = logging.getLogger(__name__)

_BROKEN = Problem("store_unavailable")


class PortraitSource(Protocol):
    """The camera's kept picture of this visit."""

    def taken(self) -> bytes | None: ...

    def forget(self) -> None: ...


class VisitConductor:
    """See the module. ``post`` runs a function on the GUI thread soon; ``workers`` runs effects.

    ``effects`` and ``reader`` are called on workers only; ``effects`` may block until the station's store is open.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        effects: Callable[[], VisitEffects],
        reader: Callable[[], CardReader],
        portrait: PortraitSource,
        workers: Executor,
        post: Callable[[Callable[[], None]], None],
        technicians: frozenset[str] = frozenset(),
    ) -> None:
        self._clock, self._effects, self._reader, self._portrait = clock, effects, reader, portrait
        self._workers, self._post, self._technicians = workers, post, technicians
        self._state = VisitState()
        self._listeners: list[Callable[[], None]] = []
        self._token = object()
        self._job: object = None
        self._wanted: jv.SearchJobs | None = None

    # --- what the face sees
    @property
    def state(self) -> VisitState:
        """The visit now."""
        return self._state

    def listen(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` on the GUI thread after every change."""
        self._listeners.append(listener)

    def send(self, event: ev.Event) -> None:
        """Take an event on the GUI thread; answers at once."""
        before = self._state
        self._state, effects = reduce(before, event, local_day(self._clock.now()))
        if self._state.page is not before.page:
            log.info("page %s", self._state.page.value)
        for effect in effects:
            self._run(effect)
        if self._state is not before:
            for listener in self._listeners:
                listener()

    def post(self, event: ev.Event) -> None:
        """Take an event from any thread."""
        self._post(lambda: self.send(event))

    # --- devices
    def card_event(self, event: CardEvent) -> None:
        """Listener of the reader, on its own thread."""
        match event:
            case CardIn():
                self.post(ev.CardInserted())
                if self._technicians:
                    self._post(self._look_for_technician)
            case CardOut():
                self.post(ev.CardRemoved())
            case CardSwapped():
                self.post(ev.CardRemoved())
                self.post(ev.CardInserted())
            case ReaderIn() | ServiceUp():
                self.post(ev.DeviceFault("reader", None))
            case ReaderOut():
                self.post(ev.DeviceFault("reader", Problem("card_read_no_reader")))
            case ServiceDown():
                self.post(ev.DeviceFault("reader", Problem("card_read_service_down")))
            case ReadProgress(step):
                self.post(ev.CardProgress(step.value))
            case StateChanged():
                pass
            case _:
                assert_never(event)

    def _look_for_technician(self) -> None:
        if self._state.page in QUIET_PAGES:
            self._submit(lambda: self._effects().technician(self._technicians))

    # --- effects
    def _run(self, effect: ev.Effect) -> None:
        match effect:
            case ev.ReadCard():
                self._submit(lambda: self._effects().read_card(lambda progress: self.post(ev.CardProgress(progress.step.value))))
            case ev.CancelRead():
                self._workers.submit(lambda: self._reader().cancel())
            case ev.LookUpPerson(nik):
                self._submit(lambda: self._effects().look_up(nik))
            case ev.NoteFailedCheck(nik):
                self._workers.submit(lambda: self._effects().note_failed_check(nik))
            case ev.Register():
                photo = self._portrait.taken()
                self._prepare(lambda: self._effects().register(effect, photo))
            case ev.PrintKnown():
                self._prepare(lambda: self._effects().print_known(effect))
            case ev.PrintDocument():
                job, photo = self._job, self._portrait.taken()
                self._submit(lambda: self._effects().print_job(job, effect, photo), ev.PrintEnded(PrintOutcome.UNKNOWN))
            case ev.ReportPresence(known):
                self._submit(lambda: self._effects().report(known))
            case ev.RequestHelp(page):
                self._submit(lambda: self._effects().ask_help(page))
            case ev.RunDoctor():
                self._submit(lambda: self._effects().examine())
            case ev.LoadRights():
                self._submit(lambda: self._effects().load_rights())
            case ev.PrintRights():
                self._submit(lambda: self._effects().print_rights(effect))
            case jv.SearchJobs():
                self._search(effect)
            case jv.SuggestJobs(place):
                self._submit(lambda: self._effects().suggest_jobs(place))
            case jv.ShowJob():
                self._submit(lambda: self._effects().show_job(effect))
            case jv.SubmitApplication():
                self._submit(lambda: self._effects().submit(effect), jv.ApplyFailed(_BROKEN))
            case jv.WithdrawApplication():
                self._submit(lambda: self._effects().withdraw(effect), jv.ApplyFailed(_BROKEN))
            case jv.LoadMyApplications():
                early = self._deliverer()
                self._submit(lambda: self._effects().my_applications(effect, early))
            case jv.PrintVacancy() | jv.PrintApplication() | jv.PrintCv():
                self._submit(lambda: self._effects().print_for_jobs(effect), ev.PrintEnded(PrintOutcome.UNKNOWN))
            case ev.WipeVisit():
                self._wipe()
            case _:
                assert_never(effect)

    def _search(self, asked: jv.SearchJobs) -> None:
        """Only the newest words are worth searching: what was typed over meanwhile is skipped when its turn comes."""
        self._wanted = asked
        self._submit(lambda: self._effects().find_jobs(asked) if self._wanted is asked else None)

    def _deliverer(self) -> Callable[[ev.Event], None]:
        token = self._token
        return lambda event: self._post(lambda: self._deliver(token, event))

    def _submit(self, work: Callable[[], ev.Event | None], crashed: ev.Event | None = None) -> None:
        """``crashed``: what the visit is told when the work breaks, where a page waits for its end and has no other way on."""
        token = self._token

        def run() -> None:
            try:
                event = work()
            except Exception:
                log.exception("an effect crashed")
                if crashed is not None:
                    self._post(lambda: self._deliver(token, crashed))
                raise
            if event is not None:
                self._post(lambda: self._deliver(token, event))

        self._workers.submit(run)

    def _prepare(self, work: Callable[[], tuple[ev.Event, object]]) -> None:
        token = self._token

        def run() -> ev.Event | None:
            event, job = work()
            self._post(lambda: self._hold(token, job))
            return event

        self._submit(run, ev.RegisterFailed(_BROKEN))

    def _hold(self, token: object, job: object) -> None:
        if token is self._token:
            self._job = job

    def _deliver(self, token: object, event: ev.Event) -> None:
        if token is self._token:
            self.send(event)

    def _wipe(self) -> None:
        self._token = object()
        self._job = None
        self._wanted = None
        self._portrait.forget()
