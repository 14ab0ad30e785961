"""What a visit knows at one moment. Frozen: every event makes a new one, so a wipe is forgetting one object."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from domain.consent import Purpose
from domain.facts import DocumentKind, PrintOutcome
from domain.identity import Assurance, Evidence, derive_assurance
from domain.nik import nik_warnings
from domain.problems import Problem
from domain.seeker import Draft, Registration
from domain.visit.events import KnownPerson
from domain.visit.pages import CHAIN, Overlay, Page
from domain.visit.rights_state import RightsState

if TYPE_CHECKING:
    from domain.visit.jobs_state import JobsState

KNOWN_CHECK_TRIES = 3


@dataclass(frozen=True, slots=True)
class VisitState:
    """The visit. ``problem`` belongs to the current page and vanishes on leaving it; ``kept`` is unfinished text by page.

    ``registration``: the record of the person, once they showed that it is theirs or made it in this visit.
    """

    page: Page = Page.ATTRACT
    overlay: Overlay | None = None
    history: tuple[Page, ...] = ()
    return_to: Page | None = None
    language: str = "id"
    large_text: bool = False
    high_contrast: bool = False
    draft: Draft = field(default_factory=Draft)
    consents: tuple[tuple[Purpose, bool], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    card_on_reader: bool = False
    card_step: str = ""
    busy: bool = False
    problem: Problem | None = None
    kept: tuple[tuple[Page, str], ...] = ()
    known: KnownPerson | None = None
    check_tries: int = 0
    renew: bool = False
    registering: bool = False
    document: DocumentKind | None = None
    number: str = ""
    valid_until: date | None = None
    report_due: tuple[date, ...] = ()
    queue_code: str = ""
    presence_row: int = 0
    print_outcome: PrintOutcome | None = None
    print_problem: Problem | None = None
    ticket: str = ""
    faults: tuple[tuple[str, Problem], ...] = ()
    doctor: tuple[tuple[str, str, str], ...] = ()
    rights: RightsState | None = None
    jobs: JobsState | None = None
    registration: Registration | None = None

    def __repr__(self) -> str:
        return f"VisitState({self.page}, {self.overlay})"

    @property
    def assurance(self) -> Assurance:
        """The level of identity derived from the evidence so far."""
        return derive_assurance(self.evidence)

    def granted(self, purpose: Purpose) -> bool:
        """What the person chose for a purpose; nothing chosen is no."""
        return dict(self.consents).get(purpose, False)

    def kept_text(self, page: Page) -> str:
        """Unfinished text of a page that was left by Back."""
        return dict(self.kept).get(page, "")

    def warnings(self, today: date) -> tuple[Problem, ...]:
        """Disagreements between NIK and data, shown on the biodata page; they ask, they never block."""
        if self.draft.nik is None:
            return ()
        return nik_warnings(self.draft.nik, self.draft.tanggal_lahir, self.draft.jenis_kelamin, today)

    def progress(self) -> tuple[int, int]:
        """(step, of): where the page stands among the steps that apply to this person; (0, 0) outside them."""
        if self.page not in CHAIN:
            return (0, 0)
        steps = [page for page in CHAIN if applies(page, self.draft) or page is self.page]
        return (steps.index(self.page) + 1, len(steps))

    @property
    def rejected(self) -> bool:
        """Whether an officer sent this person's registration back and it was not corrected in this visit."""
        return self.known is not None and self.known.state == "rejected" and not self.registering

    def forgotten(self) -> VisitState:
        """A fresh visit that remembers only what belongs to the station: device faults and a card left on the reader."""
        return VisitState(faults=self.faults, card_on_reader=self.card_on_reader)


def applies(page: Page, draft: Draft) -> bool:
    """Whether "next" stops at a page: what the card told is not asked again, domicile only when it differs."""
    if page.value in draft.from_card:
        return False
    if page is Page.DOMICILE:
        return draft.domisili_sama is False
    return True


def next_page(state: VisitState) -> Page:
    """Where "next" leads: back to the review while editing, else the next step that applies."""
    if state.return_to is not None and not (state.page is Page.DOMICILE_SAME and state.draft.domisili_sama is False):
        return state.return_to
    at = CHAIN.index(state.page) + 1 if state.page in CHAIN else 0
    return next(page for page in CHAIN[at:] if applies(page, state.draft))


def keep(state: VisitState, text: str) -> VisitState:
    """Remember unfinished text of the current page."""
    rest = tuple(item for item in state.kept if item[0] is not state.page)
    return replace(state, kept=(*rest, (state.page, text)) if text else rest)
