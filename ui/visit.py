"""The visit as QML sees it: the page, its words, answers and suggestions. Commands are in ``ui.commands``.

Translates only; what an event means on a page is decided by ``domain.visit.flow``.
"""

# ruff: noqa: N802  (names as QML reads them)

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from assets.catalogue import say
from domain.consent import CHOICES
from domain.nik import parse_nik
from domain.problems import Problem
from domain.visit import events as ev
from domain.visit.flow import edge_for
from domain.visit.jobs_guards import JOB_PAPERS
from domain.visit.pages import CHAIN, OPTIONAL_PAGES, Page
from domain.visit.state import VisitState
from ui import wording
from ui.applying import Applying
from ui.job import Job
from ui.jobs import Jobs
from ui.offers import VisitOffers
from ui.overlays import OverlayWords, overlay_words
from ui.picks import Picks
from ui.ports import Camera, Clock, Conductor, Freshness, NoCamera, NoFreshness, NoSuggestions, Suggestions
from ui.rights import Rights
from ui.rights_story import fault_words
from ui.rows import Row, RowList
from ui.story import Story, story

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1
_ADDRESS_PARTS = ("jalan", "rt", "rw", "kel_desa", "kecamatan", "kab_kota", "provinsi", "kode")
_HOME_TOWN = {"kab_kota": "Kota Semarang", "provinsi": "Jawa Tengah"}
_TYPED_IDENTITY = frozenset({Page.NIK, Page.NAME, Page.BIRTH_PLACE, Page.BIRTH_DATE})
_NEWS = frozenset({"already_applied", "applications_none_here"})
_ADVICE = frozenset({"vacancy_closed", "apply_guardian", "apply_rejected"})


