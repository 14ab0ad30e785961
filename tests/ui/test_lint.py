"""The pages pass Qt's own linter with the types of our Python, and are in the formatter's shape."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_qml_is_clean() -> None:
    result = subprocess.run(
        ["tools/qml_types.sh"],
        env={**os.environ, "VENV_BIN": str(Path(sys.executable).parent)},
        capture_output=True, text=True, check=False, timeout=150,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
