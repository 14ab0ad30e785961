"""Card readers for the demo and the dev dock, with a hand that lays cards down and takes them away."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from devices.card.bridge import BridgeReader, BridgeSettings
from devices.card.port import CardReader, Want
from devices.card.sample import SAMPLE_RECORD
from devices.card.simulated import SimulatedReader
from devices.card.virtual_reader import VirtualReader, VirtualReaderUnavailableError, obstacle
from kiosk.hardware import program_folder

CERTIFIED_NIK = SAMPLE_RECORD.nik


@dataclass(frozen=True, slots=True)
class CardOnReader:
    """A reader and the hand over it. ``description`` says honestly what it is."""

    reader: CardReader
    insert: Callable[[], object]
    remove: Callable[[], object]
    description: str


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def presence_reader() -> Iterator[CardOnReader]:
    """A reader that proves presence only: a real pcscd with a virtual reader where this machine can start one."""
    reason = obstacle()
    if reason is None:
        try:
            with VirtualReader(patience_s=30) as virtual:
                command = (sys.executable, "-m", "devices.card.pcsc", "--allow-virtual")
                settings = BridgeSettings(
                    command, frozenset({Want.PRESENCE}), production=False, method="pcsc", folder=program_folder()
                )
                slot = virtual.slots[0]
                yield CardOnReader(
                    BridgeReader(settings, _now), slot.insert, slot.remove, "real pcscd with a virtual reader and card"
                )
                return
        except VirtualReaderUnavailableError as error:
            reason = error.reason
    fake = SimulatedReader(_now, gives=(Want.PRESENCE,))
    yield CardOnReader(fake, fake.insert, fake.remove, f"simulated reader, because pcscd cannot be started here ({reason})")


def certified_reader() -> CardOnReader:
    """The reference program of a certified reader, as its own process over the bridge protocol."""
    settings = BridgeSettings(
        (sys.executable, "-m", "devices.card.reference_shim"),
        frozenset({Want.PRESENCE, Want.RECORD, Want.VERIFY_CARD, Want.VERIFY_HOLDER}),
        production=False,
        folder=program_folder(),
    )
    reader = BridgeReader(settings, _now)
    return CardOnReader(
        reader,
        lambda: reader.script("card=in"),
        lambda: reader.script("card=out"),
        "simulated certified reader over the bridge protocol",
    )
