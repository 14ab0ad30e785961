"""What can happen during a visit. What the application must do about it is in ``effects``, named here too."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from domain.consent import Purpose
from domain.facts import PrintOutcome
from domain.identity import Evidence
from domain.ktp import KtpRecord
from domain.problems import Problem
from domain.seeker import Registration, VisitPurpose
from domain.visit.effects import CancelRead as CancelRead
from domain.visit.effects import Effect as Effect
from domain.visit.effects import LookUpPerson as LookUpPerson
from domain.visit.effects import NoteFailedCheck as NoteFailedCheck
from domain.visit.effects import PrintDocument as PrintDocument
from domain.visit.effects import PrintKnown as PrintKnown
from domain.visit.effects import ReadCard as ReadCard
from domain.visit.effects import Register as Register
from domain.visit.effects import ReportPresence as ReportPresence
from domain.visit.effects import RequestHelp as RequestHelp
from domain.visit.effects import RunDoctor as RunDoctor
from domain.visit.effects import WipeVisit as WipeVisit
from domain.visit.event import Event as Event
from domain.visit.known_person import KnownPerson as KnownPerson
from domain.visit.pages import Page
from domain.visit.rights_events import LoadRights as LoadRights
from domain.visit.rights_events import PrintRights as PrintRights


# --- the person -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Started(Event):
    """The screen was touched on the attract page."""


@dataclass(frozen=True, slots=True)
class LanguageChosen(Event):
    language: str


@dataclass(frozen=True, slots=True)
class DisplayChosen(Event):
    """Larger text and high contrast, kept until the end of the visit."""

    large_text: bool
    high_contrast: bool


@dataclass(frozen=True, slots=True)
class PurposeChosen(Event):
    purpose: VisitPurpose


@dataclass(frozen=True, slots=True)
class ConsentSet(Event):
    purpose: Purpose
    granted: bool


@dataclass(frozen=True, slots=True)
class TypeInstead(Event):
    """No card, or it cannot be read: the NIK is typed."""


@dataclass(frozen=True, slots=True)
class Next(Event):
    """Continue from a page that asks nothing (notice, consent, biodata, lists)."""


@dataclass(frozen=True, slots=True)
class Skipped(Event):
    """An optional question left unanswered on purpose."""


@dataclass(frozen=True, slots=True)
class Back(Event):
    """One page back; ``typed`` is unfinished text of the page, kept for the return."""

    typed: str = ""


@dataclass(frozen=True, slots=True)
class Edit(Event):
    """Change one answer from the biodata or review page."""

    page: Page


@dataclass(frozen=True, slots=True)
class TextAnswered(Event):
    """A typed line (NIK, name, dates as digits, phone, wage …): the page decides how it is read."""

    text: str


@dataclass(frozen=True, slots=True)
class ChoiceAnswered(Event):
    """One of a list, by the value of its enum (``yes``/``no`` for domicile_same)."""

    value: str


@dataclass(frozen=True, slots=True)
class ManyAnswered(Event):
    """Several of a list or own words (skills, languages, disability)."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddressAnswered(Event):
    """An address; ``kode`` is the Kemendagri code when kelurahan was picked from the list."""

    jalan: str
    rt: str = ""
    rw: str = ""
    kel_desa: str = ""
    kecamatan: str = ""
    kab_kota: str = ""
    provinsi: str = ""
    kode: str = ""


@dataclass(frozen=True, slots=True)
class EducationAdded(Event):
    jenjang: str
    sekolah: str = ""
    jurusan: str = ""
    tahun: str = ""


@dataclass(frozen=True, slots=True)
class ExperienceAdded(Event):
    """``keluar`` empty: still working there."""

    pemberi_kerja: str
    jabatan: str
    masuk: str
    keluar: str = ""


@dataclass(frozen=True, slots=True)
class WishedJobAdded(Event):
    kata: str
    kbji: str = ""
    jabatan: str = ""


@dataclass(frozen=True, slots=True)
class ItemRemoved(Event):
    """Remove one entry of the list on the page (education, experience, wished_job)."""

    index: int


