"""Writes a picture of every page in every language and appearance to ``out/screens/``, offscreen; ``make screens``.

``python tools/screens.py [--only name,name] [--language id] [--look normal|large|contrast] [--long]``
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtGui import QGuiApplication

from assets.catalogue import LANGUAGES
from domain.visit.state import VisitState
from ui.devdock.portrait import SampleCamera
from ui.devdock.samples import DRAFT, LONG_DRAFT, NOW, StillClock, StillConductor, visits
from ui.ports import Panel
from ui.shell import build_window

LOOKS = {"normal": (False, False), "large": (True, False), "contrast": (False, True)}


class _Fresh:
    def refreshed_at(self) -> datetime:
        return NOW - timedelta(hours=1)


def main() -> int:
    """Take the pictures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", default="")
    options.add_argument("--language", default="")
    options.add_argument("--look", default="")
    options.add_argument("--long", action="store_true", help="with the longest names")
    options.add_argument("--out", type=Path, default=Path("out/screens"))
    chosen = options.parse_args()
    app = QGuiApplication(sys.argv[:1])
    scenes = visits(LONG_DRAFT if chosen.long else DRAFT)
    names = chosen.only.split(",") if chosen.only else list(scenes)
    conductor = StillConductor(VisitState())
    window = build_window(conductor, Panel(), StillClock(), camera=SampleCamera(), freshness=_Fresh())
    window.show()
    count = 0
    for language in [chosen.language] if chosen.language else LANGUAGES:
        for look in [chosen.look] if chosen.look else LOOKS:
            large, contrast = LOOKS[look]
            folder = chosen.out / language / look
            folder.mkdir(parents=True, exist_ok=True)
            for name in names:
                conductor.put(VisitState())
                conductor.put(replace(scenes[name], language=language, large_text=large, high_contrast=contrast))
                app.processEvents()
                window.grab(folder / f"{name}.png")
                count += 1
    window.close()
    print(f"{count} pictures in {chosen.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
