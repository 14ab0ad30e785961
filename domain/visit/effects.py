"""What the application must do about an event. Everything here is also reachable as ``domain.visit.events``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from domain.consent import Purpose
from domain.facts import DocumentKind
from domain.identity import Evidence
from domain.nik import Nik
from domain.seeker import Draft
from domain.visit import jobs_events as jv
from domain.visit.known_person import KnownPerson
from domain.visit.pages import Page
from domain.visit.rights_events import LoadRights, PrintRights


@dataclass(frozen=True, slots=True)
class ReadCard:
    """Read the card on the reader."""


@dataclass(frozen=True, slots=True)
class CancelRead:
    """Stop a read under way."""


@dataclass(frozen=True, slots=True)
class LookUpPerson:
    """Find a registration by NIK: here first, then at SIKER when it can be reached."""

    nik: Nik


@dataclass(frozen=True, slots=True)
class NoteFailedCheck:
    """Remember that somebody could not show they are this person, beyond this visit."""

    nik: Nik


@dataclass(frozen=True, slots=True)
class Register:
    """Record the finished draft durably and, when the policy lets it, use a card number."""

    draft: Draft
    evidence: tuple[Evidence, ...]
    consents: tuple[tuple[Purpose, bool], ...]
    language: str
    known: KnownPerson | None
    renew: bool


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """Print the card or the proof. ``again`` marks a copy that may be a second one."""

    kind: DocumentKind
    again: bool
    language: str


@dataclass(frozen=True, slots=True)
class PrintKnown:
    """Print what is on record for the known person: the valid card again, the first card after verification, or the proof."""

    known: KnownPerson
    evidence: tuple[Evidence, ...]
    language: str


@dataclass(frozen=True, slots=True)
class ReportPresence:
    """Record lapor for the known person's card."""

    known: KnownPerson


@dataclass(frozen=True, slots=True)
class RequestHelp:
    """Make a ticket code and tell the officers."""

    page: Page


@dataclass(frozen=True, slots=True)
class RunDoctor:
    """Run the technician's checks."""


@dataclass(frozen=True, slots=True)
class WipeVisit:
    """Forget everything about the person: memory, screen, clipboard, photo."""


Effect: TypeAlias = (
    ReadCard
    | CancelRead
    | LookUpPerson
    | NoteFailedCheck
    | Register
    | PrintDocument
    | PrintKnown
    | ReportPresence
    | RequestHelp
    | RunDoctor
    | WipeVisit
    | LoadRights
    | PrintRights
    | jv.SearchJobs
    | jv.SuggestJobs
    | jv.ShowJob
    | jv.SubmitApplication
    | jv.WithdrawApplication
    | jv.LoadMyApplications
    | jv.PrintVacancy
    | jv.PrintApplication
    | jv.PrintCv
)
