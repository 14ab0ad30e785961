"""Watches a receipt printer and tells a listener when its state changes.

A changed state is told once it was seen twice in a row, so a cover that is opened for a blink or one lost answer alarms nobody.
The listener is called in the watch's own thread; hop to your own thread there.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from devices.receipt.port import PrinterState, PrinterStatus, ReceiptPrinter

_log = logging.getLogger(__name__)


class StatusWatch:
    """Asks ``printer`` every ``interval_s`` from ``start`` to ``stop``."""

    def __init__(
        self, printer: ReceiptPrinter, listener: Callable[[PrinterStatus], None], interval_s: float = 5.0, confirm_s: float = 0.5
    ) -> None:
        self._printer, self._listener = printer, listener
        self._interval_s, self._confirm_s = interval_s, confirm_s
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._told: PrinterState | None = None

    def start(self) -> None:
        """Begin; the first status is told at once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="receipt-status", daemon=True)
            self._thread.start()

    def stop(self, timeout_s: float = 5.0) -> None:
        """End; no listener call begins after this returns."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout_s)

    def poke(self) -> None:
        """Ask now, e.g. after a technician's action."""
        self._wake.set()

    def _run(self) -> None:
        seen: PrinterState | None = None
        while not self._stopping.is_set():
            status = self._printer.status()
            first = self._told is None
            if status.state is self._told:
                pause = self._interval_s
            elif first or status.state is seen:
                self._tell(status)
                pause = self._interval_s
            else:
                pause = self._confirm_s
            seen = status.state
            self._wake.wait(pause)
            self._wake.clear()

    def _tell(self, status: PrinterStatus) -> None:
        if self._stopping.is_set():
            return
        self._told = status.state
        _log.info("receipt printer is %s", status.state)
        try:
            self._listener(status)
        except Exception:  # noqa: BLE001 - a broken listener must not end the watch
            _log.exception("a listener of the receipt printer's state failed")
