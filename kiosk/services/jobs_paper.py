"""The papers of a search for work: the vacancy and the CV, recorded nowhere, and the slip of an application, which is."""

from __future__ import annotations

from collections.abc import Callable

from assets.catalogue import texts
from devices.receipt.port import ReceiptPrinter
from documents import Document, Paper
from documents.application_slip import Sending, SlipFacts, application_slip
from documents.cv import cv_sheet
from documents.vacancy_slip import vacancy_slip
from domain.applications import ApplicationState
from domain.facts import DocumentKind, PrintOutcome
from domain.problems import Problem
from domain.visit.events import PrintEnded
from domain.visit.jobs_events import PrintApplication, PrintCv, PrintVacancy
from kiosk.clock import WIB, Clock, local_day
from kiosk.services.press import Press
from kiosk.services.printing import office_of
from kiosk.store.port import Vault


class JobsPaper:
    """``on_bytes`` (for development and proofs) sees the exact bytes of each job. Methods raise StoreError."""

    def __init__(
        self, vault: Vault, printer: ReceiptPrinter, paper: Paper, clock: Clock,
        on_bytes: Callable[[str, bytes], None] | None = None,
    ) -> None:  # fmt: skip
        self._vault, self._clock = vault, clock
        self._press = Press(vault, printer, paper, clock, on_bytes)

    def vacancy(self, asked: PrintVacancy) -> PrintEnded:
        """A vacancy, for anybody."""
        with self._vault.read() as reader:
            policy = reader.policy()
        slip = vacancy_slip(
            asked.hit, self._clock.now().astimezone(WIB), office_of(policy), texts(asked.language), portal=policy.verify_base_url
        )
        return self._press.plain(DocumentKind.VACANCY.value, slip)

    def cv(self, asked: PrintCv) -> PrintEnded:
        """The short form of one's CV."""
        with self._vault.read() as reader:
            policy = reader.policy()
        sheet = cv_sheet(asked.cv, local_day(self._clock.now()), office_of(policy), texts(asked.language))
        return self._press.plain(DocumentKind.CV.value, sheet)

    def application(self, asked: PrintApplication) -> PrintEnded:
        """The slip; a reprint says that it is one. Names and code come from the record while it is held."""
        item = asked.application
        with self._vault.read() as reader:
            policy = reader.policy()
            person = reader.person(asked.registration_id)
            held = reader.application(item.application_id)
        if person is None or person.registration is None:
            return PrintEnded(PrintOutcome.FAILED, Problem("record_at_siker"))
        waiting = held.waiting if held is not None else item.waiting
        facts = SlipFacts(
            number=item.number, title=item.title, employer=item.employer, name=person.registration.biodata.nama,
            applied_at=item.at.astimezone(WIB), sending=_sending(item.state, waiting),
            claim_code=asked.claim_code or (held.claim_code if held is not None else ""),
            vacancy=asked.hit.vacancy if asked.hit is not None else held.vacancy if held is not None else None,
        )  # fmt: skip

        def build(copy_no: int) -> Document:
            return application_slip(
                facts, office_of(policy), texts(asked.language), portal=policy.verify_base_url, copy_no=copy_no
            )

        return self._press.recorded(
            DocumentKind.APPLICATION, item.number, asked.registration_id, build, copies=0, again=asked.again
        )


def _sending(state: ApplicationState, waiting: bool) -> Sending:
    if state is ApplicationState.WITHDRAWN:
        return Sending.WITHDRAWN
    return Sending.WAITING if waiting else Sending.SENT
