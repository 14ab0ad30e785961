"""The conductor: holds the visit's state on the GUI thread, runs its effects on workers, brings the results back as events.

Effects of a visit that was wiped are forgotten with it: their results are dropped by the visit's own token. The GUI thread
only ever reduces; it never waits.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from typing import Protocol, assert_never

import structlog

from devices.card.port import (
    CardEvent,
    CardIn,
    CardOut,
    CardReader,
    CardReadError,
    CardSwapped,
    ReaderIn,
    ReaderOut,
    ReadProgress,
    ServiceDown,
    ServiceUp,
    StateChanged,
    Want,
)
from domain.facts import PrintOutcome
from domain.nik import Nik
from domain.problems import Problem
from domain.visit import events as ev
from domain.visit.flow import reduce
from domain.visit.pages import QUIET_PAGES, Page
from domain.visit.state import VisitState
from kiosk.clock import Clock, local_day
from kiosk.services.help import HelpService
from kiosk.services.printing import PrintingService
from kiosk.services.registering import CardToPrint, ProofToPrint, RegistrationService
from kiosk.store.port import StoreError

log = structlog.get_logger()

READ_DEADLINE_S = 20.0
_WANTS = frozenset({Want.PRESENCE, Want.RECORD, Want.VERIFY_CARD, Want.VERIFY_HOLDER})


class PortraitSource(Protocol):
    """The camera's kept picture of this visit."""

    def taken(self) -> bytes | None: ...

    def forget(self) -> None: ...


class Doctor(Protocol):
    """The technician's checks as (check, ok|warn|fail, sentence)."""

    def __call__(self) -> tuple[tuple[str, str, str], ...]: ...


