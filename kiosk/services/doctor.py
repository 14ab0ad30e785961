"""The technician's checks, one line each, the same on the technician's page and in ``python -m kiosk doctor``.

No personal data in any line, so the output may be sent to anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assets.catalogue import say
from devices.card.port import CardReader, ReaderState
from devices.receipt.port import PrinterState, ReceiptPrinter
from domain.problems import Problem
from kiosk.clock import WIB, local_day
from kiosk.store.errors import StoreError
from kiosk.store.port import Condition, Vault
from sync.clock import StationClock


class Verdict(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Line:
    """One check: its key in the text catalogue, the verdict, and the sentence."""

    check: str
    verdict: Verdict
    sentence: str


class ServerProbe(Protocol):
    """Milliseconds SIKER took to answer, or None when it cannot be reached."""

    def __call__(self) -> int | None: ...


class DoctorService:
    """Looks at the parts this station really uses. ``language`` of the sentences: Indonesian unless told otherwise."""

    def __init__(
        self,
        *,
        vault: Vault,
        clock: StationClock,
        reader: CardReader,
        printer: ReceiptPrinter,
        server: ServerProbe,
        language: Callable[[], str] = lambda: "id",
    ) -> None:
        self._vault, self._clock, self._reader, self._printer = vault, clock, reader, printer
        self._server, self._language = server, language

    def examine(self) -> tuple[Line, ...]:
        """All checks, in the order a technician works."""
        return (
            *self._database(),
            self._clock_line(),
            self._disk(),
            self._reader_line(),
            self._printer_line(),
            self._server_line(),
        )

    def __call__(self) -> tuple[tuple[str, str, str], ...]:
        """The lines for the technician's page: (name, verdict, sentence)."""
        language = self._language()
        return tuple((say(language, f"doctor.{line.check}"), line.verdict.value, line.sentence) for line in self.examine())

    def _say(self, key: str, **params: str | int) -> str:
        return say(self._language(), f"doctor.{key}", **params)

    def _database(self) -> tuple[Line, ...]:
        try:
            with self._vault.read() as reader:
                condition, counts = reader.condition(), reader.outbox_counts()
                left, policy = reader.leases_left(local_day(self._clock.now())), reader.policy()
        except StoreError as error:
            return (Line("database", Verdict.FAIL, str(error)),)
        good = condition.may_issue
        new = condition is Condition.UNENROLLED
        key = "database_ok" if good else "database_new" if new else "database_condition"
        attention = counts.quarantined + counts.parked_remote
        if new:
            numbers = Line("numbers", Verdict.FAIL, self._say("numbers_new"))
        elif left == 0:
            numbers = Line("numbers", Verdict.FAIL, self._say("numbers_none"))
        elif left < policy.lease_refill_below:
            numbers = Line("numbers", Verdict.WARN, self._say("numbers_low", count=left))
        else:
            numbers = Line("numbers", Verdict.OK, self._say("numbers_ok", count=left))
        return (
            Line("database", Verdict.OK if good else Verdict.FAIL, self._say(key, condition=condition.value)),
            numbers,
            Line(
                "outbox",
                Verdict.WARN if attention else Verdict.OK,
                self._say("outbox_attention" if attention else "outbox_ok", queued=counts.queued, quarantined=attention),
            ),
        )

    def _clock_line(self) -> Line:
        time = self._clock.now().astimezone(WIB).strftime("%d-%m-%Y %H:%M:%S")
        quality = self._clock.quality()
        if quality == "synced":
            return Line("clock", Verdict.OK, self._say("clock_ok", time=time, offset=self._clock.offset_ms))
        if quality == "holdover":
            return Line("clock", Verdict.OK, self._say("clock_holdover", time=time))
        return Line("clock", Verdict.WARN, self._say("clock_unknown", time=time))

    def _disk(self) -> Line:
        try:
            room = self._vault.room()
        except StoreError as error:
            return Line("disk", Verdict.FAIL, str(error))
        key = "disk_ok" if room.enough else "disk_low"
        return Line("disk", Verdict.OK if room.enough else Verdict.FAIL, self._say(key, free=room.free_mb, needed=room.needed_mb))

    def _reader_line(self) -> Line:
        status = self._reader.status()
        simulated = self._say("simulated") if status.capabilities.simulated else ""
        match status.state:
            case ReaderState.READY:
                return Line("reader", Verdict.OK, self._say("reader_ready", simulated=simulated))
            case ReaderState.NO_READER:
                return Line("reader", Verdict.FAIL, self._say("reader_no_reader"))
            case ReaderState.SERVICE_DOWN:
                return Line("reader", Verdict.FAIL, self._say("reader_service_down"))
            case state:
                return Line("reader", Verdict.FAIL, self._say("reader_other", state=state.value))

    def _printer_line(self) -> Line:
        status = self._printer.status()
        match status.state:
            case PrinterState.READY:
                return Line("printer", Verdict.OK, self._say("printer_ready"))
            case PrinterState.NEAR_END:
                return Line("printer", Verdict.WARN, self._say("printer_near_end"))
            case PrinterState.UNKNOWN:
                return Line("printer", Verdict.WARN, self._say("printer_unknown"))
            case state:
                notes = "; ".join(status.notes) or "-"
                return Line("printer", Verdict.FAIL, self._say("printer_other", state=state.value, notes=notes))

    def _server_line(self) -> Line:
        took = self._server()
        if took is None:
            return Line("server", Verdict.WARN, self._say("server_down"))
        return Line("server", Verdict.OK, self._say("server_ok", ms=took))


def printer_problem(state: PrinterState) -> Problem | None:
    """What the attract page says about the printer; nothing while it works."""
    match state:
        case PrinterState.READY | PrinterState.UNKNOWN:
            return None
        case PrinterState.NEAR_END:
            return Problem("near_end")
        case PrinterState.NO_PAPER:
            return Problem("printer_no_paper")
        case PrinterState.COVER_OPEN:
            return Problem("printer_cover_open")
        case PrinterState.CUTTER_FAULT:
            return Problem("printer_cutter_fault")
        case PrinterState.OFFLINE:
            return Problem("printer_offline")
