"""The worker's side of a visit: carries out what the flow asks for and answers with an event. Runs on worker threads only.

Imported after the first frame, because it brings the store, the cryptography and the documents along.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import assert_never

from devices.card.port import CardReader, CardReadError, ProgressListener, Want
from domain.facts import PrintOutcome
from domain.nik import Nik
from domain.problems import Problem
from domain.visit import events as ev
from domain.visit import jobs_events as jv
from domain.visit.pages import Page
from domain.visit.rights_events import PrintRights
from kiosk.services.applying import ApplicationService
from kiosk.services.checks import FailedChecks
from kiosk.services.doctor import DoctorService
from kiosk.services.help import HelpService
from kiosk.services.jobs import JobsService
from kiosk.services.jobs_paper import JobsPaper
from kiosk.services.printing import PrintingService
from kiosk.services.registering import CardToPrint, ProofToPrint, RegistrationService
from kiosk.services.rights import RightsService
from kiosk.store.errors import StoreError

log = logging.getLogger(__name__)

READ_DEADLINE_S = 20.0
_WANTS = (Want.RECORD, Want.VERIFY_CARD, Want.VERIFY_HOLDER)


class VisitEffects:
    """One per station. ``job`` is what the present visit prints; the conductor hands it back and forgets it at the wipe."""

    def __init__(
        self,
        *,
        registering: RegistrationService,
        printing: PrintingService,
        helping: HelpService,
        doctor: DoctorService,
        reader: CardReader,
        rights: RightsService,
        checks: FailedChecks,
        jobs: JobsService,
        applying: ApplicationService,
        jobs_paper: JobsPaper,
    ) -> None:
        self._registering, self._printing, self._helping = registering, printing, helping
        self._doctor, self._reader, self._rights, self._checks = doctor, reader, rights, checks
        self._jobs, self._applying, self._jobs_paper = jobs, applying, jobs_paper

    def read_card(self, progress: ProgressListener) -> ev.Event:
        """Read as much as this reader can prove."""
        able = self._reader.capabilities()
        wanted = frozenset({Want.PRESENCE, *(want for want in _WANTS if able.can(want))})
        try:
            read = self._reader.read(wanted, READ_DEADLINE_S, progress)
        except CardReadError as error:
            log.warning("card.failed: %s", error.code.value)
            return ev.CardFailed(error.problem)
        return ev.CardRead(read.record, read.evidence)

    def technician(self, cards: frozenset[str]) -> ev.Event | None:
        """Whether the card on the reader is a technician's."""
        try:
            read = self._reader.read(frozenset({Want.PRESENCE}), READ_DEADLINE_S)
        except CardReadError:
            return None
        return ev.TechnicianCard() if read.uid_hmac in cards else None

    def look_up(self, nik: Nik) -> ev.Event:
        """Who this is."""
        try:
            found = self._registering.find(nik)
        except StoreError as error:
            return ev.ServiceLost(store_problem(error))
        match found:
            case None:
                return ev.PersonUnknown()
            case Problem():
                return ev.LookUpFailed(found)
            case ev.KnownPerson():
                return ev.PersonKnown(found, self._checks.tries(nik))

    def note_failed_check(self, nik: Nik) -> None:
        """Count a wrong answer to "is this you?"."""
        self._checks.note(nik)

    def register(self, asked: ev.Register, photo: bytes | None) -> tuple[ev.Event, object]:
        """Record the draft; the event and the job to print."""
        try:
            return _announced(self._registering.register(asked, photo))
        except StoreError as error:
            log.error("register.failed: %s", error.code)
            return ev.RegisterFailed(store_problem(error)), None

    def print_known(self, asked: ev.PrintKnown) -> tuple[ev.Event, object]:
        """Prepare the paper of somebody on record; the event and the job to print."""
        try:
            return _announced(self._registering.print_known(asked.known, asked.evidence))
        except StoreError as error:
            log.error("print_known.failed: %s", error.code)
            return ev.RegisterFailed(store_problem(error)), None

    def print_job(self, job: object, asked: ev.PrintDocument, photo: bytes | None) -> ev.Event:
        """Print what was prepared."""
        assert isinstance(job, CardToPrint | ProofToPrint)
        try:
            return self._printing.print(job, asked.language, photo, again=asked.again)
        except StoreError as error:
            log.error("print.failed: %s", error.code)
            return ev.PrintEnded(PrintOutcome.FAILED, store_problem(error))

    def load_rights(self) -> ev.Event:
        """The legal tables."""
        return self._rights.load()

    def print_rights(self, asked: PrintRights) -> ev.Event:
        """The sheet of a calculation; nothing is recorded."""
        try:
            return self._rights.print(asked)
        except StoreError as error:
            log.error("print.failed: %s", error.code)
            return ev.PrintEnded(PrintOutcome.FAILED, store_problem(error))

    # --- looking for work and applying
    def find_jobs(self, asked: jv.SearchJobs) -> ev.Event:
        """Vacancies."""
        return self._jobs.find(asked.query, asked.person)

    def suggest_jobs(self, place: str) -> ev.Event:
        """What is most open."""
        return self._jobs.suggest(place)

    def show_job(self, asked: jv.ShowJob) -> ev.Event:
        """One vacancy as it stands now."""
        return self._jobs.show(asked)

    def submit(self, asked: jv.SubmitApplication) -> ev.Event:
        """Apply."""
        try:
            return self._applying.submit(asked)
        except StoreError as error:
            log.error("apply.failed: %s", error.code)
            return jv.ApplyFailed(store_problem(error))

    def withdraw(self, asked: jv.WithdrawApplication) -> ev.Event:
        """Take an application back."""
        try:
            return self._applying.withdraw(asked)
        except StoreError as error:
            log.error("withdraw.failed: %s", error.code)
            return jv.ApplyFailed(store_problem(error))

    def my_applications(self, asked: jv.LoadMyApplications, early: Callable[[ev.Event], None]) -> ev.Event | None:
        """The person's applications: ``early`` hears at once what this station holds, the answer what SIKER adds."""
        try:
            early(self._applying.held(asked.registration))
            return self._applying.mine(asked.registration)
        except StoreError as error:
            log.error("my_applications.failed: %s", error.code)
            return jv.MyApplicationsFailed(store_problem(error))

    def print_for_jobs(self, asked: jv.PrintVacancy | jv.PrintCv | jv.PrintApplication) -> ev.Event:
        """A vacancy, a CV or the slip of an application."""
        try:
            match asked:
                case jv.PrintVacancy():
                    return self._jobs_paper.vacancy(asked)
                case jv.PrintCv():
                    return self._jobs_paper.cv(asked)
                case jv.PrintApplication():
                    return self._jobs_paper.application(asked)
                case _ as never:
                    assert_never(never)
        except StoreError as error:
            log.error("print.failed: %s", error.code)
            return ev.PrintEnded(PrintOutcome.FAILED, store_problem(error))

    def report(self, known: ev.KnownPerson) -> ev.Event:
        """Lapor."""
        try:
            row = self._registering.report_presence(known)
        except StoreError as error:
            return ev.RegisterFailed(store_problem(error))
        return ev.RegisterFailed(row) if isinstance(row, Problem) else ev.PresenceRecorded(row)

    def ask_help(self, page: Page) -> ev.Event:
        """A ticket."""
        return ev.HelpTicket(self._helping.request(page))

    def examine(self) -> ev.Event:
        """The technician's checks."""
        return ev.DoctorDone(self._doctor())


def _announced(job: CardToPrint | ProofToPrint | Problem) -> tuple[ev.Event, object]:
    match job:
        case Problem():
            return ev.RegisterFailed(job), None
        case CardToPrint(card):
            return ev.CardIssued(card.number, card.valid_until, card.report_due, card.registration), job
        case ProofToPrint(registration, code):
            return ev.ProofIssued(code, registration), job


def store_problem(error: StoreError) -> Problem:
    """The citizen's problem for a store that refuses."""
    known = {
        "not_enrolled": "not_enrolled",
        "issuing_refused": "not_enrolled",
        "vault_too_new": "newer_schema",
    }
    return Problem(known.get(error.code, "store_unavailable"))
