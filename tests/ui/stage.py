"""The face on a stage: a window over the real reducer, a hand that touches what is named in the accessibility tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from domain.visit.events import Effect, Event
from domain.visit.flow import reduce
from domain.visit.state import VisitState
from ui.devdock.portrait import SampleCamera
from ui.devdock.samples import TODAY, StillClock
from ui.ports import Camera, Panel, Patience, Suggestions
from ui.shell import KioskWindow, build_window, wipe_clipboard

PX_PER_MM = 4.03


class FlowConductor:
    """The real flow; effects are only remembered, so a test plays the station by sending their results."""

    def __init__(self, state: VisitState, today: date = TODAY) -> None:
        self._state = state
        self._today = today
        self._listeners: list[Callable[[], None]] = []
        self.effects: list[Effect] = []
        self.events: list[Event] = []

    @property
    def state(self) -> VisitState:
        return self._state

    def listen(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def send(self, event: Event) -> None:
        self.events.append(event)
        self._state, effects = reduce(self._state, event, self._today)
        self.effects.extend(effects)
        self._tell()

    def put(self, state: VisitState) -> None:
        self._state = state
        self._tell()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()


class Stage:
    """A shown window and a hand."""

    def __init__(
        self, state: VisitState | None = None, *, suggestions: Suggestions | None = None, camera: Camera | None = None,
        patience: Patience | None = None, wipe: Callable[[], None] = wipe_clipboard, repeat_guard: int = 0,
        simulated: bool = False,
    ) -> None:  # fmt: skip
        QAccessible.setActive(True)
        self.flow = FlowConductor(state or VisitState())
        self.kiosk: KioskWindow = build_window(
            self.flow, Panel(px_per_mm=PX_PER_MM), StillClock(), suggestions=suggestions, camera=camera or SampleCamera(),
            patience=patience or Patience(), wipe=wipe, simulated=simulated,
        )  # fmt: skip
        self.window = self.kiosk.window
        self.kiosk.set_repeat_guard(repeat_guard)
        self.kiosk.show()
        assert QTest.qWaitForWindowActive(self.window)

    def close(self) -> None:
        self.kiosk.close()
        QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def next_visitor(self) -> None:
        """Back to the first page with nothing remembered by the test."""
        self.flow.put(VisitState())
        self.flow.events.clear()
        self.flow.effects.clear()
        self.settle()

    # --- looking ----------------------------------------------------------------------------------------------------
    def settle(self) -> None:
        """Let bindings, deferred calls and deletions happen."""
        for _ in range(3):
            QGuiApplication.processEvents()
            QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def items(self) -> Iterator[QQuickItem]:
        """Every visible item, those painted later last."""
        yield from _visible(self.window.contentItem())

    def texts(self) -> list[QQuickItem]:
        """Every visible text with something in it."""
        return [item for item in self.items() if item.inherits("QQuickText") and item.property("text")]

    def words(self) -> str:
        """Everything that can be read on the screen."""
        return "\n".join(str(item.property("text")) for item in self.texts())

    def touchables(self) -> list[QQuickItem]:
        """Everything that can be touched to act."""
        return [item for item in self.items() if item.metaObject().indexOfMethod("act()") >= 0 and item.property("guarded") is not None]

    def named(self, name: str) -> QQuickItem:
        """The touchable item with this accessible name; the one on top when there are several."""
        found = [item for item in self.touchables() if item.property("name") == name and item.isEnabled()]
        if not found:
            raise AssertionError(f"nothing called {name!r}; there is {sorted(str(i.property('name')) for i in self.touchables())}")
        return found[-1]

    def has(self, name: str) -> bool:
        """Whether something with this name can be touched."""
        return any(item.property("name") == name and item.isEnabled() for item in self.touchables())

    def field(self) -> QQuickItem:
        """The text field the keyboard types into."""
        return next(item for item in self.items() if item.inherits("QQuickTextInput") and item.hasActiveFocus())

    # --- touching ---------------------------------------------------------------------------------------------------
    def touch(self, name: str) -> None:
        """Touch the middle of what is called ``name``, scrolling to it with the page's buttons when it is out of sight."""
        self.settle()
        item = self.named(name)
        for _ in range(12):
            if self._in_sight(item):
                break
            self._tap(self.named(self.say("ui.scroll_down")))
        self._tap(item)

    def say(self, key: str) -> str:
        """A sentence in the language of the visit."""
        from assets.catalogue import say

        return say(self.flow.state.language, key)

    def kiosk_field(self, label: str) -> None:
        """Touch the field under this label."""
        self.settle()
        found = [item for item in self.items() if item.inherits("QQuickTextInput") and item.parentItem().parentItem().property("label") == label]
        assert found, f"no field {label!r}"
        self._tap(found[0])

    def page(self) -> QQuickItem:
        """The present page."""
        return next(item for item in self.items() if item.metaObject().indexOfProperty("keyboardLayout") >= 0)

    def in_sight(self, name: str) -> bool:
        """Whether what has this name could be touched without scrolling."""
        return self._in_sight(self.named(name))

    def in_sight_words(self, words: str) -> bool:
        """Whether these words can be read without scrolling."""
        return any(words in str(item.property("text")) and self._in_sight(item) for item in self.texts())

    def _in_sight(self, item: QQuickItem) -> bool:
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        holder: QQuickItem | None = item
        while holder is not None:
            if holder.clip() and not QRectF(holder.mapToScene(QPointF(0, 0)), holder.size()).contains(middle):
                return False
            holder = holder.parentItem()
        return True

    def _tap(self, item: QQuickItem) -> None:
        spot = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        self.settle()

    def finger(self, name: str) -> None:
        """The same with a real touch event."""
        item = self.named(name)
        spot = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        device = finger_device()
        QTest.touchEvent(self.window, device).press(0, spot, self.window).commit()
        QTest.touchEvent(self.window, device).release(0, spot, self.window).commit()
        self.settle()

    def press_keys(self, text: str) -> None:
        """Type on a real keyboard."""
        for letter in text:
            QTest.keyClick(self.window, letter)
        self.settle()

    def type(self, text: str) -> None:
        """Type on the screen's keyboard, key by key, in the case the keyboard shows."""
        names = {" ": self.say("ui.key.space")}
        for letter in text:
            name = names.get(letter, letter)
            self._tap(self.named(next(n for n in (name, name.upper(), name.lower()) if self.has(n))))


_DEVICES: list[object] = []


def finger_device() -> object:
    """One touch device for the whole session."""
    if not _DEVICES:
        _DEVICES.append(QTest.createTouchDevice())
    return _DEVICES[0]


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    if not item.isVisible() or item.opacity() == 0:
        return
    yield item
    for child in sorted(item.childItems(), key=lambda one: one.z()):
        yield from _visible(child)


def scene_rect(item: QQuickItem) -> QRectF:
    """Where an item really is on the window, cut by everything that clips it."""
    rect = QRectF(item.mapToScene(QPointF(0, 0)), item.size())
    holder = item.parentItem()
    while holder is not None:
        if holder.clip():
            rect = rect.intersected(QRectF(holder.mapToScene(QPointF(0, 0)), holder.size()))
        holder = holder.parentItem()
    return rect
