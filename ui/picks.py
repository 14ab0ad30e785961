"""Several answers being gathered on one page: touched suggestions and own words, until "next" sends them together."""



from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from assets.catalogue import say
from domain.seeker import Disability, Draft
from domain.text import tidy
from domain.visit.pages import Page
from ui.rows import Row, RowList
from ui.wording import LANGUAGE_CHOICES, SKILLS, indonesian

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1
PICK_LIMIT = 12


@QmlElement
@QmlUncreatable("given by the visit")
class Picks(QObject):  # type: ignore[operator]
    """The words chosen so far on skills, languages or disability. Own words stay in the order they were typed."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._language = "id"
        self._chosen: list[str] = []
        self._options = RowList(self)
        self._own = RowList(self)

    def enter(self, page: Page, draft: Draft, language: str) -> None:
        """Start a page with the answers given before, or only change its language while it is open."""
        self._language = language
        if page is not self._page:
            self._page = page
            self._chosen = list(self._before(page, draft))
        self._show()

    def leave(self) -> None:
        """Forget everything."""
        self._page = None
        self._chosen = []
        self._options.put(())
        self._own.put(())
        self.changed.emit()

    @property
    def values(self) -> tuple[str, ...]:
        """What "next" sends."""
        return tuple(self._chosen)

    @staticmethod
    def _before(page: Page, draft: Draft) -> tuple[str, ...]:
        match page:
            case Page.SKILLS:
                return draft.keterampilan or ()
            case Page.LANGUAGES:
                return draft.bahasa or ()
            case Page.DISABILITY:
                return tuple(draft.disabilitas or ())
            case _:
                return ()

    def _offered(self) -> tuple[tuple[str, str], ...]:
        match self._page:
            case Page.SKILLS:
                return tuple((indonesian("skill", key), say(self._language, f"skill.{key}")) for key in SKILLS)
            case Page.LANGUAGES:
                return tuple((indonesian("tongue", key), say(self._language, f"tongue.{key}")) for key in LANGUAGE_CHOICES)
            case Page.DISABILITY:
                return tuple((kind.value, say(self._language, f"disability.{kind}")) for kind in Disability)
            case _:
                return ()

    def _show(self) -> None:
        offered = self._offered()
        self._options.put([Row(key, title, chosen=key in self._chosen) for key, title in offered])
        known = {key for key, _ in offered}
        self._own.put([Row(word, word, chosen=True) for word in self._chosen if word not in known])
        self.changed.emit()

    @Slot(str)
    def toggle(self, key: str) -> None:
        if key in self._chosen:
            self._chosen.remove(key)
        elif len(self._chosen) < PICK_LIMIT:
            self._chosen.append(key)
        self._show()

    @Slot(str, result=bool)
    def add(self, text: str) -> bool:
        """Add own words; a word that is offered is ticked instead. False when there was nothing to add."""
        word = tidy(text)
        if not word:
            return False
        same = next((key for key, title in self._offered() if word.casefold() in {key.casefold(), title.casefold()}), word)
        if same not in self._chosen and len(self._chosen) < PICK_LIMIT:
            self._chosen.append(same)
        self._show()
        return True

    @Property(RowList, constant=True)
    def options(self) -> RowList:
        return self._options

    @Property(RowList, constant=True)
    def own(self) -> RowList:
        return self._own

    @Property(int, notify=changed)
    def count(self) -> int:
        return len(self._chosen)
