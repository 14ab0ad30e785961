"""The words of the screen for QML: ``I18n.t["nik.heading"]`` in the language of the visit, live on change."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlPropertyMap

from assets.catalogue import SOURCE_LANGUAGE, texts

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class I18n(QObject):
    """Every text of the catalogue by key. One property map, so that a binding reads one word and not the whole book."""

    language_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = ""
        # Qt 6.11 wants the factory, Debian 13's Qt 6.8 has only the constructor.
        self._texts: QQmlPropertyMap = getattr(QQmlPropertyMap, "create", QQmlPropertyMap)(self)
        self.speak(SOURCE_LANGUAGE)

    def speak(self, language: str) -> None:
        """Change the language of every sentence on the screen."""
        if language == self._language:
            return
        if not self._language:
            self._texts.insert(dict(texts(language)))  # all at once: one by one takes a hundred times as long
        else:
            for key, text in texts(language).items():
                self._texts.insert(key, text)
        self._language = language
        self.language_changed.emit()

    @Property("QVariant", constant=True)  # type: ignore[arg-type]
    def t(self) -> QObject:
        """The map; declared as a variant, so that the linter takes a key in brackets for a key and not for a property."""
        return self._texts

    @Property(str, notify=language_changed)
    def language(self) -> str:
        return self._language
