"""What a person can do, as slots for QML: each one sends an event and nothing else."""

# ruff: noqa: N802  (names as QML reads them)

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from domain.consent import Purpose
from domain.seeker import VisitPurpose
from domain.visit import events as ev
from domain.visit.pages import Page
from ui.jobs_story import OFFERS
from ui.picks import Picks
from ui.ports import Camera, Conductor
from ui.story import ASKS

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("given by the shell")
class VisitCommands(QObject):  # type: ignore[operator]
    """The half of the visit's view model that speaks to the conductor."""

    def __init__(self, conductor: Conductor, camera: Camera, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._camera = camera
        self._state = conductor.state
        self._picks = Picks(self)
        self._offered_jobs: tuple[tuple[str, str, str], ...] = ()

    def _send(self, event: ev.Event) -> None:
        self._conductor.send(event)

    @Slot()
    def start(self) -> None:
        self._send(ev.Started())

    @Slot(str)
    def speak(self, language: str) -> None:
        self._send(ev.LanguageChosen(language))

    @Slot()
    def toggleLarge(self) -> None:
        self._send(ev.DisplayChosen(not self._state.large_text, self._state.high_contrast))

    @Slot()
    def toggleContrast(self) -> None:
        self._send(ev.DisplayChosen(self._state.large_text, not self._state.high_contrast))

    @Slot()
    def next(self) -> None:
        self._send(ev.Next())

    @Slot()
    def skip(self) -> None:
        self._send(ev.Skipped())

    @Slot(str)
    def back(self, typed: str) -> None:
        self._send(ev.Back(typed))

    @Slot()
    def askHelp(self) -> None:
        self._send(ev.HelpAsked())

    @Slot()
    def closeOverlay(self) -> None:
        self._send(ev.OverlayClosed())

    @Slot()
    def askCancel(self) -> None:
        self._send(ev.CancelAsked())

    @Slot()
    def confirmCancel(self) -> None:
        self._send(ev.CancelConfirmed())

    @Slot()
    def leave(self) -> None:
        self._send(ev.Left())

    @Slot()
    def typeInstead(self) -> None:
        self._send(ev.TypeInstead())

    @Slot(str)
    def answer(self, text: str) -> None:
        self._send(ev.TextAnswered(text))

    @Slot(str)
    def choose(self, key: str) -> None:
        self._send(ev.PurposeChosen(VisitPurpose(key)) if self._state.page is Page.PURPOSE else ev.ChoiceAnswered(key))

    @Slot()
    def answerPicks(self) -> None:
        self._send(ev.ManyAnswered(self._picks.values))

    @Slot(str, bool)
    def setConsent(self, purpose: str, granted: bool) -> None:
        self._send(ev.ConsentSet(Purpose(purpose), granted))

    @Slot("QStringList")
    def answerAddress(self, parts: Sequence[str]) -> None:
        """Jalan, RT, RW, kelurahan, kecamatan, kota, provinsi, code."""
        self._send(ev.AddressAnswered(*parts))

    @Slot(str, str, str, str)
    def addEducation(self, level: str, school: str, major: str, year: str) -> None:
        self._send(ev.EducationAdded(level, school, major, year))

    @Slot(str, str, str, str)
    def addExperience(self, employer: str, position: str, started: str, ended: str) -> None:
        self._send(ev.ExperienceAdded(employer, position, started, ended))

    @Slot(str, str)
    def addJob(self, words: str, offer: str) -> None:
        """A wished job in the person's words; ``offer`` is the key of a touched suggestion or empty."""
        kata, kbji, jabatan = self._offered_jobs[int(offer)] if offer else (words, "", "")
        self._send(ev.WishedJobAdded(words or kata, kbji, jabatan) if offer else ev.WishedJobAdded(words))

    @Slot(str)
    def remove(self, key: str) -> None:
        self._send(ev.ItemRemoved(int(key)))

    @Slot(str)
    def edit(self, page: str) -> None:
        self._send(ev.Edit(Page(page)))

    @Slot()
    def confirm(self) -> None:
        self._send(ev.Confirmed())

    @Slot()
    def takePhoto(self) -> None:
        digest = self._camera.take()
        if digest is not None:
            self._send(ev.PhotoTaken(digest))

    @Slot()
    def retakePhoto(self) -> None:
        self._camera.forget()
        self._send(ev.PhotoTaken(""))

    @Slot(str)
    def act(self, key: str) -> None:
        """One of the things to do on a page that tells a story."""
        match self._state.page, key:
            case (Page.EXISTING_CARD | Page.AWAITING), "leave":
                self._send(ev.Left())
            case Page.APPLIED, _:
                self._send(OFFERS[key])
            case (Page.EXISTING_CARD | Page.AWAITING | Page.END), _:
                self._send(ASKS[key])
            case Page.PRINT_TROUBLE, "retry":
                self._send(ev.PrintRetryAsked())
            case Page.PRINT_TROUBLE, "finish":
                self._send(ev.FinishWithoutPaper())
            case (Page.PRINT_TROUBLE | Page.TAKE_PAPER), "taken":
                self._send(ev.PaperTaken())
            case Page.TAKE_PAPER, "missing":
                self._send(ev.PaperMissing())
            case _:
                return
