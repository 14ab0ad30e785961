"""The measured station as a process of its own: the real window and services, visits sent in as events, times as JSON lines.

``python -m bench.visiting CONFIG READER`` reads commands on standard input: ``visits N``, ``cards N``, ``lay N``, and ends
with it. All instants are of the monotonic clock, which every process of a machine shares. The measuring side is
``bench.visits`` and ``bench.card``.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from devices.card.bridge import BridgeReader, BridgeSettings
from devices.card.port import CardReader, ReaderState, Want
from devices.card.sample import SAMPLE_RECORD
from devices.card.simulated import SimulatedReader
from documents import PAPER_80
from domain.seeker import VisitPurpose
from domain.visit import events as ev
from domain.visit.pages import Page
from kiosk.app import Kiosk, environment
from kiosk.config import load
from kiosk.hardware import Hardware, build_printer, program_folder
from sync.clock import StationClock

PATIENCE_S = 30.0
CALM_S = 0.005

_FORM: dict[Page, tuple[ev.Event, ...]] = {
    Page.NAME: (ev.TextAnswered("peserta contoh"),),
    Page.BIRTH_PLACE: (ev.TextAnswered("semarang"),),
    Page.BIRTH_DATE: (ev.TextAnswered("01011990"),),
    Page.SEX: (ev.ChoiceAnswered("L"),),
    Page.ADDRESS: (
        ev.AddressAnswered(
            "jl contoh 1", "001", "002", "Miroto", "Semarang Tengah", "Kota Semarang", "Jawa Tengah", "33.74.01.1001"
        ),
    ),
    Page.BIODATA: (ev.Next(),),
    Page.PHONE: (ev.TextAnswered("081234567890"),),
    Page.EMAIL: (ev.Skipped(),),
    Page.MARITAL: (ev.ChoiceAnswered("kawin"),),
    Page.RELIGION: (ev.ChoiceAnswered("islam"),),
    Page.DOMICILE_SAME: (ev.ChoiceAnswered("yes"),),
    Page.EDUCATION: (ev.EducationAdded("smk", "smk contoh", "tata busana", "2008"), ev.Next()),
    Page.SKILLS: (ev.Skipped(),),
    Page.LANGUAGES: (ev.Skipped(),),
    Page.EXPERIENCE: (ev.Next(),),
    Page.WISHED_JOB: (ev.WishedJobAdded("penjahit"), ev.Next()),
    Page.WISHED_PLACE: (ev.ChoiceAnswered("kota_semarang"),),
    Page.WISHED_WAGE: (ev.TextAnswered("3750000"),),
    Page.WORK_STATUS: (ev.ChoiceAnswered("not_working"),),
    Page.DISABILITY: (ev.Skipped(),),
}


class StuckError(RuntimeError):
    """A visit did not get where it should; the text names the page, never the person."""


class Driver:
    """Drives one kiosk and times its pages."""

    def __init__(self, config: Path, reader: str) -> None:
        environment()
        self.app = QGuiApplication.instance() or QGuiApplication([])
        settings = replace(load(config), camera="simulated")
        self._reader_kind = reader
        self.kiosk = Kiosk(settings, hardware=Hardware(_reader(reader), build_printer(settings), PAPER_80))
        self.pages: list[tuple[str, float]] = []
        self._page, self._arrived = Page.ATTRACT, 0.0
        self._committed: list[float] = []
        self._number = 0
        self._loop, self._condition, self._end = QEventLoop(), _never, 0.0
        self._beat = QTimer(interval=20)  # for what tells nobody when it changes
        self._beat.timeout.connect(self._look)
        self._beat.start()
        self.kiosk.window.window.frameSwapped.connect(self._swapped)
        self.kiosk.conductor.listen(self._moved)
        self.kiosk.show()
        self.until(lambda: self.kiosk.opened, "open")
        self.kiosk.station().vault.on_commit(lambda: self._committed.append(time.monotonic()))
        self.until(lambda: self.kiosk.hardware.reader.status().state is ReaderState.READY, "reader")
        self.at(Page.ATTRACT)

    def _moved(self) -> None:
        if self.kiosk.conductor.state.page is not self._page:
            self._page, self._arrived = self.kiosk.conductor.state.page, 0.0
        self._look()

    def _swapped(self) -> None:
        if not self._arrived:  # the first frame with this page
            self._arrived = time.monotonic()
        self._look()

    def _look(self) -> None:
        if self._condition() or time.monotonic() > self._end:
            self._loop.quit()

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait in a true event loop: only there does Qt delete the pages that were left."""
        self._condition, self._end = condition, time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > self._end:
                raise StuckError(
                    f"waited for {what} on {self.kiosk.conductor.state.page.value}: {self.kiosk.conductor.state.problem}"
                )
            self._loop.exec()
        self._condition = _never

    def calm(self, seconds: float = CALM_S) -> None:
        """A person's pause, shortened."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def at(self, page: Page) -> None:
        self.until(lambda: self.kiosk.conductor.state.page is page, page.value)

    def framed(self, page: Page) -> float:
        """Wait for the page and its first frame; the instant of that frame."""
        self.until(lambda: self._page is page and self._arrived > 0, f"a frame of {page.value}")
        return self._arrived

    def send(self, event: ev.Event) -> None:
        """Send an event; when the page changes, wait for the frame and note how long it took."""
        before = self._page
        began = time.monotonic()
        self.kiosk.conductor.send(event)
        page = self._page
        if page is before:
            return
        self.until(lambda: self._arrived > 0, f"a frame of {page.value}")
        if self._page is page:
            self.pages.append((page.value, (self._arrived - began) * 1000))
        self.calm()

    def to_identity(self) -> None:
        self.at(Page.ATTRACT)
        for event in (ev.LanguageChosen("id"), ev.Started(), ev.PurposeChosen(VisitPurpose.SEEK_WORK), ev.Next(), ev.Next()):
            self.send(event)
        self.at(Page.IDENTITY)

    def leave(self) -> None:
        """Cancel a visit that was only begun."""
        self.kiosk.conductor.send(ev.CancelAsked())
        self.kiosk.conductor.send(ev.CancelConfirmed())
        self.at(Page.ATTRACT)
        self.calm()

    def identify(self, nik: str, *, card: bool) -> None:
        """By a card of the simulated reader, or typed."""
        reader = self.kiosk.hardware.reader
        if card:
            assert isinstance(reader, SimulatedReader)
            reader.insert(replace(SAMPLE_RECORD, nik=nik))
            self.at(Page.BIODATA)
            reader.remove()
            self.until(lambda: not self.kiosk.conductor.state.card_on_reader, "the card taken")
        else:
            self.send(ev.TypeInstead())
            self.send(ev.TextAnswered(nik))
            self.at(Page.NAME)

    def visit(self) -> dict[str, object]:
        """One whole visit of somebody new: every second one with a card (and an AK/I), the others typed (and a proof)."""
        self._number += 1
        card = self._number % 2 == 0
        self.pages = []
        self.to_identity()
        self.identify(f"337499010190{1000 + self._number:04d}", card=card)
        conductor = self.kiosk.conductor
        while conductor.state.page not in {Page.PHOTO, Page.REVIEW}:
            page = conductor.state.page
            for event in _FORM[page]:
                self.send(event)
            if conductor.state.page is page:
                raise StuckError(f"{page.value}: {conductor.state.problem}")
        conductor.send(ev.PhotoTaken(self.kiosk.camera.take() or ""))
        self.send(ev.Next())
        self.at(Page.REVIEW)
        self.calm(0.05)
        self._committed.clear()
        touched = time.monotonic()
        self.send(ev.Confirmed())
        self.at(Page.TAKE_PAPER)
        state = conductor.state
        result: dict[str, object] = {
            "card": state.number != "", "touched": touched, "committed": self._committed[0], "outcome": str(state.print_outcome),
        }  # fmt: skip
        if card != result["card"]:
            raise StuckError("a card's visit gave no AK/I, or a typed one did")
        self.send(ev.PaperTaken())
        self.send(ev.Left())
        self.at(Page.ATTRACT)
        return result | {"pages": self.pages}

    def card(self, *, announce: bool) -> dict[str, object]:
        """A card laid down on the identity page: until the frame of the page where the person goes on.

        ``announce``: the card is laid down by the measuring side when told to, and taken away when told the result.
        """
        self.to_identity()
        self.calm(0.05)
        reader, expected = self.kiosk.hardware.reader, Page.NIK if announce else Page.BIODATA
        if announce:
            print(json.dumps({"ready": True}), flush=True)
            began = 0.0
        else:
            assert isinstance(reader, BridgeReader)
            began = time.monotonic()
            reader.script("card=in")
        arrived = self.framed(expected)
        if announce:
            print(json.dumps({"at": arrived}), flush=True)
        else:
            assert isinstance(reader, BridgeReader)
            reader.script("card=out")
        self.until(lambda: not self.kiosk.conductor.state.card_on_reader, "the card taken")
        self.leave()
        return {"took": (arrived - began) * 1000}


def _never() -> bool:
    return False


def _reader(kind: str) -> CardReader:
    clock = StationClock().now
    if kind == "simulated":
        return SimulatedReader(clock)
    shim = kind == "shim"
    command = ("-m", "devices.card.reference_shim", "--pace", "0") if shim else ("-m", "devices.card.pcsc", "--allow-virtual")
    granted = (
        frozenset({Want.PRESENCE, Want.RECORD, Want.VERIFY_CARD, Want.VERIFY_HOLDER}) if shim else frozenset({Want.PRESENCE})
    )
    settings = BridgeSettings((sys.executable, *command), granted, production=False, method=kind, folder=program_folder())
    return BridgeReader(settings, clock)


def main(config: str, reader: str) -> int:
    driver = Driver(Path(config), reader)
    print(json.dumps({"open": True}), flush=True)
    try:
        for line in sys.stdin:
            command, _, count = line.strip().partition(" ")
            for _ in range(int(count)):
                if command == "visits":
                    print(json.dumps(driver.visit()), flush=True)
                elif command == "cards":
                    print(json.dumps(driver.card(announce=False)), flush=True)
                else:
                    driver.card(announce=True)
    except StuckError as error:
        print(json.dumps({"stuck": str(error)}), flush=True)
        return 1
    finally:
        driver.kiosk.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
