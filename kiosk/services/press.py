"""The one way to the receipt printer: once and honestly, with a ledger row before the bytes where the paper is recorded.

After a crash in the middle the row says "unknown", so the next print of the same document is a marked copy.
"""

from __future__ import annotations

from collections.abc import Callable

from devices.receipt.port import PrintJob, PrintResult, ReceiptPrinter
from documents import Document, Paper, to_escpos
from domain.facts import DocumentKind, DocumentPrinted, PrintOutcome
from domain.problems import Problem
from domain.visit.events import PrintEnded
from kiosk.clock import Clock
from kiosk.store.errors import StoreError
from kiosk.store.port import Vault

DEADLINE_S = 30.0


class Press:
    """One printer, one paper. ``on_bytes`` (for development and proofs) sees the exact bytes of each job."""

    def __init__(
        self, vault: Vault, printer: ReceiptPrinter, paper: Paper, clock: Clock,
        on_bytes: Callable[[str, bytes], None] | None = None,
    ) -> None:  # fmt: skip
        self._vault, self._printer, self._paper, self._clock, self._on_bytes = vault, printer, paper, clock, on_bytes

    def plain(self, name: str, document: Document) -> PrintEnded:
        """A paper nobody records."""
        return _ended(self._send(name, document, name))

    def recorded(
        self, kind: DocumentKind, reference: str, registration_id: str, build: Callable[[int], Document], *, copies: int, again: bool,
    ) -> PrintEnded:  # fmt: skip
        """A paper that counts. ``build`` makes it for a copy's number; ``copies`` were printed elsewhere; ``again`` marks a copy."""
        with self._vault.begin() as unit:
            counted = sum(
                1 for entry in unit.prints(reference)
                if entry.document is kind and entry.outcome is not PrintOutcome.FAILED
            )  # fmt: skip
            copy_no = max(copies, counted) + 1
            if again:
                copy_no = max(copy_no, 2)
            ledger = unit.open_print(
                document=kind, registration_id=registration_id, reference=reference, copy_no=copy_no, at=self._clock.now()
            )
        result = self._send(kind.value, build(copy_no), ledger[-8:])
        now = self._clock.now()
        reason = result.reason.value if result.reason else ""
        fact = DocumentPrinted(registration_id, kind, reference, copy_no, result.outcome, now, reason)
        try:
            with self._vault.begin() as unit:
                unit.close_print(ledger, result.outcome, reason, now)
                unit.enqueue(fact, now)
        except StoreError:
            return PrintEnded(PrintOutcome.UNKNOWN, Problem("store_unavailable"))
        return _ended(result)

    def _send(self, name: str, document: Document, title: str) -> PrintResult:
        content = to_escpos(document, self._paper)
        if self._on_bytes is not None:
            self._on_bytes(name, content)
        return self._printer.print(PrintJob(content, title=title), DEADLINE_S)


def _ended(result: PrintResult) -> PrintEnded:
    good = result.outcome in {PrintOutcome.CONFIRMED, PrintOutcome.SENT}
    return PrintEnded(result.outcome, None if good else Problem(result.reason.value if result.reason else "print_unconfirmed"))
