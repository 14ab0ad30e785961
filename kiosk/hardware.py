"""Builds the devices the configuration names. Cheap: nothing is opened or started here, and drivers load on first use."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.config import ConfigError, StationConfig

if TYPE_CHECKING:
    from devices.card.port import CardReader
    from devices.receipt.port import ReceiptPrinter
    from documents import Paper
    from kiosk.clock import Clock


@dataclass(frozen=True, slots=True)
class Hardware:
    """The station's devices."""

    reader: CardReader
    printer: ReceiptPrinter
    paper: Paper


def build_hardware(config: StationConfig, clock: Clock) -> Hardware:
    """Reader, printer and paper as configured. Raises ConfigError."""
    return Hardware(build_reader(config, clock), build_printer(config), build_paper(config))


def build_reader(config: StationConfig, clock: Clock) -> CardReader:
    """The card reader: in this process when simulated, else a supervised program beside it."""
    if config.card == "simulated":
        from devices.card.simulated import SimulatedReader

        return SimulatedReader(clock.now)
    from devices.card.bridge import BridgeReader, BridgeSettings
    from devices.card.port import Want

    if config.card == "pcsc":
        command = (sys.executable, "-m", "devices.card.pcsc", *(("--allow-virtual",) if config.card_allow_virtual else ()))
        granted = frozenset({Want.PRESENCE})
    else:
        command = config.card_program
        granted = frozenset({Want.PRESENCE, Want.RECORD, Want.VERIFY_CARD, Want.VERIFY_HOLDER})
    settings = BridgeSettings(
        command, granted, production=not config.development, method=config.card, uid_key=card_key(config), folder=program_folder()
    )
    return BridgeReader(settings, clock.now)


def build_printer(config: StationConfig) -> ReceiptPrinter:
    """The receipt printer over its transport. Raises ConfigError for an address nobody understands."""
    if config.printer == "simulated":
        from devices.receipt.simulated import SimulatedPrinter

        return SimulatedPrinter()
    from devices.receipt.driver import EscPosPrinter
    from devices.receipt.profile import EPSON_80, GENERIC_58, GENERIC_80
    from devices.receipt.transport import parse_address

    if config.paper == "58mm":
        profile = GENERIC_58
    else:
        profile = EPSON_80 if config.printer_confirms else GENERIC_80
    try:
        connect = parse_address(config.printer)
    except ValueError as error:
        raise ConfigError(f"station.toml: printer: {error}") from None
    return EscPosPrinter(connect, profile)


def build_paper(config: StationConfig) -> Paper:
    """The roll in the printer."""
    from documents import PAPER_58, PAPER_80

    return PAPER_58 if config.paper == "58mm" else PAPER_80


def card_key(config: StationConfig) -> bytes | None:
    """The key under which technicians' cards are recognised: ``card-uid.key`` beside the vault's key, when it exists."""
    try:
        return bytes.fromhex((config.key_dir / "card-uid.key").read_text("ascii").strip())
    except (OSError, ValueError):
        return None


def program_folder() -> Path:
    """Where ``python -m devices…`` finds our packages."""
    return Path(__file__).resolve().parent.parent
