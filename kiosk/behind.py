"""The station without its screen, for the command line: open it, look at it, close it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from assets.catalogue import say
from devices.card.port import CardEvent, ReaderState
from kiosk.clock import ShiftableClock
from kiosk.config import StationConfig
from kiosk.hardware import build_hardware
from kiosk.services.doctor import Verdict
from kiosk.station import Station
from kiosk.store.errors import StoreError
from sync.clock import StationClock

READER_S = 5.0
_MARKS = {Verdict.OK: "  ok  ", Verdict.WARN: " warn ", Verdict.FAIL: " FAIL "}


@contextmanager
def opened(config: StationConfig) -> Iterator[Station]:
    """The station behind the screen, closed afterwards. Raises StoreError."""
    sync_clock = StationClock()
    clock = ShiftableClock(sync_clock)
    station = Station(config, sync_clock, clock, build_hardware(config, clock))
    try:
        yield station
    finally:
        station.close()


def examine(config: StationConfig) -> int:
    """``doctor``: one line each on standard output; 0 when nothing failed, 1 otherwise."""
    try:
        with opened(config) as station:
            settled = threading.Event()

            def seen(event: CardEvent) -> None:
                if station.hardware.reader.status().state is not ReaderState.STARTING:
                    settled.set()

            station.hardware.reader.start(seen)
            settled.wait(READER_S)
            try:
                lines = station.doctor.examine()
            finally:
                station.hardware.reader.stop()
    except StoreError as error:
        print(f"[{_MARKS[Verdict.FAIL]}] {say('id', 'doctor.database')}: {error}", file=sys.stdout)
        return 1
    for line in lines:
        print(f"[{_MARKS[line.verdict]}] {say('id', f'doctor.{line.check}')}: {line.sentence}")
    return 1 if any(line.verdict is Verdict.FAIL for line in lines) else 0
