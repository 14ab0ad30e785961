"""One list model for everything the pages show in rows: choices, answers, entries, checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Property, QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """A line: ``key`` goes back to the view model, ``title`` and ``detail`` are words, ``tone`` ok, warn, fail or empty.

    ``value`` is an amount the line ends with, ``note`` is said small below it.
    """

    key: str
    title: str
    detail: str = ""
    chosen: bool = False
    tone: str = ""
    section: str = ""
    editable: bool = True
    value: str = ""
    note: str = ""


class Role(IntEnum):
    """Roles of RowList, named like the fields of Row."""

    KEY = Qt.ItemDataRole.UserRole + 1
    TITLE = Qt.ItemDataRole.UserRole + 2
    DETAIL = Qt.ItemDataRole.UserRole + 3
    CHOSEN = Qt.ItemDataRole.UserRole + 4
    TONE = Qt.ItemDataRole.UserRole + 5
    SECTION = Qt.ItemDataRole.UserRole + 6
    EDITABLE = Qt.ItemDataRole.UserRole + 7
    VALUE = Qt.ItemDataRole.UserRole + 8
    NOTE = Qt.ItemDataRole.UserRole + 9


@QmlElement
@QmlUncreatable("given by a view model")
class RowList(QAbstractListModel):  # type: ignore[operator]
    """Rows in order. Setting rows of the same keys only tells what changed, so nothing on screen is rebuilt."""

    count_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown now."""
        return self._rows

    def put(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        fresh = tuple(rows)
        if fresh == self._rows:
            return
        if [row.key for row in fresh] == [row.key for row in self._rows]:
            changed = [at for at, row in enumerate(fresh) if row != self._rows[at]]
            self._rows = fresh
            for at in changed:
                self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()
        self.count_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Role.KEY:
                return row.key
            case Role.TITLE | Qt.ItemDataRole.DisplayRole:
                return row.title
            case Role.DETAIL:
                return row.detail
            case Role.CHOSEN:
                return row.chosen
            case Role.TONE:
                return row.tone
            case Role.SECTION:
                return row.section
            case Role.EDITABLE:
                return row.editable
            case Role.VALUE:
                return row.value
            case Role.NOTE:
                return row.note
            case _:
                return None

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802
        return {int(role): QByteArray(role.name.lower().encode()) for role in Role}

    @Property(int, notify=count_changed)
    def count(self) -> int:
        return len(self._rows)