class VisitConductor:
    """See the module. ``post`` runs a function on the GUI thread soon; ``workers`` runs effects."""

    def __init__(
        self, *, clock: Clock, registering: RegistrationService, printing: PrintingService, helping: HelpService,
        reader: CardReader, portrait: PortraitSource, doctor: Doctor, workers: Executor,
        post: Callable[[Callable[[], None]], None], technicians: frozenset[str] = frozenset(),
        on_wipe: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self._clock, self._registering, self._printing, self._helping = clock, registering, printing, helping
        self._reader, self._portrait, self._doctor = reader, portrait, doctor
        self._workers, self._post, self._technicians, self._on_wipe = workers, post, technicians, on_wipe
        self._state = VisitState()
        self._listeners: list[Callable[[], None]] = []
        self._token = object()
        self._job: CardToPrint | ProofToPrint | None = None

    # --- what the face sees -------------------------------------------------------------------------------------------
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
            log.info("page", page=self._state.page.value)
        for effect in effects:
            self._run(effect)
        if self._state is not before:
            for listener in self._listeners:
                listener()

    def post(self, event: ev.Event) -> None:
        """Take an event from any thread."""
        self._post(lambda: self.send(event))

    # --- devices ------------------------------------------------------------------------------------------------------
    def card_event(self, event: CardEvent) -> None:
        """Listener of the reader, on its own thread."""
        match event:
            case CardIn():
                self.post(ev.CardInserted())
                self._ask_for_technician()
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

    def _ask_for_technician(self) -> None:
        if self._technicians:
            self._post(self._look_for_technician)

    def _look_for_technician(self) -> None:
        if self._state.page not in QUIET_PAGES:
            return

        def look() -> ev.Event | None:
            try:
                read = self._reader.read(frozenset({Want.PRESENCE}), READ_DEADLINE_S, lambda progress: None)
            except CardReadError:
                return None
            return ev.TechnicianCard() if read.uid_hmac in self._technicians else None

        self._submit(look)

    # --- effects ------------------------------------------------------------------------------------------------------
    def _run(self, effect: ev.Effect) -> None:
        match effect:
            case ev.ReadCard():
                self._submit(self._read_card)
            case ev.CancelRead():
                self._workers.submit(self._reader.cancel)
            case ev.LookUpPerson(nik):
                self._submit(lambda: self._look_up(nik))
            case ev.Register():
                photo = self._portrait.taken()
                self._submit(lambda: self._prepared(lambda: self._registering.register(effect, photo)))
            case ev.PrintKnown(known, evidence):
                self._submit(lambda: self._prepared(lambda: self._registering.print_known(known, evidence)))
            case ev.PrintDocument(_, again, language):
                job, photo = self._job, self._portrait.taken()
                if job is not None:
                    self._submit(lambda: self._print(job, language, photo, again=again))
            case ev.ReportPresence(known):
                self._submit(lambda: self._report(known))
            case ev.RequestHelp(page):
                self._submit(lambda: self._ask_help(page))
            case ev.RunDoctor():
                self._submit(lambda: ev.DoctorDone(self._doctor()))
            case ev.WipeVisit():
                self._wipe()
            case _:
                assert_never(effect)

    def _submit(self, work: Callable[[], ev.Event | None]) -> None:
        token = self._token

        def run() -> None:
            event = work()
            if event is not None:
                self._post(lambda: self._deliver(token, event))

        self._workers.submit(_logged(run))

    def _deliver(self, token: object, event: ev.Event) -> None:
        if token is self._token:
            self.send(event)

    def _wipe(self) -> None:
        self._token = object()
        self._job = None
        self._portrait.forget()
        self._on_wipe()

    def _read_card(self) -> ev.Event:
        able = frozenset(want for want in _WANTS if want is Want.PRESENCE or self._reader.capabilities().can(want))
        try:
            read = self._reader.read(able, READ_DEADLINE_S, lambda progress: self.post(ev.CardProgress(progress.step.value)))
        except CardReadError as error:
            log.warning("card.failed", code=error.code.value)
            return ev.CardFailed(error.problem)
        return ev.CardRead(read.record, read.evidence)

    def _look_up(self, nik: Nik) -> ev.Event:
        try:
            found = self._registering.find(nik)
        except StoreError as error:
            return ev.ServiceLost(store_problem(error))
        match found:
            case None:
                return ev.PersonUnknown()
            case Problem():
                return ev.LookUpFailed(found)
            case _:
                return ev.PersonKnown(found)

    def _prepared(self, prepare: Callable[[], CardToPrint | ProofToPrint | Problem]) -> ev.Event:
        try:
            job = prepare()
        except StoreError as error:
            log.error("register.failed", code=error.code)
            return ev.RegisterFailed(store_problem(error))
        if isinstance(job, Problem):
            return ev.RegisterFailed(job)
        self._job = job
        match job:
            case CardToPrint(card):
                return ev.CardIssued(card.number, card.valid_until, card.report_due)
            case ProofToPrint(_, code):
                return ev.ProofIssued(code)

    def _print(self, job: CardToPrint | ProofToPrint, language: str, photo: bytes | None, *, again: bool) -> ev.Event:
        try:
            return self._printing.print(job, language, photo, again=again)
        except StoreError as error:
            return ev.PrintEnded(PrintOutcome.FAILED, store_problem(error))

    def _report(self, known: ev.KnownPerson) -> ev.Event:
        try:
            row = self._registering.report_presence(known)
        except StoreError as error:
            return ev.RegisterFailed(store_problem(error))
        return ev.RegisterFailed(row) if isinstance(row, Problem) else ev.PresenceRecorded(row)

    def _ask_help(self, page: Page) -> ev.Event | None:
        return ev.HelpTicket(self._helping.request(page))


def store_problem(error: StoreError) -> Problem:
    """The citizen's problem for a store that refuses."""
    known = {"not_enrolled": "not_enrolled", "issuing_refused": "not_enrolled", "vault_too_new": "newer_schema"}
    return Problem(known.get(error.code, "store_unavailable"))


def _logged(run: Callable[[], None]) -> Callable[[], None]:
    def guarded() -> None:
        try:
            run()
        except Exception:
            log.exception("effect.crashed")
            raise

    return guarded
