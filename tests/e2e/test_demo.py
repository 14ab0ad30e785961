"""The demo is the product from end to end: window, reader program, printer bytes, SIKER process, officer, weekend."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.timeout(420)
def test_the_whole_demo_ends_well(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "demo", "--out", str(out)], cwd=ROOT, capture_output=True, text=True, timeout=400,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:]
    report = json.loads((out / "visit.json").read_text("utf-8"))
    registering, back, weekend, work = report["visits"]
    assert registering["identity"]["level"] == "1 KARTU_HADIR"
    assert registering["printed"]["document"] == "proof"
    assert back["siker_holds"] == {"state": "verified", "card_number": back["number"], "card_state": "valid", "copies": 1}
    assert weekend["identity"]["level"] == "4 PEMEGANG_SAH"
    assert weekend["waiting_facts_while_down"] == 3
    assert weekend["siker_holds"]["card_number"] == weekend["number"] != back["number"]
    assert work["waiting_facts_while_down"] >= 1
    assert work["printed"] == {"document": "application", "outcome": "confirmed"}
    assert work["application"] == "hired"
    assert {"kartu-kuning.escpos", "kartu-kuning.png", "kartu-kuning.pdf", "bukti-pendaftaran.png", "bukti-lamaran.png"} <= {
        path.name for path in (out / "paper").iterdir()
    }
    assert len(report["pages"]) > 60
