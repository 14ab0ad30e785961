"""Station configuration from one TOML file: ``/etc/anjungan/station.toml`` or ``$ANJUNGAN_CONFIG``.

Everything has a default that is safe; a wrong value is refused with the key named, before anything starts.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

DEFAULT_PATH = Path("/etc/anjungan/station.toml")
_MARK = re.compile(r"[0-9a-f]{64}")


class ConfigError(ValueError):
    """A key or value the program does not understand; the text says which and what is allowed."""


@dataclass(frozen=True, slots=True)
class StationConfig:
    """``card``: simulated, pcsc or bridge; ``printer``: simulated, tcp:host:port, usb:/dev/usb/lp0, serial:/dev/ttyS0,38400."""

    data_dir: Path = Path("var/kiosk")
    key_dir: Path = Path("var/kiosk-key")
    server_url: str = "http://127.0.0.1:8765"
    card: str = "simulated"
    card_program: tuple[str, ...] = ()
    card_allow_virtual: bool = False
    technician_cards: tuple[str, ...] = ()
    printer: str = "simulated"
    paper: str = "80mm"
    printer_confirms: bool = True
    camera: str = "none"
    panel_width_px: int = 1080
    panel_height_px: int = 1920
    panel_px_per_mm: float = 4.03
    fullscreen: bool = True
    min_free_mb: int = 500
    log_dir: Path = Path("var/kiosk/log")
    development: bool = False

    def __post_init__(self) -> None:
        _must(self.card in {"simulated", "pcsc", "bridge"}, "card", "simulated, pcsc or bridge")
        _must(self.card != "bridge" or bool(self.card_program), "card_program", "the program of the bridge as a list")
        _must(self.paper in {"80mm", "58mm"}, "paper", "80mm or 58mm")
        _must(self.camera in {"none", "simulated"}, "camera", "none or simulated")
        known = self.printer == "simulated" or self.printer.startswith(("tcp:", "usb:", "serial:"))
        _must(known, "printer", "simulated, tcp:host:port, usb:/dev/usb/lp0 or serial:/dev/ttyS0,38400")
        _must(2.0 <= self.panel_px_per_mm <= 20.0, "panel_px_per_mm", "2 to 20")
        _must(min(self.panel_width_px, self.panel_height_px) >= 400, "panel_width_px and panel_height_px", "at least 400")
        _must(0 <= self.min_free_mb <= 1_000_000, "min_free_mb", "0 to 1000000")
        _must(all(_MARK.fullmatch(card) for card in self.technician_cards), "technician_cards", "64 lower-case hex digits each")
        named = {"data_dir": self.data_dir, "key_dir": self.key_dir, "log_dir": self.log_dir}
        for key, folder in named.items():
            _must(folder != Path(), key, "a folder")
        _must(self.server_url.startswith(("http://", "https://")), "server_url", "an http(s) address")
        if not self.development:
            _must(
                "simulated" not in {self.card, self.camera} and self.printer != "simulated",
                "development",
                "true for simulated devices",
            )


def _must(good: bool, key: str, allowed: str) -> None:
    if not good:
        raise ConfigError(f"station.toml: {key} must be {allowed}")


def load(path: Path | None = None) -> StationConfig:
    """Read the file (a missing default file gives the development defaults). Raises ConfigError."""
    chosen = path or Path(os.environ.get("ANJUNGAN_CONFIG", DEFAULT_PATH))
    if not chosen.exists():
        if path is not None or "ANJUNGAN_CONFIG" in os.environ:
            raise ConfigError(f"{chosen} does not exist")
        return StationConfig(development=True, fullscreen=False, camera="simulated")
    try:
        table = tomllib.loads(chosen.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{chosen}: {error}") from None
    except OSError as error:
        raise ConfigError(f"{chosen}: {error.strerror}") from None
    return from_table(table)


def from_table(table: dict[str, object]) -> StationConfig:
    """A configuration from parsed TOML. Raises ConfigError naming the key."""
    kinds = {item.name: item.type for item in fields(StationConfig)}
    unknown = sorted(set(table) - set(kinds))
    if unknown:
        raise ConfigError(f"station.toml: unknown key {unknown[0]}")
    values: dict[str, object] = {}
    for key, value in table.items():
        kind = kinds[key]
        if kind == "Path" and isinstance(value, str):
            values[key] = Path(value)
        elif kind == "tuple[str, ...]" and isinstance(value, list) and all(isinstance(item, str) for item in value):
            values[key] = tuple(value)
        elif kind == "float" and isinstance(value, (int, float)) and not isinstance(value, bool):
            values[key] = value + 0.0
        elif (kind, type(value).__name__) in {("str", "str"), ("int", "int"), ("bool", "bool")}:
            values[key] = value
        else:
            raise ConfigError(f"station.toml: {key} has the wrong kind of value, expected {kind}")
    return StationConfig(**values)  # type: ignore[arg-type]
