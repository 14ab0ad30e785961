"""Workers' rights at the station: reads the legal tables for a visit, prints the sheet of a calculation.

Nothing of it is recorded: no ledger row, no fact, no log line with anything typed. The tables are read anew for each
visit (about 15 ms), so that nothing a visit asked of them outlives it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from assets.catalogue import texts
from assets.legal_tables import LegalTextError, legal_texts
from devices.receipt.port import ReceiptPrinter
from documents import Paper
from documents.rights_sheet import rights_sheet
from domain.problems import Problem
from domain.rights import LegalTableError, parse_tables
from domain.visit.events import Event, PrintEnded
from domain.visit.rights_events import PrintRights, RightsFailed, RightsReady
from kiosk.clock import WIB, Clock
from kiosk.services.press import Press
from kiosk.services.printing import office_of
from kiosk.services.rights_words import rights_words
from kiosk.store.port import Vault

log = logging.getLogger(__name__)


class RightsService:
    """``on_bytes`` (for development and proofs) sees the exact bytes of each sheet."""

    def __init__(
        self, vault: Vault, printer: ReceiptPrinter, paper: Paper, clock: Clock,
        on_bytes: Callable[[str, bytes], None] | None = None,
    ) -> None:  # fmt: skip
        self._vault, self._clock = vault, clock
        self._press = Press(vault, printer, paper, clock, on_bytes)

    def load(self) -> Event:
        """The legal tables, or why nothing can be calculated."""
        try:
            return RightsReady(parse_tables(legal_texts()))
        except (LegalTableError, LegalTextError, OSError) as error:
            log.error("rights.tables_refused: %s", type(error).__name__)
            return RightsFailed(Problem("rights_tables"))

    def print(self, asked: PrintRights) -> PrintEnded:
        """The sheet on paper, once; raises StoreError when the office's name and address cannot be read."""
        with self._vault.read() as reader:
            policy = reader.policy()
        sheet = rights_sheet(
            asked.done, asked.asked, dict(asked.inputs), self._clock.now().astimezone(WIB), office_of(policy),
            texts(asked.language), words=rights_words(asked.language), portal=policy.verify_base_url,
        )  # fmt: skip
        return self._press.plain("rights", sheet)
