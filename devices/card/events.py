"""Hands events to the kiosk's listener on a thread of its own, so that no listener can hold up a reader."""

from __future__ import annotations

import logging
import queue
import threading

from devices.card.port import CardEvent, CardListener

log = logging.getLogger(__name__)


class EventPump:
    """Delivers in order; a listener that raises is logged (never with the event's content) and asked again next time."""

    def __init__(self, listener: CardListener) -> None:
        self._listener = listener
        self._queue: queue.SimpleQueue[CardEvent | threading.Event | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._deliver, name="card-events", daemon=True)
        self._thread.start()

    def put(self, event: CardEvent) -> None:
        """Deliver ``event`` soon; never blocks."""
        self._queue.put(event)

    def settle(self, timeout_s: float) -> bool:
        """Wait until everything put so far was delivered."""
        mark = threading.Event()
        self._queue.put(mark)
        return mark.wait(timeout_s)

    def close(self) -> None:
        """Deliver the rest and end; from within the listener it only asks for the end."""
        self._queue.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _deliver(self) -> None:
        while (event := self._queue.get()) is not None:
            if isinstance(event, threading.Event):
                event.set()
                continue
            try:
                self._listener(event)
            except Exception as error:  # noqa: BLE001  # a listener's fault must not blind the reader
                log.error("card listener failed on %s: %s", type(event).__name__, type(error).__name__)
