"""The cards of a search as a list model of their own: "show more" adds rows, so that the list stays where it was scrolled to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Property, QAbstractListModel, QByteArray, QModelIndex, QObject, Qt, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.rows import Index

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class JobCard:
    """One vacancy in words. ``marks``: what is offered besides; ``verified`` and ``sample`` are said in words too, empty otherwise."""

    key: str
    title: str
    employer: str
    place: str
    wage: str
    until: str
    verified: str = ""
    marks: str = ""
    sample: str = ""


class JobRole(IntEnum):
    """Roles of JobList, named like the fields of JobCard."""

    KEY = Qt.ItemDataRole.UserRole + 1
    TITLE = Qt.ItemDataRole.UserRole + 2
    EMPLOYER = Qt.ItemDataRole.UserRole + 3
    PLACE = Qt.ItemDataRole.UserRole + 4
    WAGE = Qt.ItemDataRole.UserRole + 5
    UNTIL = Qt.ItemDataRole.UserRole + 6
    VERIFIED = Qt.ItemDataRole.UserRole + 7
    MARKS = Qt.ItemDataRole.UserRole + 8
    SAMPLE = Qt.ItemDataRole.UserRole + 9


_FIELDS = {int(role): role.name.lower() for role in JobRole}


@QmlElement
@QmlUncreatable("given by a view model")
class JobList(QAbstractListModel):  # type: ignore[operator]
    """Cards in order. Cards put after the same ones as before are added; the same keys only tell what changed."""

    count_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[JobCard, ...] = ()

    @property
    def cards(self) -> tuple[JobCard, ...]:
        """The cards shown now."""
        return self._cards

    def put(self, cards: Sequence[JobCard]) -> None:
        """Show these cards."""
        fresh, before = tuple(cards), self._cards
        if fresh == before:
            return
        kept = len(before)
        if before and [card.key for card in fresh[:kept]] == [card.key for card in before]:
            if len(fresh) > kept:
                self.beginInsertRows(QModelIndex(), kept, len(fresh) - 1)
                self._cards = fresh
                self.endInsertRows()
                self.count_changed.emit()
            self._cards = fresh
            for at in range(kept):
                if fresh[at] != before[at]:
                    self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self._cards = fresh
        self.endResetModel()
        self.count_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._cards):
            return None
        name = "title" if role == Qt.ItemDataRole.DisplayRole else _FIELDS.get(role)
        return getattr(self._cards[index.row()], name) if name is not None else None

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802
        return {role: QByteArray(name.encode()) for role, name in _FIELDS.items()}

    @Property(int, notify=count_changed)
    def count(self) -> int:
        return len(self._cards)
