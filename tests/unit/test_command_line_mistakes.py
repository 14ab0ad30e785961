"""A mistake in the configuration is one sentence and exit status 2, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.__main__ import main


def test_a_folder_is_no_configuration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", str(tmp_path), "doctor"]) == 2
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize("printer", ["serial:/dev/ttyS0,fast", "tcp:printer:abc"])
def test_a_printer_address_nobody_understands_is_named(tmp_path: Path, printer: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "station.toml"
    file.write_text(f'data_dir = "{tmp_path}"\nkey_dir = "{tmp_path}"\ncard = "pcsc"\nprinter = "{printer}"\n', "utf-8")
    assert main(["--config", str(file), "doctor"]) == 2
    assert "printer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("panel_width_px = 0", "panel_width_px"), ("min_free_mb = -5", "min_free_mb"), ('technician_cards = ["zz"]', "technician_cards"),
        ('data_dir = ""', "data_dir"), ("no_such_key = 1", "no_such_key"), ('card = "magic"', "card"), ("paper = 80", "paper"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_its_name(tmp_path: Path, line: str, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "station.toml"
    file.write_text(f"development = true\n{line}\n", "utf-8")
    assert main(["--config", str(file), "doctor"]) == 2
    assert key in capsys.readouterr().err


def test_enrolling_without_network_says_that_the_code_is_still_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "station.toml"
    folders = "".join(f'{name} = "{tmp_path}/{name}"\n' for name in ("data_dir", "key_dir", "log_dir"))
    file.write_text(f'development = true\nserver_url = "http://127.0.0.1:9"\n{folders}', "utf-8")
    assert main(["--config", str(file), "enrol", "ABC-DEF-GHJ"]) == 1
    assert "could not be reached" in capsys.readouterr().err
    assert main(["--config", str(file), "doctor"]) == 1
    assert "belum didaftarkan" in capsys.readouterr().out
