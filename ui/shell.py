"""Builds the kiosk's window: fonts, engine, view models, idle clock. The only door of the face for the application.

Call ``build_window`` once after the QGuiApplication exists; keep the returned object for as long as the window lives.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import TypeVar

import PySide6.QtQuick  # noqa: F401  (without it the root object is only a QWindow)
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from domain.visit.pages import Page
from ui.display import Display
from ui.i18n import I18n
from ui.idle import IdleClock
from ui.images import CameraImages, IconImages
from ui.ports import Camera, Clock, Conductor, Freshness, NoCamera, Panel, Patience, Suggestions
from ui.shaping import Shaping
from ui.visit import Visit

QML = Path(__file__).parent / "qml"
PATIENCE = Patience()
_MODULE = "Anjungan.View"
Q = TypeVar("Q", bound=QObject)
TYPES = (Display, I18n, IdleClock, Shaping, Visit)  # importing them registers them


class WindowNotBuiltError(RuntimeError):
    """QML did not load; the reasons were written by the engine."""


def load_fonts() -> None:
    """Make the bundled fonts known; a minimal system has none."""
    for font in sorted((resources.files("assets") / "fonts").iterdir(), key=lambda item: item.name):
        if font.name.endswith(".ttf"):
            QFontDatabase.addApplicationFontFromData(font.read_bytes())


def wipe_clipboard() -> None:
    """Forget what was copied, also by middle-button selection."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    if clipboard.supportsSelection():
        clipboard.clear(clipboard.Mode.Selection)


class KioskWindow:
    """The one window. ``window`` is the QQuickWindow, ``visit`` its view model."""

    def __init__(
        self, conductor: Conductor, panel: Panel, clock: Clock, *, patience: Patience, suggestions: Suggestions | None,
        camera: Camera | None, freshness: Freshness | None, wipe: Callable[[], None], simulated: bool,
    ) -> None:  # fmt: skip
        self._conductor = conductor
        self._wipe = wipe
        self._camera = camera or NoCamera()
        self._page = conductor.state.page
        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(QML))
        self.engine.addImageProvider("icon", IconImages())
        self.engine.addImageProvider("camera", CameraImages(self._camera))
        self._display = self._singleton(Display)
        self._i18n = self._singleton(I18n)
        state = conductor.state
        self._i18n.speak(state.language)
        self._display.show(px_per_mm=panel.px_per_mm, large=state.large_text, contrast=state.high_contrast)
        self.visit = Visit(
            conductor, clock, suggestions=suggestions, camera=self._camera, freshness=freshness, simulated=simulated, parent=self.engine
        )
        self.idle = IdleClock(conductor.send, patience, self.engine)
        self.engine.setInitialProperties({"visit": self.visit, "idle": self.idle, "width": panel.width_px, "height": panel.height_px})
        self.engine.load(QUrl.fromLocalFile(str(QML / "Anjungan" / "Main.qml")))
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise WindowNotBuiltError("Main.qml did not load")
        self.window: QQuickWindow = roots[0]
        self.window.installEventFilter(self.idle)
        self._panel = panel
        conductor.listen(self._changed)

    def _singleton(self, kind: type[Q]) -> Q:
        found = self.engine.singletonInstance(_MODULE, kind.__name__)
        if not isinstance(found, kind):
            raise WindowNotBuiltError(f"{kind.__name__} is not registered")
        return found

    def show(self) -> None:
        """Show the window, filling the screen on a kiosk."""
        if self._panel.fullscreen:
            self.window.showFullScreen()
        else:
            self.window.show()
        self.window.requestActivate()

    def set_repeat_guard(self, milliseconds: int) -> None:
        """How long a second touch is taken for a tremor; 300 by default."""
        self._display.show(repeat_guard=milliseconds)

    def grab(self, path: Path) -> None:
        """Save what is on the screen as a picture. Raises OSError when it cannot be written."""
        if not self.window.grabWindow().save(str(path)):
            raise OSError(f"cannot write {path}")

    def close(self) -> None:
        """Take the window down; the engine deletes everything it made."""
        self.window.removeEventFilter(self.idle)
        self.window.close()
        self.engine.deleteLater()

    def _changed(self) -> None:
        state = self._conductor.state
        ended = state.page is Page.ATTRACT and self._page is not Page.ATTRACT
        self._page = state.page
        self._i18n.speak(state.language)
        self._display.show(large=state.large_text, contrast=state.high_contrast)
        self.visit.follow(state)
        self.idle.follow(state)
        if ended:
            self._camera.forget()
            self._wipe()


def build_window(
    conductor: Conductor, panel: Panel, clock: Clock, *, patience: Patience = PATIENCE, suggestions: Suggestions | None = None,
    camera: Camera | None = None, freshness: Freshness | None = None, wipe: Callable[[], None] = wipe_clipboard,
    simulated: bool = False,
) -> KioskWindow:  # fmt: skip
    """Load fonts and build the window (not yet shown). ``simulated`` marks the first page. Raises WindowNotBuiltError when QML does not load."""
    load_fonts()
    return KioskWindow(
        conductor, panel, clock, patience=patience, suggestions=suggestions, camera=camera, freshness=freshness, wipe=wipe,
        simulated=simulated,
    )
