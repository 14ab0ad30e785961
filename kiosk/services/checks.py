"""Remembers, for a day and in memory only, how often somebody failed to show that they are a certain person.

Kept under a salted hash, so that not even this memory holds a NIK.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections import Counter
from datetime import date

from domain.nik import Nik
from kiosk.clock import Clock, local_day


class FailedChecks:
    """Thread-safe; forgets everything when the day changes or the program restarts."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._salt = os.urandom(16)
        self._lock = threading.Lock()
        self._day: date | None = None
        self._counts: Counter[bytes] = Counter()

    def note(self, nik: Nik) -> None:
        """One more wrong answer."""
        with self._lock:
            self._turn_the_day()
            self._counts[self._mark(nik)] += 1

    def tries(self, nik: Nik) -> int:
        """Wrong answers today."""
        with self._lock:
            self._turn_the_day()
            return self._counts[self._mark(nik)]

    def _mark(self, nik: Nik) -> bytes:
        return hashlib.sha256(self._salt + nik.value.encode()).digest()

    def _turn_the_day(self) -> None:
        today = local_day(self._clock.now())
        if today != self._day:
            self._day = today
            self._counts.clear()
