"""Events and effects of looking for work and applying. Light on purpose: what they carry is imported after the first frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.consent import Purpose
from domain.cv import Cv
from domain.problems import Problem
from domain.seeker import Registration
from domain.visit.event import Event

if TYPE_CHECKING:
    from domain.vacancy.search import JobAnswer, JobHit, JobQuery, JobSuggestion
    from domain.visit.jobs_state import AskedToApply, MyApplication


# --- the person -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class JobsAsked(Event):
    """Look for work: from the attract page, from one's card, or again after an application."""


@dataclass(frozen=True, slots=True)
class JobsSearched(Event):
    """Ask this now: a touched suggestion, a changed chip, a wider search, one more page. Words typed so far are in it."""

    query: JobQuery


@dataclass(frozen=True, slots=True)
class JobsTyped(Event):
    """The words of the search changed by a keystroke."""

    words: str


@dataclass(frozen=True, slots=True)
class JobsKeyboard(Event):
    """The search field was touched, or the keyboard put away."""

    up: bool


@dataclass(frozen=True, slots=True)
class JobsFiltersAsked(Event):
    """Show the page with every filter."""


@dataclass(frozen=True, slots=True)
class JobsAreaAsked(Event):
    """Choose where distances start."""


@dataclass(frozen=True, slots=True)
class JobsAreaChosen(Event):
    """``kode`` of a kecamatan or kelurahan; empty: the whole city."""

    kode: str


@dataclass(frozen=True, slots=True)
class JobOpened(Event):
    """Look at one vacancy of the answer, of the similar ones, or of an application."""

    vacancy_id: str


@dataclass(frozen=True, slots=True)
class JobPrintAsked(Event):
    """What the page shows, on paper: the vacancy (without identifying oneself), or the slip of an application."""


@dataclass(frozen=True, slots=True)
class ApplyAsked(Event):
    """Apply to the vacancy on the page."""


@dataclass(frozen=True, slots=True)
class CvDisabilitySet(Event):
    """Add one's disability to this application, or leave it out."""

    included: bool


@dataclass(frozen=True, slots=True)
class ApplyConfirmed(Event):
    """"Agree and send": the person's yes to what the page shows the employer will see, and the order to send it."""


@dataclass(frozen=True, slots=True)
class CvPrintAsked(Event):
    """One's CV on paper."""


@dataclass(frozen=True, slots=True)
class MyApplicationsAsked(Event):
    """Show "Lamaran saya"; who it is must be known first."""


@dataclass(frozen=True, slots=True)
class MyApplicationOpened(Event):
    application_id: str


@dataclass(frozen=True, slots=True)
class WithdrawAsked(Event):
    """Take the shown application back: asks once more first."""


@dataclass(frozen=True, slots=True)
class WithdrawConfirmed(Event):
    pass


# --- results of effects ---------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class JobsFound(Event):
    """An answer; it counts only while its query is still the one asked."""

    answer: JobAnswer


@dataclass(frozen=True, slots=True)
class JobsSuggested(Event):
    """``place``: for which it was asked; an answer for a place left meanwhile means nothing."""

    suggestions: tuple[JobSuggestion, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class JobsFailed(Event):
    """The catalog cannot be read now."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class JobShown(Event):
    """The vacancy as it stands now; ``open`` False: closed meanwhile, with similar ones instead.

    ``hit`` None: it is not here any more and nothing but its id is known.
    """

    hit: JobHit | None
    open: bool
    similar: tuple[JobHit, ...] = ()
    vacancy_id: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationMade(Event):
    """Durably recorded here; ``waiting``: it goes out when the network is back."""

    application: MyApplication
    claim_code: str = ""


@dataclass(frozen=True, slots=True)
class AlreadyApplied(Event):
    """There is an application to this vacancy already: it is shown instead of making a second one."""

    application: MyApplication


@dataclass(frozen=True, slots=True)
class ApplicationWithdrawnHere(Event):
    application: MyApplication


@dataclass(frozen=True, slots=True)
class ApplyFailed(Event):
    """Nothing was recorded; everything on the page stays."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class MyApplicationsReady(Event):
    """``asked`` None: SIKER was not heard, so what it said before stands."""

    applications: tuple[MyApplication, ...]
    asked: tuple[AskedToApply, ...] | None = None


@dataclass(frozen=True, slots=True)
class MyApplicationsFailed(Event):
    """The list cannot be read now."""

    problem: Problem


# --- effects --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class SearchJobs:
    """``person``: who is at the machine, when that is known; what fits them better comes first among the equally near."""

    query: JobQuery
    person: Registration | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SuggestJobs:
    """What is most open near a place."""

    place: str


@dataclass(frozen=True, slots=True)
class ShowJob:
    """Read a vacancy anew. ``known``: as it was shown; ``title``: its name when nothing else is known, to find similar ones."""

    vacancy_id: str
    place: str
    known: JobHit | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class SubmitApplication:
    """Record the application durably and put it into the outbox. ``cv`` is exactly what the person saw."""

    registration: Registration = field(repr=False)
    hit: JobHit
    cv: Cv = field(repr=False)
    purpose: Purpose
    language: str


@dataclass(frozen=True, slots=True)
class WithdrawApplication:
    registration_id: str
    application: MyApplication


@dataclass(frozen=True, slots=True)
class LoadMyApplications:
    """From this station and, when it can be reached, from SIKER."""

    registration: Registration = field(repr=False)


@dataclass(frozen=True, slots=True)
class PrintVacancy:
    """A vacancy on paper, for anybody."""

    hit: JobHit
    language: str


@dataclass(frozen=True, slots=True)
class PrintApplication:
    """The slip of an application: number, QR, and the code that opens the portal."""

    application: MyApplication
    hit: JobHit | None
    registration_id: str
    claim_code: str
    again: bool
    language: str


@dataclass(frozen=True, slots=True)
class PrintCv:
    """The CV, short form for the receipt printer."""

    cv: Cv = field(repr=False)
    registration_id: str
    language: str
