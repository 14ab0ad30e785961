"""From a recorded card or proof to paper, with a ledger row written before any byte goes out.

After a crash in the middle the row says "unknown": the next print of the same document is a marked copy, so a second
official card never comes out silently.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from assets.catalogue import texts
from devices.receipt.port import ReceiptPrinter
from documents import Document, Office, Paper, ak1_card, registration_proof
from domain.ak1 import NumberPattern
from domain.facts import DocumentKind, DocumentPrinted, PrintOutcome
from domain.visit.events import PrintEnded
from kiosk.clock import WIB, Clock
from kiosk.services.press import Press
from kiosk.services.registering import CardToPrint, ProofToPrint
from kiosk.store.port import Vault
from sync.wire.messages import StationPolicy


class PrintingService:
    """One printer, one paper. ``on_bytes`` (for development and proofs) sees the exact bytes of each job."""

    def __init__(
        self, vault: Vault, printer: ReceiptPrinter, paper: Paper, clock: Clock,
        on_bytes: Callable[[str, bytes], None] | None = None,
    ) -> None:  # fmt: skip
        self._vault, self._clock = vault, clock
        self._press = Press(vault, printer, paper, clock, on_bytes)

    def document(self, job: CardToPrint | ProofToPrint, copy_no: int, language: str, photo: bytes | None) -> Document:
        """The content of a print. Without a photo of this visit, the one taken at an earlier visit here, while it is held."""
        with self._vault.read() as reader:
            policy = reader.policy()
            photo = photo or reader.photo(_names(job)[2])
        office = office_of(policy)
        match job:
            case CardToPrint(card):
                return ak1_card(
                    replace(card, copy_no=copy_no), office, texts(language), photo,
                    pattern=NumberPattern(policy.number_pattern), check_address=policy.verify_base_url,
                )  # fmt: skip
            case ProofToPrint(registration, code, at):
                return registration_proof(registration, code, at.astimezone(WIB), office, texts(language), copy_no=copy_no)

    def print(self, job: CardToPrint | ProofToPrint, language: str, photo: bytes | None, *, again: bool) -> PrintEnded:
        """Print once, honestly. ``again``: a paper may be out already, so this one is marked as a copy."""
        kind, reference, registration_id = _names(job)
        return self._press.recorded(
            kind, reference, registration_id, lambda copy_no: self.document(job, copy_no, language, photo),
            copies=job.copies, again=again,
        )  # fmt: skip

    def settle_interrupted(self) -> int:
        """At start: prints cut off by a crash become "unknown" for good, here and at SIKER. How many there were."""
        now: datetime = self._clock.now()
        with self._vault.begin() as unit:
            entries = unit.unfinished_prints()
            for entry in entries:
                unit.close_print(entry.ledger_id, PrintOutcome.UNKNOWN, "interrupted", now)
                unit.enqueue(
                    DocumentPrinted(
                        entry.registration_id, entry.document, entry.reference, entry.copy_no, PrintOutcome.UNKNOWN, now, "interrupted"
                    ),
                    now,
                )  # fmt: skip
        return len(entries)


def office_of(policy: StationPolicy) -> Office:
    """The letterhead from the office's policy."""
    return Office(
        government="Pemerintah Kota Semarang", name=policy.office_name, address=policy.office_address,
        phone=policy.office_phone, city="Semarang", hours=policy.office_hours,
    )  # fmt: skip


def _names(job: CardToPrint | ProofToPrint) -> tuple[DocumentKind, str, str]:
    match job:
        case CardToPrint(card):
            return DocumentKind.AK1, card.number, card.registration.registration_id
        case ProofToPrint(registration, code):
            return DocumentKind.PROOF, code, registration.registration_id