@dataclass(frozen=True, slots=True)
class PhotoTaken(Event):
    """A photo was taken and is held by the application under this digest."""

    sha256: str


@dataclass(frozen=True, slots=True)
class Confirmed(Event):
    """All answers are right: register."""


@dataclass(frozen=True, slots=True)
class ReprintAsked(Event):
    """Print the existing valid card again, marked as a copy."""


@dataclass(frozen=True, slots=True)
class RenewAsked(Event):
    """Go through the answers and get a card valid for two more years."""


@dataclass(frozen=True, slots=True)
class PresenceAsked(Event):
    """Lapor: still looking for work."""


@dataclass(frozen=True, slots=True)
class PrintRetryAsked(Event):
    """Try the paper again."""


@dataclass(frozen=True, slots=True)
class PaperTaken(Event):
    """The person has the paper, or says it came out."""


@dataclass(frozen=True, slots=True)
class PaperMissing(Event):
    """The person says nothing came out."""


@dataclass(frozen=True, slots=True)
class FinishWithoutPaper(Event):
    """Leave; everything is saved and the paper can be printed later."""


@dataclass(frozen=True, slots=True)
class HelpAsked(Event):
    pass


@dataclass(frozen=True, slots=True)
class OverlayClosed(Event):
    """Close help, keep going after the idle warning, or do not cancel after all."""


@dataclass(frozen=True, slots=True)
class CancelAsked(Event):
    pass


@dataclass(frozen=True, slots=True)
class CancelConfirmed(Event):
    pass


@dataclass(frozen=True, slots=True)
class Left(Event):
    """The end page was touched or its time is over; also leaves the technician page."""


# --- devices and time -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class CardInserted(Event):
    pass


@dataclass(frozen=True, slots=True)
class CardRemoved(Event):
    pass


@dataclass(frozen=True, slots=True)
class CardProgress(Event):
    step: str


@dataclass(frozen=True, slots=True)
class CardRead(Event):
    """A read ended well; ``record`` is None when the reader only proves presence."""

    record: KtpRecord | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CardFailed(Event):
    problem: Problem


@dataclass(frozen=True, slots=True)
class IdleWarned(Event):
    """Nobody touched anything for the office's idle time."""


@dataclass(frozen=True, slots=True)
class IdleExpired(Event):
    """The countdown ran out."""


@dataclass(frozen=True, slots=True)
class DeviceFault(Event):
    """A device changed to a fault (or back, with problem None); ``device``: reader, printer, network."""

    device: str
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class TechnicianCard(Event):
    pass


@dataclass(frozen=True, slots=True)
class DoctorDone(Event):
    """Result lines for the technician: (check, ok|warn|fail, sentence)."""

    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ServiceLost(Event):
    """The station cannot keep records safely (disk, database): no visit may go on."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class ServiceRestored(Event):
    pass


# --- results of effects ---------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class PersonUnknown(Event):
    """Nobody is registered under this NIK, as far as can be known now."""


@dataclass(frozen=True, slots=True)
class PersonKnown(Event):
    """``tries``: wrong answers to "is this you?" for this person today, on this machine."""

    person: KnownPerson
    tries: int = 0


@dataclass(frozen=True, slots=True)
class LookUpFailed(Event):
    """It cannot be known now who this is (the record is at SIKER and the network is down)."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class CardIssued(Event):
    """The card is durably recorded; printing may begin."""

    number: str
    valid_until: date
    report_due: tuple[date, ...]
    registration: Registration | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ProofIssued(Event):
    """The registration is durably recorded and waits for an officer; the proof may be printed."""

    queue_code: str
    registration: Registration | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class RegisterFailed(Event):
    problem: Problem


@dataclass(frozen=True, slots=True)
class PresenceRecorded(Event):
    row: int


@dataclass(frozen=True, slots=True)
class PrintStarted(Event):
    pass


@dataclass(frozen=True, slots=True)
class PrintEnded(Event):
    outcome: PrintOutcome
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class HelpTicket(Event):
    ticket: str
