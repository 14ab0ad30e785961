"""What a visit knows of a search for work. It lives in the visit's state alone, so a wipe forgets it with the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from domain.applications import ApplicationState, Invitation
from domain.vacancy.search import JobAnswer, JobHit, JobQuery, JobSuggestion
from domain.visit.pages import Page


@dataclass(frozen=True, slots=True)
class MyApplication:
    """One line of "Lamaran saya". ``waiting``: made here and not yet at SIKER. ``late``: the last wish came too late to count."""

    application_id: str
    vacancy_id: str
    number: str
    title: str
    employer: str
    state: ApplicationState
    at: datetime
    attempt: int = 1
    reason: str = ""
    invitation: Invitation | None = None
    waiting: bool = False

    def __repr__(self) -> str:
        return f"MyApplication({self.state})"


@dataclass(frozen=True, slots=True)
class AskedToApply:
    """An employer asks the person to apply; they are free to do so or not."""

    vacancy_id: str
    title: str
    employer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class JobsState:
    """The search and the application under way.

    ``wants``: what the person goes through identification for: "" (only looking), "apply" or "mine". ``typing``: the keyboard is up.
    ``chosen``: the vacancy on the page, with its distance; ``chosen_gone``: it was closed meanwhile. ``similar``: offered then.
    ``applied``: what was just sent, with what the slip says. ``online`` of it is known by ``MyApplication.waiting``.
    ``opened``: id of the vacancy on the page; ``chosen`` is None until it was read, and stays None when only its title is known.
    ``alike``: vacancies like the one of the application on the page, when nothing came of it because of the vacancy.
    ``asked``: employers who ask the person to apply, as SIKER said last in this visit.
    ``leads_to`` and ``trail``: where the person goes on after showing who they are or after a paper, and the way back from there.
    """

    query: JobQuery = field(default_factory=JobQuery)
    typing: bool = False
    answer: JobAnswer | None = None
    suggestions: tuple[JobSuggestion, ...] | None = None
    chosen: JobHit | None = None
    chosen_gone: bool = False
    similar: tuple[JobHit, ...] = ()
    wants: str = ""
    with_disability: bool = False
    applied: MyApplication | None = None
    claim_code: str = ""
    mine: tuple[MyApplication, ...] | None = None
    shown: MyApplication | None = None
    alike: tuple[JobHit, ...] = ()
    opened: str = ""
    leads_to: Page = Page.JOBS
    trail: tuple[Page, ...] = ()
    asked: tuple[AskedToApply, ...] = ()

    def __repr__(self) -> str:
        return f"JobsState({self.wants})"

    @property
    def searching(self) -> bool:
        """Whether the answer to the query is still on its way."""
        return self.answer is None or self.answer.query != self.query

    def application_to(self, vacancy_id: str) -> MyApplication | None:
        """The person's application to a vacancy, as far as it was asked for."""
        return next((item for item in self.mine or () if item.vacancy_id == vacancy_id), None)

    @property
    def asked_still(self) -> tuple[AskedToApply, ...]:
        """Those the person has not answered with an application."""
        return tuple(item for item in self.asked if self.application_to(item.vacancy_id) is None)