@QmlElement
@QmlUncreatable("given by the shell")
class Visit(VisitOffers):  # type: ignore[operator]
    """Read-only properties, one ``changed`` signal; slots send events."""

    changed = Signal()
    page_changed = Signal()

    def __init__(
        self, conductor: Conductor, clock: Clock, *, suggestions: Suggestions | None = None, camera: Camera | None = None,
        freshness: Freshness | None = None, simulated: bool = False, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(conductor, camera or NoCamera(), suggestions or NoSuggestions(), parent)
        self._clock, self._simulated = clock, simulated
        self._freshness = freshness or NoFreshness()
        self._story, self._over = Story(), OverlayWords()
        self._choices, self._entries, self._answers = RowList(self), RowList(self), RowList(self)
        self._facts, self._actions, self._warnings = RowList(self), RowList(self), RowList(self)
        self._levels, self._consents = RowList(self), RowList(self)
        self._mended: Problem | None = None
        self._rights = Rights(conductor, self._today, self)
        self._jobs, self._job = Jobs(conductor, self._freshness, self), Job(conductor, self._today, self)
        self._applying = Applying(conductor, self._today, self)
        self._show(self._state)

    # --- following the visit ----------------------------------------------------------------------------------------
    def follow(self, state: VisitState) -> None:
        """Show a new state; called on the GUI thread."""
        moved = state.page is not self._state.page
        self._state = state
        if moved:
            self._clear_offers()
        self._show(state)
        self._rights.follow(state)
        self._jobs.follow(state)
        self._job.follow(state)
        self._applying.follow(state)
        if moved:
            self.page_changed.emit()
        self.changed.emit()

    def _show(self, state: VisitState) -> None:
        language, page = state.language, state.page
        self._story, self._over = story(state, self._today()), overlay_words(state)
        self._choices.put(wording.choices(language, page, state.draft))
        self._entries.put(wording.entries(language, page, state.draft))
        self._levels.put(wording.levels(language) if page is Page.EDUCATION else ())
        self._facts.put(self._story.facts)
        self._actions.put(self._story.actions)
        self._answers.put(self._answer_rows(state))
        self._warnings.put(self._warning_rows(state))
        self._consents.put([
            Row(purpose, say(language, f"page.consent.{purpose}"), say(language, f"page.consent.{purpose}_hint"), state.granted(purpose))
            for purpose in CHOICES
        ] if page is Page.CONSENT else [])  # fmt: skip
        if page in {Page.SKILLS, Page.LANGUAGES, Page.DISABILITY}:
            self._picks.enter(page, state.draft, language)
        else:
            self._picks.leave()

    def _answer_rows(self, state: VisitState) -> tuple[Row, ...]:
        if state.page is Page.BIODATA:
            shown = (Page.NIK, *CHAIN[: CHAIN.index(Page.BIODATA)])
        elif state.page is Page.REVIEW:
            shown = (Page.NIK, *(page for page in CHAIN if page not in {Page.BIODATA, Page.REVIEW}))
        else:
            return ()
        return wording.answers(state.language, shown, state.draft, locked=state.draft.from_card)

    def _warning_rows(self, state: VisitState) -> tuple[Row, ...]:
        if state.page is not Page.BIODATA:
            return ()
        return tuple(Row(item.code, wording.sentence(state.language, item), tone="warn") for item in state.warnings(self._today()))

    def _today(self) -> date:
        return self._clock.now().astimezone(wording.WIB).date()

    def _could(self, event: ev.Event) -> bool:
        return edge_for(self._state, event, self._today()) is not None

    # --- where we are -----------------------------------------------------------------------------------------------
    @Property(str, notify=page_changed)
    def page(self) -> str:
        return self._state.page.value

    @Property(str, notify=changed)
    def overlay(self) -> str:
        return self._state.overlay.value if self._state.overlay is not None else ""

    @Property(str, notify=changed)
    def overlayHeading(self) -> str:
        return self._over.heading

    @Property(str, notify=changed)
    def overlayText(self) -> str:
        return self._over.text

    @Property(str, notify=changed)
    def overlayStay(self) -> str:
        return self._over.stay

    @Property(str, notify=changed)
    def overlayLeave(self) -> str:
        return self._over.leave

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._state.language

    @Property(bool, notify=changed)
    def large(self) -> bool:
        return self._state.large_text

    @Property(bool, notify=changed)
    def contrast(self) -> bool:
        return self._state.high_contrast

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._state.busy

    @Property(bool, notify=changed)
    def canGoBack(self) -> bool:
        return self._could(ev.Back())

    @Property(bool, notify=changed)
    def canCancel(self) -> bool:
        return self._could(ev.CancelAsked()) and self._state.page is not Page.END

    @Property(bool, notify=changed)
    def canSkip(self) -> bool:
        return self._state.page in OPTIONAL_PAGES

    @Property(bool, notify=changed)
    def canAskHelp(self) -> bool:
        return self._could(ev.HelpAsked())

    @Property(bool, notify=changed)
    def isKnown(self) -> bool:
        """Whether the answers under review are already on record and only change."""
        return self._state.known is not None

    @Property(bool, notify=changed)
    def editing(self) -> bool:
        return self._state.return_to is not None

    @Property(int, notify=changed)
    def part(self) -> int:
        return self._rights.progress[0] if self._state.rights is not None else 0 if self._no_form() else wording.part_of(self._state.page)

    @Property(int, notify=changed)
    def parts(self) -> int:
        return len(wording.PARTS) if self._state.rights is None else self._rights.progress[1]

    @Property(str, notify=changed)
    def partWords(self) -> str:
        if self._state.rights is not None:
            return self._rights.step_words
        return "" if self._no_form() else wording.part_words(self._state.language, self._state.page)

    def _no_form(self) -> bool:
        """Whether the paper is of a search for work, so that no part of the form is behind it."""
        return self._state.document in JOB_PAPERS

    # --- words ------------------------------------------------------------------------------------------------------
    @Property(str, notify=changed)
    def problem(self) -> str:
        found = self._standing_problem()
        return wording.sentence(self._state.language, found) if found is not None else ""

    @Property(str, notify=changed)
    def problemTone(self) -> str:
        """Nothing went wrong where the machine only tells how things stand."""
        found = self._standing_problem()
        code = "" if found is None else found.code
        return "info" if code in _NEWS else "warn" if code in _ADVICE else "fail"

    def _standing_problem(self) -> Problem | None:
        """The page's problem until the text is changed after it; the same mistake sent again is a new problem."""
        found = self._state.problem
        return None if found is self._mended else found

    @Slot()
    def typed(self) -> None:
        """The text that a problem spoke of is being changed: it is no longer what the problem says."""
        if self._state.problem is not self._mended and not self.checkLocked:
            self._mended = self._state.problem
            self.changed.emit()

    @Property(str, notify=changed)
    def problemField(self) -> str:
        found = self._standing_problem()
        return str(found.params.get("field", "")) if found is not None else ""

    @Property(str, notify=changed)
    def status(self) -> str:
        """What does not work just now, else how fresh the data are."""
        language = self._state.language
        if self._state.faults:
            device, problem = self._state.faults[-1]
            return wording.fault_sentence(language, device, problem) if self._state.rights is None else fault_words(language, problem)
        return wording.freshness_words(language, self._freshness.refreshed_at(), self._clock.now())

    @Property(bool, constant=True)
    def simulated(self) -> bool:
        """Whether reader or printer are only played by this machine."""
        return self._simulated

    @Property(bool, notify=changed)
    def statusIsFault(self) -> bool:
        return bool(self._state.faults)

    @Property(str, notify=changed)
    def ticket(self) -> str:
        return self._state.ticket

    @Property(str, notify=changed)
    def queueCode(self) -> str:
        return self._state.queue_code

    @Property(str, notify=changed)
    def heading(self) -> str:
        return self._story.heading

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._story.text

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._story.note

    @Property(str, notify=changed)
    def noteTone(self) -> str:
        return self._story.tone

    @Property(bool, notify=changed)
    def cardOnReader(self) -> bool:
        return self._state.card_on_reader

    @Property(str, notify=changed)
    def cardWaits(self) -> str:
        """How to have a KTP read that lies on the reader while somebody types; empty where there is no way back to reading."""
        state = self._state
        waits = state.card_on_reader and not state.evidence and not state.draft.from_card
        if not waits or state.page not in _TYPED_IDENTITY or Page.IDENTITY not in state.history:
            return ""
        return say(state.language, "page.nik.card_waits")

    @Property(bool, notify=changed)
    def checkLocked(self) -> bool:
        return self._state.problem is not None and self._state.problem.code == "known_check_locked"

    @Property(bool, notify=changed)
    def hasPhoto(self) -> bool:
        return self._state.draft.foto_sha256 != ""

    @Slot(result=bool)
    def hasCamera(self) -> bool:
        return self._camera.frame() is not None

    # --- rows -------------------------------------------------------------------------------------------------------
    @Property(RowList, constant=True)
    def choices(self) -> RowList:
        return self._choices

    @Property(RowList, constant=True)
    def entries(self) -> RowList:
        return self._entries

    @Property(RowList, constant=True)
    def answers(self) -> RowList:
        return self._answers

    @Property(RowList, constant=True)
    def warnings(self) -> RowList:
        return self._warnings

    @Property(RowList, constant=True)
    def facts(self) -> RowList:
        return self._facts

    @Property(RowList, constant=True)
    def actions(self) -> RowList:
        return self._actions

    @Property(RowList, constant=True)
    def levels(self) -> RowList:
        return self._levels

    @Property(RowList, constant=True)
    def consents(self) -> RowList:
        return self._consents

    @Property(Rights, constant=True)
    def rights(self) -> Rights:
        return self._rights

    @Property(Jobs, constant=True)
    def jobs(self) -> Jobs:
        return self._jobs

    @Property(Job, constant=True)
    def job(self) -> Job:
        return self._job

    @Property(Applying, constant=True)
    def applying(self) -> Applying:
        return self._applying

    @Property(Picks, constant=True)
    def picks(self) -> Picks:
        return self._picks

    # --- the field of a page ----------------------------------------------------------------------------------------
    @Slot(result=str)
    def typedBefore(self) -> str:
        """The bare text to start with: what was left unfinished, else the answer given before."""
        return self._state.kept_text(self._state.page) or wording.typed_before(self._state.page, self._state.draft)

    @Slot(str, result=str)
    def addressPart(self, part: str) -> str:
        """One part of the address to start with."""
        page, draft = self._state.page, self._state.draft
        if kept := self._state.kept_text(page):
            return dict(zip(_ADDRESS_PARTS, kept.split("\n"), strict=False)).get(part, "")
        address = draft.alamat if page is Page.ADDRESS else draft.domisili
        return getattr(address, part) if address is not None and part in _ADDRESS_PARTS else _HOME_TOWN.get(part, "")

    @Slot(str, str, result=str)
    def understood(self, kind: str, bare: str) -> str:
        """What a typed date or amount means, in words."""
        return wording.understood(self._state.language, kind, bare, self._today())

    @Slot(str, result=bool)
    def looksComplete(self, bare: str) -> bool:
        """Whether a NIK has its sixteen digits; only for the mark beside the field."""
        return not hasattr(parse_nik(bare), "code")
