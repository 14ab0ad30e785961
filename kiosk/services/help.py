"""Asking for an officer: a short ticket code on screen, and a fact so that SIKER's officers see who waits where."""

from __future__ import annotations

import logging
from collections.abc import Callable

from domain.ak1 import queue_code
from domain.facts import HelpRequested
from domain.visit.pages import Page
from kiosk.clock import Clock
from kiosk.store.errors import StoreError
from kiosk.store.port import Vault

log = logging.getLogger(__name__)


class HelpService:
    """The code is shown even when it cannot be recorded: the officer in the room can still be asked."""

    def __init__(self, vault: Vault, clock: Clock, entropy: Callable[[int], bytes]) -> None:
        self._vault, self._clock, self._entropy = vault, clock, entropy

    def request(self, page: Page) -> str:
        """The ticket's code, e.g. ``K7F-3RT``."""
        ticket, now = queue_code(self._entropy(6)), self._clock.now()
        try:
            with self._vault.begin() as unit:
                unit.enqueue(HelpRequested(ticket, page.value, now), now)
                unit.audit("help.requested", ticket, now, page.value)
        except StoreError as error:
            log.warning("help.not_recorded: %s", error.code)
        return ticket
