"""What is offered while somebody types: jobs and kelurahan from our own tables, as rows and slots for QML."""

# ruff: noqa: N802  (names as QML reads them)

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.commands import VisitCommands
from ui.ports import Camera, Conductor, Suggestions
from ui.rows import Row, RowList

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1
JOB_OFFERS, VILLAGE_OFFERS = 4, 3


@QmlElement
@QmlUncreatable("given by the shell")
class VisitOffers(VisitCommands):  # type: ignore[operator]
    """The part of the visit's view model that completes what is typed."""

    def __init__(self, conductor: Conductor, camera: Camera, suggestions: Suggestions, parent: QObject | None = None) -> None:
        super().__init__(conductor, camera, parent)
        self._suggestions = suggestions
        self._offers = RowList(self)
        self._offered_villages: tuple[tuple[str, ...], ...] = ()

    @Property(RowList, constant=True)
    def offers(self) -> RowList:
        return self._offers

    @Slot(str)
    def lookForJobs(self, text: str) -> None:
        found = tuple(self._suggestions.jobs(text))[:JOB_OFFERS] if text.strip() else ()
        self._offered_jobs = tuple((job.kata, job.kbji, job.jabatan) for job in found)
        self._offers.put([Row(str(at), jabatan or kata) for at, (kata, _, jabatan) in enumerate(self._offered_jobs)])

    @Slot(str)
    def lookForVillages(self, text: str) -> None:
        found = tuple(self._suggestions.villages(text))[:VILLAGE_OFFERS] if text.strip() else ()
        self._offered_villages = tuple((item.kel_desa, item.kecamatan, item.kab_kota, item.provinsi, item.kode) for item in found)
        self._offers.put([Row(str(at), item[0], f"{item[1]}, {item[2]}") for at, item in enumerate(self._offered_villages)])

    @Slot(str, result="QStringList")
    def village(self, key: str) -> list[str]:
        """Kelurahan, kecamatan, kota, provinsi and code of an offer that was touched; the offers go away."""
        found = list(self._offered_villages[int(key)])
        self._clear_offers()
        return found

    def _clear_offers(self) -> None:
        self._offered_jobs, self._offered_villages = (), ()
        self._offers.put(())
